using SkiaSharp;

namespace VisionZero.Documents;

/// <summary>A stretch of text in one look.</summary>
internal sealed record Span(string Text, FaceStyle Style, string Colour);

/// <summary>A run of shaped glyphs: one face, one direction. Offsets are at size 1 and from the run's left edge.</summary>
internal sealed record SetRun(FontFace Face, string Colour, string Text, ushort[] Glyphs, SKPoint[] Offsets, uint[] Clusters, double[] Advances, double Width)
{
    /// <summary>Left edge within the line, at size 1.</summary>
    public double X { get; init; }
}

/// <summary>A line ready to be drawn: its runs in reading order, placed as they are seen. Measures are at size 1.</summary>
internal sealed record SetLine(IReadOnlyList<SetRun> Runs, double Width, bool RightToLeft)
{
    /// <summary>How far the tallest face of the line reaches over and under the baseline.</summary>
    public (double Ascent, double Descent) Extents => (
        Runs.Count == 0 ? 1 : Runs.Max(run => run.Face.Ascent),
        Runs.Count == 0 ? 0.3 : Runs.Max(run => run.Face.Descent));
}
