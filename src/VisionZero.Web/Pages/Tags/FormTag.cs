using System.Globalization;
using Microsoft.AspNetCore.Html;
using Microsoft.AspNetCore.Mvc.ModelBinding;
using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.AspNetCore.Mvc.ViewFeatures;
using Microsoft.AspNetCore.Razor.TagHelpers;
using VisionZero.Web.Texts;

namespace VisionZero.Web.Pages.Tags;

/// <summary>What every field has: a label, a hint, an error, and the words that tie them to the input for a screen reader.</summary>
public abstract class FormTag(TextSource texts) : TagHelper
{
    /// <summary>The bound property.</summary>
    [HtmlAttributeName("for")]
    public ModelExpression For { get; set; } = null!;

    /// <summary>Key of the label.</summary>
    public string Label { get; set; } = "";

    /// <summary>Key of the hint, if there is one.</summary>
    public string? Hint { get; set; }

    /// <summary>Whether the label says that the field may stay empty.</summary>
    public bool Optional { get; set; }

    /// <summary>The page.</summary>
    [ViewContext]
    [HtmlAttributeNotBound]
    public ViewContext View { get; set; } = null!;

    /// <summary>Texts of the request.</summary>
    protected Texts.Texts T => texts.Current;

    /// <summary>Name of the input, as bound.</summary>
    protected string Name => View.ViewData.TemplateInfo.GetFullHtmlFieldName(For.Name);

    /// <summary>Identity of the input in the page.</summary>
    protected string Id => TagBuilder.CreateSanitizedId(Name, "_");

    /// <summary>The refusal shown at this field, or null.</summary>
    protected string? Error => ErrorOf(T, View.ModelState, Name);

    /// <summary>What was typed, else what the model holds.</summary>
    protected string Value
    {
        get
        {
            if (View.ModelState.TryGetValue(Name, out var entry) && entry.AttemptedValue is { } typed)
            {
                return typed;
            }

            return For.Model switch
            {
                null => "",
                DateOnly d => d.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
                IFormattable f => f.ToString(null, CultureInfo.InvariantCulture),
                var other => other.ToString() ?? "",
            };
        }
    }

    /// <summary>The first refusal of a field as a sentence; binding errors are keys.</summary>
    public static string? ErrorOf(Texts.Texts texts, ModelStateDictionary state, string name)
    {
        ArgumentNullException.ThrowIfNull(state);
        var message = state.TryGetValue(name, out var entry) && entry.Errors.Count > 0 ? entry.Errors[0].ErrorMessage : null;
        return message is null ? null : texts.Find(message) ?? message;
    }

    /// <summary>Ids of hint and error, for <c>aria-describedby</c>.</summary>
    protected string? DescribedBy()
    {
        var ids = string.Join(' ', new[] { Hint is null ? null : Id + "-hint", Error is null ? null : Id + "-error" }.OfType<string>());
        return ids.Length == 0 ? null : ids;
    }

    /// <summary>Label text with "optional" where it is.</summary>
    protected IHtmlContent LabelContent()
    {
        var content = new HtmlContentBuilder().Append(T[Label]);
        return Optional ? content.AppendHtml(" <span class=\"muted\">(").Append(T["general.optional"]).AppendHtml(")</span>") : content;
    }

    /// <summary>Hint and error.</summary>
    protected IHtmlContent Notes()
    {
        var notes = new HtmlContentBuilder();
        if (Hint is not null)
        {
            notes.AppendHtml(Element("p", ("class", "hint"), ("id", Id + "-hint")).With(T[Hint]));
        }

        if (Error is { } error)
        {
            notes.AppendHtml(Element("p", ("class", "error"), ("id", Id + "-error")).With(error));
        }

        return notes;
    }

    /// <summary>An element with attributes; null values are left out.</summary>
    protected static TagBuilder Element(string name, params ReadOnlySpan<(string Name, string? Value)> attributes)
    {
        var element = new TagBuilder(name);
        foreach (var (key, value) in attributes)
        {
            if (value is not null)
            {
                element.Attributes[key] = value;
            }
        }

        return element;
    }

    /// <summary>Turns the tag into the box around a field.</summary>
    protected void Box(TagHelperOutput output, string element, params IHtmlContent[] content)
    {
        ArgumentNullException.ThrowIfNull(output);
        output.TagName = element;
        output.TagMode = TagMode.StartTagAndEndTag;
        output.Attributes.SetAttribute("class", Error is null ? "field" : "field field-wrong");
        foreach (var part in content)
        {
            output.Content.AppendHtml(part);
        }
    }
}

/// <summary>Content for elements.</summary>
internal static class TagBuilderContent
{
    public static TagBuilder With(this TagBuilder element, string text)
    {
        element.InnerHtml.Append(text);
        return element;
    }

    public static TagBuilder With(this TagBuilder element, params IHtmlContent[] content)
    {
        foreach (var part in content)
        {
            element.InnerHtml.AppendHtml(part);
        }

        return element;
    }
}
