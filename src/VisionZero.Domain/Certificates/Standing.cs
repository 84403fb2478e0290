using VisionZero.Domain.Scheme;

namespace VisionZero.Domain.Certificates;

/// <summary>What a certificate is worth at an instant.</summary>
public enum StandingKind
{
    /// <summary>Awarded, its first day has not come.</summary>
    NotYetValid = 1,

    /// <summary>In force.</summary>
    Valid = 2,

    /// <summary>In force, and the renewal may be applied for.</summary>
    InRenewalWindow = 3,

    /// <summary>The last day passed, the scheme's grace has not.</summary>
    InGrace = 4,

    /// <summary>Over.</summary>
    Expired = 5,

    /// <summary>Not in force until reinstated.</summary>
    Suspended = 6,

    /// <summary>Withdrawn for good.</summary>
    Revoked = 7,

    /// <summary>Replaced by another certificate.</summary>
    Superseded = 8,
}

/// <summary>
/// The one answer to "what is this certificate's standing at instant T?". Pages, directory, paper, API and jobs all ask
/// here; nothing is valid because a job has not run yet.
/// </summary>
/// <param name="Kind">The standing.</param>
/// <param name="Through">Last day of validity, to 23:59:59 UTC.</param>
public sealed record Standing(StandingKind Kind, DateOnly Through)
{
    /// <summary>Whether the holder counts as certified now.</summary>
    public bool Certifies => Kind is StandingKind.Valid or StandingKind.InRenewalWindow or StandingKind.InGrace;

    /// <summary>Whether a renewal may be applied for now.</summary>
    public bool MayRenew => Kind is StandingKind.InRenewalWindow or StandingKind.InGrace;

    /// <summary>Whether a corrected name may take its place: also before the first day, so that nobody waits for a wrong paper.</summary>
    public bool MayBeCorrected => Certifies || Kind == StandingKind.NotYetValid;

    /// <summary>
    /// Works it out. What is final wins, and the last day is final too: a suspension promises a decision about the time that
    /// is left, and past the end there is none.
    /// </summary>
    public static Standing Of(Certificate certificate, SchemePolicy policy, DateTimeOffset at)
    {
        var rules = policy.For(certificate.Level);
        var today = DateOnly.FromDateTime(at.UtcDateTime);
        var kind = certificate switch
        {
            { RevokedAt: { } revoked } when revoked <= at => StandingKind.Revoked,
            { SupersededAt: { } superseded } when superseded <= at => StandingKind.Superseded,
            _ when today > certificate.ValidThrough.AddDays(rules.GraceDays) => StandingKind.Expired,
            { SuspendedAt: { } suspended } when suspended <= at => StandingKind.Suspended,
            _ when today < certificate.ValidFrom => StandingKind.NotYetValid,
            _ when today > certificate.ValidThrough => StandingKind.InGrace,
            _ when today >= certificate.ValidThrough.AddDays(-rules.RenewalWindowDays) => StandingKind.InRenewalWindow,
            _ => StandingKind.Valid,
        };
        return new Standing(kind, certificate.ValidThrough);
    }
}
