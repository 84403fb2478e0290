using VisionZero.Domain.Certificates;
using VisionZero.Domain.Common;
using VisionZero.Domain.Tests.Support;
using static VisionZero.Domain.Tests.Support.Facts;

namespace VisionZero.Domain.Tests.Certificates;

public sealed class CertificateTests
{
    private static readonly CertificateEvent Issued = new CertificateEvent.Issued("aa", 10, "skia", Noon);

    private static Story<Certificate, CertificateEvent> InForce => Given.Certificate(Papers.Awarded("2026-01-01", "2030-12-31"));

    [Fact]
    public void One_file_is_issued_whatever_a_repeated_job_brings()
    {
        var issued = InForce.When(c => CertificateDecisions.Issue(c, "aa", 10, "skia", Noon)).Then(Issued).After;

        issued.When(c => CertificateDecisions.Issue(c, "aa", 10, "skia", Noon)).ThenAlreadySo();
        issued.When(c => CertificateDecisions.Issue(c, "bb", 11, "quest", Noon)).ThenAlreadySo();
        issued.State.Sha256.ShouldBe("aa");
    }

    [Fact]
    public void A_file_that_cannot_be_made_is_told_once_a_reason_until_it_can()
    {
        var stopped = InForce.When(c => CertificateDecisions.StopIssue(c, "font", "detail", Noon)).Then(new CertificateEvent.IssueStopped("font", "detail", Noon)).After;

        stopped.When(c => CertificateDecisions.StopIssue(c, "font", "again", Noon)).ThenAlreadySo();
        stopped.When(c => CertificateDecisions.StopIssue(c, "text", "other", Noon)).ThenKinds(typeof(CertificateEvent.IssueStopped));
        stopped.When(c => CertificateDecisions.Issue(c, "aa", 10, "skia", Noon)).Then(Issued).State.IssueProblem.ShouldBeNull();
        stopped.And(Issued).When(c => CertificateDecisions.StopIssue(c, "text", "late", Noon)).ThenAlreadySo();
    }

    [Fact]
    public void A_suspension_needs_a_known_reason_and_happens_once()
    {
        InForce.When(c => CertificateDecisions.Suspend(c, "dislike", Anna, Policy, Noon)).ThenRefusedAt("Reason", "certificate.reason-needed");
        var suspended = InForce.When(c => CertificateDecisions.Suspend(c, "conduct", Anna, Policy, Noon)).Then(Papers.Suspended(Noon)).After;

        suspended.State.Reason.ShouldBe("conduct");
        suspended.When(c => CertificateDecisions.Suspend(c, "other", Ben, Policy, Noon)).ThenAlreadySo();
    }

    [Fact]
    public void What_is_suspended_is_reinstated_with_a_known_reason_once()
    {
        var suspended = InForce.And(Papers.Suspended(Noon));

        suspended.When(c => CertificateDecisions.Reinstate(c, "because", Anna, Policy, Noon)).ThenRefusedAt("Reason", "certificate.reason-needed");
        var reinstated = suspended.When(c => CertificateDecisions.Reinstate(c, "resolved", Anna, Policy, Noon)).Then(Papers.Reinstated(Noon)).After;
        reinstated.State.Reason.ShouldBeNull();
        reinstated.When(c => CertificateDecisions.Reinstate(c, "resolved", Anna, Policy, Noon)).ThenAlreadySo();
        reinstated.When(c => CertificateDecisions.Suspend(c, "conduct", Anna, Policy, Noon)).Then(Papers.Suspended(Noon));
    }

    [Fact]
    public void A_revocation_is_for_good()
    {
        InForce.When(c => CertificateDecisions.Revoke(c, "dislike", Anna, Noon)).ThenRefusedAt("Reason", "certificate.reason-needed");
        var revoked = InForce.When(c => CertificateDecisions.Revoke(c, "false-evidence", Anna, Noon)).Then(Papers.Revoked(Noon)).After;

        revoked.When(c => CertificateDecisions.Revoke(c, "other", Ben, Noon)).ThenAlreadySo();
        revoked.When(c => CertificateDecisions.Suspend(c, "conduct", Ben, Policy, Noon)).ThenRefused("certificate.revoked");
        revoked.When(c => CertificateDecisions.Reinstate(c, "appeal", Ben, Policy, Noon)).ThenRefused("certificate.revoked");
        revoked.When(c => CertificateDecisions.Supersede(c, new PrintedHolder("Other", null, "en"), Papers.Marks, Policy, Noon)).ThenRefused("certificate.not-in-force");
    }

