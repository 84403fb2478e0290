namespace VisionZero.Documents;

/// <summary>Which paper it is.</summary>
public enum SheetForm
{
    /// <summary>A card for the pocket: A6, front and back.</summary>
    Card,

    /// <summary>A poster for the wall: A3.</summary>
    Poster,
}

/// <summary>A heading and the points below it.</summary>
public sealed record SheetSection(string Title, IReadOnlyList<string> Points);

/// <summary>What to remember of one golden rule, on a card or a poster.</summary>
public sealed record RuleSheetDocument
{
    /// <summary>Which paper it is.</summary>
    public required SheetForm Form { get; init; }

    /// <summary>"Golden rule 1".</summary>
    public required string RuleLabel { get; init; }

    /// <summary>The rule's official title.</summary>
    public required string Title { get; init; }

    /// <summary>Golden rule, 1 to 7.</summary>
    public required int Rule { get; init; }

    /// <summary>The rule's sign, as SVG of lines.</summary>
    public required string Icon { get; init; }

    /// <summary>Language of the texts, BCP 47.</summary>
    public required string Language { get; init; }

    /// <summary>The first is the largest on a poster and has the front of a card to itself.</summary>
    public required IReadOnlyList<SheetSection> Sections { get; init; }

    /// <summary>What must be known of its standing, over the line at the foot.</summary>
    public string? Notice { get; init; }

    /// <summary>Line at the foot.</summary>
    public required string Footer { get; init; }

    /// <summary>Author in the file's properties.</summary>
    public required string Author { get; init; }

    /// <summary>The file's creation date.</summary>
    public required DateTimeOffset IssuedAt { get; init; }

    /// <summary>The sections that the paper has room for: what is forbidden stands on cards alone.</summary>
    public IReadOnlyList<SheetSection> Shown => Form == SheetForm.Poster ? [.. Sections.Take(2)] : Sections;

    /// <summary>Every text on the paper with the field it comes from, in reading order.</summary>
    public IEnumerable<DocumentText> Texts()
    {
        yield return new(nameof(RuleLabel), RuleLabel);
        yield return new(nameof(Title), Title);
        foreach (var section in Shown)
        {
            yield return new(nameof(Sections), section.Title);
            foreach (var point in section.Points) yield return new(nameof(Sections), point);
        }

        if (!string.IsNullOrWhiteSpace(Notice)) yield return new(nameof(Notice), Notice);
        yield return new(nameof(Footer), Footer);
    }
}
