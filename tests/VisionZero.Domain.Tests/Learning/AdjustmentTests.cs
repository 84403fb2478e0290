using FsCheck.Fluent;
using VisionZero.Domain.Learning;
using VisionZero.Domain.Scheme;
using VisionZero.Domain.Tests.Support;
using static VisionZero.Domain.Tests.Support.Facts;

namespace VisionZero.Domain.Tests.Learning;

public sealed class AdjustmentTests
{
    private static readonly EnrolmentEvent Asked = new EnrolmentEvent.AdjustmentRequested(true, true, true, Noon);

    private static LevelPolicy Rules => Policy.Foundation;

    [Fact]
    public void The_deadline_is_the_start_and_the_limit_and_the_extra_time_of_it()
    {
        var cases = from minutes in Gen.Choose(5, 600) from extra in Gen.Elements(0, 25, 50, 100) from start in Gen.Choose(0, 1_000_000) select (minutes, extra, start);

        Always.Holds(cases, c =>
        {
            var policy = Rules with { TimeLimitMinutes = c.minutes };
            var at = Noon.AddSeconds(c.start);
            EnrolmentEvent[] history = c.extra == 0 ? [.. Learner.Studied()] : [.. Learner.Studied(), Asked, Granted(c.extra)];

            var attempt = Given.Enrolment(history).When(e => EnrolmentDecisions.StartAssessment(e, Foundation, policy, 1, at)).State.Attempts[0];

            (attempt.Deadline - at).TotalSeconds.ShouldBe(c.minutes * 60 * (1 + (c.extra / 100.0)));
        });
    }

    [Fact]
    public void A_grant_holds_for_the_enrolment_and_does_not_lengthen_what_runs()
    {
        var running = Given.Enrolment([.. Learner.Studied(), Learner.Started(), Asked]).When(e => AdjustmentDecisions.Grant(e, new Adjustment(50, false, false), Ben, Noon)).State;
        running.Running()!.Deadline.ShouldBe(Learner.Started().Deadline);

        var second = Given.Enrolment([.. Learner.Studied(), Asked, Granted(50), .. Learner.Failed(1)]).When(e => EnrolmentDecisions.StartAssessment(e, Foundation, Rules, 1, Noon)).State;
        (second.Running()!.Deadline - Noon).TotalMinutes.ShouldBe(67.5);
    }

    [Fact]
    public void Something_is_asked_for_and_something_granted()
    {
        Given.Enrolment(Learner.Enrolled).When(e => AdjustmentDecisions.Ask(e, false, false, false, Noon)).ThenRefusedAt("Wishes", "adjustments.choose");
        Given.Enrolment(Learner.Enrolled, Asked).When(e => AdjustmentDecisions.Grant(e, Adjustment.None, Ben, Noon)).ThenRefusedAt("ExtraTimePercent", "adjustments.grant-something");
        Given.Enrolment(Learner.Enrolled, Asked).When(e => AdjustmentDecisions.Grant(e, new Adjustment(30, false, false), Ben, Noon)).ThenRefusedAt("ExtraTimePercent", "adjustments.extra-time");
        Given.Enrolment(Learner.Enrolled).When(e => AdjustmentDecisions.Grant(e, new Adjustment(25, false, false), Ben, Noon)).ThenRefused("adjustments.none-open");
        Given.Enrolment(Learner.Enrolled, Asked, Granted(25)).When(e => AdjustmentDecisions.Decline(e, "tell-more", Ben, Noon)).ThenRefused("adjustments.none-open");
        Given.Enrolment(Learner.Enrolled, Asked).When(e => AdjustmentDecisions.Decline(e, "no", Ben, Noon)).ThenRefusedAt("Reason", "adjustments.reason");
    }

    [Fact]
    public void A_wish_that_was_declined_can_be_made_again_and_one_taken_back_is_gone()
    {
        var declined = Given.Enrolment(Learner.Enrolled, Asked).When(e => AdjustmentDecisions.Decline(e, "tell-more", Ben, Noon));
        (declined.State.Declined, declined.State.Wish).ShouldBe(("tell-more", null));
        var again = declined.After.When(e => AdjustmentDecisions.Ask(e, true, false, false, Noon)).State;
        (again.Declined, again.Wish!.ExtraTime, again.WishedAt).ShouldBe((null, true, (DateTimeOffset?)Noon));

        var back = Given.Enrolment(Learner.Enrolled, Asked).When(e => AdjustmentDecisions.TakeBack(e, Noon));
        (back.State.Wish, back.State.WishedAt).ShouldBe(((AdjustmentWish?)null, (DateTimeOffset?)null));
        back.After.When(e => AdjustmentDecisions.TakeBack(e, Noon)).ThenAlreadySo();
    }

