using VisionZero.Domain.Learning;
using VisionZero.Domain.Tests.Support;
using static VisionZero.Domain.Tests.Support.Facts;

namespace VisionZero.Domain.Tests.Learning;

public sealed class MarkingTests
{
    [Theory]
    // 21 questions at 60 %: 12.6 points are needed, so 12 (57 %) fail and 13 (61 %) pass.
    [InlineData(3, 60, 12, false, 57)]
    [InlineData(3, 60, 13, true, 61)]
    // 35 questions at 60 %: exactly 21 points pass.
    [InlineData(5, 60, 20, false, 57)]
    [InlineData(5, 60, 21, true, 60)]
    // 14 questions at 50 %.
    [InlineData(2, 50, 6, false, 42)]
    [InlineData(2, 50, 7, true, 50)]
    // 57 % of 21 is 11.97: 12 points are 57.14 %.
    [InlineData(3, 57, 12, true, 57)]
    // 58 % is not met by 57.14 %, though both would round to 58 or 57 by taste.
    [InlineData(3, 58, 12, false, 57)]
    [InlineData(3, 100, 20, false, 95)]
    [InlineData(3, 100, 21, true, 100)]
    [InlineData(3, 0, 0, true, 0)]
    public void The_pass_mark_is_met_exactly_or_not_at_all(int itemsPerRule, int passMark, int right, bool passes, int percent)
    {
        var policy = Policy.Foundation with { Blueprint = [itemsPerRule], PassMarkPercent = passMark };

        var outcome = Given.Enrolment(Learner.Sitting(right, policy)).When(e => EnrolmentDecisions.Submit(e, Foundation, policy, 1, Noon))
            .ThenKinds(typeof(EnrolmentEvent.AssessmentSubmitted), passes ? typeof(EnrolmentEvent.AssessmentPassed) : typeof(EnrolmentEvent.AssessmentFailed));

        var attempt = outcome.State.Attempts.ShouldHaveSingleItem();
        attempt.Passed.ShouldBe(passes);
        attempt.Percent.ShouldBe(percent);
        attempt.SubmittedAt.ShouldBe(Noon);
        attempt.Scores.Sum(s => s.Points).ShouldBe(right);
        outcome.State.HasPassed().ShouldBe(passes);
    }

    [Fact]
    public void The_pass_mark_told_at_the_start_marks_the_paper_whatever_the_scheme_says_later()
    {
        // 13 of 21 are 61 %.
        var stricter = Policy.Foundation with { PassMarkPercent = 70 };
        var story = Given.Enrolment(Learner.Sitting(right: 13));

        story.State.Running()!.PassMark.ShouldBe(60);
        story.When(e => EnrolmentDecisions.Submit(e, Foundation, stricter, 1, Noon)).Decision.Events[1].ShouldBeOfType<EnrolmentEvent.AssessmentPassed>().PassMark.ShouldBe(60);
        story.When(e => EnrolmentDecisions.CloseOverdue(e, Foundation, stricter, Noon.AddHours(1))).State.HasPassed().ShouldBeTrue();
    }

    [Fact]
    public void A_paper_whose_start_did_not_keep_the_pass_mark_is_marked_by_the_scheme()
    {
        var started = Learner.Started() with { PassMark = null };
        var story = Given.Enrolment([.. Learner.Studied(), started, .. Learner.Answers(started, right: 13)]);

        var marked = story.When(e => EnrolmentDecisions.Submit(e, Foundation, Policy.Foundation with { PassMarkPercent = 70 }, 1, Noon));

        marked.Decision.Events[1].ShouldBeOfType<EnrolmentEvent.AssessmentFailed>().PassMark.ShouldBe(70);
        marked.State.Attempts[0].PassMark.ShouldBe(70);
    }

    [Fact]
    public void Each_rule_has_its_own_score()
    {
        var started = Learner.Started();
        var onlyRuleFour = started.Questions.Where(q => q.Rule == 4)
            .Select(q => new EnrolmentEvent.AnswerSaved(1, q.ItemId, Foundation.BankItem(q.ItemId)!.Correct, Noon));

        var scores = Given.Enrolment([.. Learner.Studied(), started, .. onlyRuleFour])
            .When(e => EnrolmentDecisions.Submit(e, Foundation, Policy.Foundation, 1, Noon)).State.Attempts[0].Scores;

        scores.ShouldBe([new(1, 0, 3), new(2, 0, 3), new(3, 0, 3), new(4, 3, 3), new(5, 0, 3), new(6, 0, 3), new(7, 0, 3)]);
        scores[3].Percent.ShouldBe(100);
    }

    [Fact]
    public void A_part_of_a_multiple_question_earns_nothing()
    {
        var started = Learner.Started();
        var oneLetterEach = started.Questions.Select(q => new EnrolmentEvent.AnswerSaved(1, q.ItemId, ["a"], Noon));
        var single = started.Questions.Count(q => Foundation.BankItem(q.ItemId)!.Correct.Count == 1);

        Given.Enrolment([.. Learner.Studied(), started, .. oneLetterEach])
            .When(e => EnrolmentDecisions.Submit(e, Foundation, Policy.Foundation, 1, Noon)).State.Attempts[0].Scores.Sum(s => s.Points).ShouldBe(single);
    }

    [Fact]
    public void The_last_saved_answer_counts()
    {
        var started = Learner.Started();
        var changedForWorse = new EnrolmentEvent.AnswerSaved(1, started.Questions[0].ItemId, ["d"], Noon);

        Given.Enrolment([.. Learner.Sitting(right: 13), changedForWorse])
            .When(e => EnrolmentDecisions.Submit(e, Foundation, Policy.Foundation, 1, Noon)).State.HasPassed().ShouldBeFalse();
    }

    [Fact]
    public void An_unanswered_paper_fails_without_an_error() =>
        Given.Enrolment([.. Learner.Studied(), Learner.Started()]).When(e => EnrolmentDecisions.Submit(e, Foundation, Policy.Foundation, 1, Noon)).State.Attempts[0].Percent.ShouldBe(0);

    [Theory]
    [InlineData(0, 0, 0)]
    [InlineData(2, 3, 66)]
    [InlineData(3, 3, 100)]
    public void Percent_of_a_rule_is_rounded_down(int points, int possible, int percent) => new RuleScore(1, points, possible).Percent.ShouldBe(percent);
}
