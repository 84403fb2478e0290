using VisionZero.Domain.Certificates;
using VisionZero.Domain.Common;

namespace VisionZero.Domain.Tests.Support;

/// <summary>Histories of certificates, told in events.</summary>
internal static class Papers
{
    public static readonly CertificateMarks Marks = new("VZ-F-2026-999999-70", "K7QF-2M9T");

    public static readonly PrintedHolder Holder = new("Anna Müller", null, "en");

    public static CertificateEvent.Awarded Awarded(string from, string through, Level level = Level.Foundation) =>
        new(Facts.Person(70), Facts.Applicant, level, Marks.Number, Marks.Code, Holder.Name, Holder.LatinName, Holder.Locale, Facts.Date(from), Facts.Date(through), 1, null, Facts.Day(from));

    public static Certificate Certificate(string from, string through, Level level = Level.Foundation, params IEnumerable<CertificateEvent> since) =>
        Given.Certificate([Awarded(from, through, level), .. since]).State;

    public static CertificateEvent.Suspended Suspended(DateTimeOffset at) => new("conduct", Facts.Anna, at);

    public static CertificateEvent.Reinstated Reinstated(DateTimeOffset at) => new("resolved", Facts.Anna, at);

    public static CertificateEvent.Revoked Revoked(DateTimeOffset at) => new("false-evidence", Facts.Anna, at);

    public static CertificateEvent.Superseded Superseded(DateTimeOffset at) => new(Facts.Person(71), "VZ-F-2026-000001-00", at);
}
