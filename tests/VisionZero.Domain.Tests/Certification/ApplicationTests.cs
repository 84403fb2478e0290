using VisionZero.Domain.Certification;
using VisionZero.Domain.Common;
using VisionZero.Domain.Tests.Support;
using static VisionZero.Domain.Tests.Support.Facts;

namespace VisionZero.Domain.Tests.Certification;

/// <summary>Four eyes, no conflict of interest, one decision.</summary>
public sealed class ApplicationTests
{
    private static readonly Guid Note = Person(90);
    private static readonly ApplicationEvent.Submitted Submitted = new(Person(80), Applicant, Level.Foundation, 1, Person(81), ["cv"], [Tutor], 1, Noon);
    private static readonly ApplicationEvent ClaimedByAnna = new ApplicationEvent.Claimed(Anna, Noon);
    private static readonly ApplicationEvent AskedByAnna = new ApplicationEvent.InformationAsked(Anna, Note, Noon);
    private static readonly ApplicationEvent RecommendedByAnna = new ApplicationEvent.Recommended(Anna, Verdict.Approve, Note, "shown", Noon);
    private static readonly ApplicationEvent ApprovedByBen = new ApplicationEvent.Approved(Ben, "shown", Noon);
    private static readonly ApplicationEvent DeclinedByBen = new ApplicationEvent.Declined(Ben, ["conduct"], Note, "shown", Noon);
    private static readonly ApplicationEvent Withdrawn = new ApplicationEvent.Withdrawn(Noon);

    private static readonly Eligibility AllMet = new(Level.Foundation, [new("conduct", true)]);
    private static readonly Eligibility OneUnmet = new(Level.Foundation, [new("conduct", true), new("evidence", false)]);

    private static Story<Application, ApplicationEvent> InQueue => Given.Application(Submitted);

    private static Story<Application, ApplicationEvent> WithAnna => InQueue.And(ClaimedByAnna);

    private static Story<Application, ApplicationEvent> AtBensDesk => WithAnna.And(RecommendedByAnna);

    [Fact]
    public void An_application_that_meets_every_condition_is_submitted() =>
        Given.Application().When(_ => ApplicationDecisions.Submit(new Eligibility(Level.Foundation, [new("conduct", true)]), Submitted)).Then(Submitted)
            .State.ShouldSatisfyAllConditions(
                a => a.State.ShouldBe(ApplicationState.Submitted),
                a => a.EvidenceSha256.ShouldBe(["cv"]),
                a => a.TrainedBy.ShouldBe([Tutor]),
                a => a.IsClosed().ShouldBeFalse());

    [Fact]
    public void Else_every_unmet_condition_is_named_with_its_figures()
    {
        var eligibility = new Eligibility(Level.Foundation, [new("email-confirmed", false), new("conduct", true), new("training-years", false, ("years", 2))]);

        var outcome = Given.Application().When(_ => ApplicationDecisions.Submit(eligibility, Submitted)).ThenRefused("eligibility.email-confirmed", "eligibility.training-years");

        outcome.Decision.Refusals[1].Arguments["years"].ShouldBe(2);
    }

    [Fact]
    public void A_reviewer_claims_what_is_in_the_queue()
    {
        var claimed = InQueue.When(a => ApplicationDecisions.Claim(a, Anna, Noon)).Then(ClaimedByAnna).After;

        claimed.When(a => ApplicationDecisions.Claim(a, Anna, Noon)).ThenAlreadySo();
        claimed.When(a => ApplicationDecisions.Claim(a, Ben, Noon)).ThenRefused("application.claimed-by-other");
        AtBensDesk.When(a => ApplicationDecisions.Claim(a, Chen, Noon)).ThenRefused("application.not-open");
        Given.Application().When(a => ApplicationDecisions.Claim(a, Chen, Noon)).ThenRefused("application.not-open");
    }

    [Fact]
    public void What_is_given_back_can_be_claimed_by_another()
    {
        var released = WithAnna.When(a => ApplicationDecisions.Release(a, Anna, Noon)).Then(new ApplicationEvent.Released(Anna, Noon)).After;

        released.State.Reviewer.ShouldBeNull();
        released.When(a => ApplicationDecisions.Claim(a, Chen, Noon)).Then(new ApplicationEvent.Claimed(Chen, Noon));
    }

