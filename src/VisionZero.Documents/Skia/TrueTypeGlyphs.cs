namespace VisionZero.Documents;

/// <summary>Writes outlines as TrueType's simple glyphs.</summary>
internal static class TrueTypeGlyphs
{
    private const int OnCurve = 1;

    public static void Write(TrueTypeWriter.Table table, TrueTypeGlyph glyph)
    {
        if (glyph.Contours.Count == 0) return;

        var points = glyph.Contours.SelectMany(contour => contour).ToArray();
        table.U16(glyph.Contours.Count)
            .U16(points.Min(point => point.X)).U16(points.Min(point => point.Y)).U16(points.Max(point => point.X)).U16(points.Max(point => point.Y));
        var last = -1;
        foreach (var contour in glyph.Contours)
        {
            last += contour.Count;
            table.U16(last);
        }

        table.U16(0);
        foreach (var point in points) table.U8(point.OnCurve ? OnCurve : 0);
        Deltas(table, points, point => point.X);
        Deltas(table, points, point => point.Y);
        while (table.Length % 4 != 0) table.U8(0);
    }

    /// <summary>Two bytes each; the PDF is compressed anyway.</summary>
    private static void Deltas(TrueTypeWriter.Table table, OutlinePoint[] points, Func<OutlinePoint, int> coordinate)
    {
        var before = 0;
        foreach (var point in points)
        {
            table.U16(coordinate(point) - before);
            before = coordinate(point);
        }
    }
}
