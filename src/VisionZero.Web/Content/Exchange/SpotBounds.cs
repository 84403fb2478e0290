using System.Globalization;
using System.Text.RegularExpressions;
using System.Xml;
using System.Xml.Linq;

namespace VisionZero.Web.Content.Exchange;

/// <summary>
/// Where the spots of a drawing are, as rectangles: another system knows areas, not elements. Shapes are measured by
/// their points, moves by <c>translate</c> are followed; a curve's handles count too, so a rectangle may be a little large.
/// </summary>
internal static partial class SpotBounds
{
    /// <summary>Width and height of the drawing, and the rectangle of each spot: left, top, right, bottom.</summary>
    public static (int Width, int Height, IReadOnlyDictionary<string, string> Spots) Of(string svg)
    {
        var root = Load(svg);
        var box = Numbers(root.Attribute("viewBox")?.Value ?? "0 0 100 100");
        var spots = root.Descendants()
            .Where(e => e.Attribute("id")?.Value.StartsWith("spot-", StringComparison.Ordinal) == true)
            .ToDictionary(e => e.Attribute("id")!.Value["spot-".Length..], e => Rectangle(e, box));
        return ((int)Math.Ceiling(box[2]), (int)Math.Ceiling(box[3]), spots);
    }

    /// <summary>Reads a drawing without following anything it names.</summary>
    public static XElement Load(string svg)
    {
        using var reader = XmlReader.Create(new StringReader(svg), new XmlReaderSettings { DtdProcessing = DtdProcessing.Prohibit, XmlResolver = null });
        return XDocument.Load(reader).Root!;
    }

    private static string Rectangle(XElement spot, List<double> box)
    {
        var points = Points(spot, Shift(spot.Ancestors())).ToList();
        if (points.Count == 0)
        {
            points = [(box[0], box[1]), (box[0] + box[2], box[1] + box[3])];
        }

        return string.Create(CultureInfo.InvariantCulture, $"{Math.Floor(points.Min(p => p.X) - box[0])},{Math.Floor(points.Min(p => p.Y) - box[1])},{Math.Ceiling(points.Max(p => p.X) - box[0])},{Math.Ceiling(points.Max(p => p.Y) - box[1])}");
    }

    private static (double X, double Y) Shift(IEnumerable<XElement> elements)
    {
        var (x, y) = (0.0, 0.0);
        foreach (var move in elements.Select(e => Translate().Match(e.Attribute("transform")?.Value ?? "")).Where(m => m.Success))
        {
            var by = Numbers(move.Groups[1].Value);
            (x, y) = (x + by[0], y + (by.Count > 1 ? by[1] : 0));
        }

        return (x, y);
    }

    private static IEnumerable<(double X, double Y)> Points(XElement element, (double X, double Y) shift)
    {
        var own = Shift([element]);
        var at = (X: shift.X + own.X, Y: shift.Y + own.Y);
        return Own(element).Select(p => (p.X + at.X, p.Y + at.Y)).Concat(element.Elements().SelectMany(e => Points(e, at)));
    }

    private static IEnumerable<(double X, double Y)> Own(XElement element)
    {
        double Value(string name) => Numbers(element.Attribute(name)?.Value ?? "0") is [var number, ..] ? number : 0;
        return element.Name.LocalName switch
        {
            "rect" => [(Value("x"), Value("y")), (Value("x") + Value("width"), Value("y") + Value("height"))],
            "circle" => [(Value("cx") - Value("r"), Value("cy") - Value("r")), (Value("cx") + Value("r"), Value("cy") + Value("r"))],
            "ellipse" => [(Value("cx") - Value("rx"), Value("cy") - Value("ry")), (Value("cx") + Value("rx"), Value("cy") + Value("ry"))],
            "line" => [(Value("x1"), Value("y1")), (Value("x2"), Value("y2"))],
            "text" => [(Value("x"), Value("y"))],
            "polyline" or "polygon" => Numbers(element.Attribute("points")?.Value ?? "").Chunk(2).Where(p => p.Length == 2).Select(p => (p[0], p[1])),
            "path" => Path(element.Attribute("d")?.Value ?? ""),
            _ => [],
        };
    }

    // The points a path goes through, and its handles; arcs by their ends.
    private static IEnumerable<(double X, double Y)> Path(string d)
    {
        var at = (X: 0.0, Y: 0.0);
        foreach (Match step in Step().Matches(d))
        {
            var letter = step.Groups[1].Value[0];
            var relative = char.IsLower(letter);
            var size = char.ToUpperInvariant(letter) switch { 'H' or 'V' => 1, 'A' => 7, 'C' => 6, 'S' or 'Q' => 4, 'Z' => 0, _ => 2 };
            foreach (var part in size == 0 ? [] : Numbers(step.Groups[2].Value).Chunk(size).Where(p => p.Length == size))
            {
                var origin = relative ? at : (X: 0.0, Y: 0.0);
                var pairs = char.ToUpperInvariant(letter) switch
                {
                    'H' => [(origin.X + part[0], at.Y)],
                    'V' => [(at.X, origin.Y + part[0])],
                    'A' => [(origin.X + part[5], origin.Y + part[6])],
                    _ => part.Chunk(2).Select(p => (X: origin.X + p[0], Y: origin.Y + p[1])).ToArray(),
                };
                foreach (var pair in pairs)
                {
                    yield return pair;
                }

                at = pairs[^1];
            }
        }
    }

    private static List<double> Numbers(string text) => [.. Number().Matches(text).Select(m => double.Parse(m.Value, CultureInfo.InvariantCulture))];

    [GeneratedRegex(@"-?(?:\d+\.?\d*|\.\d+)(?:[eE][-+]?\d+)?")]
    private static partial Regex Number();

    [GeneratedRegex(@"translate\(([^)]*)\)")]
    private static partial Regex Translate();

    [GeneratedRegex(@"([MmLlHhVvCcSsQqTtAaZz])([^MmLlHhVvCcSsQqTtAaZz]*)")]
    private static partial Regex Step();
}
