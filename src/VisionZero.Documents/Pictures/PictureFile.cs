using System.Globalization;
using System.Text;
using SkiaSharp;

namespace VisionZero.Documents;

/// <summary>Shapes as files for documents that take pictures: SVG for those that draw it, PNG for the others.</summary>
internal static class PictureFile
{
    public static string Svg(double width, double height, IEnumerable<PlacedPath> paths)
    {
        var svg = new StringBuilder();
        svg.Append(CultureInfo.InvariantCulture, $"<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"{width:0.###}\" height=\"{height:0.###}\" viewBox=\"0 0 {width:0.###} {height:0.###}\">");
        foreach (var path in paths)
        {
            svg.Append(CultureInfo.InvariantCulture, $"<path transform=\"translate({path.X:0.###} {path.Y:0.###})\" d=\"{path.Data}\" fill=\"{path.Fill ?? "none"}\"");
            if (path.Stroke is not null) svg.Append(CultureInfo.InvariantCulture, $" stroke=\"{path.Stroke}\" stroke-width=\"{path.StrokeWidth:0.###}\"");
            if (path.Stroke is not null && path.Round) svg.Append(" stroke-linecap=\"round\" stroke-linejoin=\"round\"");
            if (path.Dash.Count > 0) svg.Append(CultureInfo.InvariantCulture, $" stroke-dasharray=\"{string.Join(' ', path.Dash.Select(length => length.ToString("0.##", CultureInfo.InvariantCulture)))}\"");
            if (path.Opacity < 1) svg.Append(CultureInfo.InvariantCulture, $" opacity=\"{path.Opacity:0.###}\"");
            svg.Append("/>");
        }

        return svg.Append("</svg>").ToString();
    }

    public static byte[] Png(double width, double height, double scale, IEnumerable<PlacedPath> paths)
    {
        using var surface = SKSurface.Create(new SKImageInfo((int)Math.Ceiling(width * scale), (int)Math.Ceiling(height * scale)));
        surface.Canvas.Clear(SKColors.Transparent);
        surface.Canvas.Scale((float)scale);
        SkiaPage.Draw(surface.Canvas, paths);
        using var image = surface.Snapshot();
        using var data = image.Encode(SKEncodedImageFormat.Png, 90);
        return data.ToArray();
    }
}