    [Fact]
    public void On_paper_only_staff_write_and_they_have_a_day_for_it()
    {
        Given.Enrolment(Learner.Studied()).When(e => AdjustmentDecisions.StartOnPaper(e, Foundation, Rules, 1, Noon)).ThenRefused("adjustments.no-paper");
        var story = Given.Enrolment([.. Learner.Studied(), Asked, Granted(25)]).When(e => AdjustmentDecisions.StartOnPaper(e, Foundation, Rules, 1, Noon)).After;
        var running = story.State.Running()!;
        running.OnPaper.ShouldBeTrue();
        story.State.RunsUntil.ShouldBe(running.Deadline.AddHours(24));
        var item = running.Questions[0].ItemId;

        story.When(e => EnrolmentDecisions.SaveAnswer(e, Foundation, 1, item, ["a"], Noon)).ThenRefused("adjustments.on-paper");
        story.When(e => EnrolmentDecisions.Submit(e, Foundation, Rules, 1, Noon)).ThenRefused("adjustments.on-paper");
        var late = running.Deadline.AddHours(23);
        var entered = story.When(e => EnrolmentDecisions.SaveAnswer(e, Foundation, 1, item, ["a"], late, Ben)).Then(new EnrolmentEvent.AnswerSaved(1, item, ["a"], late, Ben)).After;
        entered.When(e => EnrolmentDecisions.CloseOverdue(e, Foundation, Rules, late)).ThenAlreadySo();
        entered.When(e => EnrolmentDecisions.Submit(e, Foundation, Rules, 1, late, Ben)).ThenKinds(typeof(EnrolmentEvent.AssessmentSubmitted), typeof(EnrolmentEvent.AssessmentFailed));
        entered.When(e => EnrolmentDecisions.SaveAnswer(e, Foundation, 1, item, ["b"], running.Deadline.AddHours(25), Ben)).ThenRefused("enrolment.time-ran-out");

        story.State.WrittenBy().ShouldBeEmpty("nobody is known to have drawn it");
        entered.State.WrittenBy().ShouldBe([Ben]);
        Given.Enrolment([.. Learner.Studied(), Asked, Granted(25)]).When(e => AdjustmentDecisions.StartOnPaper(e, Foundation, Rules, 1, Noon, Anna)).After
            .And(new EnrolmentEvent.AnswerSaved(1, item, ["a"], late, Ben), new EnrolmentEvent.AssessmentSubmitted(1, false, late, Chen)).State.WrittenBy().ShouldBe([Anna, Ben, Chen]);
        Given.Enrolment(Learner.Sitting(3)).State.WrittenBy().ShouldBeEmpty("the learner wrote it");

        Given.Enrolment(Learner.Sitting(3)).When(e => EnrolmentDecisions.SaveAnswer(e, Foundation, 1, Learner.Started().Questions[0].ItemId, ["b"], Noon, Ben)).ThenRefused("adjustments.not-on-paper");
    }

    [Fact]
    public void What_is_proposed_meets_the_wish_and_ends_nothing_that_was_granted()
    {
        Proposed(Grants(50, false, false), Asks(false, true, false)).ShouldBe(new Adjustment(50, true, false));
        Proposed(Grants(50, false, true), Asks(true, false, false)).ShouldBe(new Adjustment(50, false, true));
        Proposed(Asks(true, false, true)).ShouldBe(new Adjustment(25, false, true));
        Proposed(Grants(0, true, false), Asks(true, false, false)).ShouldBe(new Adjustment(25, true, false));
        Proposed(Grants(100, true, false)).ShouldBe(new Adjustment(100, true, false));

        static Adjustment Proposed(params EnrolmentEvent[] events) => AdjustmentDecisions.Proposal(Given.Enrolment([Learner.Enrolled, .. events]).State);
        static EnrolmentEvent Grants(int extra, bool type, bool paper) => new EnrolmentEvent.AdjustmentGranted(extra, type, paper, Ben, Noon);
        static EnrolmentEvent Asks(bool extra, bool type, bool paper) => new EnrolmentEvent.AdjustmentRequested(extra, type, paper, Noon);
    }

