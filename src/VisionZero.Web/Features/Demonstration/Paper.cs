using SkiaSharp;

namespace VisionZero.Web.Features.Demonstration;

/// <summary>A scan of a paper that says nothing: what people of the demonstration hand in as evidence.</summary>
public static class Paper
{
    /// <summary>A small PNG, another one each time.</summary>
    public static byte[] Of(Random random)
    {
        ArgumentNullException.ThrowIfNull(random);
        using var bitmap = new SKBitmap(424, 600);
        using var canvas = new SKCanvas(bitmap);
        canvas.Clear(SKColors.White);
        using var ink = new SKPaint { Color = SKColor.FromHsl(random.Next(360), 45, 40), IsAntialias = true };
        canvas.DrawRect(32, 40, 360, 14, ink);
        canvas.DrawCircle(330, 500, 34, ink);
        ink.Color = new SKColor(0x80, 0x88, 0x92);
        for (var y = 96; y < 420; y += 26)
        {
            canvas.DrawRect(32, y, 180 + random.Next(180), 7, ink);
        }

        using var data = bitmap.Encode(SKEncodedImageFormat.Png, 90);
        return data.ToArray();
    }
}
