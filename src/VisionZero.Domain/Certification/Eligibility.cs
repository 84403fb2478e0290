using VisionZero.Domain.Certificates;
using VisionZero.Domain.Common;
using VisionZero.Domain.Learning;
using VisionZero.Domain.Practices;
using VisionZero.Domain.Scheme;
using VisionZero.Domain.Trainers;

namespace VisionZero.Domain.Certification;

/// <summary>One condition of a level: a code for its sentence, whether it is met, and the figures in the sentence.</summary>
public sealed record Condition(string Code, bool Met, params IReadOnlyList<(string Name, object Value)> Arguments);

/// <summary>
/// "Why not yet": every condition for a level, met or not. The page that explains and the decision to accept an
/// application call this one function, so they cannot contradict each other.
/// </summary>
public sealed record Eligibility(Level Level, IReadOnlyList<Condition> Conditions)
{
    /// <summary>Whether an application would be accepted now.</summary>
    public bool IsMet => Conditions.All(c => c.Met);

    /// <summary>What is missing.</summary>
    public IEnumerable<Condition> Unmet => Conditions.Where(c => !c.Met);

    /// <summary>Weighs the facts against the scheme.</summary>
    /// <param name="level">Level applied for.</param>
    /// <param name="trainer">The applicant.</param>
    /// <param name="emailConfirmed">Whether the account's address is confirmed.</param>
    /// <param name="enrolment">The latest enrolment in the level's course, or null.</param>
    /// <param name="certificates">All certificates of the applicant.</param>
    /// <param name="openApplication">Whether an application for this level is under way.</param>
    /// <param name="policy">The scheme in force.</param>
    /// <param name="at">Now.</param>
    /// <param name="practices">All teaching practices of the applicant; null is none.</param>
    public static Eligibility Of(
        Level level,
        Trainer trainer,
        bool emailConfirmed,
        Enrolment? enrolment,
        IReadOnlyCollection<Certificate> certificates,
        bool openApplication,
        SchemePolicy policy,
        DateTimeOffset at,
        IReadOnlyCollection<Practice>? practices = null)
    {
        var rules = policy.For(level);
        var conditions = new List<Condition>
        {
            new("email-confirmed", emailConfirmed),
            new("conduct", trainer.ConductVersion >= policy.ConductVersion, ("version", policy.ConductVersion)),
        };

        if (level == Level.Professional)
        {
            conditions.Add(new("foundation-valid", certificates.Any(c => c.Level == Level.Foundation && Standing.Of(c, policy, at).Certifies)));
        }

        if (rules.TrainingYears > 0)
        {
            conditions.Add(new("training-years", trainer.TrainingYears >= rules.TrainingYears, ("years", rules.TrainingYears)));
        }

        foreach (var kind in rules.Evidence)
        {
            conditions.Add(new("evidence", trainer.Evidence.Any(e => e.Kind == kind), ("kind", kind)));
        }

        var course = enrolment is not null && CountsFor(enrolment, certificates, rules) ? enrolment : null;
        if (enrolment is not null && course is null)
        {
            conditions.Add(new("course-again", false));
        }

        conditions.Add(new("assessment-passed", course?.HasPassed() == true, ("percent", rules.PassMarkPercent), ("attempts", rules.Attempts)));
        conditions.Add(new("action-plan", course is not null && EnrolmentDecisions.HasPlan(course, rules), ("goals", rules.GoalsPerRule)));
        if (level == Level.Professional && policy.Practice is { } asked && NeedsPractice(certificates, asked))
        {
            conditions.Add(new("practice-passed", HasPractice(practices ?? [], enrolment?.Id, asked), ("percent", asked.PassMarkPercent), ("assessors", asked.Assessors)));
        }

        conditions.Add(new("no-open-application", !openApplication));
        conditions.Add(new("not-certified-yet", !IsCertified(level, certificates, policy, at)));
        if (RevokedUntil(certificates, rules) is { } until)
        {
            conditions.Add(new("after-revocation", DateOnly.FromDateTime(at.UtcDateTime) > until, ("months", rules.MonthsAfterRevocation), ("date", until)));
        }

        return new Eligibility(level, conditions);
    }

    /// <summary>
    /// Whether an assessed teaching practice is asked for: before the first certificate of Professional, and before a renewal
    /// only where the scheme says so. A certificate that was revoked for cause is no earlier certificate.
    /// </summary>
    public static bool NeedsPractice(IEnumerable<Certificate> certificates, PracticePolicy policy) =>
        policy.AtRenewal || !certificates.Any(c => c.Level == Level.Professional && !IsRevokedForCause(c));

    /// <summary>Whether a practice was passed that counts: any, or one of this course where each certificate needs its own.</summary>
    public static bool HasPractice(IEnumerable<Practice> practices, Guid? enrolmentId, PracticePolicy policy) =>
        practices.Any(p => p.State == PracticeState.Passed && (!policy.AtRenewal || p.EnrolmentId == enrolmentId));

    /// <summary>
    /// Whether a course counts for the next certificate of its level: where the scheme wants the course for each
    /// certificate, it must have been begun after the last award. A corrected name is no award.
    /// </summary>
    public static bool CountsFor(Enrolment enrolment, IEnumerable<Certificate> certificates, LevelPolicy rules) =>
        !rules.CoursePerCertificate
        || !certificates.Any(c => c.Level == enrolment.Level && c.Supersedes is null && enrolment.EnrolledAt <= c.AwardedAt);

    /// <summary>
    /// Whether a certificate of the level runs on, so that no other can be had: outside its renewal window, suspended, or not
    /// yet begun.
    /// </summary>
    public static bool IsCertified(Level level, IEnumerable<Certificate> certificates, SchemePolicy policy, DateTimeOffset at) =>
        certificates.Any(c => c.Level == level && Blocks(Standing.Of(c, policy, at)));

    // Last day without application after a revocation for cause, of whichever level: it concerns the person.
    private static DateOnly? RevokedUntil(IEnumerable<Certificate> certificates, LevelPolicy rules) =>
        certificates
            .Where(IsRevokedForCause)
            .Select(c => (DateOnly?)DateOnly.FromDateTime(c.RevokedAt!.Value.UtcDateTime).AddMonths(rules.MonthsAfterRevocation))
            .Max();

    private static bool IsRevokedForCause(Certificate certificate) =>
        certificate is { RevokedAt: not null, Reason: { } reason } && CertificateDecisions.Causes.Contains(reason);

    // A renewal awarded ahead of its first day blocks too, or one window could be renewed again and again.
    private static bool Blocks(Standing standing) =>
        standing is { Certifies: true, MayRenew: false } or { Kind: StandingKind.Suspended or StandingKind.NotYetValid };
}
