namespace VisionZero.Domain.Trainers;

/// <summary>A file that belongs to a trainer's profile.</summary>
public sealed record Evidence(Guid Id, EvidenceKind Kind, string Sha256, string MediaType, long Bytes, DateTimeOffset AddedAt);

/// <summary>A trainer as the stream tells it. Who the person is stands in a document beside the log.</summary>
public sealed record Trainer
{
    /// <summary>Identity of the stream (UUID v7).</summary>
    public Guid Id { get; init; }

    /// <summary>The one account this trainer signs in with.</summary>
    public Guid AccountId { get; init; }

    /// <summary>ISO 3166-1 alpha-2.</summary>
    public string Country { get; init; } = "";

    /// <summary>Languages of delivery, BCP 47.</summary>
    public IReadOnlyList<string> Languages { get; init; } = [];

    /// <summary>Sectors served, codes of the platform.</summary>
    public IReadOnlyList<string> Sectors { get; init; } = [];

    /// <summary>Whole years of training experience, as stated.</summary>
    public int TrainingYears { get; init; }

    /// <summary>Files of the profile, oldest first.</summary>
    public IReadOnlyList<Evidence> Evidence { get; init; } = [];

    /// <summary>Latest accepted version of the code of conduct, 0 if none.</summary>
    public int ConductVersion { get; init; }

    /// <summary>When it was accepted.</summary>
    public DateTimeOffset? ConductAcceptedAt { get; init; }

    /// <summary>Whether the trainer agrees to be shown in the directory.</summary>
    public bool ListingConsent { get; init; }

    /// <summary>Day of a registration before the programme, if staff recorded one. Never shown as certified.</summary>
    public DateOnly? LegacySince { get; init; }

    /// <summary>When the person registered here.</summary>
    public DateTimeOffset RegisteredAt { get; init; }

    /// <summary>Whether the personal data is gone.</summary>
    public bool Erased { get; init; }

    /// <summary>Version of the stream that this state stands for.</summary>
    public int Version { get; init; }

    /// <summary>Folds one event; unknown ones leave the state as it is.</summary>
    public static Trainer Evolve(Trainer state, TrainerEvent @event) => @event switch
    {
        TrainerEvent.Registered e => state with
        {
            AccountId = e.AccountId,
            Country = e.Country,
            Languages = e.Languages,
            Sectors = e.Sectors,
            TrainingYears = e.TrainingYears,
            RegisteredAt = e.At,
        },
        TrainerEvent.ProfileChanged e => state with
        {
            Country = e.Country,
            Languages = e.Languages,
            Sectors = e.Sectors,
            TrainingYears = e.TrainingYears,
        },
        TrainerEvent.EvidenceAdded e => state with
        {
            Evidence = [.. state.Evidence, new Evidence(e.EvidenceId, e.Kind, e.Sha256, e.MediaType, e.Bytes, e.At)],
        },
        TrainerEvent.EvidenceRemoved e => state with { Evidence = [.. state.Evidence.Where(f => f.Id != e.EvidenceId)] },
        TrainerEvent.ConductAccepted e => state with { ConductVersion = e.Version, ConductAcceptedAt = e.At },
        TrainerEvent.ListingConsentGiven => state with { ListingConsent = true },
        TrainerEvent.ListingConsentWithdrawn => state with { ListingConsent = false },
        TrainerEvent.LegacyRegistrationRecorded e => state with { LegacySince = e.RegisteredOn },
        TrainerEvent.PersonalDataErased => state with { Erased = true, ListingConsent = false, Evidence = [] },
        _ => state,
    };
}
