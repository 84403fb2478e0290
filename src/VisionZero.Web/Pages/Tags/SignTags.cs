using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.AspNetCore.Mvc.ViewFeatures;
using Microsoft.AspNetCore.Razor.TagHelpers;

namespace VisionZero.Web.Pages.Tags;

/// <summary>An icon of the sprite; without a label it is ornament and hidden from screen readers.</summary>
[HtmlTargetElement("vz-icon", TagStructure = TagStructure.NormalOrSelfClosing)]
public sealed class IconTag(Assets assets) : TagHelper
{
    /// <summary>Name in <c>wwwroot/assets/icons.svg</c>.</summary>
    public string Name { get; set; } = "";

    /// <summary>What it says, as text; none if words beside it say so already.</summary>
    public string? Label { get; set; }

    /// <inheritdoc/>
    public override void Process(TagHelperContext context, TagHelperOutput output)
    {
        ArgumentNullException.ThrowIfNull(output);
        var icon = assets.Icon(Name, Label);
        output.TagName = null;
        output.Content.SetHtmlContent(icon);
    }
}

/// <summary>A status: a word, a colour and an icon, never a colour alone.</summary>
[HtmlTargetElement("vz-status")]
public sealed class StatusTag(Assets assets) : TagHelper
{
    /// <summary><c>good</c>, <c>attention</c>, <c>stop</c> or <c>neutral</c>.</summary>
    public string Kind { get; set; } = "neutral";

    /// <summary>Icon, if not the kind's own.</summary>
    public string? Icon { get; set; }

    /// <inheritdoc/>
    public override async Task ProcessAsync(TagHelperContext context, TagHelperOutput output)
    {
        ArgumentNullException.ThrowIfNull(output);
        var words = await output.GetChildContentAsync();
        var own = Kind switch { "good" => "check", "attention" => "alert", "stop" => "stop", _ => "info" };
        output.TagName = "span";
        output.TagMode = TagMode.StartTagAndEndTag;
        output.Attributes.SetAttribute("class", "status status-" + Kind);
        output.Content.SetHtmlContent(assets.Icon(Icon ?? own));
        output.Content.AppendHtml(new TagBuilder("span").With(words));
    }
}

/// <summary>How far a step of a path is.</summary>
public enum StepState
{
    /// <summary>Still ahead.</summary>
    Ahead,

    /// <summary>The one that is next.</summary>
    Current,

    /// <summary>Done.</summary>
    Done,
}

/// <summary>A step of a path.</summary>
/// <param name="Title">Its name, as text.</param>
/// <param name="State">How far it is.</param>
/// <param name="Note">A date or a count under it, as text.</param>
/// <param name="Href">Where it leads, if anywhere.</param>
public sealed record Step(string Title, StepState State, string? Note = null, string? Href = null);

/// <summary>A path of steps, e.g. registered → Foundation → certified → Professional → listed.</summary>
[HtmlTargetElement("vz-steps", TagStructure = TagStructure.NormalOrSelfClosing)]
public sealed class StepsTag(Assets assets, Texts.TextSource texts) : TagHelper
{
    /// <summary>The steps in order.</summary>
    public IEnumerable<Step> Items { get; set; } = [];

    /// <summary>Name of the path for screen readers, as text or as key.</summary>
    public string? Label { get; set; }

    /// <inheritdoc/>
    public override void Process(TagHelperContext context, TagHelperOutput output)
    {
        ArgumentNullException.ThrowIfNull(output);
        output.TagName = "ol";
        output.TagMode = TagMode.StartTagAndEndTag;
        output.Attributes.SetAttribute("class", "path");
        if (Label is not null)
        {
            output.Attributes.SetAttribute("aria-label", texts.Current.Find(Label) ?? Label);
        }

        foreach (var step in Items)
        {
            var item = new TagBuilder("li");
            var state = step.State switch { StepState.Done => "done", StepState.Current => "current", _ => "ahead" };
            item.AddCssClass("path-" + state);
            if (step.State == StepState.Current)
            {
                item.Attributes["aria-current"] = "step";
            }

            var mark = new TagBuilder("span") { Attributes = { ["class"] = "path-mark" } };
            if (step.State == StepState.Done)
            {
                mark.With(assets.Icon("check"));
            }

            var title = new TagBuilder(step.Href is null ? "span" : "a") { Attributes = { ["class"] = "path-title" } };
            if (step.Href is not null)
            {
                title.Attributes["href"] = step.Href;
            }

            var hidden = new TagBuilder("span") { Attributes = { ["class"] = "visually-hidden" } };
            item.With(mark, title.With(step.Title), hidden.With(" (" + texts.Current["general.steps." + state] + ")"));
            if (step.Note is not null)
            {
                item.With(new TagBuilder("span") { Attributes = { ["class"] = "path-note" } }.With(step.Note));
            }

            output.Content.AppendHtml(item);
        }
    }
}

/// <summary>Leads through pages of a list; every other part of the address stays.</summary>
[HtmlTargetElement("vz-pager", TagStructure = TagStructure.NormalOrSelfClosing)]
public sealed class PagerTag(Assets assets, Texts.TextSource texts) : TagHelper
{
    /// <summary>The page shown, from 1.</summary>
    public int Page { get; set; } = 1;

    /// <summary>How many there are.</summary>
    public int Pages { get; set; } = 1;

    /// <summary>Name of the query parameter.</summary>
    public string Param { get; set; } = "page";

    /// <summary>The request.</summary>
    [ViewContext]
    [HtmlAttributeNotBound]
    public ViewContext View { get; set; } = null!;

    /// <inheritdoc/>
    public override void Process(TagHelperContext context, TagHelperOutput output)
    {
        ArgumentNullException.ThrowIfNull(output);
        if (Pages <= 1)
        {
            output.SuppressOutput();
            return;
        }

        var t = texts.Current;
        output.TagName = "nav";
        output.TagMode = TagMode.StartTagAndEndTag;
        output.Attributes.SetAttribute("class", "pager");
        output.Attributes.SetAttribute("aria-label", t["general.pager.label"]);
        if (Page > 1)
        {
            output.Content.AppendHtml(Link(Page - 1, "prev").With(assets.Icon("arrow-left")).With(t["general.previous"]));
        }

        output.Content.AppendHtml(new TagBuilder("span").With(t["general.pager.where", ("page", Page), ("pages", Pages)]));
        if (Page < Pages)
        {
            output.Content.AppendHtml(Link(Page + 1, "next").With(t["general.next"]).With(assets.Icon("arrow-right")));
        }
    }

    private TagBuilder Link(int page, string rel)
    {
        var request = View.HttpContext.Request;
        var query = Setup.QueryOf(View.HttpContext).Where(q => q.Key != Param);
        var all = page == 1 ? query : query.Append(KeyValuePair.Create(Param, (string?)page.ToString(System.Globalization.CultureInfo.InvariantCulture)));
        var link = new TagBuilder("a");
        link.Attributes["class"] = "button button-secondary";
        link.Attributes["rel"] = rel;
        link.Attributes["href"] = request.PathBase + request.Path + QueryString.Create(all);
        return link;
    }
}
