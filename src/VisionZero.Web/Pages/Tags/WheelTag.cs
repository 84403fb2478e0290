using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using Microsoft.AspNetCore.Html;
using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.AspNetCore.Mvc.ViewFeatures;
using Microsoft.AspNetCore.Razor.TagHelpers;
using VisionZero.Documents;
using VisionZero.Web.Texts;

namespace VisionZero.Web.Pages.Tags;

/// <summary>The wheel of the seven golden rules, with a table that says the same in words.</summary>
[HtmlTargetElement("vz-wheel", TagStructure = TagStructure.NormalOrSelfClosing)]
public sealed class WheelTag(TextSource texts, Assets assets, HtmlEncoder encoder) : TagHelper
{
    private const double Radius = 100;
    private const double Hub = 42;

    // What fits into the hub as it is; longer words are drawn closer together.
    private const int CaptionLetters = 14;
    private const double CaptionWidth = 74;

    /// <summary>Seven degrees from 0 to 1; none shows the rules themselves.</summary>
    public IReadOnlyList<double>? Fills { get; set; }

    /// <summary>What the wheel shows, as text or as key.</summary>
    public string Label { get; set; } = "";

    /// <summary><c>small</c> (numbers only), <c>medium</c> or <c>large</c>.</summary>
    public string Size { get; set; } = "medium";

    /// <summary>Large words in the hub.</summary>
    public string? Centre { get; set; }

    /// <summary>Small words under them.</summary>
    public string? Caption { get; set; }

    /// <summary>Whether each segment leads to its rule's page.</summary>
    public bool Links { get; set; }

    /// <summary>The table: <c>hidden</c> (for screen readers), <c>details</c> (for all, folded), <c>shown</c> or <c>none</c>.</summary>
    public string Twin { get; set; } = "hidden";

    /// <summary>The request.</summary>
    [ViewContext]
    [HtmlAttributeNotBound]
    public ViewContext View { get; set; } = null!;

    private Texts.Texts T => texts.Current;

    /// <inheritdoc/>
    public override void Process(TagHelperContext context, TagHelperOutput output)
    {
        ArgumentNullException.ThrowIfNull(output);
        output.TagName = "figure";
        output.TagMode = TagMode.StartTagAndEndTag;
        output.Attributes.SetAttribute("class", "wheel wheel-" + Size);
        output.Content.SetHtmlContent(Svg());
        output.Content.AppendHtml(Table());
    }

