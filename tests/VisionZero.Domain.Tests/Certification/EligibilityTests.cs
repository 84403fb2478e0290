using FsCheck.Fluent;
using VisionZero.Domain.Certificates;
using VisionZero.Domain.Certification;
using VisionZero.Domain.Common;
using VisionZero.Domain.Learning;
using VisionZero.Domain.Tests.Support;
using VisionZero.Domain.Trainers;
using static VisionZero.Domain.Tests.Support.Facts;

namespace VisionZero.Domain.Tests.Certification;

public sealed class EligibilityTests
{
    private static readonly Trainer Ready = Given.Trainer(
        new TrainerEvent.Registered(Applicant, "DE", ["de"], ["mining"], 2, Noon),
        new TrainerEvent.ConductAccepted(2, Noon),
        new TrainerEvent.EvidenceAdded(Person(1), EvidenceKind.OshQualification, "a", "application/pdf", 1, Noon),
        new TrainerEvent.EvidenceAdded(Person(2), EvidenceKind.TrainingExperience, "b", "application/pdf", 1, Noon)).State;

    private static readonly Enrolment Done = Given.Enrolment([.. Learner.Studied(), .. Learner.Passed(1), .. Learner.Plan(2, GoldenRules.All)]).State;

    private static readonly Certificate ValidFoundation = Papers.Certificate("2026-01-01", "2030-12-31");

    [Fact]
    public void Foundation_asks_for_the_course_the_conduct_and_an_address()
    {
        var eligibility = ForFoundation();

        eligibility.IsMet.ShouldBeTrue();
        eligibility.Unmet.ShouldBeEmpty();
        eligibility.Conditions.Select(c => c.Code).ShouldBe(["email-confirmed", "conduct", "assessment-passed", "action-plan", "no-open-application", "not-certified-yet"]);
    }

    [Fact]
    public void Professional_asks_for_a_foundation_experience_and_evidence_besides()
    {
        var eligibility = ForProfessional(Ready, [ValidFoundation]);

        eligibility.IsMet.ShouldBeTrue();
        eligibility.Conditions.Select(c => c.Code).ShouldBe(["email-confirmed", "conduct", "foundation-valid", "training-years", "evidence", "evidence", "assessment-passed", "action-plan", "no-open-application", "not-certified-yet"]);
    }

    [Fact]
    public void Who_has_done_nothing_is_told_everything() =>
        Eligibility.Of(Level.Professional, new Trainer(), false, null, [], true, Policy, Noon).Unmet.Select(c => c.Code)
            .ShouldBe(["email-confirmed", "conduct", "foundation-valid", "training-years", "evidence", "evidence", "assessment-passed", "action-plan", "no-open-application"]);

    [Fact]
    public void An_old_version_of_the_conduct_is_not_enough() =>
        Missing(ForFoundation(Ready with { ConductVersion = 1 })).ShouldBe("conduct");

    [Fact]
    public void Experience_is_counted_in_whole_years() =>
        Missing(ForProfessional(Ready with { TrainingYears = 1 }, [ValidFoundation])).ShouldBe("training-years");

    [Fact]
    public void Each_kind_of_evidence_is_its_own_condition()
    {
        var missing = ForProfessional(Ready with { Evidence = [.. Ready.Evidence.Take(1)] }, [ValidFoundation]).Unmet.ShouldHaveSingleItem();

        missing.Code.ShouldBe("evidence");
        missing.Arguments.ShouldBe([("kind", EvidenceKind.TrainingExperience)]);
    }

    [Theory]
    [InlineData("2026-01-01", "2030-12-31", true)]
    [InlineData("2026-07-01", "2030-12-31", true)]
    [InlineData("2021-07-02", "2026-07-01", true)]
    [InlineData("2021-07-01", "2026-06-30", false)]
    [InlineData("2026-07-02", "2030-12-31", false)]
    public void The_foundation_must_be_valid_on_the_day(string from, string through, bool met) =>
        ForProfessional(Ready, [Papers.Certificate(from, through)]).IsMet.ShouldBe(met);

    [Fact]
    public void A_suspended_revoked_or_superseded_foundation_does_not_count()
    {
        foreach (var sanction in new CertificateEvent[] { Papers.Suspended(Noon), new CertificateEvent.Revoked("holder-request", Anna, Noon), Papers.Superseded(Noon) })
        {
            Missing(ForProfessional(Ready, [Papers.Certificate("2026-01-01", "2030-12-31", Level.Foundation, sanction)])).ShouldBe("foundation-valid");
        }
    }