    [Fact]
    public void What_is_suspended_can_be_revoked_and_not_come_back()
    {
        var revoked = InForce.And(Papers.Suspended(Noon)).When(c => CertificateDecisions.Revoke(c, "conduct", Anna, Noon)).ThenKinds(typeof(CertificateEvent.Revoked)).After;

        revoked.When(c => CertificateDecisions.Reinstate(c, "resolved", Anna, Policy, Noon)).ThenRefused("certificate.revoked");
    }

    [Fact]
    public void A_corrected_name_makes_a_successor_with_the_same_dates_and_a_new_number()
    {
        var corrected = new PrintedHolder("Änna Müller", "Anna Mueller", "zh");
        var marks = new CertificateMarks("VZ-F-2026-000001-00", "AAAA-BBBB");

        var superseded = InForce.When(c => CertificateDecisions.Supersede(c, corrected, marks, Policy, Noon))
            .Then(new CertificateEvent.Superseded(DeterministicId.Successor(Given.StreamId), marks.Number, Noon)).After;
        superseded.State.SupersededBy.ShouldBe(marks.Number);

        var successor = CertificateDecisions.Succeed(superseded.State, corrected, marks, Noon);
        successor.ShouldBe(Papers.Awarded("2026-01-01", "2030-12-31") with
        {
            Number = marks.Number,
            Code = marks.Code,
            PrintedName = "Änna Müller",
            LatinName = "Anna Mueller",
            Locale = "zh",
            Supersedes = Given.StreamId,
            At = Noon,
        });
    }

    [Fact]
    public void A_certificate_names_the_course_it_rests_on_and_so_does_its_successor()
    {
        var course = new CertifiedCourse("foundation", 2, "Vision Zero Foundation");
        var certificate = Given.Certificate(Papers.Awarded("2026-01-01", "2030-12-31") with { Course = course }).State;

        certificate.Course.ShouldBe(course);
        CertificateDecisions.Succeed(certificate, Papers.Holder, Papers.Marks, Noon).Course.ShouldBe(course);
    }

    [Fact]
    public void Only_a_changed_name_on_a_certificate_in_force_makes_a_successor()
    {
        var other = new PrintedHolder("Other", null, "en");

        InForce.When(c => CertificateDecisions.Supersede(c, Papers.Holder, Papers.Marks, Policy, Noon)).ThenRefused("certificate.name-unchanged");
        InForce.When(c => CertificateDecisions.Supersede(c, Papers.Holder with { LatinName = "Anna Mueller" }, Papers.Marks, Policy, Noon)).ThenKinds(typeof(CertificateEvent.Superseded));
        InForce.And(Papers.Suspended(Noon)).When(c => CertificateDecisions.Supersede(c, other, Papers.Marks, Policy, Noon)).ThenRefused("certificate.not-in-force");
        InForce.And(Papers.Superseded(Noon)).When(c => CertificateDecisions.Supersede(c, other, Papers.Marks, Policy, Noon)).ThenRefused("certificate.not-in-force");
        InForce.When(c => CertificateDecisions.Supersede(c, other, Papers.Marks, Policy, Day("2031-01-01"))).ThenRefused("certificate.not-in-force");
    }

    [Fact]
    public void A_superseded_certificate_is_sanctioned_through_its_successor()
    {
        var superseded = InForce.And(Papers.Superseded(Noon));

        superseded.When(c => CertificateDecisions.Suspend(c, "conduct", Anna, Policy, Noon)).ThenRefused("certificate.superseded");
        superseded.When(c => CertificateDecisions.Revoke(c, "conduct", Anna, Noon)).ThenRefused("certificate.superseded");
    }

