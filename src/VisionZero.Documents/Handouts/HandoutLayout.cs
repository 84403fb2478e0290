using System.Globalization;

namespace VisionZero.Documents;

/// <summary>Breaks a handout into pages: lines flow, headings stay with what follows, rows of tables stay whole.</summary>
internal sealed class HandoutLayout(FontCatalogue fonts)
{
    private readonly TextSetter setter = new(fonts);

    public IReadOnlyList<PagePlan> Plan(HandoutDocument document)
    {
        var flow = new HandoutFlow(setter, document);
        flow.Title();
        foreach (var block in HandoutParser.Parse(document.Markdown)) flow.Add(block);

        var pages = Paginate(flow.Pieces);
        return [.. pages.Select((pieces, index) => Page(flow, pieces, index + 1, pages.Count))];
    }

    /// <summary>A piece that must not part from the next one, and a first line left alone, move on together.</summary>
    private static List<List<FlowPiece>> Paginate(IReadOnlyList<FlowPiece> pieces)
    {
        const double room = HandoutStyle.PageHeight - HandoutStyle.Top - HandoutStyle.Bottom;
        var pages = new List<List<FlowPiece>> { new() };
        var used = 0.0;
        for (var index = 0; index < pieces.Count;)
        {
            var group = Group(pieces, index);
            var height = group.Select((piece, at) => piece.Height + (at == 0 && pages[^1].Count == 0 ? 0 : piece.Gap)).Sum();
            if (pages[^1].Count > 0 && used + height > room)
            {
                pages.Add([]);
                used = 0;
                height -= group[0].Gap;
            }

            pages[^1].AddRange(group);
            used += height;
            index += group.Count;
        }

        return pages;
    }

    private static List<FlowPiece> Group(IReadOnlyList<FlowPiece> pieces, int from)
    {
        var to = from;
        while (to < pieces.Count - 1 && pieces[to].KeepWithNext) to++;
        return [.. pieces.Skip(from).Take(to - from + 1)];
    }

    private static PagePlan Page(HandoutFlow flow, List<FlowPiece> pieces, int number, int count)
    {
        var paths = new List<PlacedPath>();
        var texts = new List<PlacedText>();
        var y = HandoutStyle.Top;
        for (var index = 0; index < pieces.Count; index++)
        {
            if (index > 0) y += pieces[index].Gap;
            paths.AddRange(pieces[index].Paths.Select(path => path with { Y = path.Y + y }));
            texts.AddRange(pieces[index].Texts.Select(text => text with { Y = text.Y + y }));
            y += pieces[index].Height;
        }

        texts.AddRange(flow.Footer(string.Create(CultureInfo.InvariantCulture, $"{number} / {count}")));
        return new PagePlan(HandoutStyle.PageWidth, HandoutStyle.PageHeight, 0, paths, texts);
    }
}
