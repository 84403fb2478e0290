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

    public static double FactsHeight(int count) => count * CertificateStyle.FactSize * CertificateStyle.Leading * 1.1;

    /// <summary>Labels in one column, values in the next.</summary>
    public void PutFacts(IReadOnlyList<CertificateFact> facts, double y)
    {
        if (facts.Count == 0) return;
        var labels = facts.Select(fact => Text(nameof(CertificateDocument.Facts), fact.Label, CertificateStyle.FactSize, FaceStyle.Regular, Palette.Muted, width: CertificateStyle.TextWidth / 2)).ToArray();
        var column = labels.Max(label => label.Lines.Max(line => line.Width) * label.Size) + CertificateStyle.FactGap;
        for (var index = 0; index < facts.Count; index++)
        {
            var value = Text(nameof(CertificateDocument.Facts), facts[index].Value, CertificateStyle.FactSize, FaceStyle.Bold, Palette.Ink, own: true, width: CertificateStyle.TextWidth - column);
            Put(labels[index] with { LineHeight = value.LineHeight }, y);
            y = Put(value, y, CertificateStyle.Margin + column) + (CertificateStyle.FactSize * 0.12);
        }
    }
}
