using FsCheck;
using FsCheck.Fluent;

namespace VisionZero.Documents.Tests;

public sealed class TextCheckTests(Rendering rendering)
{
    private static readonly string[] Letters = ["a", "Z", "é", "я", "ω", "م", "ש", "क", "ท", "静", "さ", "늘", "7", "-"];

    [Fact]
    public void A_changed_letter_is_found_wherever_it_is()
    {
        foreach (var document in new[] { Papers.English("राजेन्द्र प्रसाद"), Papers.Chinese(), Papers.Arabic() })
        {
            var pdf = rendering.Skia.Render(document);
            var texts = document.Texts().ToArray();
            var change =
                from text in Gen.Choose(0, texts.Length - 1)
                from at in Gen.Choose(0, texts[text].Text.Length - 1)
                from letter in Gen.Elements(Letters)
                select (Field: text, At: at, Letter: letter);

            Check.One(
                Config.QuickThrowOnFailure.WithMaxTest(60),
                Prop.ForAll(change.ToArbitrary(), made =>
                {
                    var original = texts[made.Field].Text;
                    var changed = original[..made.At] + made.Letter + original[(made.At + 1)..];
                    if (PlainText.Of(changed) == PlainText.Of(original)) return true;
                    DocumentText[] record = [.. texts[..made.Field], texts[made.Field] with { Text = changed }, .. texts[(made.Field + 1)..]];
                    return new TextLayer(PdfText.Pages(pdf)).Differences(record).Count > 0;
                }));
        }
    }

    [Theory]
    [InlineData("Ann Lee", "Ann")]
    [InlineData("Ann", "Ann Lee")]
    [InlineData("Ann Lee", "An nLee")]
    [InlineData("Ann Lee", "AnnLee")]
    [InlineData("Ann Lee", "Lee Ann")]
    [InlineData("Ann Lee", "Ann  Le")]
    public void Words_added_lost_parted_or_joined_are_found(string printed, string recorded)
    {
        var pdf = rendering.Skia.Render(Papers.English(printed));

        var differences = TextCheck.Compare(pdf, Papers.English(recorded));

        differences.ShouldNotBeEmpty();
        TextCheck.Compare(pdf, Papers.English(printed)).ShouldBeEmpty();
    }

    [Fact]
    public void A_difference_names_field_expectation_and_finding()
    {
        var pdf = rendering.Skia.Render(Papers.English("Ann Lee"));

        var difference = TextCheck.Compare(pdf, Papers.English("Ann Bee")).ShouldHaveSingleItem();

        difference.ShouldBe(new TextDifference(nameof(CertificateDocument.Name), "Ann Bee", "Ann Lee"));
    }

    [Fact]
    public void A_text_the_record_does_not_have_is_found()
    {
        var pdf = rendering.Skia.Render(Papers.English());

        var difference = TextCheck.Compare(pdf, Papers.English() with { SmallPrint = null }).ShouldHaveSingleItem();

        difference.Field.ShouldBeEmpty();
        difference.Found.ShouldStartWith("This certificate is valid only");
    }

    [Fact]
    public void A_broken_file_differs_and_does_not_throw() =>
        TextCheck.Compare([1, 2, 3], Papers.English()).ShouldNotBeEmpty();

    [Theory]
    [InlineData("ﬁ", "fi")]
    [InlineData("e\u0301", "é")]
    [InlineData("كريم\u200Cزاده", "كريمزاده")]
    [InlineData("a\u00A0 b", "a b")]
    public void What_only_a_font_tells_apart_is_alike(string one, string other) => PlainText.Of(one).ShouldBe(PlainText.Of(other));

    [Theory]
    [InlineData("²", "2")]
    [InlineData("Ａ", "A")]
    [InlineData("文", "⽂")]
    public void What_a_reader_tells_apart_is_not(string one, string other) => PlainText.Of(one).ShouldNotBe(PlainText.Of(other));
}
