namespace VisionZero.Documents.Tests;

public sealed class HandoutTests(Rendering rendering)
{
    [Theory]
    [InlineData("en")]
    [InlineData("zh")]
    public void A_handout_of_several_pages_reads_back_as_written(string language)
    {
        var document = Papers.Handout(language);

        var printed = rendering.Press.Print(document).ShouldBeOfType<PrintResult.Printed>();

        PdfText.Pages(printed.Pdf).Count.ShouldBeGreaterThan(1);
    }

    [Fact]
    public void A_changed_word_of_the_body_or_the_foot_is_found()
    {
        var document = Papers.Handout();
        var pdf = rendering.Skia.Render(document);

        TextCheck.Compare(pdf, document with { Markdown = document.Markdown.Replace("matrix", "matrrx", StringComparison.Ordinal) }).ShouldNotBeEmpty();
        TextCheck.Compare(pdf, document with { Footer = "Vision One" }).ShouldNotBeEmpty();
        TextCheck.Compare(pdf, document with { Markdown = document.Markdown + "\n\nOne more." }).ShouldNotBeEmpty();
        TextCheck.Compare(pdf, document with { Markdown = document.Markdown[..^200] }).ShouldNotBeEmpty();
    }

    [Fact]
    public void A_heading_is_never_the_last_of_a_page()
    {
        foreach (var plan in new HandoutLayout(rendering.Fonts).Plan(Papers.Handout()))
        {
            var body = plan.Texts.Where(text => text.Y < HandoutStyle.FooterY).ToArray();
            body[^1].Size.ShouldBe(body.Min(text => text.Size), HandoutStyle.TextSize - HandoutStyle.TableSize + 0.1);
            body.ShouldAllBe(text => text.Y + text.Height <= HandoutStyle.PageHeight - HandoutStyle.Bottom + 1);
        }
    }

    [Fact]
    public void Raw_html_is_left_out()
    {
        var document = Papers.Handout() with { Markdown = "Before <script>alert(1)</script> after\n\n<b>block</b>\n\nEnd" };

        document.Texts().Select(text => text.Text).ShouldBe([document.Title, document.Summary!, "Before alert(1) after", "block", "End"]);
    }
}
