using VisionZero.Domain.Common;
using VisionZero.Domain.Learning;
using VisionZero.Domain.Tests.Support;
using static VisionZero.Domain.Tests.Support.Facts;

namespace VisionZero.Domain.Tests.Learning;

/// <summary>Attempts, time limit, handing in.</summary>
public sealed class AssessmentTests
{
    private static readonly DateTimeOffset Deadline = Noon.AddMinutes(45);
    private static readonly DateTimeOffset LastMoment = Deadline + EnrolmentDecisions.Lateness;
    private static readonly DateTimeOffset TooLate = LastMoment.AddTicks(1);

    [Fact]
    public void An_assessment_begins_with_the_paper_of_its_seed_and_a_deadline() =>
        Given.Enrolment(Learner.Studied()).When(e => EnrolmentDecisions.StartAssessment(e, Foundation, Policy.Foundation, Learner.Seed, Noon)).Then(Learner.Started());

    [Fact]
    public void The_log_keeps_what_was_drawn_by_and_in_which_words_it_was_shown()
    {
        var outline = Foundation with { ContentSha256 = "abc" };

        var attempt = Given.Enrolment(Learner.Studied()).When(e => EnrolmentDecisions.StartAssessment(e, outline, Policy.Foundation, Learner.Seed, Noon, "zh")).State.Attempts[0];

        attempt.Blueprint.ShouldBe(Policy.Foundation.Blueprint);
        (attempt.ContentSha256, attempt.Locale).ShouldBe(("abc", "zh"));
    }

    [Fact]
    public void It_needs_the_whole_course_studied() =>
        Given.Enrolment(Learner.Studied().SkipLast(1)).When(e => EnrolmentDecisions.StartAssessment(e, Foundation, Policy.Foundation, 1, Noon)).ThenRefused("enrolment.study-first");

    [Fact]
    public void A_running_one_is_gone_on_with_not_begun_again()
    {
        var sitting = Given.Enrolment(Learner.Sitting(3));

        sitting.When(e => EnrolmentDecisions.StartAssessment(e, Foundation, Policy.Foundation, 99, Deadline)).ThenAlreadySo();
        sitting.When(e => EnrolmentDecisions.StartAssessment(e, Foundation, Policy.Foundation, 99, Deadline.AddTicks(1))).ThenRefused("enrolment.time-ran-out");
    }

    [Fact]
    public void There_are_as_many_attempts_as_the_scheme_allows()
    {
        var once = Given.Enrolment([.. Learner.Studied(), .. Learner.Failed(1)]);
        once.When(e => EnrolmentDecisions.StartAssessment(e, Foundation, Policy.Foundation, Learner.Seed, Noon)).Then(Learner.Started(2));

        once.And(Learner.Failed(2)).When(e => EnrolmentDecisions.StartAssessment(e, Foundation, Policy.Foundation, 1, Noon)).ThenRefused("enrolment.no-attempts-left");
    }

    [Fact]
    public void Who_passed_takes_no_other() =>
        Given.Enrolment([.. Learner.Studied(), .. Learner.Passed(1)]).When(e => EnrolmentDecisions.StartAssessment(e, Foundation, Policy.Foundation, 1, Noon)).ThenRefused("enrolment.already-passed");

    [Fact]
    public void An_answer_is_saved_changed_and_taken_back()
    {
        var item = Learner.Started().Questions.First(q => Foundation.BankItem(q.ItemId)!.Correct.Count == 2).ItemId;
        var saved = Given.Enrolment([.. Learner.Studied(), Learner.Started()])
            .When(e => EnrolmentDecisions.SaveAnswer(e, Foundation, 1, item, ["a", "b"], Noon)).Then(new EnrolmentEvent.AnswerSaved(1, item, ["a", "b"], Noon)).After;

        saved.When(e => EnrolmentDecisions.SaveAnswer(e, Foundation, 1, item, ["b", "a"], Noon)).ThenAlreadySo();
        saved.When(e => EnrolmentDecisions.SaveAnswer(e, Foundation, 1, item, ["a"], Noon)).Then(new EnrolmentEvent.AnswerSaved(1, item, ["a"], Noon))
            .State.Running()!.Answers[item].ShouldBe(["a"]);
        saved.When(e => EnrolmentDecisions.SaveAnswer(e, Foundation, 1, item, [], Noon)).Then(new EnrolmentEvent.AnswerSaved(1, item, [], Noon));
    }

