namespace VisionZero.Documents;

/// <summary>Which blocks do not part at the end of a page.</summary>
internal static class HandoutTies
{
    /// <summary>Whether a block stays with what follows: headings and what stands below them, labels, the words that announce a list.</summary>
    public static bool Holds(HandoutBlock? before, HandoutBlock block, HandoutBlock? next) => block switch
    {
        _ when next is null => false,
        HandoutBlock.Heading => true,
        HandoutBlock.Quote => before is HandoutBlock.Heading && next is not HandoutBlock.Quote,
        HandoutBlock.Paragraph paragraph => IsLabel(paragraph.Text) || (IsListed(next) && (before is HandoutBlock.Heading || Announces(paragraph.Text))),
        HandoutBlock.Item item => next is HandoutBlock.Item below && (below.Depth > item.Depth || below is { Number: null, Bullet: false }),
        _ => false,
    };

    /// <summary>Lines of a list after which no page ends: none of its points stands alone before or after the page's end.</summary>
    /// <param name="items">Where the lines of each point begin and end.</param>
    public static IEnumerable<int> OfList(IReadOnlyList<(int From, int To)> items)
    {
        if (items.Count < 2) yield break;
        if (Lines(items[0]) == 1) yield return items[0].To - 1;
        if (Lines(items[^1]) <= 2) yield return items[^2].To - 1;

        static int Lines((int From, int To) item) => item.To - item.From;
    }

    private static bool IsListed(HandoutBlock block) => block is HandoutBlock.Item or HandoutBlock.Table;

    private static bool IsLabel(IReadOnlyList<Inline> text) => text.Where(part => !string.IsNullOrWhiteSpace(part.Text)).All(part => part.Bold);

    private static bool Announces(IReadOnlyList<Inline> text) => string.Concat(text.Select(part => part.Text)).TrimEnd() is [.., ':' or '：'];
}
