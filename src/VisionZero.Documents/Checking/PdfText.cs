using System.Runtime.CompilerServices;
using System.Text;
using UglyToad.PdfPig;
using UglyToad.PdfPig.Content;

namespace VisionZero.Documents;

/// <summary>
/// Reads a file's text layer as a careful reader does: text given for a group of glyphs counts instead of the glyphs' own,
/// reversed runs are turned round, a gap between glyphs of a line is a space, and whatever else parts two pieces is a break.
/// </summary>
internal static class PdfText
{
    /// <summary>Stands between pieces that are not on one line; whether a space belongs there nobody can see.</summary>
    public const char Break = '\n';

    /// <summary>A gap that readers take for a space, in parts of the size.</summary>
    private const double SpaceGap = 0.12;

    public static IReadOnlyList<string> Pages(byte[] pdf)
    {
        using var document = PdfDocument.Open(pdf);
        return [.. document.GetPages().Select(Read)];
    }

    private static string Read(Page page)
    {
        var marks = new Marks(page.GetMarkedContents());
        var units = Units(page.Letters, marks);
        var text = new StringBuilder();
        for (var from = 0; from < units.Count;)
        {
            var to = from + 1;
            while (to < units.Count && units[from].Reversed is not null && units[to].Reversed == units[from].Reversed) to++;
            if (from > 0) text.Append(Between(units[from - 1], units[from]));
            Append(text, units, from, to);
            from = to;
        }

        return text.ToString();
    }

    /// <summary>A run as written: glyphs of a reversed one stand in the file as they are seen.</summary>
    private static void Append(StringBuilder text, List<Unit> units, int from, int to)
    {
        var reversed = units[from].Reversed is not null;
        for (var step = 0; step < to - from; step++)
        {
            var index = reversed ? to - 1 - step : from + step;
            text.Append(units[index].Text);
            var hasNext = step < to - from - 1;
            if (hasNext) text.Append(reversed ? Between(units[index - 1], units[index]) : Between(units[index], units[index + 1]));
        }
    }

    private static string Between(Unit left, Unit right)
    {
        var size = Math.Max(left.Size, right.Size);
        var gap = right.Start - left.End;
        if (Math.Abs(left.Baseline - right.Baseline) > size * 0.3 || gap < -size * 0.6 || gap > size * 4) return "\n";
        return gap > size * SpaceGap && !EndsInSpace(left) && !StartsWithSpace(right) ? " " : "";
    }

    private static bool EndsInSpace(Unit unit) => unit.Text.Length > 0 && char.IsWhiteSpace(unit.Text[^1]);

    private static bool StartsWithSpace(Unit unit) => unit.Text.Length > 0 && char.IsWhiteSpace(unit.Text[0]);

    private static List<Unit> Units(IReadOnlyList<Letter> letters, Marks marks)
    {
        var units = new List<Unit>();
        object? group = null;
        foreach (var letter in letters)
        {
            var mark = marks.Of(letter);
            if (mark.Group is not null && ReferenceEquals(mark.Group, group))
            {
                units[^1] = units[^1] with { Start = Math.Min(units[^1].Start, letter.StartBaseLine.X), End = Math.Max(units[^1].End, letter.EndBaseLine.X) };
                continue;
            }

            group = mark.Group;
            units.Add(new Unit(mark.Text ?? letter.Value, letter.StartBaseLine.X, letter.EndBaseLine.X, letter.StartBaseLine.Y, Math.Abs(letter.PointSize), mark.Reversed));
        }

        return units;
    }

    private sealed record Unit(string Text, double Start, double End, double Baseline, double Size, object? Reversed);

    /// <summary>Which group of marked content a letter is in.</summary>
    private sealed class Marks
    {
        private readonly Dictionary<Letter, Mark> marks = new(ByReference.Instance);

        public Marks(IEnumerable<MarkedContentElement> elements)
        {
            foreach (var element in elements) Add(element, new Mark(null, null, null));
        }

        public Mark Of(Letter letter) => marks.GetValueOrDefault(letter, new Mark(null, null, null));

        private void Add(MarkedContentElement element, Mark outer)
        {
            var mark = element switch
            {
                { ActualText: { Length: > 0 } actual } => outer with { Group = outer.Group ?? element, Text = outer.Text ?? actual },
                { Tag: "ReversedChars" } => outer with { Reversed = element },
                _ => outer,
            };
            foreach (var letter in element.Letters) marks[letter] = mark;
            foreach (var child in element.Children) Add(child, mark);
        }
    }

    private sealed record Mark(object? Group, string? Text, object? Reversed);

    private sealed class ByReference : IEqualityComparer<Letter>
    {
        public static readonly ByReference Instance = new();

        public bool Equals(Letter? x, Letter? y) => ReferenceEquals(x, y);

        public int GetHashCode(Letter obj) => RuntimeHelpers.GetHashCode(obj);
    }
}
