using FsCheck.Fluent;
using VisionZero.Domain.Common;
using VisionZero.Domain.Courses;
using VisionZero.Domain.Tests.Support;

namespace VisionZero.Domain.Tests.Courses;

public sealed class ItemStatisticsTests
{
    private static readonly CourseOutline Outline = new("x", 1, Level.Foundation, [new RuleOutline(1, [], [], [.. Enumerable.Range(1, 3).Select(i => new ItemKey($"i{i}", ItemKind.Single, ["a", "b", "c", "d"], ["a"], 1))], [])]);

    [Fact]
    public void The_point_biserial_is_that_of_a_worked_example()
    {
        // Right: rests 0.9, 0.8, 0.7 (mean 0.8); wrong: 0.6, 0.4 (mean 0.5). All five: mean 0.68, variance 0.0296.
        // (0.8 - 0.5) / sqrt(0.0296) * sqrt(0.6 * 0.4) = 0.3 * sqrt(0.24 / 0.0296) = 0.3 * 2.847474 = 0.854242.
        var r = ItemStatistics.PointBiserial([(true, 0.9), (true, 0.8), (true, 0.7), (false, 0.6), (false, 0.4)]);

        r.ShouldNotBeNull().ShouldBe(0.854242, 0.000001);
        ItemStatistics.PointBiserial([(true, 0.9), (true, 0.2)]).ShouldBeNull("everybody is right");
        ItemStatistics.PointBiserial([(true, 0.5), (false, 0.5)]).ShouldBeNull("everybody is as good");
    }

    [Fact]
    public void The_upper_lower_index_is_that_of_a_worked_example()
    {
        // Ten papers: 27 % are 2.7, so 3 seats. The best three (0.9, 0.8, 0.7): 3 right. The weakest three (0.1, 0.2, 0.3): 1 right.
        (bool, double)[] marks = [(true, 0.9), (true, 0.8), (true, 0.7), (true, 0.65), (false, 0.6), (false, 0.5), (true, 0.4), (true, 0.3), (false, 0.2), (false, 0.1)];

        ItemStatistics.UpperLower(marks).ShouldNotBeNull().ShouldBe(1 - (1.0 / 3), 0.00001);
    }

    [Fact]
    public void Equal_results_at_the_border_share_the_seats()
    {
        // Three seats at each end; above, 0.9 is right and eight papers of 0.5, four of them right, share two seats: (1 + 2 * 4/8) / 3.
        // Below, 0.1 is wrong and the same eight share two: (0 + 2 * 4/8) / 3.
        (bool, double)[] marks = [(true, 0.9), (false, 0.1), .. Enumerable.Range(0, 8).Select(i => (i < 4, 0.5))];

        ItemStatistics.UpperLower(marks).ShouldNotBeNull().ShouldBe((2.0 / 3) - (1.0 / 3), 0.00001);
        ItemStatistics.UpperLower([.. marks.Reverse()]).ShouldBe(ItemStatistics.UpperLower(marks));
    }

    [Fact]
    public void Counts_are_of_first_marked_papers_and_exposure_of_all()
    {
        var noon = Facts.Noon;
        MarkedPaper[] papers =
        [
            new(Facts.Anna, noon, true, [Asked("i1", "a"), Asked("i2", "b")]),
            new(Facts.Anna, noon.AddDays(1), true, [Asked("i1", "b"), Asked("i2", "a")]),
            new(Facts.Ben, noon, true, [Asked("i1"), Asked("i2", "a")]),
            new(Facts.Chen, noon, false, [Asked("i1", "a")]),
        ];

        var first = ItemStatistics.Of(Outline, papers).Single(f => f.ItemId == "i1");

        (first.Drawn, first.Papers, first.Exposure).ShouldBe((4, 4, 1.0));
        (first.Sample, first.Omitted, first.Answered, first.Right, first.Difficulty).ShouldBe((2, 1, 1, 1, 0.5));
        first.Choices.ShouldBe(new Dictionary<string, int> { ["a"] = 1 });
        (first.PointBiserial, first.UpperLower).ShouldBe((null, null), "two papers say nothing");
        first.Flags.ShouldBeEmpty();
        ItemStatistics.Of(Outline, papers).Single(f => f.ItemId == "i3").Difficulty.ShouldBeNull();
    }