    [Fact]
    public void A_professional_certificate_is_no_foundation() =>
        ForProfessional(Ready, [Papers.Certificate("2023-08-01", "2026-07-31", Level.Professional)]).Unmet.Select(c => c.Code).ShouldBe(["foundation-valid"]);

    [Theory]
    // In force, its window far away.
    [InlineData("2026-01-01", "2030-12-31", false)]
    // In its window of 180 days: a renewal.
    [InlineData("2021-08-01", "2026-07-31", true)]
    // Expired.
    [InlineData("2020-01-01", "2024-12-31", true)]
    // A renewal already awarded, its first day to come.
    [InlineData("2026-08-01", "2031-07-31", false)]
    public void Nobody_is_certified_twice_for_the_same_time(string from, string through, bool met) =>
        ForFoundation(Ready, [Papers.Certificate(from, through)]).IsMet.ShouldBe(met);

    [Fact]
    public void A_renewal_closes_the_window_it_was_applied_for_in()
    {
        var running = Papers.Certificate("2021-08-01", "2026-07-31");
        var renewal = Papers.Certificate("2026-08-01", "2031-07-31") with { AwardedAt = Noon.AddDays(-1) };

        ForFoundation(Ready, [running]).IsMet.ShouldBeTrue();
        Missing(ForFoundation(Ready, [running, renewal])).ShouldBe("not-certified-yet");
    }

    [Fact]
    public void A_suspension_cannot_be_escaped_by_applying_anew() =>
        Missing(ForFoundation(Ready, [Papers.Certificate("2026-01-01", "2030-12-31", Level.Foundation, Papers.Suspended(Noon))])).ShouldBe("not-certified-yet");

    [Theory]
    // Revoked for cause 24 months ago: the last day of waiting is over on the next.
    [InlineData("conduct", "2024-06-30T23:00:00Z", true)]
    [InlineData("conduct", "2024-07-01T01:00:00Z", false)]
    [InlineData("false-evidence", "2026-06-30T12:00:00Z", false)]
    // The holder wished it, or staff were wrong: nobody waits.
    [InlineData("holder-request", "2026-06-30T12:00:00Z", true)]
    [InlineData("administrative-error", "2026-06-30T12:00:00Z", true)]
    public void After_a_revocation_for_cause_the_scheme_lets_time_pass(string reason, string revokedAt, bool met)
    {
        var at = DateTimeOffset.Parse(revokedAt, System.Globalization.CultureInfo.InvariantCulture);
        var revoked = Papers.Certificate("2022-01-01", "2026-12-31", Level.Foundation, new CertificateEvent.Revoked(reason, Anna, at));

        var eligibility = ForFoundation(Ready, [revoked]);

        eligibility.IsMet.ShouldBe(met);
        if (!met)
        {
            eligibility.Unmet.ShouldHaveSingleItem().ShouldSatisfyAllConditions(
                c => c.Code.ShouldBe("after-revocation"),
                c => c.Arguments.ShouldContain(("date", DateOnly.FromDateTime(at.UtcDateTime).AddMonths(24))));
        }
    }

    [Fact]
    public void A_course_counts_for_one_certificate_and_a_renewal_takes_it_again()
    {
        var running = Papers.Certificate("2021-08-01", "2026-07-31");
        var before = Done with { EnrolledAt = running.AwardedAt.AddDays(-30) };

        var renewal = Eligibility.Of(Level.Foundation, Ready, true, before, [running], openApplication: false, Policy, Noon);

        renewal.Unmet.Select(c => c.Code).ShouldBe(["course-again", "assessment-passed", "action-plan"]);
        ForFoundation(Ready, [running]).IsMet.ShouldBeTrue("the course was begun after the award");
        Eligibility.CountsFor(before, [running with { Supersedes = Person(7) }], Policy.Foundation).ShouldBeTrue("a corrected name is no award");
        Eligibility.CountsFor(before, [running with { Level = Level.Professional }], Policy.Foundation).ShouldBeTrue("the other level has its own course");
        Eligibility.CountsFor(before, [running], Policy.Foundation with { CoursePerCertificate = false }).ShouldBeTrue("the scheme may not ask for it");
    }

