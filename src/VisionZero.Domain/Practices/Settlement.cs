using VisionZero.Domain.Scheme;

namespace VisionZero.Domain.Practices;

/// <summary>
/// The final mark and verdict out of independent marks. Within the bound and with one verdict: the mean. Beyond it, one more
/// assessor marks; the mark is then the mean of the two that are closest (with equal distances the higher two, in the
/// candidate's favour) and the verdict that of the majority. Pure, and the order of the marks does not matter.
/// </summary>
/// <param name="Percent">Whole percent, rounded down.</param>
/// <param name="Passed">The verdict.</param>
public sealed record Settlement(int Percent, bool Passed)
{
    /// <summary>Settles the marks, or answers null if one more assessor is needed.</summary>
    public static Settlement? Of(IReadOnlyList<Marking> marked, PracticePolicy policy)
    {
        if (marked.Count <= policy.Assessors)
        {
            return Differ(marked, policy) ? null : new Settlement(Mean(marked), marked[0].Passed);
        }

        var sorted = marked.OrderByDescending(m => m.Points).ToList();
        var closest = Enumerable.Range(0, sorted.Count - 1).MinBy(i => sorted[i].Points - sorted[i + 1].Points);
        return new Settlement(Mean(sorted.GetRange(closest, 2)), marked.Count(m => m.Passed) * 2 > marked.Count);
    }

    /// <summary>Whether marks differ by more than the scheme lets pass: in points, or in the verdict.</summary>
    public static bool Differ(IReadOnlyList<Marking> marked, PracticePolicy policy) =>
        (marked.Max(m => m.Points) - marked.Min(m => m.Points)) * 100 > policy.BoundPercent * marked.Max(m => m.Possible)
        || marked.Any(m => m.Passed != marked[0].Passed);

    private static int Mean(IReadOnlyList<Marking> marked) =>
        marked.Sum(m => m.Possible) is > 0 and var possible ? marked.Sum(m => m.Points) * 100 / possible : 0;
}
