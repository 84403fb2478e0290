using VisionZero.Domain.Common;

namespace VisionZero.Domain.Certificates;

/// <summary>
/// What happened to a certificate. The printed name is the one personal datum an event may carry: it is kept for the
/// certificate's legal life, and the privacy page says so.
/// </summary>
public abstract record CertificateEvent
{
    private CertificateEvent()
    {
    }

    /// <summary>
    /// The certificate exists from here on; the file follows. Dates are UTC days; <paramref name="Code"/> opens the public
    /// page. <paramref name="Course"/> is what it rests on; certificates of before this was written down have none.
    /// </summary>
    public sealed record Awarded(Guid ApplicationId, Guid TrainerId, Level Level, string Number, string Code, string PrintedName, string? LatinName, string Locale, DateOnly ValidFrom, DateOnly ValidThrough, int SchemeVersion, Guid? Supersedes, DateTimeOffset At, CertifiedCourse? Course = null) : CertificateEvent;

    /// <summary>The file was rendered, its text compared with the data, stored under its hash.</summary>
    public sealed record Issued(string Sha256, long Bytes, string Renderer, DateTimeOffset At) : CertificateEvent;

    /// <summary>The file could not be made (a name no font covers, a failed text check); operations were told.</summary>
    public sealed record IssueStopped(string Reason, string Detail, DateTimeOffset At) : CertificateEvent;

    /// <summary>Not in force until reinstated.</summary>
    public sealed record Suspended(string Reason, Guid By, DateTimeOffset At) : CertificateEvent;

    /// <summary>In force again.</summary>
    public sealed record Reinstated(string Reason, Guid By, DateTimeOffset At) : CertificateEvent;

    /// <summary>Withdrawn for good.</summary>
    public sealed record Revoked(string Reason, Guid By, DateTimeOffset At) : CertificateEvent;

    /// <summary>The last day passed; noted by a job, decided by the date itself.</summary>
    public sealed record Expired(DateTimeOffset At) : CertificateEvent;

    /// <summary>Another certificate took its place.</summary>
    public sealed record Superseded(Guid By, string ByNumber, DateTimeOffset At) : CertificateEvent;

    /// <summary>The holder was reminded this many days before expiry.</summary>
    public sealed record Reminded(int DaysBefore, DateTimeOffset At) : CertificateEvent;
}
