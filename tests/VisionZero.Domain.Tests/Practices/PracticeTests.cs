using VisionZero.Domain.Certificates;
using VisionZero.Domain.Certification;
using VisionZero.Domain.Common;
using VisionZero.Domain.Practices;
using VisionZero.Domain.Tests.Support;
using VisionZero.Domain.Trainers;
using static VisionZero.Domain.Tests.Practices.PracticeProperties;
using static VisionZero.Domain.Tests.Support.Facts;

namespace VisionZero.Domain.Tests.Practices;

public sealed class PracticeTests
{
    private static readonly PracticeEvent.Begun Begun = new(Person(80), Applicant, Person(81), 1, 1, 1, Noon);

    [Theory]
    [InlineData(new[] { 3, 3, 3 }, true)]   // 6 of 9 points are 66 %.
    [InlineData(new[] { 4, 2, 2 }, false)]  // 5 of 9 are 55 %.
    [InlineData(new[] { 4, 4, 1 }, false)]  // 66 %, but one criterion is missing altogether.
    public void A_pass_needs_the_mark_and_the_least_level_everywhere(int[] levels, bool passed) =>
        Marked(levels).Passed.ShouldBe(passed);

    [Fact]
    public void Two_within_the_bound_settle_by_the_mean()
    {
        var settled = Settlement.Of([Marked([3, 3, 3]), Marked([3, 3, 4])], Asked);

        // (6 + 7) of 18 points.
        settled.ShouldBe(new Settlement(72, true));
    }

    [Fact]
    public void A_third_settles_by_the_two_closest_and_the_majority()
    {
        Settlement.Of([Marked([4, 4, 4]), Marked([2, 2, 2])], Asked).ShouldBeNull("nine and three of nine points lie apart");

        // 9, 3 and 7 points: 9 and 7 are closest; two of three passed.
        Settlement.Of([Marked([4, 4, 4]), Marked([2, 2, 2]), Marked([3, 3, 4])], Asked).ShouldBe(new Settlement(16 * 100 / 18, true));

        // 9, 3 and 6 points: equally far, so the higher two.
        Settlement.Of([Marked([4, 4, 4]), Marked([2, 2, 2]), Marked([3, 3, 3])], Asked).ShouldBe(new Settlement(15 * 100 / 18, true));
    }

    [Fact]
    public void Attempts_are_counted_within_the_months_of_the_scheme()
    {
        Practice Over(int attempt, string day, PracticeState state = PracticeState.NotPassed) => new() { Attempt = attempt, State = state, ClosedAt = Day(day), EnrolmentId = Person(81) };
        Given.Practice().When(_ => PracticeDecisions.Begin([], Begun, assessmentPassed: false, Asked)).ThenRefused("practice.assessment-first");
        Given.Practice().When(_ => PracticeDecisions.Begin([Over(1, "2026-05-01")], Begun, true, Asked)).ThenKinds(typeof(PracticeEvent.Begun));
        Given.Practice().When(_ => PracticeDecisions.Begin([Over(1, "2026-05-01"), Over(2, "2026-06-01")], Begun, true, Asked)).ThenRefused("practice.no-attempts-left");
        Given.Practice().When(_ => PracticeDecisions.Begin([Over(1, "2025-12-01"), Over(2, "2026-06-01")], Begun, true, Asked)).ThenKinds(typeof(PracticeEvent.Begun));
        Given.Practice().When(_ => PracticeDecisions.Begin([Over(1, "2026-05-01", PracticeState.Withdrawn), Over(2, "2026-06-01")], Begun, true, Asked)).ThenKinds(typeof(PracticeEvent.Begun));
        Given.Practice().When(_ => PracticeDecisions.Begin([Over(1, "2020-05-01", PracticeState.Passed)], Begun, true, Asked)).ThenRefused("practice.passed-already");
        Given.Practice().When(_ => PracticeDecisions.Begin([new Practice { State = PracticeState.Preparing }], Begun, true, Asked)).ThenRefused("practice.under-way");
    }

