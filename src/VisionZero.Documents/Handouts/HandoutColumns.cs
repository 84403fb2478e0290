namespace VisionZero.Documents;

/// <summary>What a column of a table needs, in points with its padding.</summary>
/// <param name="Natural">Its longest text on one line.</param>
/// <param name="Words">Its longest word, whole.</param>
/// <param name="ShortWords">The same, but very long words may be cut.</param>
/// <param name="Blank">Whether it has nothing but a heading: it is there to be written in.</param>
internal sealed record ColumnNeed(double Natural, double Words, double ShortWords, bool Blank);

/// <summary>How wide the columns of a table are: words stay whole as long as the page allows it, and who says more gets more room.</summary>
internal static class HandoutColumns
{
    /// <summary>Letters of the longest word that is never cut for another column's sake.</summary>
    public const int Letters = 14;

    private const double Narrowest = 44;
    private const double Widest = 0.6;

    public static double[] Widths(IReadOnlyList<ColumnNeed> needs, double width)
    {
        double[] natural = [.. needs.Select(need => Math.Clamp(need.Blank ? Math.Max(need.Natural, width / needs.Count) : need.Natural, Narrowest, width * Widest))];
        if (natural.Sum() <= width) return Scaled(natural, width);
        double[] least = [.. needs.Select(need => Math.Max(need.Words, Narrowest))];
        if (least.Sum() > width) least = [.. needs.Select(need => Math.Max(need.ShortWords, Narrowest))];
        if (least.Sum() > width) return Scaled(least, width);
        double[] more = [.. natural.Select((wanted, column) => Math.Max(0, wanted - least[column]))];
        var rest = width - least.Sum();
        return [.. least.Select((own, column) => own + (more.Sum() > 0 ? rest * more[column] / more.Sum() : rest / least.Length))];
    }

    private static double[] Scaled(double[] widths, double width)
    {
        var total = widths.Sum();
        return [.. widths.Select(own => own * width / total)];
    }
}
