namespace VisionZero.Documents;

/// <summary>
/// Where pages end: of all ways to part a column into pages the one that costs least. Pages cost most, apart from tearing what
/// belongs together; then tables that are parted, a last page of a few lines, and room that is left.
/// </summary>
internal static class PageBreaks
{
    private const double Room = HandoutStyle.PageHeight - HandoutStyle.Top - HandoutStyle.Bottom;
    private const double Torn = 100_000;
    private const double Page = 1_000;
    private const double Blank = 400;
    private const double Short = 60;
    private const double Long = 40;

    /// <summary>The pieces of each page; a table that goes on has its heading again.</summary>
    public static List<List<FlowPiece>> Of(IReadOnlyList<FlowPiece> pieces)
    {
        var pages = new List<List<FlowPiece>>();
        for (var from = 0; from < pieces.Count;)
        {
            var to = from + 1;
            while (to < pieces.Count && !pieces[to].NewPage) to++;
            pages.AddRange(Parted([.. pieces.Skip(from).Take(to - from)]));
            from = to;
        }

        return pages;
    }

    private static IEnumerable<List<FlowPiece>> Parted(FlowPiece[] pieces)
    {
        var ends = Ends(pieces);
        for (var from = 0; from < pieces.Length; from = ends[from])
        {
            IEnumerable<FlowPiece> head = pieces[from].Again is { } again ? [again with { Gap = 0 }] : [];
            yield return [.. head, .. pieces[from..ends[from]]];
        }
    }

    /// <summary>For each piece, where the page ends that begins with it: found from the end, for what follows is known then.</summary>
    private static int[] Ends(FlowPiece[] pieces)
    {
        var cost = new double[pieces.Length + 1];
        var ends = new int[pieces.Length];
        for (var from = pieces.Length - 1; from >= 0; from--)
        {
            cost[from] = double.PositiveInfinity;
            var height = pieces[from].Again?.Height ?? 0;
            for (var to = from; to < pieces.Length; to++)
            {
                height += pieces[to].Height + (to == from ? 0 : pieces[to].Gap);
                var last = to == pieces.Length - 1;
                if (to > from && height > Room + (last ? HandoutStyle.Overrun : 0)) break;
                var all = cost[to + 1] + Page + (last ? Ending(from, height) : Parting(pieces[to], height));
                if (all < cost[from]) (cost[from], ends[from]) = (all, to + 1);
            }
        }

        return ends;
    }

    private static double Parting(FlowPiece piece, double height) =>
        (piece.KeepWithNext ? Torn : piece.Cost) + (Blank * Math.Pow(Math.Max(0, 1 - (height / Room)), 2));

    /// <summary>What is left on a last page is a few lines at least, or stands one line long on the page before.</summary>
    private static double Ending(int from, double height) =>
        (height > Room ? Long : 0) + (from > 0 ? Short * Math.Max(0, 1 - (height / HandoutStyle.FewLines)) : 0);
}