    [Fact]
    public void A_session_is_cancelled_in_time_and_marked_once_it_is_over()
    {
        var slot = new Slot { Id = Person(72), Assessor = Ben, StartsAt = Noon.AddDays(2), Minutes = 60 };
        var booked = Given.Practice(Begun, new PracticeEvent.PlanHandedIn(Person(70), "a", "application/pdf", 9, Noon))
            .When(p => PracticeDecisions.Book(p, Applicant, slot, [], Asked, Noon)).ThenKinds(typeof(PracticeEvent.SessionBooked), typeof(PracticeEvent.Taken)).After;

        booked.When(p => PracticeDecisions.CancelSession(p, Applicant, Asked, Noon.AddDays(1))).ThenKinds(typeof(PracticeEvent.SessionCancelled));
        booked.When(p => PracticeDecisions.CancelSession(p, Applicant, Asked, Noon.AddDays(1).AddSeconds(1))).ThenRefused("practice.notice");
        booked.When(p => PracticeDecisions.CancelSession(p, Ben, Asked, Noon.AddDays(2).AddSeconds(-1))).ThenKinds(typeof(PracticeEvent.SessionCancelled));
        booked.When(p => PracticeDecisions.CancelSession(p, Anna, Asked, Noon)).ThenRefused("practice.not-yours");
        booked.When(p => MarkingDecisions.Mark(p, Mark(Ben, Noon.AddDays(1)), [], Sheet, Asked)).ThenRefused("practice.not-yet-held");
        booked.When(p => MarkingDecisions.Mark(p, Mark(Ben, Noon.AddDays(2).AddMinutes(59)), [], Sheet, Asked)).ThenRefused("practice.not-yet-held");
        booked.When(p => MarkingDecisions.Mark(p, Mark(Ben, Noon.AddDays(2).AddMinutes(60)), [], Sheet, Asked)).ThenKinds(typeof(PracticeEvent.Marked), typeof(PracticeEvent.RecordingNeeded));
        booked.When(p => MarkingDecisions.Remind(p, Noon.AddDays(12))).ThenAlreadySo();
        booked.When(p => MarkingDecisions.Remind(p, Noon.AddDays(12).AddSeconds(1))).Then(new PracticeEvent.AssessorReminded(Ben, Noon.AddDays(12).AddSeconds(1)))
            .After.When(p => MarkingDecisions.Remind(p, Noon.AddDays(90))).ThenAlreadySo();
    }

    [Fact]
    public void Nobody_takes_an_attempt_back_once_the_notice_of_its_session_began()
    {
        var booked = Given.Practice(
            Begun,
            new PracticeEvent.PlanHandedIn(Person(70), "a", "application/pdf", 9, Noon),
            new PracticeEvent.SessionBooked(Person(72), Ben, Noon.AddDays(2), 60, Noon),
            new PracticeEvent.Taken(Ben, Noon.AddDays(12), Noon));

        booked.When(p => MarkingDecisions.Withdraw(p, Applicant, Asked, Noon.AddDays(1))).ThenKinds(typeof(PracticeEvent.Withdrawn));
        booked.When(p => MarkingDecisions.Withdraw(p, Applicant, Asked, Noon.AddDays(1).AddSeconds(1))).ThenRefused("practice.withdraw-notice");
        booked.When(p => MarkingDecisions.Withdraw(p, Applicant, Asked, Noon.AddDays(3))).ThenRefused("practice.withdraw-notice");
        booked.When(p => MarkingDecisions.Abandon(p, Noon.AddDays(3))).ThenKinds(typeof(PracticeEvent.Withdrawn));
        booked.And(new PracticeEvent.SessionCancelled(Person(72), Noon)).When(p => MarkingDecisions.Withdraw(p, Applicant, Asked, Noon.AddDays(3))).ThenKinds(typeof(PracticeEvent.Withdrawn));
    }

