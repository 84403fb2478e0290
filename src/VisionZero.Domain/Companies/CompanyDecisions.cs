using VisionZero.Domain.Certificates;
using VisionZero.Domain.Common;

namespace VisionZero.Domain.Companies;

/// <summary>What a supporter may do, and staff with it. Pure.</summary>
public static class CompanyDecisions
{
    /// <summary>Size bands by number of workers.</summary>
    public static readonly IReadOnlyList<string> Sizes = ["1-9", "10-49", "50-249", "250-999", "1000+"];

    /// <summary>Reasons not to confirm; the sentences are in <c>content/locales</c>.</summary>
    public static readonly IReadOnlyList<string> RejectReasons = ["not-found", "signatory-unclear", "duplicate", "other"];

    /// <summary>Starts the stream.</summary>
    public static Decision<CompanyEvent> Register(Guid accountId, SupporterKind kind, string country, string sector, string size, DateTimeOffset at)
    {
        var refusals = Check(country, sector, size);
        return refusals.Count > 0
            ? Decision<CompanyEvent>.Refuse(refusals)
            : new CompanyEvent.Registered(accountId, kind, country, sector, size, at);
    }

    /// <summary>
    /// Changes the profile. What staff confirmed stays: under a pledge that is signed or in force the kind is fixed, and a
    /// name other than the printed one waits for staff.
    /// </summary>
    /// <param name="company">The supporter.</param>
    /// <param name="kind">Company or partner.</param>
    /// <param name="country">Country code.</param>
    /// <param name="sector">Sector code.</param>
    /// <param name="size">Size band.</param>
    /// <param name="name">The name on the profile after the change.</param>
    /// <param name="profileChanged">Whether anything changed in the document beside the stream.</param>
    public static Decision<CompanyEvent> ChangeProfile(Company company, SupporterKind kind, string country, string sector, string size, string name, bool profileChanged)
    {
        var refusals = Check(country, sector, size);
        if (kind != company.Kind && company.State is PledgeState.Signed or PledgeState.Active)
        {
            refusals.Add(Refusal.At("Kind", "company.kind-fixed"));
        }

        if (refusals.Count > 0)
        {
            return Decision<CompanyEvent>.Refuse(refusals);
        }

        var waits = company.State == PledgeState.Active && name != company.PrintedName;
        return !profileChanged && company.Kind == kind && company.Country == country && company.Sector == sector && company.Size == size
            ? Decision<CompanyEvent>.AlreadySo
            : new CompanyEvent.ProfileChanged(country, sector, size, profileChanged, kind, waits);
    }

    /// <summary>Signs the pledge; one active pledge at a time.</summary>
    public static Decision<CompanyEvent> SignPledge(Company company, int version, string textSha256, bool agreed, bool publish, DateTimeOffset at) =>
        company.State switch
        {
            _ when !agreed => Refusal.At("Agreed", "company.agree-to-pledge"),
            PledgeState.Signed => Decision<CompanyEvent>.AlreadySo,
            PledgeState.Active => Refusal.Of("company.pledge-active"),
            _ => new CompanyEvent.PledgeSigned(version, textSha256, publish, at),
        };

    /// <summary>Staff confirm a signed pledge, or the new name of one in force; nobody confirms an organisation they represent.</summary>
    public static Decision<CompanyEvent> Confirm(Company company, Guid by, CertificateMarks marks, string printedName, string locale, DateTimeOffset at) =>
        company switch
        {
            _ when company.AccountId == by => Refusal.Of("company.own"),
            { State: PledgeState.Active, NameWaits: false } => Decision<CompanyEvent>.AlreadySo,
            { State: not (PledgeState.Signed or PledgeState.Active) } => Refusal.Of("company.not-signed"),
            _ => new CompanyEvent.Confirmed(by, marks.Number, marks.Code, printedName, locale, at),
        };

    /// <summary>Staff cannot confirm the pledge, or the new name.</summary>
    public static Decision<CompanyEvent> Reject(Company company, Guid by, string reason, DateTimeOffset at) =>
        company switch
        {
            _ when company.AccountId == by => Refusal.Of("company.own"),
            { State: PledgeState.Rejected } => Decision<CompanyEvent>.AlreadySo,
            { State: not PledgeState.Signed, NameWaits: false } => Refusal.Of("company.not-signed"),
            _ when !RejectReasons.Contains(reason) => Refusal.At("Reason", "company.reason-needed"),
            { State: PledgeState.Active } => new CompanyEvent.NameDeclined(by, reason, at),
            _ => new CompanyEvent.Rejected(by, reason, at),
        };

    /// <summary>Notes that the support certificate's file exists, once.</summary>
    public static Decision<CompanyEvent> Issue(Company company, string sha256, long bytes, string renderer, DateTimeOffset at) =>
        company is { State: PledgeState.Active, Sha256: null }
            ? new CompanyEvent.SupportCertificateIssued(sha256, bytes, renderer, at)
            : Decision<CompanyEvent>.AlreadySo;

    /// <summary>Notes that no file could be made, once a reason.</summary>
    public static Decision<CompanyEvent> StopIssue(Company company, string reason, string detail, DateTimeOffset at) =>
        company.Sha256 is not null || company.IssueProblem == reason
            ? Decision<CompanyEvent>.AlreadySo
            : new CompanyEvent.SupportCertificateStopped(reason, detail, at);

    /// <summary>Changes whether the name is published.</summary>
    public static Decision<CompanyEvent> SetPublishing(Company company, bool publish, DateTimeOffset at) =>
        company.Publish == publish ? Decision<CompanyEvent>.AlreadySo : new CompanyEvent.PublishingChanged(publish, at);

    /// <summary>Withdraws the pledge.</summary>
    public static Decision<CompanyEvent> Withdraw(Company company, DateTimeOffset at) =>
        company.State switch
        {
            PledgeState.Withdrawn => Decision<CompanyEvent>.AlreadySo,
            PledgeState.Signed or PledgeState.Active => new CompanyEvent.Withdrawn(at),
            _ => Refusal.Of("company.nothing-to-withdraw"),
        };

    private static List<Refusal> Check(string country, string sector, string size)
    {
        var refusals = new List<Refusal>();
        if (!Text.IsCountryCode(country))
        {
            refusals.Add(Refusal.At("Country", "trainer.country"));
        }

        if (sector.Length == 0)
        {
            refusals.Add(Refusal.At("Sector", "company.sector"));
        }

        if (!Sizes.Contains(size))
        {
            refusals.Add(Refusal.At("Size", "company.size"));
        }

        return refusals;
    }
}
