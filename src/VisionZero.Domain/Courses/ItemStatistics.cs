namespace VisionZero.Domain.Courses;

/// <summary>A question on a marked paper.</summary>
public sealed record MarkedQuestion(string ItemId, IReadOnlyCollection<string> Chosen, bool Right);

/// <summary>A paper for the statistics.</summary>
/// <param name="Learner">Who took it.</param>
/// <param name="StartedAt">When.</param>
/// <param name="Marked">Whether it is marked; one that runs only counts as seen.</param>
/// <param name="Questions">Its questions.</param>
public sealed record MarkedPaper(Guid Learner, DateTimeOffset StartedAt, bool Marked, IReadOnlyList<MarkedQuestion> Questions);

/// <summary>What to look at in an item.</summary>
public enum ItemFlag
{
    /// <summary>Those who know less get it right more often: usually a wrong key.</summary>
    NegativeDiscrimination = 1,

    /// <summary>A wrong answer is chosen more often than the right one.</summary>
    DistractorBeatsKey = 2,

    /// <summary>It hardly tells who knows more.</summary>
    LowDiscrimination = 3,

    /// <summary>Hardly anybody gets it right.</summary>
    TooHard = 4,

    /// <summary>Nearly everybody gets it right.</summary>
    TooEasy = 5,

    /// <summary>It is on more papers than a secret can bear.</summary>
    OverExposed = 6,
}

/// <summary>Figures of one item.</summary>
/// <param name="ItemId">The item.</param>
/// <param name="Rule">Golden rule.</param>
/// <param name="Drawn">Papers it was on, of all that were drawn.</param>
/// <param name="Papers">All papers that were drawn.</param>
/// <param name="Sample">First papers of learners that had it and are marked; all that follows is about these.</param>
/// <param name="Omitted">Left without an answer.</param>
/// <param name="Right">Answered rightly.</param>
/// <param name="PointBiserial">Correlation of this item with the rest of the paper; null with too few papers, or where one of both does not vary.</param>
/// <param name="UpperLower">Share right among the best 27 % less that among the weakest 27 %; null with too few papers.</param>
/// <param name="Choices">How often each word of an answer was chosen.</param>
public sealed record ItemFigures(
    string ItemId,
    int Rule,
    int Drawn,
    int Papers,
    int Sample,
    int Omitted,
    int Right,
    double? PointBiserial,
    double? UpperLower,
    IReadOnlyDictionary<string, int> Choices)
{
    /// <summary>Answered at all.</summary>
    public int Answered => Sample - Omitted;

    /// <summary>Share of all papers it was on, 0 to 1.</summary>
    public double Exposure => Papers == 0 ? 0 : (double)Drawn / Papers;

    /// <summary>Difficulty index: share right, 0 to 1; null if nobody had it. What is left open is not right.</summary>
    public double? Difficulty => Sample == 0 ? null : (double)Right / Sample;

    /// <summary>What to look at, worst first.</summary>
    public IReadOnlyList<ItemFlag> Flags { get; init; } = [];
}

/// <summary>
/// Item statistics as classical test theory has them. Of each person only the first marked paper counts: whoever comes again
/// has learned, also from the test. The ability an item is compared with is the share of right answers on the rest of
/// the same paper, without the item itself (or it would correlate with itself) and without items that are withdrawn.
/// </summary>
public static class ItemStatistics
{
    /// <summary>
    /// Papers below which discrimination and flags say nothing: with 30 the standard error of a share is at most 9 points
    /// and a correlation of 0.36 is the least that differs from none; Downing and Yudkowsky call 30 the number from which
    /// an item analysis begins to help, and below 100 want it read with caution.
    /// </summary>
    public const int EnoughPapers = 30;

    /// <summary>Share of the papers at each end that are compared (Kelley 1939).</summary>
    public const double Tail = 0.27;

    /// <summary>Upper-lower index below which an item is poor (Ebel and Frisbie 1991).</summary>
    public const double PoorDiscrimination = 0.20;

    /// <summary>Share right from which an item is too easy to tell anything.</summary>
    public const double Easy = 0.95;

    /// <summary>Share right below which an item is hardly better than a guess among four.</summary>
    public const double Hard = 0.30;

    /// <summary>Share of papers from which an item counts as over-exposed: every second learner can tell the next.</summary>
    public const double Exposed = 0.50;

    /// <summary>Figures of every item of the bank.</summary>
    public static IReadOnlyList<ItemFigures> Of(CourseOutline outline, IReadOnlyCollection<MarkedPaper> papers)
    {
        var keys = outline.Rules.SelectMany(r => r.Bank.Select(i => (r.Rule, Key: i))).ToList();
        var drawn = papers.SelectMany(p => p.Questions).CountBy(q => q.ItemId).ToDictionary();
        var sample = keys.ToDictionary(k => k.Key.Id, _ => new List<(MarkedQuestion Question, double Others)>());
        var first = papers.Where(p => p.Marked).GroupBy(p => p.Learner).Select(g => g.MinBy(p => p.StartedAt)!);
        foreach (var paper in first)
        {
            Add(paper, outline.Withdrawn, sample);
        }

        return [.. keys.Select(k => Flagged(k.Key, Figures(k.Key, k.Rule, sample[k.Key.Id], drawn.GetValueOrDefault(k.Key.Id), papers.Count)))];
    }

