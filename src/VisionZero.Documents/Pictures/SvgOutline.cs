using System.Globalization;
using System.Xml.Linq;
using SkiaSharp;

namespace VisionZero.Documents;

/// <summary>The basic shapes of SVG as path data.</summary>
internal static class SvgOutline
{
    public static string Of(XElement element) => element.Name.LocalName switch
    {
        "path" => element.Attribute("d")?.Value ?? "",
        "rect" => Rectangle(element),
        "circle" => Ellipse(At(element, "cx"), At(element, "cy"), At(element, "r"), At(element, "r")),
        "ellipse" => Ellipse(At(element, "cx"), At(element, "cy"), At(element, "rx"), At(element, "ry")),
        "line" => Invariant($"M{At(element, "x1")} {At(element, "y1")}L{At(element, "x2")} {At(element, "y2")}"),
        "polyline" => Points(element, close: false),
        "polygon" => Points(element, close: true),
        var other => throw new FormatException($"<{other}> cannot be printed: draw it with path, rect, circle, ellipse, line, polyline or polygon."),
    };

    private static string Rectangle(XElement element)
    {
        var (x, y, width, height) = (At(element, "x"), At(element, "y"), At(element, "width"), At(element, "height"));
        var rx = Math.Min(element.Attribute("rx") is null ? At(element, "ry") : At(element, "rx"), width / 2);
        var ry = Math.Min(element.Attribute("ry") is null ? rx : At(element, "ry"), height / 2);
        if (rx <= 0 || ry <= 0) return Invariant($"M{x} {y}h{width}v{height}h{-width}Z");
        return Invariant($"M{x + rx} {y}h{width - (2 * rx)}a{rx} {ry} 0 0 1 {rx} {ry}v{height - (2 * ry)}a{rx} {ry} 0 0 1 {-rx} {ry}")
            + Invariant($"h{(2 * rx) - width}a{rx} {ry} 0 0 1 {-rx} {-ry}v{(2 * ry) - height}a{rx} {ry} 0 0 1 {rx} {-ry}Z");
    }

    private static string Ellipse(double x, double y, double rx, double ry) =>
        Invariant($"M{x - rx} {y}a{rx} {ry} 0 1 1 {2 * rx} 0a{rx} {ry} 0 1 1 {-2 * rx} 0Z");

    private static string Points(XElement element, bool close)
    {
        var numbers = SvgDrawing.Numbers(element.Attribute("points")?.Value ?? "");
        var points = numbers.Chunk(2).Select((point, index) => Invariant($"{(index == 0 ? 'M' : 'L')}{point[0]} {point[^1]}"));
        return string.Concat(points) + (close ? "Z" : "");
    }

    private static double At(XElement element, string name) => SvgDrawing.Number(element, name);

    private static string Invariant(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}

/// <summary>A list of SVG transforms as one matrix.</summary>
internal static class SvgTransform
{
    public static SKMatrix Parse(string list)
    {
        var matrix = SKMatrix.Identity;
        foreach (var part in list.Split(')', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
        {
            var (name, rest) = part.Split('(') is [var left, var right] ? (left.Trim(' ', ','), right) : throw new FormatException($"'{list}' is no transform.");
            float[] n = [.. SvgDrawing.Numbers(rest).Select(number => (float)number)];
            matrix = matrix.PreConcat(name switch
            {
                "translate" => SKMatrix.CreateTranslation(n[0], n.Length > 1 ? n[1] : 0),
                "scale" => SKMatrix.CreateScale(n[0], n.Length > 1 ? n[1] : n[0]),
                "rotate" => n.Length > 2 ? SKMatrix.CreateRotationDegrees(n[0], n[1], n[2]) : SKMatrix.CreateRotationDegrees(n[0]),
                "matrix" => new SKMatrix(n[0], n[2], n[4], n[1], n[3], n[5], 0, 0, 1),
                _ => throw new FormatException($"The transform '{name}' cannot be printed."),
            });
        }

        return matrix;
    }
}
