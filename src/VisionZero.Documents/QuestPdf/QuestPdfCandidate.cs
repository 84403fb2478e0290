using QuestPDF;
using QuestPDF.Infrastructure;

namespace VisionZero.Documents;

/// <summary>QuestPDF as a candidate: usable once the operator has said which licence tier applies.</summary>
internal static class QuestPdfCandidate
{
    private const string Name = "QuestPDF";

    public static RendererCandidate Of(FontCatalogue fonts, DocumentSettings settings)
    {
        if (string.IsNullOrWhiteSpace(settings.QuestPdfLicence)) return new RendererCandidate(Name, null, "no licence tier is configured");
        return Enum.TryParse<LicenseType>(settings.QuestPdfLicence, ignoreCase: true, out var licence) && Enum.IsDefined(licence)
            ? new RendererCandidate(Name, note => Create(fonts, licence, note))
            : new RendererCandidate(Name, null, $"'{settings.QuestPdfLicence}' is no licence tier");
    }

    private static QuestPdfRenderer Create(FontCatalogue fonts, LicenseType licence, string? note)
    {
        Settings.License = licence;
        Settings.EnableDebugging = false;

        // Only the fonts we give it, and no boxes: newer versions do both by themselves.
        Settings.UseEnvironmentFonts = false;
        Settings.CheckIfAllTextGlyphsAreAvailable = true;
        return new QuestPdfRenderer(fonts, note);
    }
}