    [Fact]
    public void A_session_that_was_not_held_is_no_attempt_and_another_is_booked()
    {
        var starts = Noon.AddDays(2);
        var booked = Booked();

        booked.When(p => PracticeDecisions.NotHeld(p, Ben, "technical", starts.AddSeconds(-1))).ThenRefused("practice.not-begun");
        booked.When(p => PracticeDecisions.NotHeld(p, Anna, "technical", starts)).ThenRefused("practice.not-yours");
        booked.When(p => PracticeDecisions.NotHeld(p, Ben, "bad", starts)).ThenRefusedAt("Reason", "practice.not-held-reason");
        booked.And(Mark(Ben, starts.AddHours(1))).When(p => PracticeDecisions.NotHeld(p, Ben, "technical", starts.AddHours(2))).ThenRefused("practice.marked-already");
        var missed = booked.When(p => PracticeDecisions.NotHeld(p, Ben, "technical", starts)).Then(new PracticeEvent.SessionNotHeld(Person(72), Ben, "technical", starts)).After;
        missed.State.State.ShouldBe(PracticeState.Preparing);
        missed.State.Examiners().ShouldBe([Ben]);
        PracticeDecisions.NextFrom([missed.State, missed.State], Asked).ShouldBeNull("nothing of it counts");
        missed.When(p => PracticeDecisions.Book(p, Applicant, new Slot { Id = Person(75), Assessor = Anna, StartsAt = Noon.AddDays(9), Minutes = 60 }, [], Asked, starts)).ThenKinds(typeof(PracticeEvent.SessionBooked), typeof(PracticeEvent.Taken));

        Given.Slot(new SlotEvent.Offered(Ben, starts, 60, "en", SlotWay.Remote, Noon), new SlotEvent.Booked(Person(1), Applicant, Noon))
            .When(s => SlotDecisions.NotHeld(s, Person(1), starts)).Then(new SlotEvent.TakenBack(Person(1), starts));
    }

    [Fact]
    public void Who_joins_a_session_is_told_whatever_ends_it()
    {
        var starts = Noon.AddDays(2);
        var joined = Booked().When(p => PracticeDecisions.TakeUp(p, Anna, [], Asked, Noon)).After;
        var told = new PracticeEvent.JoinEnded(Person(72), Anna, Noon);

        joined.When(p => PracticeDecisions.CancelSession(p, Applicant, Asked, Noon)).Then(told, new PracticeEvent.SessionCancelled(Person(72), Noon));
        joined.When(p => PracticeDecisions.CancelSession(p, Ben, Asked, Noon)).Then(told, new PracticeEvent.SessionCancelled(Person(72), Noon));
        joined.When(p => MarkingDecisions.DeclareConflict(p, Ben, Noon)).Then(told, new PracticeEvent.SessionCancelled(Person(72), Noon), new PracticeEvent.ConflictDeclared(Ben, Noon));
        joined.When(p => MarkingDecisions.ReleaseFrom(p, Ben, Noon)).Then(told, new PracticeEvent.SessionCancelled(Person(72), Noon));
        joined.When(p => MarkingDecisions.Withdraw(p, Applicant, Asked, Noon)).Then(told, new PracticeEvent.Withdrawn(Noon));
        joined.When(p => MarkingDecisions.Abandon(p, Noon)).Then(told, new PracticeEvent.Withdrawn(Noon));
        joined.When(p => PracticeDecisions.NotHeld(p, Ben, "technical", starts)).Then(told with { At = starts }, new PracticeEvent.SessionNotHeld(Person(72), Ben, "technical", starts));
        joined.When(p => PracticeDecisions.Release(p, Anna, Noon)).ThenKinds(typeof(PracticeEvent.Released));
    }