    [Fact]
    public void Who_ever_reviewed_and_who_trained_the_applicant_does_not_examine_them_later()
    {
        var named = Given.Application(Submitted with { TrainedBy = [Tutor, Chen], Named = [Tutor] });
        named.State.Deciders().ShouldBe([Tutor], "Chen examined them before, and may mark a second attempt");

        named.And(ClaimedByAnna, new ApplicationEvent.Released(Anna, Noon)).State.Deciders().ShouldBe([Anna, Tutor]);
        named.And(ClaimedByAnna, RecommendedByAnna, new ApplicationEvent.SentBack(Ben, Noon)).State.Deciders().ShouldBe([Anna, Tutor]);
        named.And(RecommendedByAnna, ApprovedByBen, new ApplicationEvent.ConflictDeclared(Chen, Noon)).State.Deciders().ShouldBe([Anna, Ben, Chen, Tutor]);
        InQueue.State.Deciders().ShouldBeEmpty("what was written before this was kept says nothing of it");
    }

    [Fact]
    public void Only_who_claimed_works_on_it()
    {
        foreach (var work in new Func<Application, Guid, Decision<ApplicationEvent>>[]
        {
            (a, who) => ApplicationDecisions.Release(a, who, Noon),
            (a, who) => ApplicationDecisions.Ask(a, who, Note, Noon),
            (a, who) => ApplicationDecisions.Recommend(a, who, Verdict.Approve, AllMet, Note, "shown", Noon),
        })
        {
            InQueue.When(a => work(a, Anna)).ThenRefused("application.claim-first");
            WithAnna.When(a => work(a, Ben)).ThenRefused("application.claimed-by-other");
            WithAnna.And(AskedByAnna).When(a => work(a, Anna)).ThenRefused("application.not-open");
            AtBensDesk.When(a => work(a, Ben)).ThenRefused("application.not-open");
            AtBensDesk.And(ApprovedByBen).When(a => work(a, Anna)).ThenRefused("application.decided");
            InQueue.And(Withdrawn).When(a => work(a, Anna)).ThenRefused("application.decided");
        }
    }

    [Fact]
    public void The_applicant_answers_what_was_asked_and_the_evidence_is_frozen_anew()
    {
        var asked = WithAnna.When(a => ApplicationDecisions.Ask(a, Anna, Note, Noon)).Then(AskedByAnna).After;

        asked.When(a => ApplicationDecisions.Answer(a, Ben, Person(91), ["cv", "diploma"], Noon)).ThenRefused("application.not-yours");
        var answered = asked.When(a => ApplicationDecisions.Answer(a, Applicant, Person(91), ["cv", "diploma"], Noon))
            .Then(new ApplicationEvent.InformationGiven(Person(91), ["cv", "diploma"], Noon)).After;
        answered.State.EvidenceSha256.ShouldBe(["cv", "diploma"]);
        answered.State.Messages.ShouldBe([Note, Person(91)]);
        answered.When(a => ApplicationDecisions.Answer(a, Applicant, Person(91), [], Noon)).ThenRefused("application.nothing-asked");
        answered.When(a => ApplicationDecisions.Recommend(a, Anna, Verdict.Approve, AllMet, Note, "shown", Noon)).Then(RecommendedByAnna);
    }

    [Fact]
    public void A_second_person_approves()
    {
        WithAnna.When(a => ApplicationDecisions.Approve(a, Ben, AllMet, "shown", Noon)).ThenRefused("application.not-recommended");
        AtBensDesk.When(a => ApplicationDecisions.Approve(a, Anna, AllMet, "shown", Noon)).ThenRefused("application.second-person");
        var approved = AtBensDesk.When(a => ApplicationDecisions.Approve(a, Ben, AllMet, "shown", Noon)).Then(ApprovedByBen).State;
        approved.Approver.ShouldBe(Ben);
        approved.ClosedAt.ShouldBe(Noon);
        approved.IsClosed().ShouldBeTrue();
    }

