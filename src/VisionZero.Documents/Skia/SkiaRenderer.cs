using System.Reflection;
using SkiaSharp;

namespace VisionZero.Documents;

/// <summary>Draws with Skia into PDF/A-2b. Text is shaped by HarfBuzz and carries its Unicode, so it extracts as written.</summary>
public sealed class SkiaRenderer(FontCatalogue fonts, string? note = null) : IDocumentRenderer
{
    private readonly CertificateLayout certificates = new(fonts);
    private readonly HandoutLayout handouts = new(fonts);

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
            foreach (var page in pages)
            {
                SkiaPage.Draw(document.BeginPage((float)page.Width, (float)page.Height), page, typefaces);
                document.EndPage();
            }

            document.Close();
        }

        return PdfLanguage.Add(stream.ToArray(), properties.Language);
    }

    private sealed record Properties(string Title, string Author, DateTimeOffset IssuedAt, string Language);
}
