using VisionZero.Domain.Courses;

namespace VisionZero.Domain.Learning;

/// <summary>What a paper is worth.</summary>
/// <param name="Scores">Points of each rule.</param>
/// <param name="Percent">Percent of the points that could be had, rounded down.</param>
/// <param name="Passed">Whether the pass mark is met.</param>
/// <param name="Uncounted">Questions that were left out.</param>
public sealed record Marks(IReadOnlyList<RuleScore> Scores, int Percent, bool Passed, IReadOnlyList<string> Uncounted)
{
    /// <summary>Points.</summary>
    public int Points => Scores.Sum(s => s.Points);

    /// <summary>Points that could be had.</summary>
    public int Possible => Scores.Sum(s => s.Possible);
}

/// <summary>Marks papers. Pure.</summary>
public static class Scoring
{
    /// <summary>
    /// Marks a paper as if the withdrawn items of the outline were not on it: a question that is unfit measures nothing, so it
    /// is out of the points and out of what could be had. Compared without rounding: 12.6 of 21 points at 60 % is not
    /// passed with 12.
    /// </summary>
    public static Marks Of(CourseOutline outline, Attempt attempt, int passMark)
    {
        List<string> uncounted = [.. attempt.Questions.Select(q => q.ItemId).Where(outline.Withdrawn.Contains)];
        RuleScore[] scores =
        [
            .. attempt.Questions.Where(q => !uncounted.Contains(q.ItemId)).GroupBy(q => q.Rule).OrderBy(g => g.Key)
                .Select(g => new RuleScore(g.Key, g.Count(q => IsRight(outline, attempt, q)), g.Count())),
        ];
        var (points, possible) = (scores.Sum(s => s.Points), scores.Sum(s => s.Possible));
        return new Marks(scores, possible == 0 ? 0 : points * 100 / possible, possible > 0 && points * 100 >= passMark * possible, uncounted);
    }

    /// <summary>Whether a question of a paper was answered rightly.</summary>
    public static bool IsRight(CourseOutline outline, Attempt attempt, PaperQuestion question) =>
        attempt.Answers.TryGetValue(question.ItemId, out var chosen) && outline.BankItem(question.ItemId)?.IsRight(chosen) == true;

    /// <summary>Whether a marked paper has one of these items and counted it.</summary>
    public static bool Counted(Attempt attempt, IReadOnlyCollection<string> items) =>
        attempt.Passed is not null && attempt.Questions.Any(q => items.Contains(q.ItemId) && !attempt.Uncounted.Contains(q.ItemId));

    /// <summary>
    /// Marks a paper again without these items as well. The better of both results stands, and a pass stays a pass: nobody
    /// pays for a mistake that was not theirs.
    /// </summary>
    public static Marks Again(CourseOutline outline, Attempt attempt, IReadOnlyCollection<string> items, int passMark)
    {
        var mark = attempt.PassMark ?? passMark;
        var anew = Of(outline with { Withdrawn = [.. attempt.Uncounted.Union(items)] }, attempt, mark);
        var before = new Marks(attempt.Scores, attempt.Percent ?? 0, attempt.Passed == true, attempt.Uncounted);
        return anew.Points * before.Possible < before.Points * anew.Possible || anew.Possible == 0
            ? before with { Uncounted = anew.Uncounted }
            : anew with { Passed = anew.Passed || before.Passed };
    }
}
