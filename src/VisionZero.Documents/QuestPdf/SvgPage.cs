using System.Globalization;
using System.Text;

namespace VisionZero.Documents;

/// <summary>A page's shapes as one SVG drawing.</summary>
internal static class SvgPage
{
    public static string Of(double width, double height, double frame, IEnumerable<PlacedPath> paths)
    {
        var svg = new StringBuilder();
        svg.Append(CultureInfo.InvariantCulture, $"<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"{width}\" height=\"{height}\" viewBox=\"0 0 {width} {height}\">");
        svg.Append(CultureInfo.InvariantCulture, $"<clipPath id=\"frame\"><rect x=\"{frame}\" y=\"{frame}\" width=\"{width - (2 * frame)}\" height=\"{height - (2 * frame)}\"/></clipPath>");
        foreach (var path in paths)
        {
            svg.Append(path.Clipped ? "<g clip-path=\"url(#frame)\">" : "<g>");
            svg.Append(CultureInfo.InvariantCulture, $"<path transform=\"translate({path.X:0.###} {path.Y:0.###})\" d=\"{path.Data}\" fill=\"{path.Fill ?? "none"}\"");
            if (path.Stroke is not null) svg.Append(CultureInfo.InvariantCulture, $" stroke=\"{path.Stroke}\" stroke-width=\"{path.StrokeWidth:0.###}\"");
            svg.Append("/></g>");
        }

        return svg.Append("</svg>").ToString();
    }
}
