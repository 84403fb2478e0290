using System.Text.Encodings.Web;
using Markdig;
using Markdig.Syntax;
using Markdig.Syntax.Inlines;

namespace VisionZero.Web.Content;

/// <summary>Markdown of the courses as HTML, with its drawings in place.</summary>
public static class SheetHtml
{
    private const int Deepest = 6;

    private static readonly MarkdownPipeline Pipeline = new MarkdownPipelineBuilder().UsePipeTables().UseCjkFriendlyEmphasis().DisableHtml().Build();

    /// <summary>The HTML of a text.</summary>
    /// <param name="markdown">The text.</param>
    /// <param name="pictures">Drawings by the name they have in it.</param>
    /// <param name="lower">How many levels its headings go down.</param>
    public static string Of(string markdown, IReadOnlyDictionary<string, string> pictures, int lower)
    {
        ArgumentNullException.ThrowIfNull(pictures);
        var document = Markdown.Parse(markdown, Pipeline);
        foreach (var heading in document.Descendants<HeadingBlock>())
        {
            heading.Level = Math.Min(heading.Level + lower, Deepest);
        }

        foreach (var image in document.Descendants<LinkInline>().Where(l => l.IsImage).ToList())
        {
            if (image.Parent?.ParentBlock is ParagraphBlock paragraph && pictures.GetValueOrDefault(image.Url ?? "") is { } svg)
            {
                var figure = new ContainerInline();
                figure.AppendChild(new HtmlInline(Figure(svg, LessonReader.Plain(image), image.Title ?? "")));
                paragraph.Inline = figure;
            }
        }

        return document.ToHtml(Pipeline);
    }

    /// <summary>A drawing with what it tells and the line below it.</summary>
    public static string Figure(string svg, string words, string caption) =>
        $"""<span class="figure"><span role="img" aria-label="{HtmlEncoder.Default.Encode(words)}">{svg}</span><span class="figure-caption">{HtmlEncoder.Default.Encode(caption)}</span></span>""";
}
