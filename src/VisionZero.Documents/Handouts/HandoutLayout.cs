using System.Globalization;

namespace VisionZero.Documents;

/// <summary>Breaks a handout into pages, with its cover, its contents and the foot of each page.</summary>
internal sealed class HandoutLayout(FontCatalogue fonts)
{
    private readonly TextSetter setter = new(fonts);

    public IReadOnlyList<PagePlan> Plan(HandoutDocument document)
    {
        var (flow, body) = Fitted(document);
        var before = document.Cover ? 1 : 0;
        var contents = document.ContentsTitle is null ? [] : Contents(flow, document, body, before);
        List<List<FlowPiece>> pages = [.. contents, .. body];
        var count = before + pages.Count;
        IEnumerable<PagePlan> cover = document.Cover ? [HandoutCover.Plan(flow, document, Number(1, count))] : [];
        var links = Pages(pages, before);
        return [.. cover, .. pages.Select((pieces, index) => Page(flow, pieces, Number(index + 1 + before, count), links))];
    }

    /// <summary>A paper meant for one sheet is set closer, but only if it fits then; all others are set as they are.</summary>
    private (HandoutFlow Flow, List<List<FlowPiece>> Pages) Fitted(HandoutDocument document)
    {
        var open = Set(document, HandoutFit.Open);
        var pages = PageBreaks.Of(open.Pieces);
        if (!document.OneSheet || pages.Count == 1) return (open, pages);
        return HandoutFit.Closer
            .Select(fit => Set(document, fit))
            .Select(flow => (flow, PageBreaks.Of(flow.Pieces)))
            .FirstOrDefault(set => set.Item2.Count == 1, (open, pages));
    }

    private HandoutFlow Set(HandoutDocument document, HandoutFit fit)
    {
        var flow = new HandoutFlow(setter, fonts, document, fit);
        if (!document.Cover) flow.Title();
        flow.Add(HandoutParser.Parse(document.Markdown, document.Pictures));
        foreach (var chapter in document.Chapters)
        {
            flow.Chapter(chapter);
            flow.Add(HandoutParser.Parse(chapter.Markdown, document.Pictures));
        }

        return flow;
    }

    /// <summary>The contents take as many pages whatever the numbers are, so they are laid out first without, then with them.</summary>
    private static List<List<FlowPiece>> Contents(HandoutFlow flow, HandoutDocument document, List<List<FlowPiece>> body, int before)
    {
        var entries = document.Entries().ToList();
        var blank = PageBreaks.Of(flow.Contents(entries, [.. entries.Select(_ => "0")]));
        var pages = Pages(body, before + blank.Count);
        return PageBreaks.Of(flow.Contents(entries, [.. pages.Select(page => (page + 1).ToString(CultureInfo.InvariantCulture))]));
    }

    /// <summary>Index of the page of each entry of the contents.</summary>
    private static List<int> Pages(List<List<FlowPiece>> pages, int before)
    {
        var started = false;
        var found = new List<int>();
        for (var page = 0; page < pages.Count; page++)
        {
            foreach (var mark in pages[page].Where(piece => piece.Bookmark is not null && piece.Entry < 0))
            {
                // The contents name themselves too, and what stands before the first chapter is not in them.
                started |= mark is { NewPage: true, Bookmark.Level: 1 } && !pages[page].Any(piece => piece.Entry >= 0);
                if (started) found.Add(page + before);
            }
        }

        return found;
    }

    private static PagePlan Page(HandoutFlow flow, List<FlowPiece> pieces, string number, List<int> targets)
    {
        var paths = new List<PlacedPath>();
        var texts = new List<PlacedText>();
        var marks = new List<Bookmark>();
        var links = new List<PlacedLink>();
        var y = HandoutStyle.Top;
        for (var index = 0; index < pieces.Count; index++)
        {
            var piece = pieces[index];
            if (index > 0) y += piece.Gap;
            paths.AddRange(piece.Paths.Select(path => path with { Y = path.Y + y }));
            texts.AddRange(piece.Texts.Select(text => text with { Y = text.Y + y }));
            if (piece.Bookmark is { } mark) marks.Add(mark with { Y = y });
            if (piece.Entry >= 0 && piece.Entry < targets.Count) links.Add(new PlacedLink(targets[piece.Entry], HandoutStyle.Margin, y, HandoutStyle.Width, piece.Height));
            y += piece.Height;
        }

        texts.AddRange(flow.Footer(number));
        return new PagePlan(HandoutStyle.PageWidth, HandoutStyle.PageHeight, 0, paths, texts) { Bookmarks = marks, Links = links };
    }

    private static string Number(int page, int count) => string.Create(CultureInfo.InvariantCulture, $"{page} / {count}");
}
