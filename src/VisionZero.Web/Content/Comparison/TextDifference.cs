using System.Text.RegularExpressions;
using DiffPlex;
using DiffPlex.Chunkers;

namespace VisionZero.Web.Content.Comparison;

/// <summary>What became of a line.</summary>
public enum LineChange
{
    /// <summary>It stands in both.</summary>
    Same = 1,

    /// <summary>It stands in the later text only.</summary>
    Added = 2,

    /// <summary>It stands in the earlier text only.</summary>
    Removed = 3,

    /// <summary>Lines that stand in both are left out here.</summary>
    Skipped = 4,
}

/// <summary>A part of a line.</summary>
/// <param name="Text">The words.</param>
/// <param name="Marked">Whether they are what differs, within a line that has a counterpart.</param>
public sealed record LinePiece(string Text, bool Marked);

/// <summary>A line of a difference.</summary>
/// <param name="Change">What became of it.</param>
/// <param name="Pieces">Its words.</param>
/// <param name="Count">Lines left out; only of <see cref="LineChange.Skipped"/>.</param>
public sealed record DifferenceLine(LineChange Change, IReadOnlyList<LinePiece> Pieces, int Count = 0);

/// <summary>
/// The difference of two texts, line by line; where a line took the place of another, the words that differ are marked.
/// Han characters count as words: Chinese has no blanks between them.
/// </summary>
public static partial class TextDifference
{
    // Lines that stand in both, kept around a change so that it is understood.
    private const int Around = 1;

    /// <summary>Lines from top to bottom; none if the texts are the same.</summary>
    public static IReadOnlyList<DifferenceLine> Between(string before, string after)
    {
        var result = Differ.Instance.CreateDiffs(Normal(before), Normal(after), ignoreWhiteSpace: false, ignoreCase: false, LineChunker.Instance);
        var lines = new List<DifferenceLine>();
        var at = 0;
        foreach (var block in result.DiffBlocks)
        {
            lines.AddRange(result.PiecesOld.Skip(at).Take(block.DeleteStartA - at).Select(Same));
            var removed = result.PiecesOld.Skip(block.DeleteStartA).Take(block.DeleteCountA).ToList();
            var added = result.PiecesNew.Skip(block.InsertStartB).Take(block.InsertCountB).ToList();
            var pairs = removed.Zip(added, Words).ToList();
            lines.AddRange(removed.Select((line, i) => new DifferenceLine(LineChange.Removed, i < pairs.Count ? pairs[i].Before : [new LinePiece(line, false)])));
            lines.AddRange(added.Select((line, i) => new DifferenceLine(LineChange.Added, i < pairs.Count ? pairs[i].After : [new LinePiece(line, false)])));
            at = block.DeleteStartA + block.DeleteCountA;
        }

        lines.AddRange(result.PiecesOld.Skip(at).Select(Same));
        return result.DiffBlocks.Count == 0 ? [] : [.. Fold(lines)];
    }

    private static string Normal(string text) => text.ReplaceLineEndings("\n").TrimEnd('\n');

    private static DifferenceLine Same(string line) => new(LineChange.Same, [new LinePiece(line, false)]);

    private static (IReadOnlyList<LinePiece> Before, IReadOnlyList<LinePiece> After) Words(string before, string after)
    {
        var result = Differ.Instance.CreateDiffs(before, after, ignoreWhiteSpace: false, ignoreCase: false, WordChunker.Instance);
        return (
            Pieces(result.PiecesOld, result.DiffBlocks.Select(b => (b.DeleteStartA, b.DeleteCountA))),
            Pieces(result.PiecesNew, result.DiffBlocks.Select(b => (b.InsertStartB, b.InsertCountB))));
    }

    private static List<LinePiece> Pieces(IReadOnlyList<string> words, IEnumerable<(int From, int Count)> changed)
    {
        var marked = new bool[words.Count];
        foreach (var (from, count) in changed)
        {
            Array.Fill(marked, true, from, count);
        }

        var pieces = new List<LinePiece>();
        for (var i = 0; i < words.Count; i++)
        {
            if (pieces is [.., var last] && last.Marked == marked[i])
            {
                pieces[^1] = last with { Text = last.Text + words[i] };
            }
            else
            {
                pieces.Add(new LinePiece(words[i], marked[i]));
            }
        }

        return pieces;
    }

    // Long stretches in which nothing changed are told as a number.
    private static IEnumerable<DifferenceLine> Fold(List<DifferenceLine> lines)
    {
        var near = new bool[lines.Count];
        for (var i = 0; i < lines.Count; i++)
        {
            for (var j = Math.Max(0, i - Around); lines[i].Change != LineChange.Same && j <= Math.Min(lines.Count - 1, i + Around); j++)
            {
                near[j] = true;
            }
        }

        for (var i = 0; i < lines.Count; i++)
        {
            var count = near.Skip(i).TakeWhile(n => !n).Count();
            if (count > 0)
            {
                yield return new DifferenceLine(LineChange.Skipped, [], count);
                i += count - 1;
            }
            else
            {
                yield return lines[i];
            }
        }
    }

    private sealed partial class WordChunker : IChunker
    {
        public static readonly WordChunker Instance = new();

        public IReadOnlyList<string> Chunk(string text) => [.. Word().Matches(text).Select(m => m.Value)];

        [GeneratedRegex(@"[\u3400-\u9fff]|[\p{L}\p{M}\p{N}-[\u3400-\u9fff]]+|\s+|.", RegexOptions.Singleline)]
        private static partial Regex Word();
    }
}
