using FsCheck.Fluent;
using VisionZero.Domain.Courses;
using VisionZero.Domain.Tests.Support;

namespace VisionZero.Domain.Tests.Courses;

public sealed class ItemKindTests
{
    private static readonly ItemKey Verdict = new("t", ItemKind.TrueFalse, ["a", "b", "c"], ["false", "b"], 1);
    private static readonly ItemKey Order = new("o", ItemKind.Order, ["a", "b", "c"], ["c-1", "a-2", "b-3"], 1) { Targets = 3 };
    private static readonly ItemKey Match = new("m", ItemKind.Match, ["a", "b", "c"], ["a-2", "b-1", "c-2"], 1) { Targets = 3 };
    private static readonly ItemKey Number = new("n", ItemKind.Number, [], [], 1) { Number = new NumberKey(12.5m, 0.1m) };
    private static readonly ItemKey Large = new("l", ItemKind.Number, [], [], 1) { Number = new NumberKey(1450m, 0.5m) };
    private static readonly ItemKey Typed = new("w", ItemKind.Text, [], ["accepted"], 1);
    private static readonly ItemKey Scene = new("s", ItemKind.Scene, ["a", "b", "c"], ["a", "c"], 1);

    private static readonly ItemKey Story = new("b", ItemKind.Branch, [], [], 1)
    {
        Story = new StoryKey(
            "n1",
            new Dictionary<string, IReadOnlyDictionary<string, string>>
            {
                ["n1"] = new Dictionary<string, string> { ["a"] = "n2", ["b"] = "bad" },
                ["n2"] = new Dictionary<string, string> { ["a"] = "good", ["b"] = "bad" },
            },
            new Dictionary<string, bool> { ["good"] = true, ["bad"] = false }),
    };

    private static readonly ItemKey[] All = [new("x", ItemKind.Single, ["a", "b"], ["b"], 1), Verdict, Order, Match, Number, Large, Typed, Scene, Story];

    private static readonly string[] Words = ["a", "b", "c", "true", "false", "a-1", "a-2", "b-1", "b-3", "c-1", "c-2", "a-4", "a-0", "a-01", "12.5", "12.61", "-3", "1e9", "accepted", "other", "n1-a", "n1-b", "n2-a", "n2-b", ""];

    [Theory]
    [InlineData("t", "false b", true)]
    [InlineData("t", "b false", true)]
    [InlineData("t", "true b", false)]
    [InlineData("t", "false a", false)]
    [InlineData("t", "false", false)]
    [InlineData("o", "c-1 a-2 b-3", true)]
    [InlineData("o", "a-1 b-2 c-3", false)]
    [InlineData("o", "c-1 a-2", false)]
    [InlineData("m", "a-2 b-1 c-2", true)]
    [InlineData("m", "a-1 b-1 c-2", false)]
    [InlineData("n", "12.5", true)]
    [InlineData("n", "12.6", true)]
    [InlineData("n", "12.4", true)]
    [InlineData("n", "12.61", false)]
    [InlineData("n", "", false)]
    [InlineData("n", "12.500", true)]
    [InlineData("l", "1450", true)]
    [InlineData("l", "1.450", true)]
    [InlineData("l", "+1.450", true)]
    [InlineData("l", "-1.450", false)]
    [InlineData("l", "1.45", false)]
    [InlineData("l", "1.4500", false)]
    [InlineData("l", "0.450", false)]
    [InlineData("l", "1.452", false)]
    [InlineData("w", "accepted", true)]
    [InlineData("w", "other", false)]
    [InlineData("s", "a c", true)]
    [InlineData("s", "a b c", false)]
    [InlineData("b", "n1-a n2-a", true)]
    [InlineData("b", "n2-a n1-a", true)]
    [InlineData("b", "n1-a n2-b", false)]
    [InlineData("b", "n1-a", false)]
    public void An_answer_is_right_in_all_its_parts_or_not_at_all(string item, string chosen, bool right) =>
        All.Single(i => i.Id == item).IsRight(Split(chosen)).ShouldBe(right);