    [Fact]
    public void A_wrong_key_is_flagged_as_what_it_is()
    {
        // Who gets i2 right says b in i1; the key says a. i3 is right for everybody.
        var papers = Enumerable.Range(0, 40).Select(n => new MarkedPaper(Facts.Person(100 + n), Facts.Noon, true, [Asked("i1", n < 24 ? "b" : "a"), Asked("i2", n < 24 ? "a" : "c"), Asked("i3", "a")])).ToList();

        var figures = ItemStatistics.Of(Outline, papers).ToDictionary(f => f.ItemId);

        figures["i1"].PointBiserial.ShouldNotBeNull().ShouldBe(-1, 0.00001);
        figures["i1"].UpperLower.ShouldNotBeNull().ShouldBe(-1, 0.00001);
        figures["i1"].Flags.ShouldBe([ItemFlag.NegativeDiscrimination, ItemFlag.DistractorBeatsKey, ItemFlag.OverExposed]);
        figures["i3"].Flags.ShouldBe([ItemFlag.TooEasy, ItemFlag.OverExposed]);

        // Withdrawn, it no longer spoils what the others are compared with.
        var without = ItemStatistics.Of(Outline with { Withdrawn = ["i1"] }, papers).ToDictionary(f => f.ItemId);
        without["i2"].PointBiserial.ShouldBeNull("i3 alone does not vary");
        without["i1"].PointBiserial.ShouldNotBeNull().ShouldBe(-1, 0.00001);
    }

    [Fact]
    public void Figures_stay_within_their_bounds_and_do_not_depend_on_the_order_of_papers()
    {
        var answer = from chosen in Gen.Elements("a", "b", "c", "d", "") select chosen;
        var paper = from learner in Gen.Choose(1, 60)
                    from day in Gen.Choose(0, 5)
                    from marked in Gen.Frequency((9, Gen.Constant(true)), (1, Gen.Constant(false)))
                    from one in answer
                    from two in answer
                    from three in answer
                    select new MarkedPaper(Facts.Person(learner), Facts.Noon.AddDays(day).AddTicks(learner), marked, [Asked("i1", one), Asked("i2", two), Asked("i3", three)]);
        var papers = Gen.ArrayOf(paper, 90);

        Always.Holds(papers, all =>
        {
            // Two papers of one person at the same moment cannot be.
            MarkedPaper[] distinct = [.. all.DistinctBy(p => (p.Learner, p.StartedAt))];
            var figures = ItemStatistics.Of(Outline, distinct);

            foreach (var f in figures)
            {
                f.Difficulty.ShouldNotBeNull().ShouldBeInRange(0, 1);
                f.Exposure.ShouldBeInRange(0, 1);
                (f.PointBiserial ?? 0).ShouldBeInRange(-1, 1);
                (f.UpperLower ?? 0).ShouldBeInRange(-1.0000001, 1.0000001);
                (f.Answered + f.Omitted).ShouldBe(f.Sample);
                f.Right.ShouldBeLessThanOrEqualTo(f.Answered);
                f.Choices.Values.Sum().ShouldBe(f.Answered);
                (f.Sample >= ItemStatistics.EnoughPapers || f.UpperLower is null).ShouldBeTrue();
            }

            var reversed = ItemStatistics.Of(Outline, [.. distinct.Reverse()]);
            reversed.Select(f => (f.Sample, f.Right, f.Drawn)).ShouldBe(figures.Select(f => (f.Sample, f.Right, f.Drawn)));
            foreach (var (f, r) in figures.Zip(reversed))
            {
                (r.UpperLower ?? 9).ShouldBe(f.UpperLower ?? 9, 0.0000001);
                (r.PointBiserial ?? 9).ShouldBe(f.PointBiserial ?? 9, 0.0000001);
            }
        });
    }

    private static MarkedQuestion Asked(string item, string chosen = "") => new(item, chosen.Length == 0 ? [] : [chosen], chosen == "a");
}
