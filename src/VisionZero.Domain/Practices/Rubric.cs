using VisionZero.Domain.Scheme;

namespace VisionZero.Domain.Practices;

/// <summary>The level given for one criterion of the rubric, from 1 (lowest).</summary>
public sealed record CriterionMark(string Criterion, int Level);

/// <summary>
/// What a practice is marked by, without its words: one version of <c>content/rubric</c>. The lowest level is worth no
/// point, each further level one more.
/// </summary>
/// <param name="Version">Version; a practice stays on the one it was begun with.</param>
/// <param name="Criteria">Keys of the criteria, in order.</param>
/// <param name="Levels">Levels of each.</param>
public sealed record Rubric(int Version, IReadOnlyList<string> Criteria, int Levels)
{
    /// <summary>Points that can be had.</summary>
    public int Possible => Criteria.Count * (Levels - 1);

    /// <summary>Whether there is such a level.</summary>
    public bool HasLevel(int level) => level >= 1 && level <= Levels;

    /// <summary>Whether there is exactly one mark for each criterion, of a level that there is.</summary>
    public bool IsComplete(IReadOnlyList<CriterionMark> marks) =>
        marks.Count == Criteria.Count
        && Criteria.All(c => marks.Count(m => m.Criterion == c) == 1)
        && marks.All(m => HasLevel(m.Level));

    /// <summary>Points of the marks.</summary>
    public static int Points(IEnumerable<CriterionMark> marks) => marks.Sum(m => m.Level - 1);

    /// <summary>
    /// Whether marks are a pass: the pass mark met, compared without rounding, and no criterion below the least level. It
    /// follows from the marks, so two assessors with the same marks cannot differ in the verdict.
    /// </summary>
    public bool IsPass(IReadOnlyList<CriterionMark> marks, PracticePolicy policy) =>
        Points(marks) * 100 >= policy.PassMarkPercent * Possible && marks.All(m => m.Level >= policy.LeastLevel);
}
