using System.Reflection;
using SkiaSharp;

namespace VisionZero.Documents;

/// <summary>Draws with Skia into PDF/A-2b. Text is shaped by HarfBuzz and carries its Unicode, so it extracts as written.</summary>
public sealed class SkiaRenderer(FontCatalogue fonts, string? note = null) : IDocumentRenderer
{
    private readonly CertificateLayout certificates = new(fonts);

    /// <inheritdoc/>
    public string Name => "Skia";

    /// <inheritdoc/>
    public string Version { get; } = typeof(SKCanvas).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion.Split('+', '-')[0]
        ?? SkiaSharpVersion.Native.ToString();

    /// <inheritdoc/>
    public byte[] Render(CertificateDocument document)
    {
        var plan = certificates.Plan(document);
        return Write(new Properties(document.Title, document.Author, document.IssuedAt), [plan]);
    }

    /// <inheritdoc/>
    public byte[] Render(HandoutDocument document) => throw new NotImplementedException();

    private byte[] Write(Properties properties, IEnumerable<PagePlan> pages)
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
        using (var document = SKDocument.CreatePdf(stream, metadata))
        {
            foreach (var page in pages)
            {
                SkiaPage.Draw(document.BeginPage((float)page.Width, (float)page.Height), page);
                document.EndPage();
            }

            document.Close();
        }

        return stream.ToArray();
    }

    private sealed record Properties(string Title, string Author, DateTimeOffset IssuedAt);
}