    [Fact]
    public void Nobody_marks_a_session_they_did_not_see()
    {
        var (starts, over) = (Noon.AddDays(2), Noon.AddDays(2).AddHours(1));
        var booked = Booked();

        booked.When(p => PracticeDecisions.TakeUp(p, Anna, [], Asked, starts.AddSeconds(-1))).ThenKinds(typeof(PracticeEvent.Taken), typeof(PracticeEvent.Joined));
        booked.When(p => PracticeDecisions.TakeUp(p, Anna, [], Asked, starts)).ThenRefused("practice.nothing-to-see");

        // Only the observer was there: the candidate is asked for a recording, and with it anybody marks.
        var alone = booked.When(p => MarkingDecisions.Mark(p, Mark(Ben, over), [], Sheet, Asked)).ThenKinds(typeof(PracticeEvent.Marked), typeof(PracticeEvent.RecordingNeeded)).After;
        var filmed = alone.When(p => PracticeDecisions.HandInRecording(p, Applicant, new PracticeFile(Person(76), "b", "video/mp4", 9), over)).ThenKinds(typeof(PracticeEvent.RecordingHandedIn)).After;
        filmed.When(p => PracticeDecisions.TakeUp(p, Anna, [], Asked, over)).ThenKinds(typeof(PracticeEvent.Taken));
        filmed.When(p => PracticeDecisions.HandInRecording(p, Applicant, new PracticeFile(Person(77), "c", "video/mp4", 9), over)).ThenRefused("practice.handed-in-already");
        booked.When(p => MarkingDecisions.Withdraw(p, Applicant, Asked, over)).ThenRefused("practice.withdraw-notice");
        alone.When(p => MarkingDecisions.Withdraw(p, Applicant, Asked, over)).ThenKinds(typeof(PracticeEvent.Withdrawn));
        filmed.When(p => MarkingDecisions.Withdraw(p, Applicant, Asked, over)).ThenRefused("practice.marked-already");

        // Two saw it and differ: there is no third who did.
        var both = booked.And(new PracticeEvent.Taken(Anna, Noon.AddDays(12), Noon));
        both.When(p => MarkingDecisions.Withdraw(p, Applicant, Asked, over)).ThenRefused("practice.withdraw-notice");
        var apart = both.And(Mark(Ben, over) with { Points = 9, Possible = 9, Passed = true })
            .When(p => MarkingDecisions.Mark(p, Mark(Anna, over, 1), [], Sheet, Asked)).ThenKinds(typeof(PracticeEvent.Marked), typeof(PracticeEvent.ThirdCalled), typeof(PracticeEvent.RecordingNeeded)).After;
        apart.When(p => PracticeDecisions.TakeUp(p, Chen, [], Asked, over)).ThenRefused("practice.nothing-to-see");
        var anew = apart.When(p => MarkingDecisions.Withdraw(p, Applicant, Asked, over)).ThenKinds(typeof(PracticeEvent.Withdrawn)).After;
        Given.Practice().When(_ => PracticeDecisions.Begin([anew.State], Begun with { Attempt = 2 }, true, Asked)).ThenKinds(typeof(PracticeEvent.Begun));
    }

    [Fact]
    public void A_recording_of_a_booked_session_follows_until_marks_are_in()
    {
        var film = new PracticeFile(Person(76), "b", "video/mp4", 9);
        Booked().When(p => PracticeDecisions.HandInRecording(p, Applicant, film, Noon)).ThenKinds(typeof(PracticeEvent.RecordingHandedIn)).After
            .When(p => PracticeDecisions.LinkRecording(p, Applicant, Person(77), "c", Noon)).ThenKinds(typeof(PracticeEvent.RecordingHandedIn));
        Booked().When(p => PracticeDecisions.HandInRecording(p, Tutor, film, Noon)).ThenRefused("practice.not-yours");
        Given.Practice(Begun, new PracticeEvent.HandedIn(Noon)).When(p => PracticeDecisions.HandInRecording(p, Applicant, film, Noon)).ThenRefused("practice.handed-in-already");
    }