    [Fact]
    public void A_second_person_declines_with_known_reasons()
    {
        AtBensDesk.When(a => ApplicationDecisions.Decline(a, Anna, ["conduct"], Note, "shown", Noon)).ThenRefused("application.second-person");
        AtBensDesk.When(a => ApplicationDecisions.Decline(a, Ben, [], Note, "shown", Noon)).ThenRefusedAt("Reasons", "application.reason-needed");
        AtBensDesk.When(a => ApplicationDecisions.Decline(a, Ben, ["conduct", "dislike"], Note, "shown", Noon)).ThenRefusedAt("Reasons", "application.reason-needed");
        AtBensDesk.When(a => ApplicationDecisions.Decline(a, Ben, ["conduct"], Note, "shown", Noon)).Then(DeclinedByBen).State.DeclineReasons.ShouldBe(["conduct"]);
    }

    [Fact]
    public void A_double_click_is_one_decision()
    {
        AtBensDesk.And(ApprovedByBen).When(a => ApplicationDecisions.Approve(a, Ben, AllMet, "shown", Noon)).ThenAlreadySo();
        AtBensDesk.And(DeclinedByBen).When(a => ApplicationDecisions.Decline(a, Ben, ["other"], Note, "shown", Noon)).ThenAlreadySo();
        AtBensDesk.When(a => ApplicationDecisions.Recommend(a, Anna, Verdict.Approve, AllMet, Note, "shown", Noon)).ThenAlreadySo();
        AtBensDesk.When(a => ApplicationDecisions.Recommend(a, Anna, Verdict.Decline, AllMet, Note, "shown", Noon)).ThenRefused("application.not-open");
    }

    [Fact]
    public void Two_approvers_make_one_decision()
    {
        AtBensDesk.And(ApprovedByBen).When(a => ApplicationDecisions.Approve(a, Chen, AllMet, "shown", Noon)).ThenRefused("application.decided");
        AtBensDesk.And(ApprovedByBen).When(a => ApplicationDecisions.Decline(a, Ben, ["conduct"], Note, "shown", Noon)).ThenRefused("application.decided");
        AtBensDesk.And(DeclinedByBen).When(a => ApplicationDecisions.Approve(a, Ben, AllMet, "shown", Noon)).ThenRefused("application.decided");
    }

    [Fact]
    public void Nobody_touches_their_own_application_or_one_of_a_person_they_trained()
    {
        foreach (var (staff, refusal) in new[] { (Applicant, "application.own"), (Tutor, "application.trained-by-you") })
        {
            InQueue.When(a => ApplicationDecisions.Claim(a, staff, Noon)).ThenRefused(refusal);
            WithAnna.When(a => ApplicationDecisions.Release(a, staff, Noon)).ThenRefused(refusal);
            WithAnna.When(a => ApplicationDecisions.Ask(a, staff, Note, Noon)).ThenRefused(refusal);
            WithAnna.When(a => ApplicationDecisions.Recommend(a, staff, Verdict.Approve, AllMet, Note, "shown", Noon)).ThenRefused(refusal);
            AtBensDesk.When(a => ApplicationDecisions.Approve(a, staff, AllMet, "shown", Noon)).ThenRefused(refusal);
            AtBensDesk.When(a => ApplicationDecisions.Decline(a, staff, ["conduct"], Note, "shown", Noon)).ThenRefused(refusal);
        }

        ApplicationDecisions.Conflict(InQueue.State, Anna).ShouldBeNull();
    }

    [Fact]
    public void The_applicant_withdraws_while_nothing_is_decided()
    {
        foreach (var open in new[] { InQueue, WithAnna, WithAnna.And(AskedByAnna), AtBensDesk })
        {
            open.When(a => ApplicationDecisions.Withdraw(a, Applicant, Noon)).Then(Withdrawn).State.IsClosed().ShouldBeTrue();
            open.When(a => ApplicationDecisions.Withdraw(a, Anna, Noon)).ThenRefused("application.not-yours");
        }

        InQueue.And(Withdrawn).When(a => ApplicationDecisions.Withdraw(a, Applicant, Noon)).ThenAlreadySo();
        AtBensDesk.And(ApprovedByBen).When(a => ApplicationDecisions.Withdraw(a, Applicant, Noon)).ThenRefused("application.decided");
        AtBensDesk.And(Withdrawn).When(a => ApplicationDecisions.Approve(a, Ben, AllMet, "shown", Noon)).ThenRefused("application.decided");
    }

