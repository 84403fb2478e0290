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

    /// <summary>A session plan of one page, another one each time.</summary>
    public static byte[] Plan(Random random)
    {
        ArgumentNullException.ThrowIfNull(random);
        using var bytes = new MemoryStream();
        using (var document = SKDocument.CreatePdf(bytes))
        {
            using var canvas = document.BeginPage(420, 595);
            using var ink = new SKPaint { Color = new SKColor(0x10, 0x23, 0x3B) };
            canvas.DrawRect(32, 40, 240, 14, ink);
            for (var y = 90; y < 480; y += 30)
            {
                canvas.DrawRect(32, y, 60, 8, ink);
                canvas.DrawRect(110, y, 120 + random.Next(160), 8, ink);
            }

            document.EndPage();
            document.Close();
        }

        return bytes.ToArray();
    }
}