    [Fact]
    public void A_practice_is_marked_by_the_scheme_it_was_begun_under()
    {
        var later = Asked with { Assessors = 1, PassMarkPercent = 90, NoticeHours = 240 };
        var marking = Given.Practice(Begun with { Policy = Asked }, new PracticeEvent.HandedIn(Noon)).And(new PracticeEvent.Taken(Ben, Noon.AddDays(10), Noon));

        var one = marking.When(p => MarkingDecisions.Mark(p, Mark(Ben, Noon), [], Sheet, later)).ThenKinds(typeof(PracticeEvent.Marked)).After;
        one.State.Markings[0].Passed.ShouldBeTrue("66 % met the pass mark that was announced");
        PracticeDecisions.NeedsOneMore(one.State, later).ShouldBeTrue("else it would wait for nobody");
        one.And(new PracticeEvent.Taken(Anna, Noon.AddDays(10), Noon)).When(p => MarkingDecisions.Mark(p, Mark(Anna, Noon), [], Sheet, later)).ThenKinds(typeof(PracticeEvent.Marked), typeof(PracticeEvent.Concluded));
        Given.Practice(Begun, new PracticeEvent.HandedIn(Noon)).And(new PracticeEvent.Taken(Ben, Noon.AddDays(10), Noon))
            .When(p => MarkingDecisions.Mark(p, Mark(Ben, Noon), [], Sheet, later)).ThenKinds(typeof(PracticeEvent.Marked), typeof(PracticeEvent.Concluded));
    }

    [Fact]
    public void Who_ever_took_it_up_or_declared_a_conflict_stays_an_examiner()
    {
        var marking = Given.Practice(Begun, new PracticeEvent.HandedIn(Noon));
        var taken = marking.And(new PracticeEvent.Taken(Anna, Noon.AddDays(10), Noon));
        var booked = Given.Practice(Begun, new PracticeEvent.SessionBooked(Person(72), Ben, Noon.AddDays(2), 60, Noon), new PracticeEvent.Taken(Ben, Noon.AddDays(12), Noon));

        marking.State.Examiners().ShouldBeEmpty();
        taken.And(new PracticeEvent.Released(Anna, Noon)).State.Examiners().ShouldBe([Anna]);
        taken.And(new PracticeEvent.ConflictDeclared(Anna, Noon)).State.Examiners().ShouldBe([Anna]);
        taken.And(new PracticeEvent.Withdrawn(Noon)).State.Examiners().ShouldBe([Anna]);
        marking.And(new PracticeEvent.ConflictDeclared(Chen, Noon)).State.Examiners().ShouldBe([Chen], "it was declared without taking it up");
        booked.And(new PracticeEvent.SessionCancelled(Person(72), Noon)).State.Examiners().ShouldBe([Ben]);
        taken.And(new PracticeEvent.Released(Anna, Noon), new PracticeEvent.Taken(Anna, Noon.AddDays(10), Noon)).State.EverTaken.ShouldBe([Anna], "once");
    }

    [Fact]
    public void An_assessor_opens_what_they_took_up_or_could_take_up_now()
    {
        bool May(Practice practice, Guid who, params Guid[] barred) => PracticeDecisions.MayOpen(practice, who, barred, Asked);
        var marking = Given.Practice(Begun, new PracticeEvent.HandedIn(Noon)).And(new PracticeEvent.Taken(Anna, Noon.AddDays(10), Noon));
        var full = marking.And(new PracticeEvent.Taken(Ben, Noon.AddDays(10), Noon)).State;

        May(Given.Practice(Begun).State, Anna).ShouldBeFalse("it is still being put together");
        May(Given.Practice(Begun, new PracticeEvent.Withdrawn(Noon)).State, Anna).ShouldBeFalse("it was never handed in");
        May(marking.State, Ben).ShouldBeTrue();
        May(marking.State, Ben, Ben).ShouldBeFalse("they decide on the candidate");
        May(full, Ben).ShouldBeTrue();
        May(full, Chen).ShouldBeFalse("enough have taken it up");
        May(marking.And(new PracticeEvent.Withdrawn(Noon)).State, Anna).ShouldBeFalse("nothing is left to assess");
    }

