using System.Globalization;
using Markdig;
using Markdig.Extensions.AutoIdentifiers;
using Markdig.Renderers.Html;
using Markdig.Syntax;
using Markdig.Syntax.Inlines;
using VisionZero.Web.Texts;

namespace VisionZero.Web.Content;

/// <summary>Markdown of the site's own texts as HTML: no raw HTML, no images, no foreign schemes, headings from level 2.</summary>
public static class MarkdownText
{
    private static readonly MarkdownPipeline Pipeline = new MarkdownPipelineBuilder()
        .UsePipeTables()
        // Without it, bold that ends in a Chinese comma stays two asterisks.
        .UseCjkFriendlyEmphasis()
        .UseAutoIdentifiers(AutoIdentifierOptions.GitHub)
        .DisableHtml()
        .Build();

    // DisableHtml would print tags as text; this one sees them, so that they are refused instead.
    private static readonly MarkdownPipeline Inspection = new MarkdownPipelineBuilder().UsePipeTables().UseCjkFriendlyEmphasis().Build();

    /// <summary>Renders a text; what it must not contain is added to the problems, each with its line.</summary>
    public static (string Html, IReadOnlyList<ContentHeading> Headings) Render(string markdown, string file, int firstLine, string locale, List<string> problems)
    {
        ArgumentNullException.ThrowIfNull(problems);
        problems.AddRange(Check(markdown).Select(p => string.Create(CultureInfo.InvariantCulture, $"{file}:{firstLine + p.Line}: {p.Problem}")));
        var document = Markdown.Parse(markdown, Pipeline);
        foreach (var link in document.Descendants<LinkInline>().Where(l => l.Url is ['/', ..]))
        {
            link.Url = TextCatalogue.Offered.Contains(locale) ? $"/{locale}{link.Url}" : link.Url;
        }

        var headings = document.Descendants<HeadingBlock>()
            .Where(h => h.Level == 2)
            .Select(h => new ContentHeading(h.TryGetAttributes()?.Id ?? string.Empty, Words(h.Inline)))
            .ToList();
        return (document.ToHtml(Pipeline), headings);
    }

    private static IEnumerable<(int Line, string Problem)> Check(string markdown)
    {
        foreach (var node in Markdown.Parse(markdown, Inspection).Descendants())
        {
            var problem = node switch
            {
                HtmlBlock or HtmlInline => "raw HTML is not allowed.",
                LinkInline { IsImage: true } => "images are not allowed.",
                LinkInline { Url: var url } when !Allowed(url) => NotAllowed(url),
                // In angle brackets: an address without scheme is one of e-mail and becomes a mailto link.
                AutolinkInline { IsEmail: false, Url: var url } when !Allowed(url) => NotAllowed(url),
                HeadingBlock { Level: 1 } => "the title is in the front matter; headings start at level 2.",
                _ => null,
            };
            if (problem is not null)
            {
                yield return (node.Line, problem);
            }
        }
    }

    private static string NotAllowed(string? url) => $"'{url}' must be an https address, a mailto address, or a path of this site.";

    private static bool Allowed(string? url) =>
        url is not null
        && (ContentLinks.IsWeb(url)
            || url.StartsWith("mailto:", StringComparison.Ordinal)
            || url.StartsWith('#')
            || (url.StartsWith('/') && !url.StartsWith("//", StringComparison.Ordinal)));

    private static string Words(ContainerInline? inline) =>
        inline is null ? string.Empty : string.Concat(inline.Descendants<LiteralInline>().Select(l => l.Content.ToString()));
}
