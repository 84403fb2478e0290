using System.Globalization;

namespace VisionZero.Documents;

/// <summary>The text of a file, from which the texts of a record are taken away one by one; what stays is surplus.</summary>
internal sealed class TextLayer
{
    private readonly string text;
    private readonly bool[] taken;
    private readonly List<(int From, int To)> pages = [];

    public TextLayer(IReadOnlyList<string> pageTexts)
    {
        var plain = pageTexts.Select(PlainText.Of).ToArray();
        text = string.Join(PdfText.Break, plain);
        taken = new bool[text.Length];
        var from = 0;
        foreach (var page in plain)
        {
            pages.Add((from, from + page.Length));
            from += page.Length + 1;
        }
    }

    /// <summary>Takes a text from the end of a page, or else from anywhere on it: the foot is drawn last, or first.</summary>
    public bool TakeFromPage(int page, string expected)
    {
        var (from, to) = pages[page];
        var plain = Plain(expected);
        for (var at = to - 1; at >= from; at--)
        {
            if (Match(plain, at, bounded: true) is { } end && end <= to && Take(at, end)) return true;
        }

        return plain.Length == 0;
    }

    /// <summary>Takes a line of the contents: a text and the number behind it; answers the number.</summary>
    public int? TakeEntry(string expected)
    {
        var plain = Plain(expected);
        for (var from = 0; from < text.Length; from++)
        {
            if (taken[from] || text[from] == PdfText.Break || Match(plain, from, bounded: true) is not { } end) continue;
            var digits = SkipTaken(end);
            var after = digits;
            while (after < text.Length && char.IsAsciiDigit(text[after])) after++;
            if (after == digits || !int.TryParse(text.AsSpan(digits, after - digits), NumberStyles.None, CultureInfo.InvariantCulture, out var page)) continue;
            Take(from, end);
            Take(digits, after);
            return page;
        }

        return null;
    }

    /// <summary>Whether a page has a text, taken or not.</summary>
    public bool PageHas(int page, string expected)
    {
        if (page < 0 || page >= pages.Count) return false;
        var (from, to) = pages[page];
        return Bare(text[from..to]).Contains(Bare(Plain(expected)), StringComparison.Ordinal);

        static string Bare(string words) => new([.. words.Where(character => !char.IsWhiteSpace(character))]);
    }

    /// <summary>What differs from the texts of a record.</summary>
    /// <param name="texts">The texts, in order.</param>
    /// <param name="heads">Cells of headings that may stand at the top of any page again: those of tables that go on.</param>
    public IReadOnlyList<TextDifference> Differences(IReadOnlyList<DocumentText> texts, IReadOnlyList<IReadOnlyList<string>>? heads = null)
    {
        // The feet are taken by now, so these are the tops of what pages say.
        List<int> tops = [.. pages.Select(page => SkipTaken(page.From))];

        var missing = new List<DocumentText>();
        var at = 0;
        foreach (var expected in texts)
        {
            at = SkipTaken(at);
            var plain = Plain(expected.Text);
            if (Match(plain, at, bounded: true) is null) at = SkipTaken(TakeHead(at));
            if (Match(plain, at, bounded: true) is { } end && Take(at, end)) at = end;
            else missing.Add(expected);
        }

        // Longest first, so that a short text is not found inside a long one.
        missing = [.. missing.OrderByDescending(expected => expected.Text.Length).Where(expected => !TakeAnywhere(expected.Text))];
        foreach (var top in tops) TakeHead(top);
        var surplus = Surplus();
        return
        [
            .. missing.Select(expected => new TextDifference(expected.Field, expected.Text, Nearest(expected.Text, surplus))),
            .. missing.Count > 0 ? [] : surplus.Select(found => new TextDifference("", "", found)),
        ];

        // Answers where the heading ends that stands here at the top of a page, or the place itself.
        int TakeHead(int from) =>
            from < text.Length && !taken[from] && tops.Contains(from) && (heads ?? []).Select(head => Row(head, from)).FirstOrDefault(row => row.Count > 0) is { } row ? TakeAll(row) : from;
    }

    /// <summary>A record's own line breaks may stand anywhere on paper.</summary>
    private static string Plain(string expected) => PlainText.Of(expected).Replace(PdfText.Break, ' ');

    private bool TakeAnywhere(string expected)
    {
        var plain = Plain(expected);
        return Find(plain, bounded: true) is var (from, to) ? Take(from, to) : TakeByDirection(plain);
    }

    /// <summary>Some writers order a line of two directions as it is seen: then each stretch of one direction must be there.</summary>
    private bool TakeByDirection(string plain)
    {
        var levels = Bidi.Levels(plain, Bidi.BaseLevel(plain, 0));
        if (levels.Distinct().Count() < 2) return false;
        var before = (bool[])taken.Clone();
        for (var from = 0; from < plain.Length;)
        {
            var to = from + 1;
            while (to < plain.Length && levels[to] == levels[from]) to++;
            var stretch = plain[from..to].Trim();
            if (stretch.Length > 0 && !(Find(stretch, bounded: false) is var (start, end) && Take(start, end)))
            {
                before.CopyTo(taken, 0);
                return false;
            }

            from = to;
        }

        return true;
    }

    /// <summary>Where the cells of a row stand, one after the other; none if not all of them do.</summary>
    private List<(int From, int To)> Row(IReadOnlyList<string> cells, int from)
    {
        var found = new List<(int From, int To)>();
        foreach (var cell in cells)
        {
            from = SkipTaken(from);
            if (Match(Plain(cell), from, bounded: true) is not { } to) return [];
            found.Add((from, to));
            from = to;
        }

        return found;
    }

    private int TakeAll(List<(int From, int To)> row)
    {
        foreach (var (from, to) in row) Take(from, to);
        return row[^1].To;
    }

    private (int From, int To)? Find(string plain, bool bounded)
    {
        for (var from = 0; from < text.Length; from++)
        {
            if (!taken[from] && text[from] != PdfText.Break && Match(plain, from, bounded) is { } end) return (from, end);
        }

        return null;
    }

    /// <summary>Where a text ends that begins here, or null. A break may stand anywhere, and for a space.</summary>
    private int? Match(string plain, int from, bool bounded)
    {
        if (bounded && from > 0 && !IsEdge(from - 1)) return null;
        var at = from;
        foreach (var character in plain)
        {
            var broke = false;
            while (at < text.Length && (taken[at] || text[at] == PdfText.Break))
            {
                at++;
                broke = true;
            }

            if (character == ' ' && broke) continue;
            if (at >= text.Length || text[at] != character) return null;
            at++;
        }

        return !bounded || at >= text.Length || IsEdge(at) ? at : null;
    }

    private bool IsEdge(int at) => taken[at] || text[at] is ' ' or PdfText.Break;

    private bool Take(int from, int to)
    {
        for (var at = from; at < to; at++) taken[at] = true;
        return true;
    }

    private int SkipTaken(int at)
    {
        while (at < text.Length && IsEdge(at)) at++;
        return at;
    }

    /// <summary>The piece that shares most characters with what was expected.</summary>
    private static string Nearest(string expected, List<string> surplus) =>
        surplus.MaxBy(found => found.Intersect(expected).Count() - Math.Abs(found.Length - expected.Length)) ?? "";

    private List<string> Surplus()
    {
        var rest = new string([.. text.Select((character, at) => taken[at] ? PdfText.Break : character)]);
        return [.. rest.Split(PdfText.Break, StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)];
    }
}
