using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.AspNetCore.Razor.TagHelpers;
using VisionZero.Web.Texts;

namespace VisionZero.Web.Pages.Tags;

/// <summary>One line of text, or several when <c>rows</c> is set.</summary>
[HtmlTargetElement("vz-field", TagStructure = TagStructure.NormalOrSelfClosing)]
public sealed class FieldTag(TextSource texts) : FormTag(texts)
{
    /// <summary>Type of the input.</summary>
    public string Type { get; set; } = "text";

    /// <summary>What the browser may fill in.</summary>
    public string? Autocomplete { get; set; }

    /// <summary>Lines of a text area; 0 is an input.</summary>
    public int Rows { get; set; }

    /// <summary>Language of what is typed, where it is not the page's.</summary>
    public string? Lang { get; set; }

    /// <inheritdoc/>
    public override void Process(TagHelperContext context, TagHelperOutput output)
    {
        var label = Element("label", ("for", Id)).With(LabelContent());
        var invalid = Error is null ? null : "true";
        var input = Rows > 0
            ? Element("textarea", ("dir", "auto"), ("id", Id), ("name", Name), ("rows", Rows.ToString(System.Globalization.CultureInfo.InvariantCulture)), ("aria-describedby", DescribedBy()), ("aria-invalid", invalid), ("lang", Lang)).With(Value)
            : Element("input", ("id", Id), ("name", Name), ("type", Type), ("value", Type == "password" ? null : Value), ("autocomplete", Autocomplete), ("aria-describedby", DescribedBy()), ("aria-invalid", invalid), ("lang", Lang), ("inputmode", Type == "number" ? "numeric" : null), ("spellcheck", Type is "email" or "password" ? "false" : null));
        if (Rows == 0)
        {
            input.TagRenderMode = TagRenderMode.SelfClosing;
        }

        Box(output, "div", label, Notes(), input);
    }
}

/// <summary>One of a list.</summary>
[HtmlTargetElement("vz-select", TagStructure = TagStructure.NormalOrSelfClosing)]
public sealed class SelectTag(TextSource texts) : FormTag(texts)
{
    /// <summary>What can be chosen.</summary>
    public IEnumerable<SelectListItem> Items { get; set; } = [];

    /// <summary>Key of the first, empty choice; none if null.</summary>
    public string? Empty { get; set; }

    /// <inheritdoc/>
    public override void Process(TagHelperContext context, TagHelperOutput output)
    {
        var select = Element("select", ("id", Id), ("name", Name), ("aria-describedby", DescribedBy()), ("aria-invalid", Error is null ? null : "true"));
        if (Empty is not null)
        {
            select.InnerHtml.AppendHtml(Element("option", ("value", "")).With(T[Empty]));
        }

        var chosen = Value;
        foreach (var item in Items)
        {
            var isChosen = chosen.Length > 0 ? item.Value == chosen : item.Selected;
            select.InnerHtml.AppendHtml(Element("option", ("value", item.Value), ("selected", isChosen ? "selected" : null)).With(item.Text));
        }

        Box(output, "div", Element("label", ("for", Id)).With(LabelContent()), Notes(), select);
    }
}

/// <summary>A yes or no.</summary>
[HtmlTargetElement("vz-check", TagStructure = TagStructure.NormalOrSelfClosing)]
public sealed class CheckTag(TextSource texts) : FormTag(texts)
{
    /// <inheritdoc/>
    public override void Process(TagHelperContext context, TagHelperOutput output)
    {
        var on = Value.Split(',')[0].Equals("true", StringComparison.OrdinalIgnoreCase);
        var input = Element("input", ("id", Id), ("name", Name), ("type", "checkbox"), ("value", "true"), ("checked", on ? "checked" : null), ("aria-describedby", DescribedBy()), ("aria-invalid", Error is null ? null : "true"));
        input.TagRenderMode = TagRenderMode.SelfClosing;
        var label = Element("label", ("class", "check")).With(input, Element("span").With(LabelContent()));
        Box(output, "div", label, Notes());
    }
}

/// <summary>A file.</summary>
[HtmlTargetElement("vz-file", TagStructure = TagStructure.NormalOrSelfClosing)]
public sealed class FileTag(TextSource texts) : FormTag(texts)
{
    /// <summary>Types the browser offers first.</summary>
    public string? Accept { get; set; }

    /// <inheritdoc/>
    public override void Process(TagHelperContext context, TagHelperOutput output)
    {
        var input = Element("input", ("id", Id), ("name", Name), ("type", "file"), ("accept", Accept), ("aria-describedby", DescribedBy()), ("aria-invalid", Error is null ? null : "true"));
        input.TagRenderMode = TagRenderMode.SelfClosing;
        Box(output, "div", Element("label", ("for", Id)).With(LabelContent()), Notes(), input);
    }
}
