using FsCheck.Fluent;
using VisionZero.Domain.Common;
using VisionZero.Domain.Courses;
using VisionZero.Domain.Learning;
using VisionZero.Domain.Tests.Support;
using static VisionZero.Domain.Tests.Support.Facts;

namespace VisionZero.Domain.Tests.Courses;

public sealed class ItemBankTests
{
    private static readonly ItemBankEvent Opened = new ItemBankEvent.Opened("foundation", 1, Noon);

    private static readonly IReadOnlyList<int> Blueprint = Policy.Foundation.Blueprint;

    [Fact]
    public void The_first_withdrawal_opens_the_bank_and_the_next_does_not()
    {
        Given.ItemBank().When(b => Withdraw(b, "r1-1")).Then(Opened, Withdrawn("r1-1"));
        Given.ItemBank(Opened, Withdrawn("r1-1")).When(b => Withdraw(b, "r2-1")).Then(Withdrawn("r2-1"));
        Given.ItemBank(Opened, Withdrawn("r1-1")).When(b => Withdraw(b, "r1-1")).ThenAlreadySo();
    }

    [Fact]
    public void A_withdrawal_says_why_and_of_what() =>
        Given.ItemBank().When(b => ItemBankDecisions.Withdraw(b, Foundation, Blueprint, "r1-1", "dislike", Anna, Noon)).ThenRefusedAt("Reason", "items.reason");

    [Fact]
    public void Only_questions_of_the_bank_are_withdrawn() => Given.ItemBank().When(b => Withdraw(b, "c1-1")).ThenRefused("items.unknown");

    [Fact]
    public void A_bank_is_not_withdrawn_below_what_papers_need()
    {
        // Five items a rule, three are drawn: two may go.
        var story = Given.ItemBank(Opened, Withdrawn("r1-1"), Withdrawn("r1-2"));

        var refusal = story.When(b => Withdraw(b, "r1-3")).ThenRefused("items.bank-too-small").Decision.Refusals[0];

        (refusal.Arguments["rule"], refusal.Arguments["left"], refusal.Arguments["quota"]).ShouldBe((1, 2, 3));
        story.When(b => ItemBankDecisions.Restore(b, "r1-1", Ben, Noon)).After.When(b => Withdraw(b, "r1-3")).Then(Withdrawn("r1-3"));
    }

    [Fact]
    public void A_draw_without_withdrawn_items_still_meets_the_blueprint_and_can_be_made_again()
    {
        var cases = from seed in Gen.Choose(int.MinValue, int.MaxValue)
                    from wishes in Gen.ArrayOf(Gen.Elements(Foundation.Rules.SelectMany(r => r.Bank).Select(i => i.Id).ToArray()), 20)
                    select (seed, wishes);

        Always.Holds(cases, c =>
        {
            var bank = c.wishes.Aggregate(Given.ItemBank(), (story, item) => story.When(b => Withdraw(b, item)).After).State;
            var outline = Foundation with { Withdrawn = bank.Items() };

            var paper = AssessmentPaper.Draw(outline, Blueprint, c.seed);

            paper.Questions.ShouldAllBe(q => !bank.Items().Contains(q.ItemId));
            paper.Questions.CountBy(q => q.Rule).ShouldAllBe(r => r.Value == Blueprint.Sum());

            // For an appeal: whatever was withdrawn or restored since, the items known from the attempt give the same paper.
            var again = Foundation with { Withdrawn = [.. bank.Items().Reverse()] };
            AssessmentPaper.Canonical(AssessmentPaper.Draw(again, Blueprint, c.seed).Questions).ShouldBe(AssessmentPaper.Canonical(paper.Questions));
            AssessmentPaper.Bank(again, Blueprint).ShouldBe(AssessmentPaper.Bank(outline, Blueprint));
            (AssessmentPaper.Bank(Foundation, Blueprint) == AssessmentPaper.Bank(outline, Blueprint)).ShouldBe(bank.Withdrawn.Count == 0);
        });
    }

    [Fact]
    public void A_marking_anew_is_applied_by_a_second_person_who_saw_this_very_list()
    {
        var proposal = new RescoreProposal(["r1-1"], [new RescoreLine(Person(7), Applicant, 1, 57, 60, false, true)]);
        var story = Given.ItemBank(Opened, Withdrawn("r1-1"));
        var id = Person(50);

        story.When(b => ItemBankDecisions.ApplyRescore(b, proposal, proposal.Digest, id, Anna, Noon)).ThenRefused("items.four-eyes");
        story.When(b => ItemBankDecisions.ApplyRescore(b, proposal with { Lines = [] }, proposal.Digest, id, Ben, Noon)).ThenRefused("items.proposal-stale");
        var nothing = proposal with { Lines = [] };
        story.When(b => ItemBankDecisions.ApplyRescore(b, nothing, nothing.Digest, id, Ben, Noon)).ThenRefused("items.nothing-to-rescore");
        story.When(b => ItemBankDecisions.ApplyRescore(b, proposal, proposal.Digest, id, Ben, Noon))
            .Then(new ItemBankEvent.RescoreApplied(id, ["r1-1"], proposal.Digest, 1, 1, 1, Ben, Noon))
            .After.When(b => ItemBankDecisions.ApplyRescore(b, proposal, proposal.Digest, id, Ben, Noon)).ThenAlreadySo();
    }

    [Fact]
    public void A_list_that_differs_anywhere_has_another_digest()
    {
        var line = new RescoreLine(Person(7), Applicant, 1, 57, 60, false, true);
        var digest = new RescoreProposal(["r1-1"], [line]).Digest;

        RescoreProposal[] others =
        [
            new(["r1-2"], [line]), new(["r1-1"], []), new(["r1-1"], [line, line with { Attempt = 2 }]),
            new(["r1-1"], [line with { NewPercent = 61 }]), new(["r1-1"], [line with { OldPercent = 56 }]), new(["r1-1"], [line with { NewPassed = false }]), new(["r1-1"], [line with { EnrolmentId = Person(8) }]),
        ];

        others.ShouldAllBe(o => o.Digest != digest);
    }

    private static ItemBankEvent.ItemWithdrawn Withdrawn(string item) => new ItemBankEvent.ItemWithdrawn(item, "wrong-key", Anna, Noon);

    private static Decision<ItemBankEvent> Withdraw(ItemBank bank, string item) => ItemBankDecisions.Withdraw(bank, Foundation, Blueprint, item, "wrong-key", Anna, Noon);
}
