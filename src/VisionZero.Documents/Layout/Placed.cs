namespace VisionZero.Documents;

/// <summary>Where lines stand in their box: physical, after mirroring.</summary>
internal enum Align
{
    Left,
    Centre,
    Right,
}

/// <summary>A text in its place. Lines are set already; a renderer that sets text itself uses the spans, size and box.</summary>
/// <param name="Field">Field of the record.</param>
/// <param name="Spans">The text.</param>
/// <param name="X">Left edge of the box, points.</param>
/// <param name="Y">Upper edge of the box, points.</param>
/// <param name="Width">Width of the box, points.</param>
/// <param name="Size">Type size, points.</param>
/// <param name="LineHeight">Distance of baselines, points.</param>
/// <param name="Align">Where lines stand.</param>
/// <param name="Language">Language of the text.</param>
/// <param name="RightToLeft">Direction of the paragraph.</param>
/// <param name="Lines">The text set into lines, at size 1.</param>
internal sealed record PlacedText(
    string Field,
    IReadOnlyList<Span> Spans,
    double X,
    double Y,
    double Width,
    double Size,
    double LineHeight,
    Align Align,
    string Language,
    bool RightToLeft,
    IReadOnlyList<SetLine> Lines)
{
    public double Height => Lines.Count * LineHeight;

    /// <summary>Baseline of a line: the face's own reach centred in the line height.</summary>
    public double Baseline(int line)
    {
        var (ascent, descent) = Lines[line].Extents;
        return Y + (line * LineHeight) + ((LineHeight - ((ascent + descent) * Size)) / 2) + (ascent * Size);
    }

    /// <summary>Left edge of a line.</summary>
    public double Start(int line) => Align switch
    {
        Align.Left => X,
        Align.Centre => X + ((Width - (Lines[line].Width * Size)) / 2),
        _ => X + Width - (Lines[line].Width * Size),
    };
}

/// <summary>What a shape belongs to: a figure with a meaning, or ornament that a screen reader passes over.</summary>
internal enum Figure
{
    Ornament,
    Wheel,
    QrCode,
}

/// <summary>A shape in its place: SVG path data relative to an origin, filled or stroked.</summary>
internal sealed record PlacedPath(string Data, double X, double Y, string? Fill, string? Stroke = null, double StrokeWidth = 0, bool Clipped = false, Figure Figure = Figure.Ornament)
{
    /// <summary>Lengths of dashes and gaps; empty for a whole line.</summary>
    public IReadOnlyList<double> Dash { get; init; } = [];

    /// <summary>Whether lines end and turn round.</summary>
    public bool Round { get; init; }

    /// <summary>How much covers what lies below, 0 to 1.</summary>
    public double Opacity { get; init; } = 1;
}

/// <summary>A place that the reader's list of contents leads to.</summary>
/// <param name="Level">1 the highest.</param>
/// <param name="Title">What the list says.</param>
/// <param name="Y">Height on the page.</param>
internal sealed record Bookmark(int Level, string Title, double Y);

/// <summary>A part of a page that leads to the start of another page when touched.</summary>
/// <param name="Page">Index of the page it leads to.</param>
internal sealed record PlacedLink(int Page, double X, double Y, double Width, double Height);

/// <summary>A page as data: shapes below, texts above in reading order.</summary>
internal sealed record PagePlan(double Width, double Height, double Frame, IReadOnlyList<PlacedPath> Paths, IReadOnlyList<PlacedText> Texts)
{
    /// <summary>What the list of contents names on this page.</summary>
    public IReadOnlyList<Bookmark> Bookmarks { get; init; } = [];

    /// <summary>What can be touched.</summary>
    public IReadOnlyList<PlacedLink> Links { get; init; } = [];
}
