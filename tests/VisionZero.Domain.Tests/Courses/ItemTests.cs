using VisionZero.Domain.Courses;
using VisionZero.Domain.Tests.Support;

namespace VisionZero.Domain.Tests.Courses;

public sealed class ItemTests
{
    private static readonly ItemKey Single = new("s", ItemKind.Single, ["a", "b", "c"], ["b"], 1);
    private static readonly ItemKey Multiple = new("m", ItemKind.Multiple, ["a", "b", "c"], ["a", "c"], 1);

    [Theory]
    [InlineData("b", true)]
    [InlineData("a", false)]
    [InlineData("", false)]
    public void A_single_question_is_right_with_its_one_letter(string chosen, bool right) => Single.IsRight(Letters(chosen)).ShouldBe(right);

    [Theory]
    [InlineData("ac", true)]
    [InlineData("ca", true)]
    [InlineData("a", false)]
    [InlineData("abc", false)]
    [InlineData("ab", false)]
    [InlineData("", false)]
    public void A_multiple_question_is_right_with_all_its_letters_and_no_other(string chosen, bool right) => Multiple.IsRight(Letters(chosen)).ShouldBe(right);

    [Theory]
    [InlineData("", true)]
    [InlineData("a", true)]
    [InlineData("ab", false)]
    [InlineData("x", false)]
    [InlineData("A", false)]
    public void A_single_question_takes_one_of_its_letters(string chosen, bool possible) => Single.CanChoose(Letters(chosen)).ShouldBe(possible);

    [Theory]
    [InlineData("", true)]
    [InlineData("abc", true)]
    [InlineData("aa", false)]
    [InlineData("ax", false)]
    public void A_multiple_question_takes_each_of_its_letters_once(string chosen, bool possible) => Multiple.CanChoose(Letters(chosen)).ShouldBe(possible);

    [Fact]
    public void An_outline_finds_its_rules_and_items()
    {
        Facts.Foundation.Rule(7).Rule.ShouldBe(7);
        Facts.Foundation.BankItem("r3-4")!.Kind.ShouldBe(ItemKind.Multiple);
        Facts.Foundation.BankItem("c3-1").ShouldBeNull();
    }

    private static string[] Letters(string chosen) => [.. chosen.Select(c => c.ToString())];
}
