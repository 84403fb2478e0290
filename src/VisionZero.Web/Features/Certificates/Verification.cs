using Marten;
using VisionZero.Domain.Certificates;
using VisionZero.Domain.Common;
using VisionZero.Domain.Companies;
using VisionZero.Domain.Scheme;
using VisionZero.Domain.Trainers;

namespace VisionZero.Web.Features.Certificates;

/// <summary>
/// What the register answers about a number. The name is shown in full to whoever holds the paper (number and code) and
/// where the holder agreed to be listed; to anyone else only its initials, so that nobody harvests names by counting up.
/// </summary>
/// <param name="Verdict">Code of the answer: a standing in kebab case, <c>support</c>, <c>support-withdrawn</c> or <c>unknown</c>.</param>
public sealed record Verification(string Verdict)
{
    /// <summary>The number asked for, in its proper form.</summary>
    public string? Number { get; init; }

    /// <summary>Level certified; null for support.</summary>
    public Level? Level { get; init; }

    /// <summary>The name the paper must say, or its initials.</summary>
    public string? Name { get; init; }

    /// <summary>Its Latin spelling, if shown.</summary>
    public string? LatinName { get; init; }

    /// <summary>Whether the name is whole.</summary>
    public bool NameIsWhole { get; init; }

    /// <summary>First day.</summary>
    public DateOnly? From { get; init; }

    /// <summary>Last day.</summary>
    public DateOnly? Through { get; init; }

    /// <summary>Day since when it is suspended, revoked, superseded or withdrawn.</summary>
    public DateOnly? Since { get; init; }

    /// <summary>The course it rests on, as the paper names it; null if the paper names none.</summary>
    public CertifiedCourse? Course { get; init; }

    /// <summary>Number of the certificate that took its place.</summary>
    public string? SupersededBy { get; init; }

    /// <summary>Whether a code was given that is not this certificate's.</summary>
    public bool CodeIsWrong { get; init; }

    /// <summary>Whether the holder may certify today.</summary>
    public bool InForce => Verdict is "valid" or "in-renewal-window" or "in-grace" or "support";

    /// <summary>Looks a number up.</summary>
    /// <param name="session">Where to look.</param>
    /// <param name="typedNumber">As typed or scanned.</param>
    /// <param name="typedCode">As typed or scanned; null if none.</param>
    /// <param name="policy">The scheme in force.</param>
    /// <param name="at">Now.</param>
    /// <param name="ct">Ends the look-up.</param>
    public static async Task<Verification> AskAsync(IQuerySession session, string? typedNumber, string? typedCode, SchemePolicy policy, DateTimeOffset at, CancellationToken ct)
    {
        var number = CertificateNumber.Parse(typedNumber);
        if (number is null)
        {
            return new Verification("unknown");
        }

        var code = VerificationCode.Parse(typedCode);
        var codeGiven = !string.IsNullOrWhiteSpace(typedCode);
        if (number[3] == 'S')
        {
            if (await session.Query<Company>().FirstOrDefaultAsync(c => c.Number == number, ct) is { } company)
            {
                return OfSupport(company, code, codeGiven);
            }

            var then = await session.Query<Company>().FirstOrDefaultAsync(c => c.Earlier.Any(e => e.Number == number), ct);
            return then?.Earlier.FirstOrDefault(e => e.Number == number) is { } paper
                ? OfEarlierSupport(then, paper, code, codeGiven)
                : new Verification("unknown") { Number = number };
        }

        var certificate = await session.Query<Certificate>().FirstOrDefaultAsync(c => c.Number == number, ct);
        if (certificate is null)
        {
            return new Verification("unknown") { Number = number };
        }

        var listed = await session.LoadAsync<Trainer>(certificate.TrainerId, ct) is { ListingConsent: true };
        return OfCertificate(certificate, Standing.Of(certificate, policy, at), code, codeGiven, listed);
    }

    private static Verification OfCertificate(Certificate certificate, Standing standing, string? code, bool codeGiven, bool listed)
    {
        var holdsPaper = code == certificate.Code;
        var whole = holdsPaper || (listed && certificate.Level == Domain.Common.Level.Professional && standing.Certifies);
        return new Verification(Kebab(standing.Kind))
        {
            Number = certificate.Number,
            Level = certificate.Level,
            Name = whole ? certificate.PrintedName : Initials(certificate.PrintedName),
            LatinName = whole ? certificate.LatinName : null,
            NameIsWhole = whole,
            From = certificate.ValidFrom,
            Through = certificate.ValidThrough,
            Course = certificate.Course,
            Since = Day(standing.Kind switch
            {
                StandingKind.Suspended => certificate.SuspendedAt,
                StandingKind.Revoked => certificate.RevokedAt,
                StandingKind.Superseded => certificate.SupersededAt,
                _ => null,
            }),
            SupersededBy = holdsPaper ? certificate.SupersededBy : null,
            CodeIsWrong = codeGiven && !holdsPaper,
        };
    }

    private static Verification OfSupport(Company company, string? code, bool codeGiven)
    {
        var active = company.State == PledgeState.Active;
        var whole = code == company.Code || (active && company.Publish);
        return new Verification(active ? "support" : "support-withdrawn")
        {
            Number = company.Number,
            Name = whole ? company.PrintedName : Initials(company.PrintedName ?? ""),
            NameIsWhole = whole,
            From = Day(company.ConfirmedAt),
            Since = active ? null : Day(company.WithdrawnAt),
            CodeIsWrong = codeGiven && code != company.Code,
        };
    }

    private static Verification OfEarlierSupport(Company company, EarlierPaper paper, string? code, bool codeGiven)
    {
        var whole = code == paper.Code;
        return new Verification(paper.Replaced ? "superseded" : "support-withdrawn")
        {
            Number = paper.Number,
            Name = whole ? paper.PrintedName : Initials(paper.PrintedName),
            NameIsWhole = whole,
            From = Day(paper.From),
            Since = Day(paper.Until),
            SupersededBy = whole && paper.Replaced ? company.Number : null,
            CodeIsWrong = codeGiven && !whole,
        };
    }

    private static DateOnly? Day(DateTimeOffset? at) => at is { } instant ? DateOnly.FromDateTime(instant.UtcDateTime) : null;

    private static string Initials(string name) =>
        string.Join(' ', name.Split(' ', StringSplitOptions.RemoveEmptyEntries)
            .Select(word => System.Globalization.StringInfo.GetNextTextElement(word) + "•••"));

    private static string Kebab(StandingKind kind) => kind switch
    {
        StandingKind.NotYetValid => "not-yet-valid",
        StandingKind.Valid => "valid",
        StandingKind.InRenewalWindow => "in-renewal-window",
        StandingKind.InGrace => "in-grace",
        StandingKind.Expired => "expired",
        StandingKind.Suspended => "suspended",
        StandingKind.Revoked => "revoked",
        StandingKind.Superseded => "superseded",
        _ => "unknown",
    };
}
