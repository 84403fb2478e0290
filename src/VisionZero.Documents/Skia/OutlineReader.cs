using SkiaSharp;

namespace VisionZero.Documents;

/// <summary>A point of a quadratic outline.</summary>
internal readonly record struct OutlinePoint(short X, short Y, bool OnCurve);

/// <summary>Reads a glyph's outline as quadratic curves, in font units with y upwards.</summary>
internal static class OutlineReader
{
    /// <summary>Half a unit of 2,000 to the em cannot be seen on paper.</summary>
    private const double Tolerance = 0.5;

    public static IReadOnlyList<IReadOnlyList<OutlinePoint>> Contours(SKFont font, ushort glyph)
    {
        using var path = font.GetGlyphPath(glyph);
        var contours = new List<IReadOnlyList<OutlinePoint>>();
        if (path is null) return contours;

        var contour = new List<OutlinePoint>();
        using var iterator = path.CreateRawIterator();
        var points = new SKPoint[4];
        for (var verb = iterator.Next(points); verb != SKPathVerb.Done; verb = iterator.Next(points))
        {
            switch (verb)
            {
                case SKPathVerb.Move:
                    Finish(contours, contour);
                    contour = [On(points[0])];
                    break;
                case SKPathVerb.Line:
                    contour.Add(On(points[1]));
                    break;
                case SKPathVerb.Quad:
                    contour.Add(Off(points[1]));
                    contour.Add(On(points[2]));
                    break;
                case SKPathVerb.Cubic:
                    AddCubic(contour, points);
                    break;
            }
        }

        Finish(contours, contour);
        return contours;
    }

    /// <summary>A contour closes by itself; a last point on the first one would be a second one.</summary>
    private static void Finish(List<IReadOnlyList<OutlinePoint>> contours, List<OutlinePoint> contour)
    {
        if (contour.Count > 1 && contour[^1] == contour[0]) contour.RemoveAt(contour.Count - 1);
        if (contour.Count > 2) contours.Add(contour);
    }

    /// <summary>Cuts a cubic curve into as many quadratic ones as the tolerance asks for.</summary>
    private static void AddCubic(List<OutlinePoint> contour, SKPoint[] p)
    {
        var (dx, dy) = (p[3].X - (3 * p[2].X) + (3 * p[1].X) - p[0].X, p[3].Y - (3 * p[2].Y) + (3 * p[1].Y) - p[0].Y);
        var parts = Math.Clamp((int)Math.Ceiling(Math.Cbrt(Math.Sqrt(3) / 36 * Math.Sqrt((dx * dx) + (dy * dy)) / Tolerance)), 1, 8);
        for (var part = 0; part < parts; part++)
        {
            var (from, to) = ((float)part / parts, (float)(part + 1) / parts);
            var (start, end) = (At(p, from), At(p, to));
            var (startSlope, endSlope) = (Slope(p, from), Slope(p, to));
            var third = (to - from) / 3;
            var control = new SKPoint(
                ((3 * (start.X + (startSlope.X * third) + end.X - (endSlope.X * third))) - start.X - end.X) / 4,
                ((3 * (start.Y + (startSlope.Y * third) + end.Y - (endSlope.Y * third))) - start.Y - end.Y) / 4);
            contour.Add(Off(control));
            contour.Add(On(end));
        }
    }

    private static SKPoint At(SKPoint[] p, float t)
    {
        var u = 1 - t;
        var (a, b, c, d) = (u * u * u, 3 * u * u * t, 3 * u * t * t, t * t * t);
        return new SKPoint((a * p[0].X) + (b * p[1].X) + (c * p[2].X) + (d * p[3].X), (a * p[0].Y) + (b * p[1].Y) + (c * p[2].Y) + (d * p[3].Y));
    }

    private static SKPoint Slope(SKPoint[] p, float t)
    {
        var u = 1 - t;
        var (a, b, c) = (3 * u * u, 6 * u * t, 3 * t * t);
        return new SKPoint(
            (a * (p[1].X - p[0].X)) + (b * (p[2].X - p[1].X)) + (c * (p[3].X - p[2].X)),
            (a * (p[1].Y - p[0].Y)) + (b * (p[2].Y - p[1].Y)) + (c * (p[3].Y - p[2].Y)));
    }

    private static OutlinePoint On(SKPoint point) => new((short)MathF.Round(point.X), (short)MathF.Round(-point.Y), true);

    private static OutlinePoint Off(SKPoint point) => On(point) with { OnCurve = false };
}
