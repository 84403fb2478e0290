using System.Globalization;
using System.Xml.Linq;
using SkiaSharp;

namespace VisionZero.Documents;

/// <summary>
/// A drawing of the courses as shapes, so that it is printed as lines and not as dots. It reads what such a drawing may hold
/// (shapes, single letters and digits, no style sheet); letters become outlines, or they would be text that no record says.
/// </summary>
internal sealed class SvgDrawing
{
    private readonly IReadOnlyList<SvgShape> shapes;

    private SvgDrawing(double left, double top, double width, double height, IReadOnlyList<SvgShape> shapes)
    {
        (Left, Top, Width, Height) = (left, top, width, height);
        this.shapes = shapes;
    }

    /// <summary>Width of its view box.</summary>
    public double Width { get; }

    /// <summary>Height of its view box.</summary>
    public double Height { get; }

    private double Left { get; }

    private double Top { get; }

    /// <summary>Reads a drawing.</summary>
    /// <exception cref="FormatException">It has something that paper cannot draw.</exception>
    public static SvgDrawing Of(string svg, FontCatalogue fonts)
    {
        var root = XElement.Parse(svg);
        var box = Numbers(root.Attribute("viewBox")?.Value ?? throw new FormatException("A drawing has a viewBox."));
        var shapes = new List<SvgShape>();
        Add(root, SvgLook.Initial, SKMatrix.Identity, shapes, fonts);
        return new SvgDrawing(box[0], box[1], box[2], box[3], shapes);
    }

    /// <summary>The shapes with the drawing's upper left corner at a place, at a scale.</summary>
    public IEnumerable<PlacedPath> Place(double x, double y, double scale) =>
        shapes.SelectMany(shape => shape.Place(SKMatrix.CreateScale((float)scale, (float)scale).PreConcat(SKMatrix.CreateTranslation((float)-Left, (float)-Top)), scale))
            .Select(path => path with { X = x, Y = y });

    private static void Add(XElement element, SvgLook outer, SKMatrix matrix, List<SvgShape> shapes, FontCatalogue fonts)
    {
        var look = outer.In(element);
        if (element.Attribute("transform") is { } transform) matrix = matrix.PreConcat(SvgTransform.Parse(transform.Value));
        switch (element.Name.LocalName)
        {
            case "svg" or "g":
                foreach (var child in element.Elements()) Add(child, look, matrix, shapes, fonts);
                break;
            case "text" or "tspan":
                var words = element.Value.Trim();
                if (words.Length > 0) shapes.Add(new SvgShape(Letters(element, words, look, fonts), matrix, look));
                break;
            default:
                shapes.Add(new SvgShape(SvgOutline.Of(element), matrix, look));
                break;
        }
    }

    private static string Letters(XElement element, string words, SvgLook look, FontCatalogue fonts)
    {
        var face = fonts.Primary(look.Bold ? FaceStyle.Bold : FaceStyle.Regular) ?? throw new InvalidOperationException("Noto Sans is missing.");
        using var font = new SKFont(face.Typeface, (float)look.FontSize);
        var width = font.MeasureText(words);
        var x = Number(element, "x") - (look.Anchor switch { "middle" => width / 2, "end" => width, _ => 0 });
        using var path = font.GetTextPath(words, new SKPoint((float)x, (float)Number(element, "y")));
        return path.ToSvgPathData();
    }

    internal static double Number(XElement element, string name) => element.Attribute(name) is { } value ? Parse(value.Value) : 0;

    internal static double Parse(string value) => double.Parse(value.Replace("px", "", StringComparison.Ordinal), NumberStyles.Float, CultureInfo.InvariantCulture);

    internal static double[] Numbers(string list) => [.. list.Split([' ', ',', '\n', '\t'], StringSplitOptions.RemoveEmptyEntries).Select(Parse)];
}

/// <summary>A shape of a drawing in its own measures.</summary>
internal sealed record SvgShape(string Data, SKMatrix Matrix, SvgLook Look)
{
    /// <summary>The shape as seen through a matrix: filled, then stroked.</summary>
    public IEnumerable<PlacedPath> Place(SKMatrix page, double scale)
    {
        using var path = SKPath.ParseSvgPathData(Data) ?? throw new FormatException($"'{Data}' is no outline.");
        path.Transform(page.PreConcat(Matrix));
        var data = path.ToSvgPathData();
        if (Look.Fill != "none") yield return new PlacedPath(data, 0, 0, Look.Fill) { Opacity = Look.Opacity * Look.FillOpacity };
        if (Look.Stroke == "none") yield break;
        var weight = scale * Math.Sqrt(Math.Abs((Matrix.ScaleX * Matrix.ScaleY) - (Matrix.SkewX * Matrix.SkewY)));
        yield return new PlacedPath(data, 0, 0, null, Look.Stroke, Look.StrokeWidth * weight)
        {
            Opacity = Look.Opacity * Look.StrokeOpacity,
            Round = Look.Round,
            Dash = [.. Look.Dash.Select(length => length * weight)],
        };
    }
}

/// <summary>How a shape looks; parts inherit it from the group they are in.</summary>
internal sealed record SvgLook(string Fill, string Stroke, double StrokeWidth, bool Round, IReadOnlyList<double> Dash, double Opacity, double FillOpacity, double StrokeOpacity, double FontSize, bool Bold, string Anchor)
{
    public static SvgLook Initial { get; } = new("#000000", "none", 1, false, [], 1, 1, 1, 16, false, "start");

    public SvgLook In(XElement element) => this with
    {
        Fill = Colour(element, "fill", Fill),
        Stroke = Colour(element, "stroke", Stroke),
        StrokeWidth = Of(element, "stroke-width", StrokeWidth),
        Round = element.Attribute("stroke-linecap") is { } cap ? cap.Value == "round" : Round,
        Dash = element.Attribute("stroke-dasharray") is { } dash ? dash.Value == "none" ? [] : SvgDrawing.Numbers(dash.Value) : Dash,
        Opacity = Opacity * Of(element, "opacity", 1),
        FillOpacity = Of(element, "fill-opacity", FillOpacity),
        StrokeOpacity = Of(element, "stroke-opacity", StrokeOpacity),
        FontSize = Of(element, "font-size", FontSize),
        Bold = element.Attribute("font-weight") is { } weight ? weight.Value is "bold" or "600" or "700" or "800" or "900" : Bold,
        Anchor = element.Attribute("text-anchor")?.Value ?? Anchor,
    };

    private static double Of(XElement element, string name, double inherited) => element.Attribute(name) is { } value ? SvgDrawing.Parse(value.Value) : inherited;

    private static string Colour(XElement element, string name, string inherited) => element.Attribute(name)?.Value switch
    {
        null => inherited,
        "none" or "transparent" => "none",
        "white" => Palette.White,
        "black" => "#000000",
        ['#', ..] colour => colour,
        var other => throw new FormatException($"The colour '{other}' cannot be printed: write it as #RRGGBB."),
    };
}