    private HtmlString Svg()
    {
        var wheel = new WheelGeometry(Radius, Hub, 5, Fills);
        var svg = new StringBuilder();
        // With links inside, the picture is a group of links; without, it is one image whose words are the label.
        svg.Append(CultureInfo.InvariantCulture, $"<svg viewBox=\"-102 -102 204 204\" {(Links ? "role=\"group\"" : "role=\"img\"")} aria-label=\"{Encode(T.Find(Label) ?? Label)}\">");
        foreach (var segment in wheel.Segments)
        {
            Segment(svg, segment);
        }

        if (Centre is not null)
        {
            var y = Caption is null ? 0 : -5;
            svg.Append(CultureInfo.InvariantCulture, $"<text class=\"wheel-centre\" x=\"0\" y=\"{y}\" dy=\".35em\">{Encode(Centre)}</text>");
        }

        if (Caption is not null)
        {
            var narrowed = Caption.Length > CaptionLetters ? string.Create(CultureInfo.InvariantCulture, $" textLength=\"{CaptionWidth}\" lengthAdjust=\"spacingAndGlyphs\"") : "";
            svg.Append(CultureInfo.InvariantCulture, $"<text class=\"wheel-caption\" x=\"0\" y=\"17\" dy=\".35em\"{narrowed}>{Encode(Caption)}</text>");
        }

        return new HtmlString(svg.Append("</svg>").ToString());
    }

    private void Segment(StringBuilder svg, WheelSegment segment)
    {
        var rule = segment.Rule.ToString(CultureInfo.InvariantCulture);
        var degree = Fills?[segment.Rule - 1] ?? 1;
        svg.Append(CultureInfo.InvariantCulture, $"<g class=\"rule-{rule}\">");
        if (Links)
        {
            svg.Append(CultureInfo.InvariantCulture, $"<a href=\"{Encode(View.HttpContext.Request.PathBase + "/rules/" + rule)}\"><title>{Encode(rule + " " + T.Rule(segment.Rule))}</title>");
        }

        svg.Append(CultureInfo.InvariantCulture, $"<path class=\"wheel-track\" d=\"{segment.Track}\"/>");
        if (degree < 1)
        {
            Mark(svg, segment, "wheel-mark", null);
        }

        if (segment.Fill.Length > 0)
        {
            svg.Append(CultureInfo.InvariantCulture, $"<path class=\"wheel-fill\" d=\"{segment.Fill}\"/>");
            string? clip = null;
            if (degree < 1)
            {
                // Where the fill ends within number or icon, each part keeps its contrast: the light one is clipped to the fill.
                clip = ClipId();
                svg.Append(CultureInfo.InvariantCulture, $"<clipPath id=\"{clip}\"><path d=\"{segment.Fill}\"/></clipPath>");
            }

            Mark(svg, segment, "wheel-mark wheel-mark-on", clip);
        }

        svg.Append(Links ? "</a></g>" : "</g>");
    }

    private void Mark(StringBuilder svg, WheelSegment segment, string css, string? clip)
    {
        var icons = Size != "small";
        var (x, y) = At(segment, icons ? 58 : 71);
        var clipped = clip is null ? "" : $" clip-path=\"url(#{clip})\"";
        svg.Append(CultureInfo.InvariantCulture, $"<g class=\"{css}\"{clipped} aria-hidden=\"true\"><text x=\"{x}\" y=\"{y}\" dy=\".35em\">{segment.Rule}</text>");
        if (icons)
        {
            var (ix, iy) = At(segment, 81);
            svg.Append(CultureInfo.InvariantCulture, $"<use href=\"{Encode(assets.IconAddress($"rule-{segment.Rule}"))}\" x=\"{ix - 10:0.##}\" y=\"{iy - 10:0.##}\" width=\"20\" height=\"20\"/>");
        }

        svg.Append("</g>");
    }

    private static (double X, double Y) At(WheelSegment segment, double radius)
    {
        var length = Math.Sqrt((segment.LabelX * segment.LabelX) + (segment.LabelY * segment.LabelY));
        return (Math.Round(segment.LabelX / length * radius, 2), Math.Round(segment.LabelY / length * radius, 2));
    }

    private string ClipId()
    {
        var items = View.HttpContext.Items;
        var number = items.TryGetValue(typeof(WheelTag), out var last) ? (int)last! + 1 : 1;
        items[typeof(WheelTag)] = number;
        return string.Create(CultureInfo.InvariantCulture, $"wheel-{number}");
    }

    private IHtmlContent Table()
    {
        if (Twin == "none")
        {
            return HtmlString.Empty;
        }

        var table = new TagBuilder("table");
        table.With(new TagBuilder("caption").With(T.Find(Label) ?? Label));
        var head = new TagBuilder("tr").With(Head("col", T["general.wheel.rule"]));
        if (Fills is not null)
        {
            head.With(Head("col", T["general.wheel.degree"]));
        }

        table.With(new TagBuilder("thead").With(head));
        var body = new TagBuilder("tbody");
        foreach (var rule in Domain.Common.GoldenRules.All)
        {
            var row = new TagBuilder("tr").With(Head("row", $"{rule.ToString(CultureInfo.InvariantCulture)} {T.Rule(rule)}"));
            if (Fills is not null)
            {
                row.With(new TagBuilder("td").With(T.Percent((int)Math.Round(Math.Clamp(Fills[rule - 1], 0, 1) * 100))));
            }

            body.With(row);
        }

        table.With(body);
        return Twin switch
        {
            "details" => new TagBuilder("details").With(new TagBuilder("summary").With(T["general.wheel.table"]), table),
            "shown" => table,
            _ => new TagBuilder("div") { Attributes = { ["class"] = "visually-hidden" } }.With(table),
        };
    }

    private static TagBuilder Head(string scope, string text)
    {
        var cell = new TagBuilder("th");
        cell.Attributes["scope"] = scope;
        return cell.With(text);
    }

    private string Encode(string text) => encoder.Encode(text);
}