    [Theory]
    [InlineData("t", "true false")]
    [InlineData("t", "a b")]
    [InlineData("o", "a-1 a-2")]
    [InlineData("o", "a-4")]
    [InlineData("o", "a-0")]
    [InlineData("o", "a-01")]
    [InlineData("m", "a")]
    [InlineData("n", "twelve")]
    [InlineData("n", "1e9")]
    [InlineData("n", "1 2")]
    [InlineData("n", "123456789012345678901234567890")]
    [InlineData("w", "a word of the learner")]
    [InlineData("b", "n2-a")]
    [InlineData("b", "n1-a n1-b n2-a")]
    [InlineData("b", "n1-b n2-a")]
    [InlineData("b", "n1-c")]
    public void What_is_no_answer_cannot_be_chosen(string item, string chosen) =>
        All.Single(i => i.Id == item).CanChoose(Split(chosen)).ShouldBeFalse();

    [Theory]
    [InlineData("1.450", "1.450 1450.000")]
    [InlineData("123.450", "123.450 123450.000")]
    [InlineData("-1.450", "-1.450 -1450.000")]
    [InlineData("1234.500", "1234.500")]
    [InlineData("0.125", "0.125")]
    [InlineData("12.5", "12.5")]
    [InlineData("1450", "1450")]
    [InlineData("twelve", "")]
    public void A_mark_before_three_last_digits_may_stand_between_thousands(string text, string readings) =>
        ItemKey.Readings(text).ShouldBe(Split(readings).Select(r => decimal.Parse(r, System.Globalization.CultureInfo.InvariantCulture)));

    [Fact]
    public void What_is_right_is_an_answer_and_whole_and_words_in_another_order_are_the_same_answer()
    {
        var (right, wrong) = (0, 0);
        // Of words drawn at random next to none are right: every second answer is, in any order.
        var cases =
            from item in Gen.Elements(All)
            from words in Gen.OneOf(Gen.Elements(Words).ListOf().Select(w => w.ToArray()), Gen.Shuffle([.. item.RightAnswer()]))
            select (item, words);

        Always.Holds(
            cases,
            c =>
            {
                var words = c.words;
                if (c.item.IsRight(words) && c.item.CanChoose(words))
                {
                    c.item.IsComplete(words).ShouldBeTrue();
                    right++;
                }
                else
                {
                    wrong++;
                }

                string[] turned = [.. words.Reverse()];
                c.item.IsRight(turned).ShouldBe(c.item.IsRight(words));
                c.item.CanChoose(turned).ShouldBe(c.item.CanChoose(words));
            },
            times: 5000);
        right.ShouldBeGreaterThan(0);
        wrong.ShouldBeGreaterThan(0);
    }

    [Fact]
    public void A_right_and_a_wrong_answer_can_be_given_to_every_kind()
    {
        foreach (var item in All)
        {
            item.CanChoose(item.RightAnswer()).ShouldBeTrue(item.Id);
            item.IsRight(item.RightAnswer()).ShouldBeTrue(item.Id);
            item.CanChoose(item.WrongAnswer()).ShouldBeTrue(item.Id);
            item.IsRight(item.WrongAnswer()).ShouldBeFalse(item.Id);
        }
    }

    [Fact]
    public void A_choice_in_a_story_stays_and_everything_else_may_be_changed()
    {
        Story.MayFollow(["n1-a"], ["n1-a", "n2-b"]).ShouldBeTrue();
        Story.MayFollow(["n1-a"], ["n1-b"]).ShouldBeFalse();
        Story.MayFollow(["n1-a"], []).ShouldBeFalse();
        Scene.MayFollow(["a"], ["b"]).ShouldBeTrue();
        Story.Story!.Steps(["n2-a", "n1-a"]).ShouldBe([("n1", "a"), ("n2", "a")]);
        Story.Story.Follow([]).ShouldBe("n1");
    }

    [Fact]
    public void Scenes_and_endings_of_a_story_are_numbered_as_they_are_met()
    {
        var story = new StoryKey(
            "last",
            new Dictionary<string, IReadOnlyDictionary<string, string>>
            {
                ["first"] = new Dictionary<string, string> { ["a"] = "late", ["b"] = "good" },
                ["middle"] = new Dictionary<string, string> { ["a"] = "good", ["b"] = "first" },
                ["last"] = new Dictionary<string, string> { ["a"] = "bad", ["b"] = "middle", ["c"] = "first" },
            },
            new Dictionary<string, bool> { ["good"] = true, ["late"] = false, ["bad"] = false });

        story.Scenes().ShouldBe(["last", "middle", "first"]);
        story.Endings().ShouldBe(["bad", "good", "late"]);
    }

    private static string[] Split(string words) => words.Split(' ', StringSplitOptions.RemoveEmptyEntries);
}
