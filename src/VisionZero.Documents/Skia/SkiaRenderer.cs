using System.Globalization;
using System.Reflection;
using SkiaSharp;

namespace VisionZero.Documents;

/// <summary>Draws with Skia into PDF/A-2b. Text is shaped by HarfBuzz and carries its Unicode, so it extracts as written.</summary>
public sealed class SkiaRenderer(FontCatalogue fonts, string? note = null) : IDocumentRenderer
{
    private readonly CertificateLayout certificates = new(fonts);
    private readonly HandoutLayout handouts = new(fonts);
    private readonly DeckLayout decks = new(fonts);
    private readonly RuleSheetLayout sheets = new(fonts);

    /// <inheritdoc/>
    public string Name => "Skia";

    /// <inheritdoc/>
    public string Version { get; } = typeof(SKCanvas).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion.Split('+', '-')[0]
        ?? SkiaSharpVersion.Native.ToString();

    /// <inheritdoc/>
    public byte[] Render(CertificateDocument document) =>
        Write(new Properties(document.Title, document.Author, document.IssuedAt, document.Language), [certificates.Plan(document)]);

    /// <inheritdoc/>
    public byte[] Render(HandoutDocument document) =>
        Write(new Properties(document.Title, document.Author, document.IssuedAt, document.Language), handouts.Plan(document));

    /// <summary>Slides on pages of their own size.</summary>
    public byte[] Render(DeckDocument document) =>
        Write(new Properties(document.Title, document.Author, document.IssuedAt, document.Language), decks.Plan(document));

    /// <summary>A card or a poster.</summary>
    public byte[] Render(RuleSheetDocument document) =>
        Write(new Properties(document.Title, document.Author, document.IssuedAt, document.Language), sheets.Plan(document));

    /// <summary>Every page has a name, and what can be touched leads to one.</summary>
    private static void Link(SKCanvas canvas, PagePlan page, int index)
    {
        using var name = canvas.DrawNamedDestinationAnnotation(new SKPoint(0, 0), PageName(index));
        foreach (var link in page.Links)
        {
            using var target = canvas.DrawLinkDestinationAnnotation(SKRect.Create((float)link.X, (float)link.Y, (float)link.Width, (float)link.Height), PageName(link.Page));
        }
    }

    private static string PageName(int index) => string.Create(CultureInfo.InvariantCulture, $"page-{index + 1}");

    private byte[] Write(Properties properties, IReadOnlyList<PagePlan> pages)
    {
        using var stream = new MemoryStream();
        var metadata = new SKDocumentPdfMetadata(300f)
        {
            Title = properties.Title,
            Author = properties.Author,
            Creator = Producer.Creator,
            Producer = Producer.Of(this, note),
            Creation = properties.IssuedAt.UtcDateTime,
            Modified = properties.IssuedAt.UtcDateTime,
            PdfA = true,
        };
        using var typefaces = new SkiaTypefaces(pages);
        using (var document = SKDocument.CreatePdf(stream, metadata))
        {
            for (var index = 0; index < pages.Count; index++)
            {
                var canvas = document.BeginPage((float)pages[index].Width, (float)pages[index].Height);
                SkiaPage.Draw(canvas, pages[index], typefaces);
                Link(canvas, pages[index], index);
                document.EndPage();
            }

            document.Close();
        }

        return PdfCatalogue.Add(stream.ToArray(), properties.Language, pages);
    }

    private sealed record Properties(string Title, string Author, DateTimeOffset IssuedAt, string Language);
}
