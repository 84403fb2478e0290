using SkiaSharp;

namespace VisionZero.Documents;

/// <summary>The wheel of the rules on slides, with its numbers as outlines: nobody has to know a rule by its colour.</summary>
internal static class DeckWheel
{
    /// <summary>The wheel of the title slide: every segment has its number, the one of the rule stands out.</summary>
    public static IEnumerable<PlacedPath> Cover(FontCatalogue fonts, DeckBox box, int rule)
    {
        var (x, y, radius) = Place(box);
        var numbers = new WheelGeometry(radius, radius * 0.38, radius * 0.05).Segments
            .Select(segment => Number(fonts, segment.Rule, radius * 0.22, x + segment.LabelX, y + segment.LabelY, segment.Rule == rule ? Palette.OfRule(rule) : Palette.White));
        return [.. RuleSigns.Wheel(x, y, radius, rule, Palette.White), .. numbers];
    }

    /// <summary>The small wheel at the foot, with the number of the rule in its hub.</summary>
    public static IEnumerable<PlacedPath> Small(FontCatalogue fonts, DeckBox box, int rule)
    {
        var (x, y, radius) = Place(box);
        return [.. RuleSigns.SmallWheel(x, y, radius, rule), Number(fonts, rule, radius * 0.62, x, y, Palette.Ink)];
    }

    private static (double X, double Y, double Radius) Place(DeckBox box) => (box.X + (box.Width / 2), box.Y + (box.Height / 2), box.Width / 2);

    private static PlacedPath Number(FontCatalogue fonts, int rule, double size, double x, double y, string colour)
    {
        using var font = new SKFont((fonts.Primary(FaceStyle.Bold) ?? throw new InvalidOperationException("Noto Sans is missing.")).Typeface, (float)size);
        using var path = font.GetTextPath(RuleNumbers.Print(rule), new SKPoint(0, 0));
        var bounds = path.TightBounds;
        path.Transform(SKMatrix.CreateTranslation(-bounds.MidX, -bounds.MidY));
        return new PlacedPath(path.ToSvgPathData(), x, y, colour);
    }
}