    [Fact]
    public void A_slot_is_booked_once_and_offered_without_overlap()
    {
        var offered = new SlotEvent.Offered(Ben, Noon.AddDays(2), 60, "en", SlotWay.Remote, Noon);
        var slot = Given.Slot(offered);
        slot.When(s => SlotDecisions.Book(s, Person(1), Applicant, Asked, Noon.AddDays(1).AddSeconds(1))).ThenRefused("slot.taken");
        var booked = slot.When(s => SlotDecisions.Book(s, Person(1), Applicant, Asked, Noon)).ThenKinds(typeof(SlotEvent.Booked)).After;
        booked.When(s => SlotDecisions.Book(s, Person(2), Tutor, Asked, Noon)).ThenRefused("slot.taken");
        booked.When(s => SlotDecisions.Free(s, Person(1), Noon)).ThenKinds(typeof(SlotEvent.Freed)).After
            .When(s => SlotDecisions.Book(s, Person(2), Tutor, Asked, Noon)).ThenKinds(typeof(SlotEvent.Booked));

        slot.When(s => SlotDecisions.Offer([s], offered with { StartsAt = offered.StartsAt.AddMinutes(59) })).ThenRefusedAt("Day", "slot.overlaps");
        slot.When(s => SlotDecisions.Offer([s], offered with { StartsAt = offered.StartsAt.AddMinutes(60) })).ThenKinds(typeof(SlotEvent.Offered));
        slot.When(_ => SlotDecisions.Offer([], offered with { StartsAt = Noon })).ThenRefusedAt("Day", "slot.day");
        slot.When(_ => SlotDecisions.Offer([], offered with { Minutes = 10 })).ThenRefusedAt("Minutes", "slot.minutes");
    }

    [Fact]
    public void Professional_asks_for_a_passed_practice_at_the_first_certification_only()
    {
        var scheme = Policy with { Practice = Asked };
        Condition? Asks(IReadOnlyCollection<Certificate> certificates, params Practice[] practices) =>
            Eligibility.Of(Level.Professional, new Trainer(), true, null, certificates, false, scheme, Noon, practices).Conditions.FirstOrDefault(c => c.Code == "practice-passed");
        var held = Papers.Certificate("2023-08-01", "2026-07-31", Level.Professional);

        Asks([])!.Met.ShouldBeFalse();
        Asks([], new Practice { State = PracticeState.NotPassed })!.Met.ShouldBeFalse();
        Asks([], new Practice { State = PracticeState.Passed })!.Met.ShouldBeTrue();
        Asks([held]).ShouldBeNull("a renewal does not ask for it");
        Asks([held with { RevokedAt = Noon, Reason = CertificateDecisions.Causes[0] }])!.Met.ShouldBeFalse("a certificate revoked for cause is no earlier one");
        Eligibility.Of(Level.Foundation, new Trainer(), true, null, [], false, scheme, Noon).Conditions.ShouldNotContain(c => c.Code == "practice-passed");
    }

    [Fact]
    public void Who_examined_takes_no_part_in_the_decision()
    {
        var application = new Application { AccountId = Applicant, State = ApplicationState.Submitted };

        ApplicationDecisions.Claim(application.ExaminedBy([Anna]), Anna, Noon).Refusals.ShouldHaveSingleItem().Code.ShouldBe("application.trained-by-you");
        ApplicationDecisions.Claim(application.ExaminedBy([Anna]), Ben, Noon).Accepted.ShouldBeTrue();
        PracticeDecisions.TakeUp(new Practice { AccountId = Applicant, State = PracticeState.Marking }, Ben, [Ben], Asked, Noon).Refusals.ShouldHaveSingleItem().Code.ShouldBe("practice.decides-on-candidate");
    }

    private static PracticeEvent.Marked Mark(Guid who, DateTimeOffset at, int level = 3) => new(who, Person(74), [.. Sheet.Criteria.Select(c => new CriterionMark(c, level))], 0, 0, false, at);

    // Ben observes on the day after tomorrow, for an hour; there is no recording.
    private static Story<Practice, PracticeEvent> Booked() => Given.Practice(
        Begun,
        new PracticeEvent.PlanHandedIn(Person(70), "a", "application/pdf", 9, Noon),
        new PracticeEvent.SessionBooked(Person(72), Ben, Noon.AddDays(2), 60, Noon),
        new PracticeEvent.Taken(Ben, Noon.AddDays(12), Noon));
}
