using FsCheck.Fluent;
using VisionZero.Domain.Common;
using VisionZero.Domain.Courses;
using VisionZero.Domain.Tests.Support;

namespace VisionZero.Domain.Tests.Courses;

public sealed class PaperTests
{
    /// <summary>
    /// Drawn by an independent implementation of SplitMix64 and Fisher–Yates in another language. Papers are judged in
    /// appeals years later: if this test fails, the draw has changed and must be put back, never the sample.
    /// </summary>
    [Theory]
    [InlineData(20260701, "r6-5:dcba r4-3:acdb r7-3:bdac r5-2:badc r1-1:dbca r3-3:cdab r2-3:dbac r2-1:cdba r1-5:cdba r4-2:bcda r7-2:badc r1-2:bcda r6-4:abcd r6-1:cabd r5-4:bcad r2-4:bcda r7-1:bdca r3-5:cbda r5-1:dcab r4-4:cadb r3-2:dabc")]
    [InlineData(-1, "r6-3:abdc r1-1:bcda r6-4:abdc r2-4:bdac r4-5:bcda r5-2:abcd r6-1:bdac r2-3:cdab r7-2:acdb r5-5:badc r3-1:dbca r4-3:dbac r4-1:cabd r5-1:dcab r1-3:adbc r7-3:adcb r3-5:dacb r7-1:bcad r1-4:acdb r2-1:dbac r3-3:dbca")]
    public void A_seed_gives_the_same_paper_for_ever(long seed, string paper) =>
        string.Join(' ', AssessmentPaper.Draw(Facts.Foundation, [3], seed).Questions.Select(q => $"{q.ItemId}:{string.Concat(q.OptionOrder)}")).ShouldBe(paper);

    [Fact]
    public void Every_paper_has_its_quota_of_each_rule_without_repetition()
    {
        var cases = from seed in Gen.Choose(int.MinValue, int.MaxValue) from quota in Gen.Choose(0, 5) select (seed, quota);

        Always.Holds(cases, c =>
        {
            var paper = AssessmentPaper.Draw(Facts.Foundation, [c.quota], c.seed);

            paper.Seed.ShouldBe(c.seed);
            paper.Questions.Count.ShouldBe(c.quota * GoldenRules.Count);
            paper.Questions.Select(q => q.ItemId).Distinct().Count().ShouldBe(paper.Questions.Count);
            foreach (var rule in Facts.Foundation.Rules)
            {
                var asked = paper.Questions.Where(q => q.Rule == rule.Rule).ToList();
                asked.Count.ShouldBe(c.quota);
                asked.ShouldAllBe(q => rule.Bank.Any(i => i.Id == q.ItemId));
            }

            paper.Questions.ShouldAllBe(q => q.OptionOrder.Order(StringComparer.Ordinal).SequenceEqual(new[] { "a", "b", "c", "d" }));
        });
    }

    [Fact]
    public void Every_item_and_every_order_of_options_has_its_chance()
    {
        var papers = Enumerable.Range(0, 2000).Select(seed => AssessmentPaper.Draw(Facts.Foundation, [1], seed)).ToList();
        var first = papers.Select(p => p.Questions.Single(q => q.Rule == 1)).ToList();

        // 400 expected of each of 5 items, 83 of each of 24 orders: far outside these bounds is a broken shuffle.
        first.GroupBy(q => q.ItemId).Select(g => g.Count()).ShouldAllBe(n => n > 300 && n < 500);
        first.GroupBy(q => q.ItemId).Count().ShouldBe(5);
        first.GroupBy(q => string.Concat(q.OptionOrder)).Select(g => g.Count()).ShouldAllBe(n => n > 40 && n < 140);
        first.GroupBy(q => string.Concat(q.OptionOrder)).Count().ShouldBe(24);
    }

    [Fact]
    public void A_bank_smaller_than_the_quota_is_a_mistake_in_the_content() =>
        Should.Throw<InvalidOperationException>(() => AssessmentPaper.Draw(Facts.Foundation, [6], 1)).Message.ShouldContain("rule 1 has 5 items");

    [Fact]
    public void The_fingerprint_of_the_bank_changes_with_everything_a_draw_depends_on()
    {
        var bank = AssessmentPaper.Bank(Facts.Foundation, [3]);
        var rule = Facts.Foundation.Rule(2);

        AssessmentPaper.Bank(Facts.Foundation, [3]).ShouldBe(bank);
        AssessmentPaper.Bank(Facts.Foundation, [2]).ShouldNotBe(bank);
        AssessmentPaper.Bank(With([.. rule.Bank.Skip(1)]), [3]).ShouldNotBe(bank);
        AssessmentPaper.Bank(With([.. rule.Bank.Reverse()]), [3]).ShouldNotBe(bank);
        AssessmentPaper.Bank(With([.. rule.Bank.Select(i => i with { Difficulty = 2 })]), [3]).ShouldNotBe(bank);

        CourseOutline With(IReadOnlyList<ItemKey> items) => Facts.Foundation with { Rules = [.. Facts.Foundation.Rules.Select(r => r.Rule == 2 ? r with { Bank = items } : r)] };
    }

    [Fact]
    public void A_paper_has_its_quota_of_each_difficulty_and_leaves_the_spots_of_a_picture_in_their_order()
    {
        var bank = Enumerable.Range(0, 12).Select(i => new ItemKey($"x-{i}", i % 2 == 0 ? ItemKind.Scene : ItemKind.Single, ["a", "b", "c", "d"], ["a"], (i % 3) + 1)).ToList();
        var outline = new CourseOutline("x", 1, Level.Foundation, [new RuleOutline(1, [], [], bank, [])]);

        Always.Holds(Gen.Choose(int.MinValue, int.MaxValue), seed =>
        {
            var paper = AssessmentPaper.Draw(outline, [1, 2, 3], seed);

            var items = paper.Questions.Select(q => outline.BankItem(q.ItemId)!).ToList();
            items.CountBy(i => i.Difficulty).OrderBy(d => d.Key).Select(d => d.Value).ShouldBe([1, 2, 3]);
            paper.Questions.Where(q => outline.BankItem(q.ItemId)!.Kind == ItemKind.Scene).ShouldAllBe(q => string.Concat(q.OptionOrder) == "abcd");
        });
        Should.Throw<InvalidOperationException>(() => AssessmentPaper.Draw(outline, [0, 0, 5], 1)).Message.ShouldContain("4 items of difficulty 3");
    }
}