    [Fact]
    public void Taking_back_what_was_never_given_writes_nothing() =>
        Given.Enrolment([.. Learner.Studied(), Learner.Started()]).When(e => EnrolmentDecisions.SaveAnswer(e, Foundation, 1, Learner.Started().Questions[0].ItemId, [], Noon)).ThenAlreadySo();

    [Fact]
    public void Only_questions_and_options_of_the_paper_are_answered()
    {
        var sitting = Given.Enrolment([.. Learner.Studied(), Learner.Started()]);
        var asked = Learner.Started().Questions.Select(q => q.ItemId).ToHashSet();
        var notAsked = Foundation.Rules.SelectMany(r => r.Bank).First(i => !asked.Contains(i.Id)).Id;

        sitting.When(e => EnrolmentDecisions.SaveAnswer(e, Foundation, 1, notAsked, ["a"], Noon)).ThenRefused("enrolment.no-such-question");
        sitting.When(e => EnrolmentDecisions.SaveAnswer(e, Foundation, 1, asked.First(), ["x"], Noon)).ThenRefusedAt("Chosen", "enrolment.no-such-option");
        sitting.When(e => EnrolmentDecisions.SaveAnswer(e, Foundation, 2, asked.First(), ["a"], Noon)).ThenRefused("enrolment.other-attempt");
        Given.Enrolment(Learner.Studied()).When(e => EnrolmentDecisions.SaveAnswer(e, Foundation, 1, notAsked, ["a"], Noon)).ThenRefused("enrolment.not-running");
    }

    [Fact]
    public void A_slow_line_has_ten_seconds_and_no_more()
    {
        var sitting = Given.Enrolment([.. Learner.Studied(), Learner.Started()]);
        var item = Learner.Started().Questions[0].ItemId;

        sitting.When(e => EnrolmentDecisions.SaveAnswer(e, Foundation, 1, item, ["a"], LastMoment)).ThenKinds(typeof(EnrolmentEvent.AnswerSaved));
        sitting.When(e => EnrolmentDecisions.SaveAnswer(e, Foundation, 1, item, ["a"], TooLate)).ThenRefused("enrolment.time-ran-out");
        sitting.When(e => EnrolmentDecisions.Submit(e, Foundation, Policy.Foundation, 1, LastMoment)).ThenKinds(typeof(EnrolmentEvent.AssessmentSubmitted), typeof(EnrolmentEvent.AssessmentFailed));
        sitting.When(e => EnrolmentDecisions.Submit(e, Foundation, Policy.Foundation, 1, TooLate)).ThenRefused("enrolment.time-ran-out");
    }

    [Fact]
    public void What_is_overdue_is_closed_with_the_answers_saved_in_time()
    {
        var sitting = Given.Enrolment(Learner.Sitting(right: 21));

        sitting.When(e => EnrolmentDecisions.CloseOverdue(e, Foundation, Policy.Foundation, LastMoment)).ThenAlreadySo();
        var closed = sitting.When(e => EnrolmentDecisions.CloseOverdue(e, Foundation, Policy.Foundation, TooLate))
            .ThenKinds(typeof(EnrolmentEvent.AssessmentSubmitted), typeof(EnrolmentEvent.AssessmentPassed));

        closed.Decision.Events[0].ShouldBe(new EnrolmentEvent.AssessmentSubmitted(1, TimeRanOut: true, TooLate));
        closed.State.HasPassed().ShouldBeTrue();
        closed.After.When(e => EnrolmentDecisions.CloseOverdue(e, Foundation, Policy.Foundation, TooLate)).ThenAlreadySo();
        Given.Enrolment(Learner.Studied()).When(e => EnrolmentDecisions.CloseOverdue(e, Foundation, Policy.Foundation, TooLate)).ThenAlreadySo();
    }

