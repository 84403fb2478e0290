using System.Globalization;
using Markdig;
using Markdig.Extensions.Tables;
using Markdig.Syntax;
using Markdig.Syntax.Inlines;

namespace VisionZero.Documents;

/// <summary>Reads Markdown into blocks. Raw HTML is left out, and so are pictures that are not given.</summary>
internal static class HandoutParser
{
    private static readonly MarkdownPipeline Pipeline = new MarkdownPipelineBuilder().UsePipeTables().UseCjkFriendlyEmphasis().UseYamlFrontMatter().Build();

    public static IReadOnlyList<HandoutBlock> Parse(string markdown, IReadOnlyDictionary<string, string>? pictures = null)
    {
        var blocks = new List<HandoutBlock>();
        foreach (var block in Markdown.Parse(markdown, Pipeline))
        {
            if (block is ParagraphBlock { Inline.FirstChild: LinkInline { IsImage: true, NextSibling: null } image })
            {
                if (pictures?.GetValueOrDefault(image.Url ?? "") is { } svg) blocks.Add(new HandoutBlock.Picture(svg, image.Title ?? ""));
            }
            else
            {
                Add(block, blocks, 0);
            }
        }

        return blocks;
    }

    private static void Add(Block block, List<HandoutBlock> blocks, int depth)
    {
        switch (block)
        {
            case HeadingBlock heading:
                blocks.Add(new HandoutBlock.Heading(heading.Level, Inlines(heading.Inline)));
                break;
            case ParagraphBlock paragraph:
                blocks.Add(depth == 0 ? new HandoutBlock.Paragraph(Inlines(paragraph.Inline)) : new HandoutBlock.Item(depth, null, false, Inlines(paragraph.Inline)));
                break;
            case ListBlock list:
                AddList(list, blocks, depth + 1);
                break;
            case QuoteBlock quote:
                blocks.AddRange(quote.OfType<ParagraphBlock>().Select(paragraph => new HandoutBlock.Quote(Inlines(paragraph.Inline))));
                break;
            case Table table:
                blocks.Add(new HandoutBlock.Table([.. table.OfType<TableRow>().Select(row => (IReadOnlyList<IReadOnlyList<Inline>>)[.. row.OfType<TableCell>().Select(Cell)])]));
                break;
            case ThematicBreakBlock:
                blocks.Add(new HandoutBlock.Break());
                break;
            case FencedCodeBlock or CodeBlock:
                blocks.AddRange(((LeafBlock)block).Lines.ToString().Split('\n').Where(line => line.Length > 0).Select(line => new HandoutBlock.Paragraph([new Inline(line)])));
                break;
        }
    }

    private static void AddList(ListBlock list, List<HandoutBlock> blocks, int depth)
    {
        var number = int.TryParse(list.OrderedStart, NumberStyles.None, CultureInfo.InvariantCulture, out var start) ? start : 1;
        foreach (var item in list.OfType<ListItemBlock>())
        {
            var marker = list.IsOrdered ? string.Create(CultureInfo.InvariantCulture, $"{number++}.") : null;
            var first = true;
            foreach (var block in item)
            {
                if (first && block is ParagraphBlock paragraph) blocks.Add(new HandoutBlock.Item(depth, marker, marker is null, Inlines(paragraph.Inline)));
                else Add(block, blocks, depth);
                first = false;
            }
        }
    }

    private static IReadOnlyList<Inline> Cell(TableCell cell) => [.. cell.OfType<ParagraphBlock>().SelectMany(paragraph => Inlines(paragraph.Inline))];

    private static List<Inline> Inlines(ContainerInline? container)
    {
        var parts = new List<Inline>();
        if (container is not null) Add(container, parts, false, false);
        return parts;
    }

    private static void Add(ContainerInline container, List<Inline> parts, bool bold, bool italic)
    {
        foreach (var inline in container)
        {
            switch (inline)
            {
                case LiteralInline literal:
                    parts.Add(new Inline(literal.Content.ToString(), bold, italic));
                    break;
                case CodeInline code:
                    parts.Add(new Inline(code.Content, bold, italic));
                    break;
                case HtmlEntityInline entity:
                    parts.Add(new Inline(entity.Transcoded.ToString(), bold, italic));
                    break;
                case LineBreakInline { IsHard: true }:
                    parts.Add(new Inline("\n", bold, italic));
                    break;
                case LineBreakInline:
                    if (!EndsWide(parts)) parts.Add(new Inline(" ", bold, italic));
                    break;
                case EmphasisInline emphasis:
                    Add(emphasis, parts, bold || emphasis.DelimiterCount >= 2, italic || emphasis.DelimiterCount is 1 or 3);
                    break;
                case AutolinkInline link:
                    parts.Add(new Inline(link.Url, bold, italic));
                    break;
                case LinkInline { IsImage: false } link:
                    Add(link, parts, bold, italic);
                    if (IsAddress(link.Url) && !string.Concat(parts.Select(part => part.Text)).EndsWith(link.Url!, StringComparison.Ordinal)) parts.Add(new Inline($" ({link.Url})", bold, italic));
                    break;
                case LinkInline:
                    break;
                case ContainerInline nested:
                    Add(nested, parts, bold, italic);
                    break;
            }
        }
    }

    /// <summary>A line of the source that ends with an ideograph continues without a space.</summary>
    private static bool EndsWide(List<Inline> parts) => parts.Count > 0 && parts[^1].Text is { Length: > 0 } text && text[^1] is >= '\u2E80' and <= '\u9FFF' or >= '\uFF00' and <= '\uFF60';

    private static bool IsAddress(string? url) => url is not null && (url.StartsWith("http://", StringComparison.Ordinal) || url.StartsWith("https://", StringComparison.Ordinal));
}
