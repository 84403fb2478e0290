using VisionZero.Domain.Practices;
using static VisionZero.Domain.Tests.Practices.PracticeProperties;
using static VisionZero.Domain.Tests.Support.Facts;

namespace VisionZero.Domain.Tests.Practices;

public sealed class AgreementTests
{
    [Fact]
    public void Agreement_is_that_of_the_hand_worked_table()
    {
        // In both orders: eight pairs, each margin (3, 5), observed disagreement 2; expected 2 · 3·5/8 = 3.75. Kappa 1 − 2/3.75.
        var two = Agreement.Of([new(0, 0), new(0, 1), new(1, 1), new(1, 1)], 2).ShouldNotBeNull();
        two.Exact.ShouldBe(0.75);
        two.Kappa!.Value.ShouldBe(7 / 15.0, 1e-9);

        // In both orders: six pairs, each margin (3, 2, 1), observed 2 · 4 = 8; expected 2 · (3·2·1 + 3·1·4 + 2·1·1)/6 = 20/3.
        var three = Agreement.Of([new(0, 0), new(1, 1), new(2, 0)], 3).ShouldNotBeNull();
        three.Exact.ShouldBe(2 / 3.0, 1e-9);
        three.Adjacent.ShouldBe(2 / 3.0, 1e-9);
        three.Kappa!.Value.ShouldBe(-0.2, 1e-9);
    }

    [Fact]
    public void Who_came_first_changes_nothing() =>
        Agreement.Of([new(0, 0), new(0, 1), new(1, 1), new(2, 0)], 3).ShouldBe(Agreement.Of([new(0, 0), new(1, 0), new(1, 1), new(0, 2)], 3));

    [Fact]
    public void Too_few_practices_say_nothing_and_no_spread_has_no_kappa()
    {
        Practice Concluded() => new() { State = PracticeState.Passed, RubricVersion = 1, Markings = [Marked([4, 3, 3], Anna), Marked([3, 3, 3], Ben)] };
        var few = MarkingStatistics.Of([Concluded(), Concluded()], Sheet, 3);
        few.Criteria.ShouldBeNull("two practices are two, however many criteria they have");
        few.Verdicts.ShouldBeNull();
        few.ByCriterion.Values.ShouldAllBe(a => a == null);
        MarkingStatistics.Of([Concluded(), Concluded(), Concluded()], Sheet, 3).Criteria!.Pairs.ShouldBe(9);

        Agreement.Of([], 2).ShouldBeNull();
        Agreement.Of([new(1, 1), new(1, 1), new(1, 1)], 2)!.Kappa.ShouldBeNull();
    }

    [Theory]
    [InlineData(2, 8)]
    [InlineData(4, 32)]
    public void Kappa_is_steady_from_twice_the_square_of_its_categories(int categories, int pairs) => Agreement.Steady(categories).ShouldBe(pairs);

    [Fact]
    public void Severity_is_the_mean_difference_to_the_others()
    {
        Practice Of(int[] anna, int[] ben, bool third = false) => new()
        {
            State = PracticeState.Passed,
            RubricVersion = 1,
            ThirdCalled = third,
            Markings = [Marked(anna, Anna), Marked(ben, Ben) with { MarkedAt = Noon.AddHours(1) }],
        };

        // Anna 9, 6, 6 of 9 points; Ben 6, 3, 6: Anna is 3, 3 and 0 points above, which is a mean of 2 of 9.
        var figures = MarkingStatistics.Of([Of([4, 4, 4], [3, 3, 3], third: true), Of([3, 3, 3], [2, 2, 2]), Of([3, 3, 3], [3, 3, 3]), new Practice { State = PracticeState.Marking }], Sheet, 3);

        figures.Practices.ShouldBe(3);
        figures.Thirds.ShouldBe(1);
        figures.Severities.Select(s => s.Assessor).ShouldBe([Ben, Anna], "the strictest first");
        figures.Severities[1].Difference!.Value.ShouldBe(200 / 9.0, 1e-9);
        figures.Severities[0].Difference!.Value.ShouldBe(-200 / 9.0, 1e-9);
        figures.Criteria!.Pairs.ShouldBe(9);
        figures.Criteria.Exact.ShouldBe(3 / 9.0, 1e-9);
        figures.Criteria.Adjacent.ShouldBe(1);
        // Pairs 3-2, 2-1 and 2-2 (from 0), each thrice, in both orders: observed 12; margins (0, 3, 12, 3): expected 2·(3·12·1 + 3·3·4 + 12·3·1)/18 = 12.
        figures.Criteria.Kappa!.Value.ShouldBe(0, 1e-9);
        figures.Verdicts!.Exact.ShouldBe(2 / 3.0, 1e-9);
        MarkingStatistics.Of([Of([4, 4, 4], [3, 3, 3])], Sheet, 3).Severities.ShouldAllBe(s => s.Difference == null);
    }

    private static Domain.Practices.Marking Marked(int[] levels, Guid who) => PracticeProperties.Marked(levels, who);
}