    [Fact]
    public void A_suspension_stands_in_the_way_no_longer_than_the_certificate_runs()
    {
        Missing(ForFoundation(Ready, [Papers.Certificate("2021-07-02", "2026-07-01", Level.Foundation, Papers.Suspended(Noon.AddDays(-9)))])).ShouldBe("not-certified-yet");
        ForFoundation(Ready, [Papers.Certificate("2021-07-01", "2026-06-30", Level.Foundation, Papers.Suspended(Noon.AddDays(-9)))]).IsMet.ShouldBeTrue();
    }

    [Fact]
    public void What_is_explained_and_what_is_decided_never_contradict_each_other()
    {
        var (met, unmet) = (0, 0);
        Always.Holds(Cases, eligibility =>
        {
            var submitted = new ApplicationEvent.Submitted(Person(80), Applicant, eligibility.Level, 1, Person(81), [], [], 1, Noon);

            var decision = ApplicationDecisions.Submit(eligibility, submitted);

            decision.Accepted.ShouldBe(eligibility.Conditions.All(c => c.Met));
            decision.Accepted.ShouldBe(eligibility.IsMet);
            decision.Refusals.Select(r => r.Code).ShouldBe(eligibility.Unmet.Select(c => "eligibility." + c.Code));
            _ = decision.Accepted ? met++ : unmet++;
        }, times: 3000);

        met.ShouldBeGreaterThan(0);
        unmet.ShouldBeGreaterThan(0);
    }

    [Fact]
    public void Doing_what_is_missing_is_all_it_takes() => Always.Holds(Cases, before =>
    {
        // The whole world put right asks for nothing that was not explained before; only what earlier certificates bring goes.
        var after = before.Level == Level.Foundation ? ForFoundation() : ForProfessional(Ready, [ValidFoundation]);

        after.Conditions.Select(c => c.Code).ShouldBe(before.Conditions.Select(c => c.Code).Where(c => c is not ("course-again" or "after-revocation")));
        after.IsMet.ShouldBeTrue();
    });

    private static FsCheck.Gen<Eligibility> Cases =>
        from level in Gen.Elements(Level.Foundation, Level.Professional)
        from mostlyReady in Gen.Frequency((3, Gen.Constant(true)), (1, Gen.Constant(false)))
        from flags in Gen.Choose(0, 9).Select(n => n > (mostlyReady ? 0 : 6)).ArrayOf(7)
        from certificates in Gen.Choose(0, 3).SelectMany(AnyCertificate.ArrayOf)
        let trainer = Ready with
        {
            ConductVersion = flags[0] ? 2 : 1,
            TrainingYears = flags[1] ? 2 : 0,
            Evidence = flags[2] ? Ready.Evidence : [],
        }
        let enrolment = flags[3] ? Done : flags[4] ? Done with { Goals = new Dictionary<int, int>() } : null
        select Eligibility.Of(level, trainer, flags[5], enrolment, certificates, !flags[6], Policy, Noon);

    private static FsCheck.Gen<Certificate> AnyCertificate =>
        from level in Gen.Elements(Level.Foundation, Level.Professional)
        from starts in Gen.Choose(-2200, 60)
        from sanction in Gen.Choose(0, 9)
        let first = DateOnly.FromDateTime(Noon.UtcDateTime).AddDays(starts)
        select Papers.Certificate("2026-01-01", "2026-12-31", level, Sanctions(sanction)) with
        {
            ValidFrom = first,
            ValidThrough = CertificateDecisions.LastDay(first, Policy.For(level).ValidityMonths),
        };

    private static CertificateEvent[] Sanctions(int number) => number switch
    {
        0 => [Papers.Suspended(Noon)],
        1 => [Papers.Revoked(Noon)],
        2 => [Papers.Superseded(Noon)],
        3 => [Papers.Suspended(Noon), Papers.Reinstated(Noon)],
        _ => [],
    };

    private static Eligibility ForFoundation(Trainer? trainer = null, params IReadOnlyCollection<Certificate> certificates) =>
        Eligibility.Of(Level.Foundation, trainer ?? Ready, true, Done, certificates, false, Policy, Noon);

    private static Eligibility ForProfessional(Trainer trainer, IReadOnlyCollection<Certificate> certificates) =>
        Eligibility.Of(Level.Professional, trainer, true, Done, certificates, false, Policy, Noon);

    private static string Missing(Eligibility eligibility) => eligibility.Unmet.ShouldHaveSingleItem().Code;
}
