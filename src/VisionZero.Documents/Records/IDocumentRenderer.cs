namespace VisionZero.Documents;

/// <summary>
/// Turns a record into a PDF. Implementations are safe to call from several threads. They throw on texts no font covers:
/// ask <see cref="FontCatalogue.Covers"/> first, or print through <see cref="DocumentPress"/>, which does.
/// </summary>
public interface IDocumentRenderer
{
    /// <summary>"QuestPDF" or "Skia".</summary>
    string Name { get; }

    /// <summary>Version of the drawing library.</summary>
    string Version { get; }

    /// <summary>A certificate on one A4 landscape page.</summary>
    byte[] Render(CertificateDocument document);

    /// <summary>A handout on A4 portrait pages.</summary>
    byte[] Render(HandoutDocument document);
}
