namespace VisionZero.Domain.Trainers;

/// <summary>What evidence shows.</summary>
public enum EvidenceKind
{
    /// <summary>An occupational safety and health qualification.</summary>
    OshQualification = 1,

    /// <summary>A teaching or training qualification, or proof of training experience.</summary>
    TrainingExperience = 2,

    /// <summary>A curriculum vitae.</summary>
    CurriculumVitae = 3,

    /// <summary>Anything else the applicant wants staff to see.</summary>
    Other = 4,
}

/// <summary>What happened to a trainer. Names, addresses and free text live in documents beside the log, never here.</summary>
public abstract record TrainerEvent
{
    private TrainerEvent()
    {
    }

    /// <summary>A person registered as trainer. Country is ISO 3166-1 alpha-2; languages are BCP 47; sectors are codes of the platform.</summary>
    public sealed record Registered(Guid AccountId, string Country, IReadOnlyList<string> Languages, IReadOnlyList<string> Sectors, int TrainingYears, DateTimeOffset At) : TrainerEvent;

    /// <summary>The profile was changed; the name itself is in the document, the event only says whether it changed.</summary>
    public sealed record ProfileChanged(string Country, IReadOnlyList<string> Languages, IReadOnlyList<string> Sectors, int TrainingYears, bool NameChanged) : TrainerEvent;

    /// <summary>A file was added, checked by content and stored under its hash (SHA-256, lower-case hex).</summary>
    public sealed record EvidenceAdded(Guid EvidenceId, EvidenceKind Kind, string Sha256, string MediaType, long Bytes, DateTimeOffset At) : TrainerEvent;

    /// <summary>A file no longer belongs to the profile; applications that rested on it keep its hash.</summary>
    public sealed record EvidenceRemoved(Guid EvidenceId) : TrainerEvent;

    /// <summary>The code of conduct was accepted in this version.</summary>
    public sealed record ConductAccepted(int Version, DateTimeOffset At) : TrainerEvent;

    /// <summary>The trainer agrees to be shown in the public directory while certified as Professional.</summary>
    public sealed record ListingConsentGiven(DateTimeOffset At) : TrainerEvent;

    /// <summary>The trainer no longer agrees to be shown.</summary>
    public sealed record ListingConsentWithdrawn(DateTimeOffset At) : TrainerEvent;

    /// <summary>Staff recorded a registration from before 1 January 2022, made without the programme.</summary>
    public sealed record LegacyRegistrationRecorded(DateOnly RegisteredOn, Guid RecordedBy) : TrainerEvent;

    /// <summary>The documents about the person were deleted; the log stays whole.</summary>
    public sealed record PersonalDataErased(DateTimeOffset At) : TrainerEvent;
}
