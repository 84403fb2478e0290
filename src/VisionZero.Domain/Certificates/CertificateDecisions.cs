using VisionZero.Domain.Certification;
using VisionZero.Domain.Common;
using VisionZero.Domain.Scheme;

namespace VisionZero.Domain.Certificates;

/// <summary>Where the number and the code of a new certificate come from: both are drawn at the edge.</summary>
public sealed record CertificateMarks(string Number, string Code);

/// <summary>The name on the paper and the paper's language.</summary>
public sealed record PrintedHolder(string Name, string? LatinName, string Locale);

/// <summary>What may happen to a certificate. Pure.</summary>
public static class CertificateDecisions
{
    /// <summary>Reasons to suspend or revoke; the sentences are in <c>content/locales</c>.</summary>
    public static readonly IReadOnlyList<string> SanctionReasons =
        ["conduct", "false-evidence", "misuse-of-name", "holder-request", "administrative-error", "other"];

    /// <summary>
    /// The reasons that lie in what the holder did: after a revocation for one of them the scheme sets a time in which no
    /// application is accepted. What the holder asked for, or staff got wrong, has no such consequence.
    /// </summary>
    public static readonly IReadOnlyList<string> Causes = ["conduct", "false-evidence", "misuse-of-name"];

    /// <summary>Reasons to reinstate.</summary>
    public static readonly IReadOnlyList<string> ReinstateReasons = ["resolved", "appeal", "administrative-error"];

    /// <summary>
    /// The certificate that follows from an approval. A renewal begins the day after its predecessor's last day and keeps
    /// the day of the month; otherwise validity begins on the day of the decision.
    /// </summary>
    public static CertificateEvent.Awarded Award(Application application, PrintedHolder holder, CertificateMarks marks, Certificate? renewed, SchemePolicy policy, DateTimeOffset at, CertifiedCourse? course = null)
    {
        var today = DateOnly.FromDateTime(at.UtcDateTime);
        var from = renewed is not null && renewed.ValidThrough >= today ? renewed.ValidThrough.AddDays(1) : today;
        return new CertificateEvent.Awarded(
            application.Id,
            application.TrainerId,
            application.Level,
            marks.Number,
            marks.Code,
            holder.Name,
            holder.LatinName,
            holder.Locale,
            from,
            LastDay(from, policy.For(application.Level).ValidityMonths),
            policy.Version,
            Supersedes: null,
            at,
            course);
    }

    /// <summary>
    /// Last day of a validity of whole months: 1 June 2026 and 36 months give 31 May 2029. Where the month has no such day
    /// (29 February and 12 months) its last day is the last of the validity: nobody loses a day to the calendar.
    /// </summary>
    public static DateOnly LastDay(DateOnly from, int months)
    {
        var sameDay = from.AddMonths(months);
        return sameDay.Day < from.Day ? sameDay : sameDay.AddDays(-1);
    }

    /// <summary>Notes that the file exists. One file: whatever a repeated job brings later, the first one stays.</summary>
    public static Decision<CertificateEvent> Issue(Certificate certificate, string sha256, long bytes, string renderer, DateTimeOffset at) =>
        certificate.Sha256 is null
            ? new CertificateEvent.Issued(sha256, bytes, renderer, at)
            : Decision<CertificateEvent>.AlreadySo;

    /// <summary>Notes that no file could be made, once a reason.</summary>
    public static Decision<CertificateEvent> StopIssue(Certificate certificate, string reason, string detail, DateTimeOffset at) =>
        certificate.Sha256 is not null || certificate.IssueProblem == reason
            ? Decision<CertificateEvent>.AlreadySo
            : new CertificateEvent.IssueStopped(reason, detail, at);

    /// <summary>
    /// Suspends what is neither revoked nor superseded nor expired: what is over cannot be put out of force for a while. It
    /// can still be revoked.
    /// </summary>
    public static Decision<CertificateEvent> Suspend(Certificate certificate, string reason, Guid by, SchemePolicy policy, DateTimeOffset at) =>
        Sanction(certificate, reason) is { } refusal ? refusal
        : IsOver(certificate, policy, at) ? Refusal.Of("certificate.expired")
        : certificate.SuspendedAt is not null ? Decision<CertificateEvent>.AlreadySo
        : new CertificateEvent.Suspended(reason, by, at);

