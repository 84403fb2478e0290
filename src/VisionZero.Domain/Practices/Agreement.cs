namespace VisionZero.Domain.Practices;

/// <summary>Two independent marks of the same thing, as categories from 0; which of them is the first means nothing.</summary>
public readonly record struct MarkPair(int First, int Second);

/// <summary>How far two assessors agree. A share is from 0 to 1.</summary>
/// <param name="Pairs">Pairs of marks compared.</param>
/// <param name="Exact">Share of equal marks.</param>
/// <param name="Adjacent">Share of marks that differ by one category at most.</param>
/// <param name="Kappa">
/// Kappa with quadratic weights (Cohen 1968): agreement beyond chance, 1 at most; null where all marks are the same, so that
/// chance explains everything. Each pair is counted in both orders (as in Scott's pi): the assessors change from practice to
/// practice, so "the first" has no habits of its own that chance could go by.
/// </param>
public sealed record Agreement(int Pairs, double Exact, double Adjacent, double? Kappa)
{
    /// <summary>Weighs the pairs; null if there are none.</summary>
    public static Agreement? Of(IReadOnlyList<MarkPair> pairs, int categories) =>
        pairs.Count == 0
            ? null
            : new Agreement(
                pairs.Count,
                (double)pairs.Count(p => p.First == p.Second) / pairs.Count,
                (double)pairs.Count(p => Math.Abs(p.First - p.Second) <= 1) / pairs.Count,
                WeightedKappa(pairs, categories));

    /// <summary>
    /// Pairs from which a weighted kappa of so many categories is steady enough to be read as more than a hint: twice their
    /// square (Cicchetti 1981).
    /// </summary>
    public static int Steady(int categories) => 2 * categories * categories;

    // One minus observed over expected disagreement; a disagreement weighs the square of its distance. In the table of both
    // orders each margin holds two marks a pair, and what is observed stands twice.
    private static double? WeightedKappa(IReadOnlyList<MarkPair> pairs, int categories)
    {
        var margin = new double[categories];
        double observed = 0;
        foreach (var pair in pairs)
        {
            margin[pair.First]++;
            margin[pair.Second]++;
            observed += Square(pair.First - pair.Second);
        }

        double expected = 0;
        for (var i = 0; i < categories; i++)
        {
            for (var j = 0; j < categories; j++)
            {
                expected += margin[i] * margin[j] / (4.0 * pairs.Count) * Square(i - j);
            }
        }

        return expected > 0 ? 1 - (observed / expected) : null;
    }

    private static double Square(int distance) => (double)distance * distance;
}

/// <summary>How strictly an assessor marks beside the others who marked the same practices.</summary>
/// <param name="Assessor">Who.</param>
/// <param name="Practices">Practices marked together with others.</param>
/// <param name="Difference">Mean of own percent minus the mean of the others', in points of percent; negative is stricter. Null if too few.</param>
public sealed record Severity(Guid Assessor, int Practices, double? Difference);

/// <summary>Agreement and severity over concluded practices.</summary>
/// <param name="Practices">Practices compared.</param>
/// <param name="Thirds">Those for which one more assessor was called.</param>
/// <param name="Criteria">Over all criteria.</param>
/// <param name="ByCriterion">For each criterion.</param>
/// <param name="Verdicts">Of the verdicts.</param>
/// <param name="Severities">For each assessor.</param>
public sealed record MarkingStatistics(
    int Practices,
    int Thirds,
    Agreement? Criteria,
    IReadOnlyDictionary<string, Agreement?> ByCriterion,
    Agreement? Verdicts,
    IReadOnlyList<Severity> Severities)
{
    /// <summary>
    /// Compares the first two who handed in marks: the third marks because those two differ, so its marks would make agreement
    /// look worse than it is. Severity takes all. No figure of agreement is given for fewer practices than <paramref name="least"/>:
    /// the criteria of one practice are marked by the same two people, so its pairs do not count as so many cases.
    /// </summary>
    public static MarkingStatistics Of(IEnumerable<Practice> practices, Rubric rubric, int least)
    {
        var marked = practices
            .Where(p => p.IsConcluded() && p.RubricVersion == rubric.Version)
            .Select(p => (Practice: p, Markings: p.Markings.Where(m => m.MarkedAt is not null).OrderBy(m => m.MarkedAt).ToList()))
            .Where(p => p.Markings.Count >= 2)
            .ToList();
        var byCriterion = rubric.Criteria.ToDictionary(c => c, c => (IReadOnlyList<MarkPair>)[.. marked.Select(p => new MarkPair(Level(p.Markings[0], c), Level(p.Markings[1], c)))]);
        return new MarkingStatistics(
            marked.Count,
            marked.Count(p => p.Practice.ThirdCalled),
            Agree([.. byCriterion.Values.SelectMany(p => p)], rubric.Levels),
            byCriterion.ToDictionary(c => c.Key, c => Agree(c.Value, rubric.Levels)),
            Agree([.. marked.Select(p => new MarkPair(p.Markings[0].Passed ? 1 : 0, p.Markings[1].Passed ? 1 : 0))], 2),
            [.. SeveritiesOf([.. marked.Select(p => p.Markings)], least)]);

        Agreement? Agree(IReadOnlyList<MarkPair> pairs, int categories) => marked.Count < least ? null : Agreement.Of(pairs, categories);
    }

    private static int Level(Marking marking, string criterion) => marking.Marks.First(m => m.Criterion == criterion).Level - 1;

    private static IEnumerable<Severity> SeveritiesOf(IReadOnlyCollection<List<Marking>> marked, int least) =>
        from differences in marked.SelectMany(all => all.Select(mine => (mine.Assessor, Difference: Exactly(mine) - all.Where(m => m != mine).Average(Exactly)))).GroupBy(d => d.Assessor)
        orderby differences.Average(d => d.Difference), differences.Key
        select new Severity(differences.Key, differences.Count(), differences.Count() < least ? null : differences.Average(d => d.Difference));

    private static double Exactly(Marking marking) => marking.Possible == 0 ? 0 : marking.Points * 100.0 / marking.Possible;
}
