using System.Xml;
using System.Xml.Linq;

namespace VisionZero.Web.Content;

/// <summary>A drawing that may stand in a page.</summary>
/// <param name="Svg">The element, without size: the page gives it one.</param>
/// <param name="Spots">Letters of the places that can be chosen, in the order of the alphabet.</param>
internal sealed record Picture(string Svg, IReadOnlyList<string> Spots);

/// <summary>
/// Reads an SVG drawn for the courses. It stands in the page itself, so it may hold shapes and nothing else: no script,
/// no style, no words (they could not be translated), nothing from elsewhere.
/// </summary>
internal static class PictureReader
{
    private const int MostBytes = 64 * 1024;
    private const string Svg = "http://www.w3.org/2000/svg";

    private static readonly HashSet<string> Elements = ["svg", "g", "defs", "path", "rect", "circle", "ellipse", "line", "polyline", "polygon", "text", "tspan", "linearGradient", "radialGradient", "stop", "clipPath", "use", "marker"];

    private static readonly HashSet<string> Attributes =
    [
        "viewBox", "id", "d", "x", "y", "x1", "y1", "x2", "y2", "cx", "cy", "r", "rx", "ry", "width", "height", "points", "transform", "fill", "fill-opacity", "fill-rule", "stroke",
        "stroke-width", "stroke-linecap", "stroke-linejoin", "stroke-dasharray", "stroke-opacity", "stroke-miterlimit", "opacity", "font-size", "font-weight", "font-family", "text-anchor",
        "dominant-baseline", "dx", "dy", "offset", "stop-color", "stop-opacity", "gradientUnits", "gradientTransform", "clip-path", "clip-rule", "href", "markerWidth", "markerHeight", "refX", "refY",
        "orient", "marker-end", "marker-start", "markerUnits", "preserveAspectRatio", "fx", "fy",
    ];

    public static Picture? Read(string file, string prefix, ContentProblems problems)
    {
        if (!File.Exists(file))
        {
            problems.Add(file, 1, "this picture is missing; draw it, or take away what names it.");
            return null;
        }

        if (new FileInfo(file).Length > MostBytes)
        {
            problems.Add(file, 1, $"this picture has {new FileInfo(file).Length / 1024} KB; draw it in {MostBytes / 1024} KB or less.");
            return null;
        }

        try
        {
            using var reader = XmlReader.Create(file, new XmlReaderSettings { DtdProcessing = DtdProcessing.Prohibit, XmlResolver = null, IgnoreComments = true, IgnoreProcessingInstructions = true });
            var root = XDocument.Load(reader, LoadOptions.SetLineInfo).Root!;
            return Check(file, root, problems) ? Place(root, prefix) : null;
        }
        catch (XmlException e)
        {
            problems.Add(file, e.LineNumber, $"this is no SVG: {e.Message}");
            return null;
        }
    }

    private static bool Check(string file, XElement root, ContentProblems problems)
    {
        var before = problems.Found.Count;
        if (root.Name != XName.Get("svg", Svg) || root.Attribute("viewBox") is null)
        {
            problems.Add(file, 1, $"the root must be <svg xmlns=\"{Svg}\" viewBox=\"…\">.");
        }

        foreach (var element in root.DescendantsAndSelf())
        {
            var line = ((IXmlLineInfo)element).LineNumber;
            if (element.Name.NamespaceName != Svg || !Elements.Contains(element.Name.LocalName))
            {
                problems.Add(file, line, $"<{element.Name.LocalName}> is not allowed; draw with {string.Join(", ", Elements)}.");
            }

            foreach (var attribute in element.Attributes().Where(a => !a.IsNamespaceDeclaration))
            {
                if (!Attributes.Contains(attribute.Name.LocalName) || attribute.Name.NamespaceName.Length > 0)
                {
                    problems.Add(file, line, $"the attribute '{attribute.Name.LocalName}' is not allowed; use plain SVG attributes.");
                }
                else if (attribute.Value.Contains("url(", StringComparison.Ordinal) ? !attribute.Value.StartsWith("url(#", StringComparison.Ordinal) : attribute.Name == "href" && !attribute.Value.StartsWith('#'))
                {
                    problems.Add(file, line, $"'{attribute.Value}' leads out of the picture; only '#id' is allowed.");
                }
            }

            if (element.Nodes().OfType<XText>().Any(t => t.Value.Trim() is { Length: > 0 } words && !(words.Length == 1 || words.All(char.IsDigit))))
            {
                problems.Add(file, line, "a picture has no words, only digits and single letters: they could not be translated. Write a legend below it.");
            }
        }

        return problems.Found.Count == before;
    }

    // Several pictures stand in one page: their ids must not meet.
    private static Picture Place(XElement root, string prefix)
    {
        var spots = new SortedSet<string>(StringComparer.Ordinal);
        foreach (var element in root.DescendantsAndSelf())
        {
            foreach (var attribute in element.Attributes().ToList())
            {
                if (attribute.Name == "id" && attribute.Value.StartsWith("spot-", StringComparison.Ordinal))
                {
                    var letter = attribute.Value["spot-".Length..];
                    spots.Add(letter);
                    attribute.Remove();
                    element.SetAttributeValue("data-spot", letter);
                }
                else if (attribute.Name == "id")
                {
                    attribute.Value = $"{prefix}-{attribute.Value}";
                }
                else
                {
                    attribute.Value = attribute.Value.Replace("url(#", $"url(#{prefix}-", StringComparison.Ordinal);
                    if (attribute.Name == "href")
                    {
                        attribute.Value = $"#{prefix}-{attribute.Value[1..]}";
                    }
                }
            }
        }

        root.SetAttributeValue("width", null);
        root.SetAttributeValue("height", null);
        root.SetAttributeValue("aria-hidden", "true");
        root.SetAttributeValue("focusable", "false");
        return new Picture(root.ToString(SaveOptions.DisableFormatting), [.. spots]);
    }
}
