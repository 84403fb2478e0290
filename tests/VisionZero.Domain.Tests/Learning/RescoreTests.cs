using FsCheck.Fluent;
using VisionZero.Domain.Courses;
using VisionZero.Domain.Learning;
using VisionZero.Domain.Scheme;
using VisionZero.Domain.Tests.Support;
using static VisionZero.Domain.Tests.Support.Facts;

namespace VisionZero.Domain.Tests.Learning;

public sealed class RescoreTests
{
    private static readonly Guid Id = Person(90);

    private static LevelPolicy Rules => Policy.Foundation;

    [Fact]
    public void A_paper_that_runs_when_an_item_is_withdrawn_is_marked_without_it()
    {
        // 21 questions, 60 %: 12 right are 57 %. The last one, wrong, is withdrawn: 12 of 20 are 60 %.
        var started = Learner.Started();
        var gone = started.Questions[^1].ItemId;
        var outline = Foundation with { Withdrawn = [gone] };

        var outcome = Given.Enrolment(Learner.Sitting(12)).When(e => EnrolmentDecisions.Submit(e, outline, Rules, 1, Noon));

        var attempt = outcome.State.Attempts[0];
        (attempt.Percent, attempt.Passed, attempt.Scores.Sum(s => s.Possible)).ShouldBe((60, true, 20));
        attempt.Uncounted.ShouldBe([gone]);
        Given.Enrolment(Learner.Sitting(12)).When(e => EnrolmentDecisions.Submit(e, Foundation, Rules, 1, Noon)).State.Attempts[0].Passed.ShouldBe(false);
    }

    [Fact]
    public void A_start_says_which_items_were_left_out()
    {
        var outline = Foundation with { Withdrawn = ["r1-1"] };

        var started = Given.Enrolment(Learner.Studied()).When(e => EnrolmentDecisions.StartAssessment(e, outline, Rules, Learner.Seed, Noon)).State.Attempts[0];

        started.Withdrawn.ShouldBe(["r1-1"]);
        started.Bank.ShouldBe(AssessmentPaper.Bank(outline, Rules.Blueprint));
        AssessmentPaper.Canonical(AssessmentPaper.Draw(Foundation with { Withdrawn = started.Withdrawn }, Rules.Blueprint, started.Seed).Questions).ShouldBe(AssessmentPaper.Canonical(started.Questions));
    }

    [Fact]
    public void A_failed_paper_passes_when_a_wrong_answer_no_longer_counts_and_the_course_is_complete_with_its_plan()
    {
        var story = Marked(12).And(Learner.Plan(1, Enumerable.Range(1, 7)));
        var attempt = story.State.Attempts[0];

        var outcome = story.When(e => EnrolmentDecisions.Rescore(e, Foundation, Rules, [attempt.Questions[^1].ItemId], Id, Noon));

        outcome.ThenKinds(typeof(EnrolmentEvent.AssessmentRescored), typeof(EnrolmentEvent.CourseCompleted));
        var remark = outcome.State.Attempts[0].Remarks.ShouldHaveSingleItem();
        (remark.OldPercent, remark.OldPassed, remark.NewPercent, remark.NewPassed).ShouldBe((57, false, 60, true));
        remark.Items.ShouldBe([attempt.Questions[^1].ItemId]);
        outcome.After.When(e => EnrolmentDecisions.Rescore(e, Foundation, Rules, [attempt.Questions[^1].ItemId], Id, Noon)).ThenAlreadySo();
    }

    [Fact]
    public void A_right_answer_that_no_longer_counts_costs_nobody_a_pass_or_a_point()
    {
        // 13 of 21 are 61 %; without two right ones 11 of 19 would be 57 %.
        var story = Marked(13);
        string[] items = [story.State.Attempts[0].Questions[0].ItemId, story.State.Attempts[0].Questions[1].ItemId];

        var attempt = story.When(e => EnrolmentDecisions.Rescore(e, Foundation, Rules, items, Id, Noon)).State.Attempts[0];

        (attempt.Percent, attempt.Passed, attempt.Scores.Sum(s => s.Points)).ShouldBe((61, true, 13));
        attempt.Uncounted.ShouldBe(items, ignoreOrder: true);
    }

    [Fact]
    public void It_is_marked_again_by_the_pass_mark_told_at_its_start()
    {
        // 12 of 21 are 57 %; without a wrong one 12 of 20 are 60 %.
        var story = Marked(12);
        var gone = story.State.Attempts[0].Questions[^1].ItemId;

        story.When(e => EnrolmentDecisions.Rescore(e, Foundation, Rules with { PassMarkPercent = 70 }, [gone], Id, Noon)).State.HasPassed().ShouldBeTrue();
    }

    [Fact]
    public void Other_papers_are_not_touched_and_a_running_one_is_not_marked()
    {
        var other = Foundation.Rules.SelectMany(r => r.Bank).First(i => Learner.Started().Questions.All(q => q.ItemId != i.Id)).Id;

        Marked(12).When(e => EnrolmentDecisions.Rescore(e, Foundation, Rules, [other], Id, Noon)).ThenAlreadySo();
        Given.Enrolment(Learner.Sitting(12)).When(e => EnrolmentDecisions.Rescore(e, Foundation, Rules, [Learner.Started().Questions[0].ItemId], Id, Noon)).ThenAlreadySo();
    }

    [Fact]
    public void No_withdrawal_ever_lowers_a_result_and_the_proposal_says_what_is_written()
    {
        var items = Foundation.Rules.SelectMany(r => r.Bank).Select(i => i.Id).ToArray();
        var cases = from right in Gen.Choose(0, 21) from first in Gen.ArrayOf(Gen.Elements(items), 6) from second in Gen.ArrayOf(Gen.Elements(items), 9) select (right, first, second);

        Always.Holds(cases, c =>
        {
            var story = Marked(c.right);
            foreach (string[] gone in new[] { c.first, c.second })
            {
                var before = story.State.Attempts[0];
                var proposal = RescoreProposal.Of(Foundation, gone, [new TakenPaper(Given.StreamId, Applicant, before)], Rules.PassMarkPercent);
                story = story.When(e => EnrolmentDecisions.Rescore(e, Foundation, Rules, gone, Id, Noon)).After;
                var after = story.State.Attempts[0];

                after.Percent!.Value.ShouldBeGreaterThanOrEqualTo(before.Percent!.Value);
                (after.Passed == true || before.Passed == false).ShouldBeTrue("a pass stays a pass");
                after.Uncounted.ShouldBe(before.Uncounted.Union(before.Questions.Select(q => q.ItemId).Intersect(gone)), ignoreOrder: true);
                if (proposal.Lines.Count == 0)
                {
                    after.Remarks.Count.ShouldBe(before.Remarks.Count);
                }
                else
                {
                    var line = proposal.Lines.ShouldHaveSingleItem();
                    (line.OldPercent, line.NewPercent, line.OldPassed, line.NewPassed).ShouldBe((before.Percent.Value, after.Percent.Value, before.Passed == true, after.Passed == true));
                }
            }
        });
    }

    private static Story<Enrolment, EnrolmentEvent> Marked(int right) =>
        Given.Enrolment(Learner.Sitting(right)).When(e => EnrolmentDecisions.Submit(e, Foundation, Rules, 1, Noon)).After;
}
