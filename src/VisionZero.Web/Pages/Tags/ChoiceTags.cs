using System.Collections;
using System.Globalization;
using Microsoft.AspNetCore.Html;
using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.AspNetCore.Razor.TagHelpers;
using VisionZero.Web.Texts;

namespace VisionZero.Web.Pages.Tags;

/// <summary>Several of a list, as checkboxes.</summary>
[HtmlTargetElement("vz-checks", TagStructure = TagStructure.NormalOrSelfClosing)]
public sealed class ChecksTag(TextSource texts) : ChoiceTag(texts)
{
    /// <inheritdoc/>
    protected override string Kind => "checkbox";
}

/// <summary>One of a short list, as radio buttons.</summary>
[HtmlTargetElement("vz-radios", TagStructure = TagStructure.NormalOrSelfClosing)]
public sealed class RadiosTag(TextSource texts) : ChoiceTag(texts)
{
    /// <inheritdoc/>
    protected override string Kind => "radio";
}

/// <summary>A fieldset of choices.</summary>
public abstract class ChoiceTag(TextSource texts) : FormTag(texts)
{
    /// <summary>What can be chosen.</summary>
    public IEnumerable<SelectListItem> Items { get; set; } = [];

    /// <summary>Type of the inputs.</summary>
    protected abstract string Kind { get; }

    /// <inheritdoc/>
    public override void Process(TagHelperContext context, TagHelperOutput output)
    {
        ArgumentNullException.ThrowIfNull(output);
        var chosen = Chosen();
        var list = Element("div", ("class", "choices"));
        var number = 0;
        foreach (var item in Items)
        {
            // The summary's link and the label of the group lead to the first choice.
            var id = number == 0 ? Id : string.Create(CultureInfo.InvariantCulture, $"{Id}-{number}");
            number++;
            var on = chosen is null ? item.Selected : chosen.Contains(item.Value);
            var input = Element("input", ("id", id), ("name", Name), ("type", Kind), ("value", item.Value), ("checked", on ? "checked" : null));
            input.TagRenderMode = TagRenderMode.SelfClosing;
            list.InnerHtml.AppendHtml(Element("label", ("class", "check")).With(input, Element("span").With(item.Text)));
        }

        Box(output, "fieldset", Element("legend").With(LabelContent()), Notes(), list);
        if (DescribedBy() is { } described)
        {
            output.Attributes.SetAttribute("aria-describedby", described);
        }
    }

    private HashSet<string>? Chosen()
    {
        if (View.ModelState.TryGetValue(Name, out var entry) && entry.RawValue is not null)
        {
            return entry.RawValue is IEnumerable<string> many ? [.. many] : [entry.AttemptedValue ?? ""];
        }

        return For.Model switch
        {
            null => null,
            string one => one.Length == 0 ? null : [one],
            IEnumerable list => [.. list.Cast<object>().Select(o => o.ToString() ?? "")],
            var one => [one.ToString() ?? ""],
        };
    }
}

/// <summary>All refusals of the form, each leading to its field; focused when the page opens.</summary>
[HtmlTargetElement("vz-summary", TagStructure = TagStructure.NormalOrSelfClosing)]
public sealed class SummaryTag(TextSource texts) : TagHelper
{
    /// <summary>The page.</summary>
    [Microsoft.AspNetCore.Mvc.ViewFeatures.ViewContext]
    [HtmlAttributeNotBound]
    public ViewContext View { get; set; } = null!;

    /// <inheritdoc/>
    public override void Process(TagHelperContext context, TagHelperOutput output)
    {
        ArgumentNullException.ThrowIfNull(output);
        // Commands name what is wrong from the top of the form to its end; the model state has no order.
        var order = View.HttpContext.Items[VzPage.RefusedFields] as List<string> ?? [];
        var wrong = View.ModelState.Where(e => e.Value is { Errors.Count: > 0 }).OrderBy(e => order.IndexOf(e.Key)).ToList();
        if (wrong.Count == 0)
        {
            output.SuppressOutput();
            return;
        }

        var list = new TagBuilder("ul");
        foreach (var (name, entry) in wrong)
        {
            foreach (var error in entry!.Errors)
            {
                IHtmlContent text = new HtmlContentBuilder().Append(texts.Current.Find(error.ErrorMessage) ?? error.ErrorMessage);
                var item = new TagBuilder("li");
                if (name.Length > 0)
                {
                    var link = new TagBuilder("a");
                    link.Attributes["href"] = "#" + TagBuilder.CreateSanitizedId(name, "_");
                    link.InnerHtml.AppendHtml(text);
                    text = link;
                }

                list.InnerHtml.AppendHtml(item.With(text));
            }
        }

        output.TagName = "div";
        output.TagMode = TagMode.StartTagAndEndTag;
        output.Attributes.SetAttribute("class", "summary");
        output.Attributes.SetAttribute("role", "alert");
        output.Attributes.SetAttribute("tabindex", "-1");
        output.Attributes.SetAttribute("autofocus", "autofocus");
        output.Content.AppendHtml(new TagBuilder("h2").With(texts.Current.Count("general.errors", wrong.Sum(e => e.Value!.Errors.Count))));
        output.Content.AppendHtml(list);
    }
}
