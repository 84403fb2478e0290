using VisionZero.Domain.Common;

namespace VisionZero.Domain.Tests.Common;

public sealed class NameTests
{
    [Theory]
    [InlineData("Ng")]
    [InlineData("Sukarno")]
    [InlineData("Seán O’Súilleabháin")]
    [InlineData("Nguyễn Thị Minh Khai")]
    [InlineData("Müller-Lüdenscheidt, Jr.")]
    [InlineData("Екатерина Ёлкина")]
    [InlineData("Αικατερίνη Παπαδοπούλου")]
    [InlineData("محمد بن عبد الله")]
    [InlineData("علی\u200Cرضا")]
    [InlineData("יִצְחָק לֵוִי")]
    [InlineData("अनुष्का शर्मा")]
    [InlineData("ศักดิ์สิทธิ์ ใจดี")]
    [InlineData("王小明")]
    [InlineData("髙橋 さくら")]
    [InlineData("葛\U000E0100城")]
    [InlineData("김민준")]
    [InlineData("3M Deutschland GmbH & Co. KG")]
    public void A_name_of_any_script_is_a_name(string name) => Text.IsName(name).ShouldBeTrue();

    [Theory]
    [InlineData("", "nothing")]
    [InlineData("12345", "no letter")]
    [InlineData("---", "no letter")]
    [InlineData("Anna\u0007", "a control character")]
    [InlineData("Anna\nMeier", "a line break")]
    [InlineData("Anna\u202Etxt", "a direction override")]
    [InlineData("Anna\u2066Meier", "a direction isolate")]
    [InlineData("Anna\u200BMeier", "a hidden space")]
    [InlineData("Anna\uFEFF", "a byte order mark")]
    [InlineData("Anna\u00ADMeier", "a soft hyphen")]
    [InlineData("Anna\uE000", "a private character")]
    [InlineData("Anna\U000E0041", "a tag character")]
    [InlineData("\u3164", "a letter that prints as nothing")]
    [InlineData("Anna\u115FMeier", "a letter that prints as nothing")]
    [InlineData("\uFFA0", "a letter that prints as nothing")]
    [InlineData("Anna\u2800", "a blank symbol")]
    [InlineData("Anna\u034FMeier", "a mark that prints as nothing")]
    [InlineData("<b>Anna</b>", "markup")]
    [InlineData("Anna\uFFFD", "a lost character")]
    public void What_hides_or_breaks_is_not_a_name(string name, string why) => Text.IsName(name).ShouldBeFalse(why);

    [Fact]
    public void Half_of_a_surrogate_pair_is_not_a_name_and_breaks_nothing()
    {
        // Built here: source literals with broken pairs do not survive every tool.
        var broken = "Anna" + (char)0xD800;

        Text.IsName(broken).ShouldBeFalse();
        Text.Tidy(broken).ShouldBe("Anna\uFFFD");
        Text.SearchKey(broken).ShouldBe("anna");
    }

    [Fact]
    public void A_heap_of_marks_is_not_a_name()
    {
        Text.IsName("A" + new string('\u0316', 5)).ShouldBeTrue();
        Text.IsName("A" + new string('\u0316', 6)).ShouldBeFalse();
    }

    [Fact]
    public void Length_counts_what_a_reader_sees()
    {
        Text.IsName(new string('n', Text.LongestName)).ShouldBeTrue();
        Text.IsName(new string('n', Text.LongestName + 1)).ShouldBeFalse();
        Text.IsName(string.Concat(Enumerable.Repeat("q\u0308", Text.LongestName))).ShouldBeTrue();
    }

    [Theory]
    [InlineData(null, "")]
    [InlineData("   ", "")]
    [InlineData("  Anna \t\u00A0 Meier\u3000", "Anna Meier")]
    [InlineData("Mu\u0308ller", "Müller")]
    public void Tidying_trims_composes_and_folds_space(string? typed, string tidy) => Text.Tidy(typed).ShouldBe(tidy);

    [Theory]
    [InlineData("Anna Müller", true)]
    [InlineData("Nguyễn Thị", true)]
    [InlineData("Ɓala Ɗanjuma", true)]
    [InlineData("Kaʻiulani", true)]
    [InlineData("O’Brien-Łukasz, Jr. (Bob)", true)]
    [InlineData("Q\u0308ra", true)]
    [InlineData("Анна", false)]
    [InlineData("Αnna", false)]
    [InlineData("Anna 王", false)]
    [InlineData("Anna ☃", false)]
    [InlineData("Anna\u093E", false)]
    [InlineData("123", false)]
    public void Latin_spelling_has_latin_letters_only(string name, bool latin) => Text.IsLatin(name).ShouldBe(latin);
}