    [Fact]
    public void None_begins_on_paper_while_one_runs_on_the_screen()
    {
        var running = Given.Enrolment([.. Learner.Studied(), Asked, Granted(25), Learner.Started()]);

        running.When(e => AdjustmentDecisions.StartOnPaper(e, Foundation, Rules, 1, Noon)).ThenRefused("adjustments.runs-on-screen");
        var onPaper = Given.Enrolment([.. Learner.Studied(), Asked, Granted(25)]).When(e => AdjustmentDecisions.StartOnPaper(e, Foundation, Rules, 1, Noon)).After;
        onPaper.When(e => AdjustmentDecisions.StartOnPaper(e, Foundation, Rules, 1, Noon)).ThenAlreadySo();
    }

    [Fact]
    public void Who_was_granted_paper_begins_on_the_screen_only_if_they_say_so()
    {
        var granted = Given.Enrolment([.. Learner.Studied(), Asked, Granted(25)]);

        granted.When(e => OnScreen(e, false)).ThenRefusedAt("OnScreen", "adjustments.rather-than-paper");
        var begun = granted.When(e => OnScreen(e, true)).ThenKinds(typeof(EnrolmentEvent.AssessmentStarted));
        begun.State.Running()!.OnPaper.ShouldBeFalse();
        begun.After.When(e => OnScreen(e, false)).ThenAlreadySo();
        Given.Enrolment(Learner.Studied()).When(e => OnScreen(e, false)).ThenKinds(typeof(EnrolmentEvent.AssessmentStarted));

        static Domain.Common.Decision<EnrolmentEvent> OnScreen(Enrolment enrolment, bool ratherThanPaper) =>
            AdjustmentDecisions.StartOnScreen(enrolment, Foundation, Rules, 1, Noon, "en", ratherThanPaper);
    }

    [Fact]
    public void What_was_granted_and_what_is_still_asked_for_go_along_into_the_next_enrolment()
    {
        var before = Given.Enrolment([.. Learner.Studied(), Asked, Granted(50), Asked, .. Learner.Failed(1), .. Learner.Failed(2)]).State with { Id = Anna };

        var next = Given.Enrolment().When(_ => EnrolmentDecisions.Enrol(Applicant, Foundation, 2, foundationValid: false, Noon, before))
            .ThenKinds(typeof(EnrolmentEvent.Enrolled), typeof(EnrolmentEvent.AdjustmentCarriedOver), typeof(EnrolmentEvent.AdjustmentRequested)).State;

        next.Granted.ShouldBe(new Adjustment(50, true, true));
        next.WishedAt.ShouldBe(Noon);
        Given.Enrolment().When(_ => EnrolmentDecisions.Enrol(Applicant, Foundation, 2, foundationValid: false, Noon, Given.Enrolment(Learner.Studied()).State)).ThenKinds(typeof(EnrolmentEvent.Enrolled));
    }

    [Fact]
    public void Why_somebody_asks_is_needed_while_it_is_decided_on_and_for_a_time_to_tell_more()
    {
        Needed(0, Asked).ShouldBeTrue();
        Needed(0, Asked, Granted(25)).ShouldBeFalse();
        Needed(0, Asked, new EnrolmentEvent.AdjustmentDeclined("not-possible", Ben, Noon)).ShouldBeFalse();
        Needed(89, Asked, new EnrolmentEvent.AdjustmentDeclined("tell-more", Ben, Noon)).ShouldBeTrue();
        Needed(90, Asked, new EnrolmentEvent.AdjustmentDeclined("tell-more", Ben, Noon)).ShouldBeFalse();
        Needed(90, Asked, new EnrolmentEvent.AdjustmentDeclined("tell-more", Ben, Noon), Asked).ShouldBeTrue();
        Needed(0, [Asked, .. Learner.Passed(1)]).ShouldBeFalse();

        static bool Needed(int days, params EnrolmentEvent[] events) =>
            AdjustmentDecisions.NeedsReason(Given.Enrolment([Learner.Enrolled, .. events]).State, Noon.AddDays(days));
    }

    [Fact]
    public void Who_has_passed_asks_for_nothing_any_more()
    {
        var passed = Given.Enrolment([.. Learner.Studied(), Asked, .. Learner.Passed(1)]).State;

        (passed.Wish, passed.WishedAt).ShouldBe(((AdjustmentWish?)null, (DateTimeOffset?)null));
    }

    private static EnrolmentEvent.AdjustmentGranted Granted(int extra) => new(extra, true, true, Ben, Noon);
}
