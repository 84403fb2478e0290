using System.Globalization;
using System.Text;

namespace VisionZero.Documents;

/// <summary>The list of contents that a reader shows beside the pages, as PDF objects.</summary>
internal static class PdfOutline
{
    /// <summary>The objects, the root first; none if there is nothing to list.</summary>
    /// <param name="pages">What the pages name.</param>
    /// <param name="numbers">Object numbers of the pages.</param>
    /// <param name="first">Number of the first object.</param>
    public static IReadOnlyList<string> Objects(IReadOnlyList<PagePlan> pages, IReadOnlyList<int> numbers, int first)
    {
        if (numbers.Count != pages.Count) return [];
        var entries = pages.SelectMany((page, index) => page.Bookmarks.Select(mark => new Entry(mark.Level, mark.Title, numbers[index], page.Height - mark.Y))).ToList();
        if (entries.Count == 0) return [];

        for (var index = 0; index < entries.Count; index++)
        {
            var above = entries.FindLastIndex(index, entry => entry.Level < entries[index].Level);
            entries[index] = entries[index] with { Number = first + 1 + index, Parent = above < 0 || index == 0 ? first : first + 1 + above };
        }

        return [Root(entries, first), .. entries.Select(entry => Written(entry, entries))];
    }

    private static string Root(List<Entry> entries, int first)
    {
        var own = entries.Where(entry => entry.Parent == first).ToList();
        return string.Create(CultureInfo.InvariantCulture, $"<</Type /Outlines /First {own[0].Number} 0 R /Last {own[^1].Number} 0 R /Count {own.Count}>>");
    }

    private static string Written(Entry entry, List<Entry> entries)
    {
        var brothers = entries.Where(other => other.Parent == entry.Parent).ToList();
        var children = entries.Where(other => other.Parent == entry.Number).ToList();
        var at = brothers.IndexOf(entry);
        var text = new StringBuilder();
        text.Append(CultureInfo.InvariantCulture, $"<</Title <FEFF{Convert.ToHexString(Encoding.BigEndianUnicode.GetBytes(entry.Title))}> /Parent {entry.Parent} 0 R /Dest [{entry.Page} 0 R /XYZ 0 {entry.Y:0.##} null]");
        if (at > 0) text.Append(CultureInfo.InvariantCulture, $" /Prev {brothers[at - 1].Number} 0 R");
        if (at < brothers.Count - 1) text.Append(CultureInfo.InvariantCulture, $" /Next {brothers[at + 1].Number} 0 R");

        // A negative count: the list opens folded.
        if (children.Count > 0) text.Append(CultureInfo.InvariantCulture, $" /First {children[0].Number} 0 R /Last {children[^1].Number} 0 R /Count {-children.Count}");
        return text.Append(">>").ToString();
    }

    private sealed record Entry(int Level, string Title, int Page, double Y, int Number = 0, int Parent = 0);
}