    [Fact]
    public void At_every_instant_a_running_one_is_either_handed_in_or_closed()
    {
        foreach (var at in new[] { Noon, Deadline, LastMoment, TooLate, TooLate.AddDays(9) })
        {
            var sitting = Given.Enrolment(Learner.Sitting(3)).State;

            EnrolmentDecisions.Submit(sitting, Foundation, Policy.Foundation, 1, at).Accepted
                .ShouldNotBe(EnrolmentDecisions.CloseOverdue(sitting, Foundation, Policy.Foundation, at).Events.Count > 0);
        }
    }

    [Fact]
    public void Handing_in_twice_is_one_submission()
    {
        var submitted = Given.Enrolment(Learner.Sitting(3)).When(e => EnrolmentDecisions.Submit(e, Foundation, Policy.Foundation, 1, Noon)).After;

        submitted.When(e => EnrolmentDecisions.Submit(e, Foundation, Policy.Foundation, 1, Noon)).ThenAlreadySo();
        submitted.When(e => EnrolmentDecisions.Submit(e, Foundation, Policy.Foundation, 1, TooLate)).ThenAlreadySo();
        submitted.And(Learner.Started(2)).When(e => EnrolmentDecisions.Submit(e, Foundation, Policy.Foundation, 1, Noon)).ThenAlreadySo();
        submitted.When(e => EnrolmentDecisions.Submit(e, Foundation, Policy.Foundation, 2, Noon)).ThenRefused("enrolment.not-running");
    }

    [Fact]
    public void After_handing_in_nothing_is_saved() =>
        Given.Enrolment([.. Learner.Studied(), .. Learner.Failed(1)])
            .When(e => EnrolmentDecisions.SaveAnswer(e, Foundation, 1, Learner.Started().Questions[0].ItemId, ["a"], Noon)).ThenRefused("enrolment.not-running");

    [Fact]
    public void The_plan_may_be_written_before_or_after_the_assessment()
    {
        var plan = Learner.Plan(1, GoldenRules.All).ToList();

        Given.Enrolment([.. Learner.Sitting(21), .. plan]).When(e => EnrolmentDecisions.Submit(e, Foundation, Policy.Foundation, 1, Noon))
            .ThenKinds(typeof(EnrolmentEvent.AssessmentSubmitted), typeof(EnrolmentEvent.AssessmentPassed), typeof(EnrolmentEvent.CourseCompleted))
            .State.CompletedAt.ShouldBe(Noon);
        Given.Enrolment([.. Learner.Studied(), .. Learner.Passed(1), .. plan.SkipLast(1)]).When(e => EnrolmentDecisions.WriteActionPlan(e, Policy.Foundation, 7, 1, "plan", Noon))
            .Then(plan[^1], new EnrolmentEvent.CourseCompleted(Noon));
    }

    [Fact]
    public void The_course_is_completed_once_and_only_by_who_passed()
    {
        Given.Enrolment([.. Learner.Studied(), .. Learner.Failed(1), .. Learner.Plan(1, GoldenRules.All)])
            .When(e => EnrolmentDecisions.WriteActionPlan(e, Policy.Foundation, 7, 2, "more", Noon)).ThenKinds(typeof(EnrolmentEvent.ActionPlanWritten));
        Given.Enrolment([.. Learner.Studied(), .. Learner.Passed(1), .. Learner.Plan(1, GoldenRules.All), new EnrolmentEvent.CourseCompleted(Noon)])
            .When(e => EnrolmentDecisions.WriteActionPlan(e, Policy.Foundation, 7, 2, "more", Noon)).ThenKinds(typeof(EnrolmentEvent.ActionPlanWritten));
    }
}
