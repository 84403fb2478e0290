namespace VisionZero.Domain.Companies;

/// <summary>Where a supporter stands.</summary>
public enum PledgeState
{
    /// <summary>Registered, nothing signed.</summary>
    Registered = 1,

    /// <summary>Signed, waiting for staff.</summary>
    Signed = 2,

    /// <summary>Confirmed: counted, and shown if agreed.</summary>
    Active = 3,

    /// <summary>Staff could not confirm; it may be signed again.</summary>
    Rejected = 4,

    /// <summary>Withdrawn; it may be signed again.</summary>
    Withdrawn = 5,
}

/// <summary>A company or partner as the stream tells it.</summary>
public sealed record Company
{
    /// <summary>Identity of the stream (UUID v7).</summary>
    public Guid Id { get; init; }

    /// <summary>The account of its representative.</summary>
    public Guid AccountId { get; init; }

    /// <summary>Company or partner.</summary>
    public SupporterKind Kind { get; init; }

    /// <summary>ISO 3166-1 alpha-2.</summary>
    public string Country { get; init; } = "";

    /// <summary>Sector code.</summary>
    public string Sector { get; init; } = "";

    /// <summary>Size band code.</summary>
    public string Size { get; init; } = "";

    /// <summary>Where it stands.</summary>
    public PledgeState State { get; init; } = PledgeState.Registered;

    /// <summary>Version of the pledge signed last.</summary>
    public int PledgeVersion { get; init; }

    /// <summary>When it was signed last.</summary>
    public DateTimeOffset? SignedAt { get; init; }

    /// <summary>Whether the name may be published.</summary>
    public bool Publish { get; init; }

    /// <summary>When staff confirmed.</summary>
    public DateTimeOffset? ConfirmedAt { get; init; }

    /// <summary>Number of the support certificate.</summary>
    public string? Number { get; init; }

    /// <summary>Code on the support certificate.</summary>
    public string? Code { get; init; }

    /// <summary>The name on the support certificate.</summary>
    public string? PrintedName { get; init; }

    /// <summary>Language of the support certificate.</summary>
    public string Locale { get; init; } = "en";

    /// <summary>SHA-256 of the support certificate's file.</summary>
    public string? Sha256 { get; init; }

    /// <summary>Whether a new name waits for staff while the pledge is in force under the printed one.</summary>
    public bool NameWaits { get; init; }

    /// <summary>Support certificates that came before the present one; their numbers go on being answered for.</summary>
    public IReadOnlyList<EarlierPaper> Earlier { get; init; } = [];

    /// <summary>Why no file could be made, if so (code).</summary>
    public string? IssueProblem { get; init; }

    /// <summary>Why staff could not confirm (code).</summary>
    public string? RejectReason { get; init; }

    /// <summary>When it withdrew.</summary>
    public DateTimeOffset? WithdrawnAt { get; init; }

    /// <summary>When it registered.</summary>
    public DateTimeOffset RegisteredAt { get; init; }

    /// <summary>Version of the stream that this state stands for.</summary>
    public int Version { get; init; }

    /// <summary>Folds one event; unknown ones leave the state as it is.</summary>
    public static Company Evolve(Company state, CompanyEvent @event) => @event switch
    {
        CompanyEvent.Registered e => state with
        {
            AccountId = e.AccountId,
            Kind = e.Kind,
            Country = e.Country,
            Sector = e.Sector,
            Size = e.Size,
            RegisteredAt = e.At,
        },
        CompanyEvent.ProfileChanged e => state with
        {
            Country = e.Country,
            Sector = e.Sector,
            Size = e.Size,
            Kind = e.Kind ?? state.Kind,
            NameWaits = e.NameWaits,
            RejectReason = e.NameWaits ? null : state.RejectReason,
        },
        CompanyEvent.PledgeSigned e => state with
        {
            State = PledgeState.Signed,
            PledgeVersion = e.Version,
            SignedAt = e.At,
            Publish = e.Publish,
            RejectReason = null,
        },
        CompanyEvent.Confirmed e => state with
        {
            Earlier = state.Number is null ? state.Earlier : [.. state.Earlier, Paper(state, e.At)],
            NameWaits = false,
            RejectReason = null,
            State = PledgeState.Active,
            ConfirmedAt = e.At,
            Number = e.Number,
            Code = e.Code,
            PrintedName = e.PrintedName,
            Locale = e.Locale,
            Sha256 = null,
            IssueProblem = null,
            WithdrawnAt = null,
        },
        CompanyEvent.Rejected e => state with { State = PledgeState.Rejected, RejectReason = e.Reason },
        CompanyEvent.NameDeclined e => state with { NameWaits = false, RejectReason = e.Reason },
        CompanyEvent.SupportCertificateIssued e => state with { Sha256 = e.Sha256, IssueProblem = null },
        CompanyEvent.SupportCertificateStopped e => state with { IssueProblem = e.Reason },
        CompanyEvent.PublishingChanged e => state with { Publish = e.Publish },
        CompanyEvent.Withdrawn e => state with { State = PledgeState.Withdrawn, WithdrawnAt = e.At },
        _ => state,
    };

    // Replaced where the pledge was in force until then; ended where it had been withdrawn before.
    private static EarlierPaper Paper(Company state, DateTimeOffset at) => new(
        state.Number!,
        state.Code ?? "",
        state.PrintedName ?? "",
        state.ConfirmedAt ?? at,
        state.State == PledgeState.Active ? at : state.WithdrawnAt ?? at,
        Replaced: state.State == PledgeState.Active);
}

/// <summary>A support certificate that is no longer the present one.</summary>
/// <param name="Number">Its number.</param>
/// <param name="Code">Its code.</param>
/// <param name="PrintedName">The name on it.</param>
/// <param name="From">When staff confirmed.</param>
/// <param name="Until">When it ended.</param>
/// <param name="Replaced">Whether another took its place at once, under a new name; else the pledge had been withdrawn.</param>
public sealed record EarlierPaper(string Number, string Code, string PrintedName, DateTimeOffset From, DateTimeOffset Until, bool Replaced);
