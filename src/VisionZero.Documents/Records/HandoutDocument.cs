namespace VisionZero.Documents;

/// <summary>A handout of free materials: Markdown in, A4 pages out.</summary>
public sealed record HandoutDocument
{
    /// <summary>Title on the first page and in the file's properties.</summary>
    public required string Title { get; init; }

    /// <summary>A sentence or two under the title.</summary>
    public string? Summary { get; init; }

    /// <summary>Golden rule it belongs to (colour and wheel), or null.</summary>
    public int? Rule { get; init; }

    /// <summary>Language of the texts, BCP 47.</summary>
    public required string Language { get; init; }

    /// <summary>Body in Markdown: headings, paragraphs, lists, quotes, emphasis, tables, rules. Raw HTML is left out.</summary>
    public required string Markdown { get; init; }

    /// <summary>Line at the foot of each page, before the page number.</summary>
    public required string Footer { get; init; }

    /// <summary>Author in the file's properties.</summary>
    public required string Author { get; init; }

    /// <summary>The file's creation date.</summary>
    public required DateTimeOffset IssuedAt { get; init; }

    /// <summary>Every text of the body with the field it comes from, in reading order; the footer comes on each page.</summary>
    public IEnumerable<DocumentText> Texts()
    {
        yield return new(nameof(Title), Title);
        if (!string.IsNullOrWhiteSpace(Summary)) yield return new(nameof(Summary), Summary);
        foreach (var text in HandoutParser.Parse(Markdown).SelectMany(block => block.Texts()))
        {
            if (!string.IsNullOrWhiteSpace(text)) yield return new(nameof(Markdown), text);
        }
    }
}
