namespace VisionZero.Documents;

/// <summary>
/// A handout of free materials, or a book of several chapters: Markdown in, A4 pages out. A picture stands in the Markdown as
/// <c>![what it tells](name.svg "caption")</c> and is drawn if the record has it.
/// </summary>
public sealed record HandoutDocument
{
    /// <summary>Title on the first page and in the file's properties.</summary>
    public required string Title { get; init; }

    /// <summary>A line over the title: what the paper is.</summary>
    public string? Kicker { get; init; }

    /// <summary>A sentence or two under the title.</summary>
    public string? Summary { get; init; }

    /// <summary>What the reader must know before anything else, in a frame under the title.</summary>
    public string? Notice { get; init; }

    /// <summary>Golden rule it belongs to (colour and wheel), or null.</summary>
    public int? Rule { get; init; }

    /// <summary>Language of the texts, BCP 47.</summary>
    public required string Language { get; init; }

    /// <summary>Body in Markdown: headings, paragraphs, lists, quotes, emphasis, tables, rules, pictures. Raw HTML is left out.</summary>
    public required string Markdown { get; init; }

    /// <summary>Whether it is meant for one sheet: then it is set a little closer, if it fits so.</summary>
    public bool OneSheet { get; init; }

    /// <summary>Whether the title has a page of its own.</summary>
    public bool Cover { get; init; }

    /// <summary>Title of the table of contents; null for none.</summary>
    public string? ContentsTitle { get; init; }

    /// <summary>What follows the body, each on a new page.</summary>
    public IReadOnlyList<HandoutChapter> Chapters { get; init; } = [];

    /// <summary>Drawings by the name they have in the Markdown, as SVG.</summary>
    public IReadOnlyDictionary<string, string> Pictures { get; init; } = new Dictionary<string, string>();

    /// <summary>Line at the foot of each page, before the page number.</summary>
    public required string Footer { get; init; }

    /// <summary>Author in the file's properties.</summary>
    public required string Author { get; init; }

    /// <summary>The file's creation date.</summary>
    public required DateTimeOffset IssuedAt { get; init; }

    /// <summary>Whether it has more than a plain handout: then only the renderer that draws the plan prints it.</summary>
    public bool IsBook => Cover || ContentsTitle is not null || Kicker is not null || Notice is not null || Chapters.Count > 0 || Pictures.Count > 0;

    /// <summary>Every text with the field it comes from, in reading order; the footer comes on each page, the contents with their page numbers.</summary>
    public IEnumerable<DocumentText> Texts()
    {
        if (!string.IsNullOrWhiteSpace(Kicker)) yield return new(nameof(Kicker), Kicker);
        yield return new(nameof(Title), Title);
        if (!string.IsNullOrWhiteSpace(Summary)) yield return new(nameof(Summary), Summary);
        if (!string.IsNullOrWhiteSpace(Notice)) yield return new(nameof(Notice), Notice);
        if (ContentsTitle is not null) yield return new(nameof(ContentsTitle), ContentsTitle);
        foreach (var text in Body(Markdown)) yield return text;
        foreach (var text in Chapters.SelectMany(ChapterTexts)) yield return text;
    }

    /// <summary>Headings of the tables, cell by cell: a table that goes on has them again on each page.</summary>
    internal IReadOnlyList<IReadOnlyList<string>> TableHeads() =>
        [.. Chapters.Select(chapter => chapter.Markdown).Prepend(Markdown)
            .SelectMany(markdown => HandoutParser.Parse(markdown, Pictures))
            .OfType<HandoutBlock.Table>()
            .Where(table => table.Rows.Count > 2)
            .Select(table => (IReadOnlyList<string>)[.. table.Texts().Take(table.Rows[0].Count).Where(cell => !string.IsNullOrWhiteSpace(cell))])];

    /// <summary>What the table of contents lists: chapters, and in them their parts and the headings of level 2.</summary>
    internal IEnumerable<(int Level, string Title)> Entries() =>
        ContentsTitle is null
            ? []
            : Chapters.SelectMany(chapter => HandoutParser.Parse(chapter.Markdown, Pictures)
                .OfType<HandoutBlock.Heading>()
                .Where(heading => heading.Level <= 2)
                .Select(heading => (2, heading.Texts().First()))
                .Prepend((chapter.IsPart ? 2 : 1, chapter.Title)));

    private IEnumerable<DocumentText> ChapterTexts(HandoutChapter chapter)
    {
        if (!string.IsNullOrWhiteSpace(chapter.Kicker)) yield return new(nameof(chapter.Kicker), chapter.Kicker);
        yield return new(nameof(chapter.Title), chapter.Title);
        if (!string.IsNullOrWhiteSpace(chapter.Summary)) yield return new(nameof(chapter.Summary), chapter.Summary);
        foreach (var text in Body(chapter.Markdown)) yield return text;
    }

    private IEnumerable<DocumentText> Body(string markdown) =>
        HandoutParser.Parse(markdown, Pictures)
            .SelectMany(block => block.Texts())
            .Where(text => !string.IsNullOrWhiteSpace(text))
            .Select(text => new DocumentText(nameof(Markdown), text));
}

/// <summary>A part of a book that begins on a page of its own.</summary>
/// <param name="Title">Its title.</param>
/// <param name="Markdown">Its body.</param>
public sealed record HandoutChapter(string Title, string Markdown)
{
    /// <summary>A line over the title.</summary>
    public string? Kicker { get; init; }

    /// <summary>A sentence or two under the title.</summary>
    public string? Summary { get; init; }

    /// <summary>Golden rule it belongs to (colour and wheel), or null.</summary>
    public int? Rule { get; init; }

    /// <summary>Whether it is a part of the chapter before it, with a page of its own: contents and outline list it one level down.</summary>
    public bool IsPart { get; init; }
}
