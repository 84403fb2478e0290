namespace VisionZero.Documents;

/// <summary>What an installation decides about its documents.</summary>
public sealed record DocumentSettings
{
    /// <summary>A folder with fonts of the installation's own, searched before the system's.</summary>
    public string? FontFolder { get; init; }

    /// <summary>
    /// QuestPDF's licence tier as the operator holds it: Evaluation, Community, Professional or Enterprise. Without one QuestPDF
    /// is not used, even where it is compiled in.
    /// </summary>
    public string? QuestPdfLicence { get; init; }
}
