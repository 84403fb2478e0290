using System.Reflection;
using QuestPDF.Fluent;
using QuestPDF.Infrastructure;
using PdfSettings = QuestPDF.Infrastructure.DocumentSettings;

namespace VisionZero.Documents;

/// <summary>
/// Draws with QuestPDF into PDF/A-3a and PDF/UA-1, from the same plan as Skia. One document at a time: rendered in parallel,
/// version 2026.7 can mix up text layers (its issues 1447 and 1448).
/// </summary>
public sealed class QuestPdfRenderer(FontCatalogue fonts, string? note = null) : IDocumentRenderer
{
    private static readonly Lock OneAtATime = new();
    private readonly CertificateLayout certificates = new(fonts);

    /// <inheritdoc/>
    public string Name => "QuestPDF";

    /// <inheritdoc/>
    public string Version { get; } = typeof(Document).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion.Split('+')[0]
        ?? typeof(Document).Assembly.GetName().Version?.ToString(3)
        ?? "";

    /// <inheritdoc/>
    public byte[] Render(CertificateDocument document)
    {
        var plan = certificates.Plan(document);
        return Generate(
            container => container.Page(page => QuestPdfCertificate.Compose(page, document, plan)),
            new DocumentMetadata { Title = document.Title, Author = document.Author, Language = document.Language, CreationDate = document.IssuedAt, ModifiedDate = document.IssuedAt },
            document.Language);
    }

    /// <inheritdoc/>
    public byte[] Render(HandoutDocument document)
    {
        var handout = new QuestPdfHandout(fonts, document);
        return Generate(
            container => container.Page(handout.Compose),
            new DocumentMetadata { Title = document.Title, Author = document.Author, Language = document.Language, CreationDate = document.IssuedAt, ModifiedDate = document.IssuedAt },
            document.Language);
    }

    private byte[] Generate(Action<IDocumentContainer> compose, DocumentMetadata metadata, string language)
    {
        metadata.Creator = Producer.Creator;
        metadata.Producer = Producer.Of(this, note);
        var settings = new PdfSettings
        {
            PDFA_Conformance = PDFA_Conformance.PDFA_3A,
            PDFUA_Conformance = PDFUA_Conformance.PDFUA_1,
            ContentDirection = Bidi.IsRightToLeft(language) ? ContentDirection.RightToLeft : ContentDirection.LeftToRight,
        };
        lock (OneAtATime)
        {
            return Document.Create(compose).WithMetadata(metadata).WithSettings(settings).GeneratePdf();
        }
    }
}
