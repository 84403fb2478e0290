using VisionZero.Domain.Common;

namespace VisionZero.Domain.Certificates;

/// <summary>A certificate as the stream tells it. Whether it is valid is never stored: ask <see cref="Standing"/>.</summary>
public sealed record Certificate
{
    /// <summary>UUIDv5 of the application (or of the certificate it supersedes).</summary>
    public Guid Id { get; init; }

    /// <summary>The approval it follows from.</summary>
    public Guid ApplicationId { get; init; }

    /// <summary>The holder.</summary>
    public Guid TrainerId { get; init; }

    /// <summary>Level certified.</summary>
    public Level Level { get; init; }

    /// <summary>See <see cref="CertificateNumber"/>; never reused, never changed.</summary>
    public string Number { get; init; } = "";

    /// <summary>See <see cref="VerificationCode"/>.</summary>
    public string Code { get; init; } = "";

    /// <summary>The name on the paper, in the holder's script.</summary>
    public string PrintedName { get; init; } = "";

    /// <summary>Its Latin spelling, if the holder gave one.</summary>
    public string? LatinName { get; init; }

    /// <summary>Language of the paper, BCP 47.</summary>
    public string Locale { get; init; } = "en";

    /// <summary>First day (UTC).</summary>
    public DateOnly ValidFrom { get; init; }

    /// <summary>Last day (UTC), to its end.</summary>
    public DateOnly ValidThrough { get; init; }

    /// <summary>Scheme version it was awarded under.</summary>
    public int SchemeVersion { get; init; }

    /// <summary>The course it rests on, as the paper names it; none if the paper names none.</summary>
    public CertifiedCourse? Course { get; init; }

    /// <summary>The certificate it replaced, if any.</summary>
    public Guid? Supersedes { get; init; }

    /// <summary>When it was awarded.</summary>
    public DateTimeOffset AwardedAt { get; init; }

    /// <summary>SHA-256 of the file, lower-case hex, once issued.</summary>
    public string? Sha256 { get; init; }

    /// <summary>When the file was issued.</summary>
    public DateTimeOffset? IssuedAt { get; init; }

    /// <summary>Why no file could be made, if so (code).</summary>
    public string? IssueProblem { get; init; }

    /// <summary>When it was suspended, while it is.</summary>
    public DateTimeOffset? SuspendedAt { get; init; }

    /// <summary>Code of the reason it is suspended or revoked for.</summary>
    public string? Reason { get; init; }

    /// <summary>When it was revoked.</summary>
    public DateTimeOffset? RevokedAt { get; init; }

    /// <summary>When it was superseded.</summary>
    public DateTimeOffset? SupersededAt { get; init; }

    /// <summary>Number of its successor.</summary>
    public string? SupersededBy { get; init; }

    /// <summary>Whether the expiry was noted (and the holder told).</summary>
    public bool ExpiryNoted { get; init; }

    /// <summary>Days before expiry at which the holder was reminded.</summary>
    public IReadOnlyList<int> Reminders { get; init; } = [];

    /// <summary>Version of the stream that this state stands for.</summary>
    public int Version { get; init; }

    /// <summary>Whether another certificate takes this one's place when it ends: the same holder and level, and it runs longer.</summary>
    public bool IsRenewedBy(Certificate other) =>
        other is { RevokedAt: null, SupersededAt: null }
        && other.TrainerId == TrainerId
        && other.Level == Level
        && other.ValidThrough > ValidThrough;

    /// <summary>Folds one event; unknown ones leave the state as it is.</summary>
    public static Certificate Evolve(Certificate state, CertificateEvent @event) => @event switch
    {
        CertificateEvent.Awarded e => state with
        {
            ApplicationId = e.ApplicationId,
            TrainerId = e.TrainerId,
            Level = e.Level,
            Number = e.Number,
            Code = e.Code,
            PrintedName = e.PrintedName,
            LatinName = e.LatinName,
            Locale = e.Locale,
            ValidFrom = e.ValidFrom,
            ValidThrough = e.ValidThrough,
            SchemeVersion = e.SchemeVersion,
            Supersedes = e.Supersedes,
            AwardedAt = e.At,
            Course = e.Course,
        },
        CertificateEvent.Issued e => state with { Sha256 = e.Sha256, IssuedAt = e.At, IssueProblem = null },
        CertificateEvent.IssueStopped e => state with { IssueProblem = e.Reason },
        CertificateEvent.Suspended e => state with { SuspendedAt = e.At, Reason = e.Reason },
        CertificateEvent.Reinstated => state with { SuspendedAt = null, Reason = null },
        CertificateEvent.Revoked e => state with { RevokedAt = e.At, Reason = e.Reason },
        CertificateEvent.Expired => state with { ExpiryNoted = true },
        CertificateEvent.Superseded e => state with { SupersededAt = e.At, SupersededBy = e.ByNumber },
        CertificateEvent.Reminded e => state with { Reminders = [.. state.Reminders, e.DaysBefore] },
        _ => state,
    };
}
