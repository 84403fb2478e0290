namespace VisionZero.Documents;

/// <summary>Sets texts into boxes of a page that is laid out by hand.</summary>
internal sealed class Lettering(TextSetter setter, string language)
{
    private readonly bool mirrored = Bidi.IsRightToLeft(language);

    /// <summary>A text in its box; as high as its lines need.</summary>
    public PlacedText Text(string field, IReadOnlyList<Span> spans, double size, double x, double y, double width, double leading = 1.3, Align? align = null) =>
        new(field, spans, x, y, width, size, size * leading, align ?? (mirrored ? Align.Right : Align.Left), language, mirrored, setter.Wrap(spans, width / size, language, mirrored ? 1 : 0));

    /// <summary>A text in one look.</summary>
    public PlacedText Text(string field, string text, FaceStyle style, string colour, double size, double x, double y, double width, double leading = 1.3, Align? align = null) =>
        Text(field, [new Span(text, style, colour)], size, x, y, width, leading, align);

    /// <summary>A text in one look, set smaller until it is no higher than its box.</summary>
    public PlacedText Fit(string field, string text, FaceStyle style, string colour, double size, double x, double y, double width, double height, double leading = 1.2)
    {
        var set = Text(field, text, style, colour, size, x, y, width, leading);
        for (var smaller = size; set.Height > height && smaller > size / 2; smaller *= 0.95)
        {
            set = Text(field, text, style, colour, smaller, x, y, width, leading);
        }

        return Balanced(set, text, style, colour, leading);
    }

    /// <summary>Lines of about one length, without more of them: no word, and no ideograph, is left alone.</summary>
    private PlacedText Balanced(PlacedText set, string text, FaceStyle style, string colour, double leading)
    {
        var balanced = set;
        for (var width = set.Width * 0.96; set.Lines.Count > 1 && width > set.Width / 2; width *= 0.96)
        {
            var narrower = Text(set.Field, text, style, colour, set.Size, set.X, set.Y, width, leading);
            if (narrower.Lines.Count > set.Lines.Count) break;
            balanced = narrower;
        }

        return balanced with { X = set.X, Width = set.Width };
    }

    /// <summary>Inlines in a colour; all of them bold if the text is.</summary>
    public static IReadOnlyList<Span> Spans(IReadOnlyList<Inline> text, string colour, bool bold = false) =>
        [.. text.Select(part => new Span(part.Text, (bold ? part with { Bold = true } : part).Style, colour))];
}

/// <summary>What is drawn on slides, cards and posters.</summary>
internal static class RuleSigns
{
    /// <summary>The wheel in one colour, one segment whole and the others faint, with the number of the one as an outline.</summary>
    public static IEnumerable<PlacedPath> Wheel(double x, double y, double radius, int rule, string colour) =>
        new WheelGeometry(radius, radius * 0.38, radius * 0.05).Segments
            .Select(segment => new PlacedPath(segment.Track, x, y, colour) { Opacity = segment.Rule == rule ? 1 : 0.22 });

    /// <summary>The wheel in the colours of the rules, one segment standing out.</summary>
    public static IEnumerable<PlacedPath> SmallWheel(double x, double y, double radius, int rule) =>
        new WheelGeometry(radius, radius * 0.38, radius * 0.05).Segments
            .Select(segment => new PlacedPath(segment.Track, x, y, segment.Rule == rule ? Palette.OfRule(rule) : Palette.Line));

    /// <summary>The rule's sign in one colour.</summary>
    public static IEnumerable<PlacedPath> Icon(string svg, FontCatalogue fonts, double x, double y, double side, string colour)
    {
        var drawing = SvgDrawing.Of(svg, fonts);
        return drawing.Place(x, y, side / drawing.Width)
            .Select(path => path with { Fill = path.Fill is null ? null : colour, Stroke = path.Stroke is null ? null : colour });
    }

    public static PlacedPath Box(double x, double y, double width, double height, string colour) =>
        new(FormattableString.Invariant($"M0 0H{width}V{height}H0Z"), x, y, colour);

    public static PlacedPath Dot(double x, double y, double radius, string colour) =>
        new(FormattableString.Invariant($"M{-radius} 0A{radius} {radius} 0 1 1 {radius} 0A{radius} {radius} 0 1 1 {-radius} 0Z"), x, y, colour);
}
