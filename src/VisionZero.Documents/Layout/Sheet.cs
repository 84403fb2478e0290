using System.Globalization;

namespace VisionZero.Documents;

/// <summary>
/// The page while it is laid out. Places are given as for a left-to-right language; a right-to-left one mirrors them, while
/// wheel and QR code keep their own orientation.
/// </summary>
internal sealed class Sheet(TextSetter setter, string language)
{
    private readonly bool mirrored = Bidi.IsRightToLeft(language);
    private readonly List<PlacedPath> paths = [];
    private readonly List<PlacedText> texts = [];

    public PagePlan Plan() => new(CertificateStyle.PageWidth, CertificateStyle.PageHeight, CertificateStyle.FrameInset, paths, texts);

    public double Mirror(double x, double width = 0) => mirrored ? CertificateStyle.PageWidth - x - width : x;

    public void Draw(IEnumerable<PlacedPath> shapes) => paths.AddRange(shapes);

    public void Rule(double x, double y, double width, string colour = Palette.Line, double weight = 0.8) =>
        paths.Add(new PlacedPath(string.Create(CultureInfo.InvariantCulture, $"M0 0H{width:0.###}"), Mirror(x, width), y, null, colour, weight));

    /// <summary>Sets a text without a place yet.</summary>
    /// <param name="field">Field of the record.</param>
    /// <param name="text">The text.</param>
    /// <param name="size">Type size.</param>
    /// <param name="style">Weight.</param>
    /// <param name="colour">Colour.</param>
    /// <param name="own">Whether the text has a direction of its own (names, numbers), not the document's.</param>
    /// <param name="leading">Line height in parts of the size.</param>
    /// <param name="textLanguage">Language, if not the document's.</param>
    /// <param name="width">Width of the box; the text column's by default.</param>
    public PlacedText Text(string field, string text, double size, FaceStyle style, string colour, bool own = false, double leading = CertificateStyle.Leading, string? textLanguage = null, double width = CertificateStyle.TextWidth) =>
        Text(field, [new Span(text, style, colour)], size, own, leading, textLanguage, width);

    /// <summary>Sets a text of several looks without a place yet.</summary>
    public PlacedText Text(string field, IReadOnlyList<Span> spans, double size, bool own = false, double leading = CertificateStyle.Leading, string? textLanguage = null, double width = CertificateStyle.TextWidth)
    {
        var fallback = mirrored ? 1 : 0;
        var baseLevel = own ? Bidi.BaseLevel(string.Concat(spans.Select(span => span.Text)), fallback) : fallback;
        var lines = setter.Wrap(spans, width / size, textLanguage ?? language, baseLevel);

        // Faces of tall scripts ask for more than the size's own leading.
        var reach = lines.Count == 0 ? 1 : lines.Max(line => line.Extents.Ascent + line.Extents.Descent);
        var height = size * Math.Max(leading, Math.Min(reach, leading * 1.35));
        return new PlacedText(field, spans, 0, 0, width, size, height, mirrored ? Align.Right : Align.Left, textLanguage ?? language, baseLevel == 1, lines);
    }

    /// <summary>Puts a text at a height; answers where the next one may begin.</summary>
    public double Put(PlacedText text, double y, double x = CertificateStyle.Margin)
    {
        texts.Add(text with { X = Mirror(x, text.Width), Y = y });
        return y + text.Height;
    }

    /// <summary>Sets a short text so that its lines are of about one length, without more of them.</summary>
    public PlacedText Balanced(string field, IReadOnlyList<Span> spans, double size)
    {
        var set = Text(field, spans, size);
        for (var width = CertificateStyle.TextWidth * 0.96; set.Lines.Count > 1 && width > CertificateStyle.TextWidth / 2; width *= 0.96)
        {
            var narrower = Text(field, spans, size, width: width);
            if (narrower.Lines.Count > set.Lines.Count) break;
            set = narrower;
        }

        // Keeps the column's width, so that mirroring puts it at the column's edge.
        return set with { X = 0, Width = CertificateStyle.TextWidth };
    }

    /// <summary>Labels in one column, values in the next.</summary>
    public IReadOnlyList<(PlacedText Label, PlacedText Value)> Facts(IReadOnlyList<CertificateFact> facts, double scale)
    {
        if (facts.Count == 0) return [];
        var size = CertificateStyle.FactSize * scale;
        var labels = facts.Select(fact => Text(nameof(CertificateDocument.Facts), fact.Label, size, FaceStyle.Regular, Palette.Muted, width: CertificateStyle.TextWidth * 0.4)).ToArray();
        var column = labels.Max(label => label.Lines.Max(line => line.Width) * label.Size) + CertificateStyle.FactGap;
        return
        [
            .. facts.Select((fact, index) =>
            {
                var value = Text(nameof(CertificateDocument.Facts), fact.Value, size, FaceStyle.Bold, Palette.Ink, own: true, width: CertificateStyle.TextWidth - column);
                var height = Math.Max(labels[index].LineHeight, value.LineHeight);
                return (labels[index] with { LineHeight = height, Width = column - 2 }, value with { LineHeight = height });
            }),
        ];
    }

    public static double Height(IReadOnlyList<(PlacedText Label, PlacedText Value)> facts) =>
        facts.Sum(fact => Math.Max(fact.Label.Height, fact.Value.Height) * 1.1);

    public void PutFacts(IReadOnlyList<(PlacedText Label, PlacedText Value)> facts, double y)
    {
        foreach (var (label, value) in facts)
        {
            Put(label, y);
            Put(value, y, CertificateStyle.Margin + CertificateStyle.TextWidth - value.Width);
            y += Math.Max(label.Height, value.Height) * 1.1;
        }
    }

    /// <summary>The QR code at the foot of the side column, on white.</summary>
    public void Code(string address)
    {
        const double side = CertificateStyle.QrSide;
        const double quiet = CertificateStyle.QrQuiet;
        var x = Mirror(CertificateStyle.SideX, side);
        var white = string.Create(CultureInfo.InvariantCulture, $"M{-quiet} {-quiet}H{side + quiet}V{side + quiet}H{-quiet}Z");
        paths.Add(new PlacedPath(white, x, CertificateStyle.BandTop, Palette.White));
        paths.Add(new PlacedPath(QrPath.Of(address, side), x, CertificateStyle.BandTop, Palette.Ink, Figure: Figure.QrCode));
    }
}