    private static void Add(MarkedPaper paper, IReadOnlyCollection<string> withdrawn, Dictionary<string, List<(MarkedQuestion Question, double Others)>> sample)
    {
        var counted = paper.Questions.Where(q => !withdrawn.Contains(q.ItemId)).ToList();
        var right = counted.Count(q => q.Right);
        foreach (var question in paper.Questions.Where(q => sample.ContainsKey(q.ItemId)))
        {
            var own = withdrawn.Contains(question.ItemId) ? 0 : 1;
            var others = counted.Count - own;
            sample[question.ItemId].Add((question, others == 0 ? 0 : (double)(right - (question.Right ? own : 0)) / others));
        }
    }

    private static ItemFigures Figures(ItemKey key, int rule, List<(MarkedQuestion Question, double Others)> sample, int drawn, int papers)
    {
        var enough = sample.Count >= EnoughPapers;
        List<(bool Right, double Others)> marks = [.. sample.Select(s => (s.Question.Right, s.Others))];
        return new ItemFigures(
            key.Id,
            rule,
            drawn,
            papers,
            sample.Count,
            sample.Count(s => s.Question.Chosen.Count == 0),
            sample.Count(s => s.Question.Right),
            enough ? PointBiserial(marks) : null,
            enough ? UpperLower(marks) : null,
            sample.SelectMany(s => s.Question.Chosen).CountBy(c => c).ToDictionary());
    }

    /// <summary>Pearson's correlation of right (1) or not (0) with the rest of the paper; null where one of both does not vary.</summary>
    public static double? PointBiserial(IReadOnlyCollection<(bool Right, double Others)> marks)
    {
        if (marks.All(m => m.Right) || !marks.Any(m => m.Right))
        {
            return null;
        }

        var p = marks.Average(m => m.Right ? 1.0 : 0.0);
        var mean = marks.Average(m => m.Others);
        var deviation = Math.Sqrt(marks.Average(m => (m.Others - mean) * (m.Others - mean)));
        return deviation < 1e-12
            ? null
            : Math.Clamp((marks.Where(m => m.Right).Average(m => m.Others) - marks.Where(m => !m.Right).Average(m => m.Others)) / deviation * Math.Sqrt(p * (1 - p)), -1, 1);
    }

    /// <summary>
    /// Share right in the upper less that in the lower 27 %. Where the border runs through equal results all of them have
    /// the same part of the seats that are left, so that the order of the papers changes nothing.
    /// </summary>
    public static double? UpperLower(IReadOnlyCollection<(bool Right, double Others)> marks)
    {
        var seats = Math.Round(marks.Count * Tail, MidpointRounding.AwayFromZero);
        if (seats < 1)
        {
            return null;
        }

        var groups = marks.GroupBy(m => m.Others).OrderBy(g => g.Key).Select(g => (Count: g.Count(), Right: g.Count(m => m.Right))).ToList();
        return Share(Enumerable.Reverse(groups)) - Share(groups);

        double Share(IEnumerable<(int Count, int Right)> from)
        {
            var (left, right) = (seats, 0.0);
            foreach (var (count, good) in from.TakeWhile(_ => left > 0))
            {
                var taken = Math.Min(left, count);
                right += taken * good / count;
                left -= taken;
            }

            return right / seats;
        }
    }

    private static ItemFigures Flagged(ItemKey key, ItemFigures figures) => figures with
    {
        Flags =
        [
            .. new (ItemFlag Flag, bool Is)[]
            {
                (ItemFlag.NegativeDiscrimination, figures.PointBiserial < 0),
                (ItemFlag.DistractorBeatsKey, figures.Sample >= EnoughPapers && Beaten(key, figures.Choices)),
                (ItemFlag.LowDiscrimination, figures is { PointBiserial: not < 0, UpperLower: < PoorDiscrimination, Difficulty: < Easy }),
                (ItemFlag.TooHard, figures.Sample >= EnoughPapers && figures.Difficulty < Hard),
                (ItemFlag.TooEasy, figures.Sample >= EnoughPapers && figures.Difficulty >= Easy),
                (ItemFlag.OverExposed, figures.Papers >= EnoughPapers && figures.Exposure > Exposed),
            }.Where(f => f.Is).Select(f => f.Flag),
        ],
    };

    // Only where options stand beside each other; an order or a story has no single wrong answer.
    private static bool Beaten(ItemKey key, IReadOnlyDictionary<string, int> choices)
    {
        if (key.Kind is not (ItemKind.Single or ItemKind.Multiple or ItemKind.Scene or ItemKind.TrueFalse))
        {
            return false;
        }

        IReadOnlyList<IReadOnlyList<string>> contests = key.Kind == ItemKind.TrueFalse ? [ItemKey.Verdicts, key.Options] : [key.Options];
        return contests.Any(words => words.Except(key.Correct).Any(wrong => words.Where(key.Correct.Contains).Any(right => choices.GetValueOrDefault(wrong) > choices.GetValueOrDefault(right))));
    }
}
