using System.IO.Compression;
using System.Xml.Linq;
using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Validation;
using UglyToad.PdfPig;
using UglyToad.PdfPig.Outline;

namespace VisionZero.Documents.Tests;

/// <summary>Books, slides, cards and posters.</summary>
public sealed class KitTests(Rendering rendering)
{
    private static readonly XNamespace Drawing = "http://schemas.openxmlformats.org/drawingml/2006/main";

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("en")]
    [InlineData("zh")]
    public void A_book_reads_back_with_contents_that_name_the_right_pages(string language)
    {
        var document = KitPapers.Book(language);

        var printed = rendering.Press.Print(document).ShouldBeOfType<PrintResult.Printed>();

        using var pdf = PdfDocument.Open(printed.Pdf);
        pdf.TryGetBookmarks(out var bookmarks).ShouldBeTrue();
        bookmarks.Roots.Select(root => root.Title).ShouldBe([document.Title, document.ContentsTitle!, .. document.Chapters.Select(chapter => chapter.Title)]);
        foreach (var chapter in bookmarks.Roots.Skip(2).OfType<DocumentBookmarkNode>())
        {
            PlainText.Of(PdfText.Pages(printed.Pdf)[chapter.PageNumber - 1]).ShouldContain(PlainText.Of(chapter.Title)[..4]);
            chapter.Children.Count.ShouldBe(1);
        }

        pdf.GetPage(2).GetHyperlinks().Count.ShouldBe(0);
        pdf.GetPage(2).GetAnnotations().Count(a => a.Type == UglyToad.PdfPig.Annotations.AnnotationType.Link).ShouldBe(14);
    }

    [Fact]
    public void A_part_of_a_chapter_has_a_page_of_its_own_and_stands_below_the_chapter_in_the_outline()
    {
        var book = KitPapers.Book();
        var document = book with { Chapters = [book.Chapters[0] with { Markdown = "## First\n\nShort." }, new HandoutChapter("The card", "### Remember\n\n- One.\n- Two.") { Kicker = "Golden rule 1", Rule = 1, IsPart = true }, book.Chapters[1]] };

        var printed = rendering.Press.Print(document).ShouldBeOfType<PrintResult.Printed>();

        using var pdf = PdfDocument.Open(printed.Pdf);
        pdf.TryGetBookmarks(out var bookmarks).ShouldBeTrue();
        var chapter = bookmarks.Roots[2].ShouldBeOfType<DocumentBookmarkNode>();
        chapter.Children.Select(child => child.Title).ShouldBe(["First", "The card"]);
        ((DocumentBookmarkNode)chapter.Children[1]).PageNumber.ShouldBe(chapter.PageNumber + 1);
    }

    [Fact]
    public void A_contents_line_with_a_wrong_page_is_found()
    {
        var document = KitPapers.Book();
        var pdf = rendering.Skia.Render(document);

        // The same words on other pages: the numbers of the file are wrong for this record.
        var longer = document with { Chapters = [.. document.Chapters.Take(3), .. document.Chapters.Skip(3).Reverse()] };
        TextCheck.Compare(pdf, document).ShouldBeEmpty();
        TextCheck.Compare(pdf, document with { ContentsTitle = "Content" }).ShouldNotBeEmpty();
        TextCheck.Compare(pdf, document with { Notice = "Training with these materials is certified." }).ShouldNotBeEmpty();
        TextCheck.Compare(rendering.Skia.Render(longer), longer).ShouldBeEmpty();
        new TextLayer(["Contents\nOne\n2", "Two", "One"]).TakeEntry("One").ShouldBe(2);
        new TextLayer(["Contents\nOne\n2", "Two", "One"]).PageHas(1, "One").ShouldBeFalse();
        new TextLayer(["Contents\nOne\n2", "Two", "One"]).PageHas(2, "One").ShouldBeTrue();
    }

    [Theory]
    [InlineData("en")]
    [InlineData("zh")]
    public void Slides_cards_and_posters_read_back_as_written(string language)
    {
        var deck = KitPapers.Deck(language);
        var slides = rendering.Press.Print(deck).ShouldBeOfType<PrintResult.Printed>();
        using (var pdf = PdfDocument.Open(slides.Pdf))
        {
            pdf.NumberOfPages.ShouldBe(deck.Slides.Count + 3);
            pdf.TryGetBookmarks(out var bookmarks).ShouldBeTrue();
            bookmarks.Roots.Count.ShouldBe(deck.Slides.Count + 3);
        }

        TextCheck.Compare(slides.Pdf, deck with { Licence = "Yours" }).ShouldNotBeEmpty();
        foreach (var (form, width, height, pages) in new[] { (SheetForm.Card, 297.64, 419.53, 2), (SheetForm.Poster, 841.89, 1190.55, 1) })
        {
            var sheet = KitPapers.Sheet(form, language);
            var printed = rendering.Press.Print(sheet).ShouldBeOfType<PrintResult.Printed>();
            using var pdf = PdfDocument.Open(printed.Pdf);
            pdf.NumberOfPages.ShouldBe(pages);
            pdf.GetPage(1).Width.ShouldBe(width, 0.1);
            pdf.GetPage(1).Height.ShouldBe(height, 0.1);
            TextCheck.Compare(printed.Pdf, sheet with { Footer = "Nobody" }).ShouldNotBeEmpty();
            TextCheck.Compare(printed.Pdf, sheet with { Notice = null }).ShouldNotBeEmpty();
        }
    }

    [Fact]
    public async Task Every_kind_of_file_is_sound_and_has_its_fonts()
    {
        byte[][] files =
        [
            Pdf(rendering.Press.Print(KitPapers.Book("zh"))),
            Pdf(rendering.Press.Print(KitPapers.Deck())),
            Pdf(rendering.Press.Print(KitPapers.Sheet(SheetForm.Card, "zh"))),
            Pdf(rendering.Press.Print(KitPapers.Sheet(SheetForm.Poster))),
        ];
        foreach (var file in files)
        {
            await Tools.WithFileAsync(file, async path =>
            {
                await Tools.RunAsync("qpdf", Cancellation, "--check", path);
                var fonts = (await Tools.RunAsync("pdffonts", Cancellation, path)).Split('\n', StringSplitOptions.RemoveEmptyEntries).Skip(2).ToArray();
                fonts.ShouldNotBeEmpty();
                fonts.ShouldAllBe(font => font.Contains("CID TrueType", StringComparison.Ordinal) && font.Contains("yes yes yes", StringComparison.Ordinal));
                (await Tools.RunAsync("pdfinfo", Cancellation, path)).ShouldContain("Title:");
            });
        }

        static byte[] Pdf(PrintResult result) => result.ShouldBeOfType<PrintResult.Printed>().Pdf;
    }

    [Theory]
    [InlineData("en")]
    [InlineData("zh")]
    public void A_presentation_is_valid_and_says_what_the_record_says(string language)
    {
        var deck = KitPapers.Deck(language);
        using var stream = new MemoryStream(rendering.Press.Present(deck));
        using var file = PresentationDocument.Open(stream, false);

        new OpenXmlValidator(DocumentFormat.OpenXml.FileFormatVersions.Microsoft365).Validate(file, Cancellation).Select(error => $"{error.Path?.PartUri} {error.Path?.XPath}: {error.Description}").ShouldBeEmpty();
        var slides = file.PresentationPart!.SlideParts.OrderBy(part => int.Parse(part.Uri.ToString().Split("slide")[^1].Split('.')[0], System.Globalization.CultureInfo.InvariantCulture)).ToList();
        slides.SelectMany(Paragraphs).Order().ShouldBe(deck.Texts().Select(text => DeckWords.Presented(text.Text)).Order());
        slides[1].NotesSlidePart!.NotesSlide!.InnerText.ShouldBe("Ask first.Wait.Collect.");
        slides[2].Slide!.Descendants<DocumentFormat.OpenXml.Presentation.Picture>().Single().NonVisualPictureProperties!.NonVisualDrawingProperties!.Description!.Value.ShouldBe(deck.Slides[1].Picture!.Alt);
        slides.ShouldAllBe(slide => slide.Slide!.Descendants<DocumentFormat.OpenXml.Drawing.RunProperties>().All(run => run.Language!.Value == (language == "zh" ? "zh-CN" : "en-GB")));
        var master = file.PresentationPart.SlideMasterParts.Single();
        master.SlideLayoutParts.Select(layout => layout.SlideLayout!.CommonSlideData!.Name!.Value).Order().ShouldBe(new[] { deck.Names.Title, deck.Names.Points, deck.Names.PointsAndPicture, deck.Names.Sources }.Order());
        slides.Cast<OpenXmlPart>().Concat(master.SlideLayoutParts).Append(master).Concat(slides.Select(slide => slide.NotesSlidePart!))
            .SelectMany(part => part.RootElement!.Descendants<DocumentFormat.OpenXml.Presentation.NonVisualDrawingProperties>())
            .ShouldAllBe(thing => thing.Name!.Value == "" || thing.Name.Value!.EndsWith($"({language})", StringComparison.Ordinal));
        file.PresentationPart.SlideMasterParts.Single().ThemePart!.Theme!.Descendants<DocumentFormat.OpenXml.Drawing.Accent1Color>().Single().InnerXml.ShouldContain(Palette.OfRule(1)[1..]);
    }

    [Fact]
    public void A_drawing_that_paper_cannot_draw_is_refused_by_name()
    {
        Should.Throw<FormatException>(() => SvgDrawing.Of("<svg viewBox='0 0 1 1'><marker/></svg>", rendering.Fonts)).Message.ShouldContain("<marker>");
        Should.Throw<FormatException>(() => SvgDrawing.Of("<svg viewBox='0 0 1 1'><rect width='1' height='1' fill='url(#a)'/></svg>", rendering.Fonts)).Message.ShouldContain("url(#a)");
        SvgDrawing.Of(KitPapers.Diagram, rendering.Fonts).Place(5, 7, 0.5).Count().ShouldBe(10);
    }

    [Fact]
    public void Pictures_of_a_presentation_are_sharp_and_their_drawing_goes_along()
    {
        using var zip = new ZipArchive(new MemoryStream(rendering.Press.Present(KitPapers.Deck())));
        using var png = zip.GetEntry("ppt/media/slide-3.png")!.Open();
        using var bitmap = SkiaSharp.SKBitmap.Decode(png);
        bitmap.Width.ShouldBeGreaterThan(1000);
        using var svg = zip.GetEntry("ppt/media/slide-3.svg")!.Open();

        // Its white ground stays behind: at the corners of a picture that shows as specks.
        XDocument.Load(svg).Root!.Elements().Count().ShouldBe(9);
    }

    private static IEnumerable<string> Paragraphs(SlidePart slide) =>
        XElement.Parse(slide.Slide!.OuterXml).Descendants(Drawing + "p").Select(paragraph => string.Concat(paragraph.Descendants(Drawing + "t").Select(text => text.Value))).Where(text => text.Length > 0);
}