    [Fact]
    public void Nothing_is_approved_while_a_condition_is_unmet()
    {
        WithAnna.When(a => ApplicationDecisions.Recommend(a, Anna, Verdict.Approve, OneUnmet, Note, "shown", Noon)).ThenRefused("application.condition-unmet");
        WithAnna.When(a => ApplicationDecisions.Recommend(a, Anna, Verdict.Decline, OneUnmet, Note, "shown", Noon)).ThenKinds(typeof(ApplicationEvent.Recommended));
        AtBensDesk.When(a => ApplicationDecisions.Approve(a, Ben, OneUnmet, "shown", Noon)).ThenRefused("application.condition-unmet");
        AtBensDesk.When(a => ApplicationDecisions.Decline(a, Ben, ["conduct"], Note, "shown", Noon)).Then(DeclinedByBen);
    }

    [Fact]
    public void An_approver_sends_back_what_is_stuck_or_does_not_suffice()
    {
        var sentBack = new ApplicationEvent.SentBack(Ben, Noon);
        foreach (var held in new[] { WithAnna, AtBensDesk })
        {
            var queued = held.When(a => ApplicationDecisions.SendBack(a, Ben, Noon)).Then(sentBack).After;
            (queued.State.State, queued.State.Reviewer, queued.State.Recommendation).ShouldBe((ApplicationState.Submitted, null, null));
            queued.When(a => ApplicationDecisions.Claim(a, Chen, Noon)).Then(new ApplicationEvent.Claimed(Chen, Noon));
        }

        InQueue.When(a => ApplicationDecisions.SendBack(a, Ben, Noon)).ThenAlreadySo();
        WithAnna.When(a => ApplicationDecisions.SendBack(a, Tutor, Noon)).ThenRefused("application.trained-by-you");
        AtBensDesk.And(ApprovedByBen).When(a => ApplicationDecisions.SendBack(a, Ben, Noon)).ThenRefused("application.decided");
    }

    [Fact]
    public void A_question_stays_asked_when_the_reviewer_goes_and_the_answer_goes_to_the_queue()
    {
        var alone = WithAnna.And(AskedByAnna).When(a => ApplicationDecisions.ReleaseFrom(a, Anna, Noon)).Then(new ApplicationEvent.Released(Anna, Noon)).After;

        alone.State.State.ShouldBe(ApplicationState.WaitingForApplicant);
        alone.When(a => ApplicationDecisions.ReleaseFrom(a, Anna, Noon)).ThenAlreadySo();
        var answered = alone.When(a => ApplicationDecisions.Answer(a, Applicant, Person(91), ["cv"], Noon)).After;
        answered.State.State.ShouldBe(ApplicationState.Submitted);
        answered.When(a => ApplicationDecisions.Claim(a, Chen, Noon)).Then(new ApplicationEvent.Claimed(Chen, Noon));
        AtBensDesk.When(a => ApplicationDecisions.ReleaseFrom(a, Anna, Noon)).ThenAlreadySo();
    }

    [Fact]
    public void Who_declares_a_conflict_takes_no_part_from_then_on()
    {
        var declared = AtBensDesk.When(a => ApplicationDecisions.DeclareConflict(a, Anna, Noon)).Then(new ApplicationEvent.ConflictDeclared(Anna, Noon)).After;

        (declared.State.State, declared.State.Reviewer).ShouldBe((ApplicationState.Submitted, null));
        declared.When(a => ApplicationDecisions.Claim(a, Anna, Noon)).ThenRefused("application.conflict-declared");
        declared.When(a => ApplicationDecisions.DeclareConflict(a, Anna, Noon)).ThenAlreadySo();
        AtBensDesk.When(a => ApplicationDecisions.DeclareConflict(a, Ben, Noon)).After
            .When(a => ApplicationDecisions.Approve(a, Ben, AllMet, "shown", Noon)).ThenRefused("application.conflict-declared");
        AtBensDesk.And(ApprovedByBen).When(a => ApplicationDecisions.DeclareConflict(a, Ben, Noon)).ThenRefused("application.decided");
    }
}
