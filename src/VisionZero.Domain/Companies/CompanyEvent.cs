namespace VisionZero.Domain.Companies;

/// <summary>Companies and partners both support; they are counted apart.</summary>
public enum SupporterKind
{
    /// <summary>An enterprise of any size.</summary>
    Company = 1,

    /// <summary>A ministry, association, social security body, university, union and the like.</summary>
    Partner = 2,
}

/// <summary>What happened to a supporter. Names and people are in a document; events carry codes and hashes.</summary>
public abstract record CompanyEvent
{
    private CompanyEvent()
    {
    }

    /// <summary>A representative registered the organisation. Country is ISO 3166-1 alpha-2; sector and size are codes.</summary>
    public sealed record Registered(Guid AccountId, SupporterKind Kind, string Country, string Sector, string Size, DateTimeOffset At) : CompanyEvent;

    /// <summary>
    /// The profile changed. <paramref name="NameWaits"/>: the name is not the one on the support certificate in force, so
    /// staff have to confirm it before it is printed or published.
    /// </summary>
    public sealed record ProfileChanged(string Country, string Sector, string Size, bool NameChanged, SupporterKind? Kind = null, bool NameWaits = false) : CompanyEvent;

    /// <summary>Staff could not confirm a new name, for this reason (code); the pledge stays in force under the old one.</summary>
    public sealed record NameDeclined(Guid By, string Reason, DateTimeOffset At) : CompanyEvent;

    /// <summary>The pledge was signed in this version (hash of the text shown), with or without consent to publish the name.</summary>
    public sealed record PledgeSigned(int Version, string TextSha256, bool Publish, DateTimeOffset At) : CompanyEvent;

    /// <summary>Staff confirmed that the organisation exists and the signatory may sign; the support certificate gets its number.</summary>
    public sealed record Confirmed(Guid By, string Number, string Code, string PrintedName, string Locale, DateTimeOffset At) : CompanyEvent;

    /// <summary>Staff could not confirm, for this reason (code).</summary>
    public sealed record Rejected(Guid By, string Reason, DateTimeOffset At) : CompanyEvent;

    /// <summary>The support certificate's file was stored.</summary>
    public sealed record SupportCertificateIssued(string Sha256, long Bytes, string Renderer, DateTimeOffset At) : CompanyEvent;

    /// <summary>The support certificate could not be made; operations were told.</summary>
    public sealed record SupportCertificateStopped(string Reason, string Detail, DateTimeOffset At) : CompanyEvent;

    /// <summary>Consent to the public entry was given or taken back.</summary>
    public sealed record PublishingChanged(bool Publish, DateTimeOffset At) : CompanyEvent;

    /// <summary>The organisation withdrew its pledge.</summary>
    public sealed record Withdrawn(DateTimeOffset At) : CompanyEvent;
}
