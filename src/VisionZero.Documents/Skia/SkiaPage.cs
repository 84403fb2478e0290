using System.Text;
using SkiaSharp;

namespace VisionZero.Documents;

/// <summary>Draws a planned page on a canvas.</summary>
internal static class SkiaPage
{
    public static void Draw(SKCanvas canvas, PagePlan page, SkiaTypefaces typefaces)
    {
        foreach (var path in page.Paths) Draw(canvas, page, path);
        foreach (var text in page.Texts) Draw(canvas, text, typefaces);
    }

    /// <summary>Draws shapes alone, for a picture.</summary>
    public static void Draw(SKCanvas canvas, IEnumerable<PlacedPath> paths)
    {
        var page = new PagePlan(0, 0, 0, [], []);
        foreach (var path in paths) Draw(canvas, page, path with { Clipped = false });
    }

    private static SKColor Colour(string colour, double opacity) => SKColor.Parse(colour).WithAlpha((byte)Math.Round(opacity * 255));

    private static void Draw(SKCanvas canvas, PagePlan page, PlacedPath placed)
    {
        using var path = SKPath.ParseSvgPathData(placed.Data);
        using var paint = new SKPaint { IsAntialias = true };
        canvas.Save();
        if (placed.Clipped)
        {
            canvas.ClipRect(new SKRect((float)page.Frame, (float)page.Frame, (float)(page.Width - page.Frame), (float)(page.Height - page.Frame)));
        }

        canvas.Translate((float)placed.X, (float)placed.Y);
        if (placed.Fill is not null)
        {
            paint.Color = Colour(placed.Fill, placed.Opacity);
            canvas.DrawPath(path, paint);
        }

        if (placed.Stroke is not null)
        {
            paint.Style = SKPaintStyle.Stroke;
            paint.StrokeWidth = (float)placed.StrokeWidth;
            paint.Color = Colour(placed.Stroke, placed.Opacity);
            if (placed.Round) (paint.StrokeCap, paint.StrokeJoin) = (SKStrokeCap.Round, SKStrokeJoin.Round);
            using var dash = placed.Dash.Count == 0 ? null : SKPathEffect.CreateDash([.. placed.Dash.Select(length => (float)length)], 0);
            paint.PathEffect = dash;
            canvas.DrawPath(path, paint);
        }

        canvas.Restore();
    }

    private static void Draw(SKCanvas canvas, PlacedText text, SkiaTypefaces typefaces)
    {
        for (var line = 0; line < text.Lines.Count; line++)
        {
            foreach (var run in text.Lines[line].Runs)
            {
                Draw(canvas, run, typefaces[run.Face], text.Start(line) + (run.X * text.Size), text.Baseline(line), text.Size);
            }
        }
    }

    /// <summary>Glyphs with their UTF-8 text and clusters: without these, ligatures and joined scripts would not extract.</summary>
    private static void Draw(SKCanvas canvas, SetRun run, FontSubset subset, double x, double y, double size)
    {
        if (run.Glyphs.Length == 0) return;
        using var font = new SKFont(subset.Typeface, (float)size) { Subpixel = true, Hinting = SKFontHinting.None, LinearMetrics = true };
        using var builder = new SKTextBlobBuilder();
        var utf8 = Encoding.UTF8.GetBytes(run.Text);
        var buffer = builder.AllocatePositionedTextRun(font, run.Glyphs.Length, utf8.Length);
        buffer.SetGlyphs([.. run.Glyphs.Select(subset.Glyph)]);
        buffer.SetPositions([.. run.Offsets.Select(offset => new SKPoint(offset.X * (float)size, offset.Y * (float)size))]);
        buffer.SetText(utf8);
        buffer.SetClusters(run.Clusters);
        using var blob = builder.Build();
        using var paint = new SKPaint { Color = SKColor.Parse(run.Colour), IsAntialias = true };
        canvas.DrawText(blob, (float)x, (float)y, paint);
    }
}