    /// <summary>Puts a suspended certificate in force again, unless its last day has passed meanwhile.</summary>
    public static Decision<CertificateEvent> Reinstate(Certificate certificate, string reason, Guid by, SchemePolicy policy, DateTimeOffset at) =>
        certificate switch
        {
            { RevokedAt: not null } => Refusal.Of("certificate.revoked"),
            { SuspendedAt: null } => Decision<CertificateEvent>.AlreadySo,
            _ when IsOver(certificate, policy, at) => Refusal.Of("certificate.expired"),
            _ when !ReinstateReasons.Contains(reason) => Refusal.At("Reason", "certificate.reason-needed"),
            _ => new CertificateEvent.Reinstated(reason, by, at),
        };

    /// <summary>Withdraws for good.</summary>
    public static Decision<CertificateEvent> Revoke(Certificate certificate, string reason, Guid by, DateTimeOffset at) =>
        certificate.RevokedAt is not null ? Decision<CertificateEvent>.AlreadySo
        : Sanction(certificate, reason) is { } refusal ? refusal
        : new CertificateEvent.Revoked(reason, by, at);

    /// <summary>
    /// Replaces a certificate by one with a corrected name: the same level and dates, a new number; the old one says which.
    /// </summary>
    public static Decision<CertificateEvent> Supersede(Certificate certificate, PrintedHolder holder, CertificateMarks marks, SchemePolicy policy, DateTimeOffset at)
    {
        if (!Standing.Of(certificate, policy, at).MayBeCorrected)
        {
            return Refusal.Of("certificate.not-in-force");
        }

        return certificate.PrintedName == holder.Name && certificate.LatinName == holder.LatinName
            ? Refusal.Of("certificate.name-unchanged")
            : new CertificateEvent.Superseded(DeterministicId.Successor(certificate.Id), marks.Number, at);
    }

    /// <summary>The first event of the successor.</summary>
    public static CertificateEvent.Awarded Succeed(Certificate certificate, PrintedHolder holder, CertificateMarks marks, DateTimeOffset at) =>
        new(
            certificate.ApplicationId,
            certificate.TrainerId,
            certificate.Level,
            marks.Number,
            marks.Code,
            holder.Name,
            holder.LatinName,
            holder.Locale,
            certificate.ValidFrom,
            certificate.ValidThrough,
            certificate.SchemeVersion,
            certificate.Id,
            at,
            certificate.Course);

    /// <summary>Notes that the last day (and the grace) passed, once.</summary>
    public static Decision<CertificateEvent> NoteExpiry(Certificate certificate, SchemePolicy policy, DateTimeOffset at) =>
        !certificate.ExpiryNoted && Standing.Of(certificate, policy, at).Kind == StandingKind.Expired
            ? new CertificateEvent.Expired(at)
            : Decision<CertificateEvent>.AlreadySo;

    /// <summary>
    /// The reminder that is due: the nearest mark already reached, once. A job that slept through several marks sends one
    /// reminder, not all of them. Who holds a renewal already (<paramref name="held"/>) is not reminded of the old one.
    /// </summary>
    public static Decision<CertificateEvent> Remind(Certificate certificate, IEnumerable<Certificate> held, SchemePolicy policy, DateTimeOffset at)
    {
        if (!Standing.Of(certificate, policy, at).Certifies || held.Any(certificate.IsRenewedBy))
        {
            return Decision<CertificateEvent>.AlreadySo;
        }

        var left = certificate.ValidThrough.DayNumber - DateOnly.FromDateTime(at.UtcDateTime).DayNumber;
        var reached = policy.ReminderDays.Where(d => left <= d).Order().Select(d => (int?)d).FirstOrDefault();
        return left >= 0 && reached is { } mark && !certificate.Reminders.Any(sent => sent <= mark)
            ? new CertificateEvent.Reminded(mark, at)
            : Decision<CertificateEvent>.AlreadySo;
    }

    private static bool IsOver(Certificate certificate, SchemePolicy policy, DateTimeOffset at) =>
        Standing.Of(certificate, policy, at).Kind == StandingKind.Expired;

    private static Refusal? Sanction(Certificate certificate, string reason) => certificate switch
    {
        { RevokedAt: not null } => Refusal.Of("certificate.revoked"),
        { SupersededAt: not null } => Refusal.Of("certificate.superseded"),
        _ when !SanctionReasons.Contains(reason) => Refusal.At("Reason", "certificate.reason-needed"),
        _ => null,
    };
}