    [Fact]
    public void What_has_expired_can_be_revoked_and_no_longer_suspended()
    {
        InForce.When(c => CertificateDecisions.Revoke(c, "false-evidence", Anna, Day("2035-01-01"))).ThenKinds(typeof(CertificateEvent.Revoked));
        InForce.When(c => CertificateDecisions.Suspend(c, "conduct", Anna, Policy, Day("2031-01-01"))).ThenRefused("certificate.expired");
        InForce.When(c => CertificateDecisions.Suspend(c, "conduct", Anna, Policy, Day("2030-12-31"))).ThenKinds(typeof(CertificateEvent.Suspended));
    }

    [Fact]
    public void A_suspension_ends_with_the_last_day_and_nobody_reinstates_what_is_over()
    {
        var suspended = InForce.And(Papers.Suspended(Noon));

        suspended.When(c => CertificateDecisions.NoteExpiry(c, Policy, Day("2030-12-31"))).ThenAlreadySo();
        suspended.When(c => CertificateDecisions.Reinstate(c, "resolved", Anna, Policy, Day("2030-12-31"))).ThenKinds(typeof(CertificateEvent.Reinstated));
        var noted = suspended.When(c => CertificateDecisions.NoteExpiry(c, Policy, Day("2031-01-01"))).Then(new CertificateEvent.Expired(Day("2031-01-01"))).After;
        foreach (var over in new[] { suspended, noted })
        {
            over.When(c => CertificateDecisions.Reinstate(c, "resolved", Anna, Policy, Day("2031-01-01"))).ThenRefused("certificate.expired");
            over.When(c => CertificateDecisions.Revoke(c, "conduct", Anna, Day("2031-01-01"))).ThenKinds(typeof(CertificateEvent.Revoked));
        }
    }

    [Fact]
    public void A_renewal_is_corrected_before_its_first_day_and_keeps_its_dates()
    {
        var ahead = Given.Certificate(Papers.Awarded("2031-01-01", "2035-12-31"));
        var corrected = new PrintedHolder("Änna Müller", null, "en");

        ahead.When(c => CertificateDecisions.Supersede(c, corrected, Papers.Marks, Policy, Day("2030-12-01"))).ThenKinds(typeof(CertificateEvent.Superseded));

        var successor = CertificateDecisions.Succeed(ahead.State, corrected, Papers.Marks, Day("2030-12-01"));
        (successor.ValidFrom, successor.ValidThrough).ShouldBe((Date("2031-01-01"), Date("2035-12-31")));
        ahead.When(c => CertificateDecisions.Supersede(c, Papers.Holder, Papers.Marks, Policy, Day("2030-12-01"))).ThenRefused("certificate.name-unchanged");
        ahead.And(Papers.Suspended(Noon)).When(c => CertificateDecisions.Supersede(c, corrected, Papers.Marks, Policy, Day("2030-12-01"))).ThenRefused("certificate.not-in-force");
    }

    [Fact]
    public void The_expiry_is_noted_once_after_the_last_day()
    {
        InForce.When(c => CertificateDecisions.NoteExpiry(c, Policy, Day("2030-12-31"))).ThenAlreadySo();
        var noted = InForce.When(c => CertificateDecisions.NoteExpiry(c, Policy, Day("2031-01-01"))).Then(new CertificateEvent.Expired(Day("2031-01-01"))).After;
        noted.When(c => CertificateDecisions.NoteExpiry(c, Policy, Day("2032-01-01"))).ThenAlreadySo();
        InForce.And(Papers.Revoked(Noon)).When(c => CertificateDecisions.NoteExpiry(c, Policy, Day("2031-01-01"))).ThenAlreadySo();
    }

    [Fact]
    public void The_expiry_of_a_level_with_grace_is_noted_after_the_grace()
    {
        var professional = Given.Certificate(Papers.Awarded("2026-01-01", "2028-12-31", Level.Professional));

        professional.When(c => CertificateDecisions.NoteExpiry(c, Policy, Day("2029-01-30"))).ThenAlreadySo();
        professional.When(c => CertificateDecisions.NoteExpiry(c, Policy, Day("2029-01-31"))).ThenKinds(typeof(CertificateEvent.Expired));
    }
}
