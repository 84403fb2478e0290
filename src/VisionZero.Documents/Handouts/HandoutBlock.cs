namespace VisionZero.Documents;

/// <summary>A stretch of running text.</summary>
internal sealed record Inline(string Text, bool Bold = false, bool Italic = false)
{
    public FaceStyle Style => (Bold, Italic) switch
    {
        (true, true) => FaceStyle.BoldItalic,
        (true, false) => FaceStyle.Bold,
        (false, true) => FaceStyle.Italic,
        _ => FaceStyle.Regular,
    };
}

/// <summary>A block of a handout, free of Markdown and of any renderer.</summary>
internal abstract record HandoutBlock
{
    private HandoutBlock()
    {
    }

    /// <summary>A heading, level 1 the highest.</summary>
    public sealed record Heading(int Level, IReadOnlyList<Inline> Text) : HandoutBlock;

    /// <summary>A paragraph.</summary>
    public sealed record Paragraph(IReadOnlyList<Inline> Text) : HandoutBlock;

    /// <summary>A list item or its further paragraph: a number, or a bullet, or neither.</summary>
    public sealed record Item(int Depth, string? Number, bool Bullet, IReadOnlyList<Inline> Text) : HandoutBlock;

    /// <summary>A quoted paragraph.</summary>
    public sealed record Quote(IReadOnlyList<Inline> Text) : HandoutBlock;

    /// <summary>A table; its first row is the heading.</summary>
    public sealed record Table(IReadOnlyList<IReadOnlyList<IReadOnlyList<Inline>>> Rows) : HandoutBlock;

    /// <summary>A drawing with the line below it.</summary>
    public sealed record Picture(string Svg, string Caption) : HandoutBlock;

    /// <summary>A line across.</summary>
    public sealed record Break : HandoutBlock;

    /// <summary>The block's texts in reading order.</summary>
    public IEnumerable<string> Texts() => this switch
    {
        Heading block => [Join(block.Text)],
        Paragraph block => [Join(block.Text)],
        Quote block => [Join(block.Text)],
        Picture block => [block.Caption],
        Item { Number: { } number } block => [number, Join(block.Text)],
        Item block => [Join(block.Text)],
        Table block => block.Rows.SelectMany(row => row.Select(Join)),
        _ => [],
    };

    private static string Join(IReadOnlyList<Inline> text) => string.Concat(text.Select(part => part.Text));
}
