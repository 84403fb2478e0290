using System.Globalization;

namespace VisionZero.Documents;

/// <summary>
/// Compares the text layer of a file with the record it was made from. Every text of the record must be there, whole, once for
/// each time the record says it, and nothing else; the order may differ.
/// </summary>
public static class TextCheck
{
    /// <summary>The differences; none for a file that may be issued.</summary>
    public static IReadOnlyList<TextDifference> Compare(byte[] pdf, CertificateDocument document) =>
        Compare(pdf, pages => new TextLayer(pages).Differences([.. document.Texts()]));

    /// <summary>The differences; none for a file that may be issued.</summary>
    public static IReadOnlyList<TextDifference> Compare(byte[] pdf, HandoutDocument document) =>
        Compare(pdf, pages =>
        {
            var layer = new TextLayer(pages);
            var missing = new List<TextDifference>();
            for (var page = 1; page <= pages.Count; page++)
            {
                var number = string.Create(CultureInfo.InvariantCulture, $"{page} / {pages.Count}");
                if (!layer.TakeFromPage(page - 1, document.Footer)) missing.Add(new TextDifference(nameof(document.Footer), document.Footer, ""));
                if (!layer.TakeFromPage(page - 1, number)) missing.Add(new TextDifference(nameof(document.Footer), number, ""));
            }

            return [.. missing, .. Contents(layer, document), .. layer.Differences([.. document.Texts()], document.TableHeads())];
        });

    /// <summary>The differences; none for a file that may be handed out.</summary>
    public static IReadOnlyList<TextDifference> Compare(byte[] pdf, DeckDocument document) =>
        Compare(pdf, pages => new TextLayer(pages).Differences([.. document.Texts()]));

    /// <summary>The differences; none for a file that may be handed out.</summary>
    public static IReadOnlyList<TextDifference> Compare(byte[] pdf, RuleSheetDocument document) =>
        Compare(pdf, pages => new TextLayer(pages).Differences([.. document.Texts()]));

    /// <summary>Every entry of the contents must be there with the number of a page that has its words.</summary>
    private static IEnumerable<TextDifference> Contents(TextLayer layer, HandoutDocument document)
    {
        foreach (var (_, title) in document.Entries())
        {
            var page = layer.TakeEntry(title);
            if (page is null || !layer.PageHas(page.Value - 1, title)) yield return new TextDifference(nameof(document.ContentsTitle), title, page is null ? "" : string.Create(CultureInfo.InvariantCulture, $"page {page}"));
        }
    }

    private static IReadOnlyList<TextDifference> Compare(byte[] pdf, Func<IReadOnlyList<string>, IReadOnlyList<TextDifference>> compare)
    {
        IReadOnlyList<string> pages;
        try
        {
            pages = PdfText.Pages(pdf);
        }
        catch (Exception exception)
        {
            // Whatever a reader stumbles over, a file that cannot be read must not be issued.
            return [new TextDifference("", "a readable file", exception.Message)];
        }

        return compare(pages);
    }
}
