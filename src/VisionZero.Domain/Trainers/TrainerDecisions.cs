using VisionZero.Domain.Common;

namespace VisionZero.Domain.Trainers;

/// <summary>What a trainer's profile allows. Pure: the clock and the files come in as arguments.</summary>
public static class TrainerDecisions
{
    /// <summary>Largest evidence file, in bytes (10 MB).</summary>
    public const long LargestEvidence = 10 * 1024 * 1024;

    /// <summary>Most evidence files a profile holds.</summary>
    public const int MostEvidence = 20;

    /// <summary>Most years of experience that are believed.</summary>
    public const int MostTrainingYears = 70;

    /// <summary>First day on which a new trainer must take the programme (ISSA annual report 2021/22).</summary>
    public static readonly DateOnly ProgrammeMandatoryFrom = new(2022, 1, 1);

    /// <summary>Types of evidence accepted, recognised by content.</summary>
    public static readonly IReadOnlySet<string> EvidenceTypes =
        new HashSet<string>(StringComparer.Ordinal) { "application/pdf", "image/jpeg", "image/png" };

    /// <summary>Starts the stream of a new trainer who accepts the code of conduct in the version shown.</summary>
    public static Decision<TrainerEvent> Register(Guid accountId, ProfileFacts facts, int conductVersion, DateTimeOffset at)
    {
        var refusals = Check(facts);
        return refusals.Count > 0
            ? Decision<TrainerEvent>.Refuse(refusals)
            : Decision<TrainerEvent>.Accept(
                new TrainerEvent.Registered(accountId, facts.Country, facts.Languages, facts.Sectors, facts.TrainingYears, at),
                new TrainerEvent.ConductAccepted(conductVersion, at));
    }

    /// <summary>Changes the profile; nothing is written when nothing changed.</summary>
    public static Decision<TrainerEvent> ChangeProfile(Trainer trainer, ProfileFacts facts, bool nameChanged)
    {
        var refusals = Check(facts);
        if (trainer.Erased)
        {
            return Refusal.Of("trainer.erased");
        }

        if (refusals.Count > 0)
        {
            return Decision<TrainerEvent>.Refuse(refusals);
        }

        return !nameChanged && Same(trainer, facts)
            ? Decision<TrainerEvent>.AlreadySo
            : new TrainerEvent.ProfileChanged(facts.Country, facts.Languages, facts.Sectors, facts.TrainingYears, nameChanged);
    }

    /// <summary>Adds a file whose type was recognised by content (null if it was none of the accepted ones).</summary>
    public static Decision<TrainerEvent> AddEvidence(Trainer trainer, Guid evidenceId, EvidenceKind kind, string? mediaType, string sha256, long bytes, DateTimeOffset at) =>
        trainer switch
        {
            { Erased: true } => Refusal.Of("trainer.erased"),
            _ when bytes <= 0 => Refusal.At("File", "evidence.empty"),
            _ when bytes > LargestEvidence => Refusal.At("File", "evidence.too-large", ("megabytes", LargestEvidence / (1024 * 1024))),
            _ when mediaType is null || !EvidenceTypes.Contains(mediaType) => Refusal.At("File", "evidence.type"),
            _ when trainer.Evidence.Any(f => f.Sha256 == sha256 && f.Kind == kind) => Decision<TrainerEvent>.AlreadySo,
            _ when trainer.Evidence.Count >= MostEvidence => Refusal.At("File", "evidence.too-many", ("most", MostEvidence)),
            _ => new TrainerEvent.EvidenceAdded(evidenceId, kind, sha256, mediaType, bytes, at),
        };

    /// <summary>
    /// Takes a file off the profile, unless an open application rests on it: staff decide on what was handed in.
    /// </summary>
    /// <param name="trainer">The trainer.</param>
    /// <param name="evidenceId">The file's entry.</param>
    /// <param name="needed">SHA-256 of the files that open applications name.</param>
    public static Decision<TrainerEvent> RemoveEvidence(Trainer trainer, Guid evidenceId, IReadOnlySet<string> needed) =>
        trainer.Evidence.FirstOrDefault(f => f.Id == evidenceId) switch
        {
            null => Decision<TrainerEvent>.AlreadySo,
            { } file when needed.Contains(file.Sha256) => Refusal.Of("evidence.in-application"),
            _ => new TrainerEvent.EvidenceRemoved(evidenceId),
        };

    /// <summary>Accepts a version of the code of conduct; an older or equal one changes nothing.</summary>
    public static Decision<TrainerEvent> AcceptConduct(Trainer trainer, int version, DateTimeOffset at) =>
        trainer switch
        {
            { Erased: true } => Refusal.Of("trainer.erased"),
            _ when trainer.ConductVersion >= version => Decision<TrainerEvent>.AlreadySo,
            _ => new TrainerEvent.ConductAccepted(version, at),
        };

    /// <summary>Gives or withdraws consent to the public directory.</summary>
    public static Decision<TrainerEvent> SetListingConsent(Trainer trainer, bool consent, DateTimeOffset at) =>
        (trainer.Erased, trainer.ListingConsent == consent) switch
        {
            (true, _) => Refusal.Of("trainer.erased"),
            (_, true) => Decision<TrainerEvent>.AlreadySo,
            _ when consent => new TrainerEvent.ListingConsentGiven(at),
            _ => new TrainerEvent.ListingConsentWithdrawn(at),
        };

    /// <summary>Records a registration from before the programme. Staff only; a day on or after 1 January 2022 is refused.</summary>
    public static Decision<TrainerEvent> RecordLegacy(Trainer trainer, DateOnly registeredOn, Guid recordedBy) =>
        trainer switch
        {
            { Erased: true } => Refusal.Of("trainer.erased"),
            _ when registeredOn >= ProgrammeMandatoryFrom => Refusal.At("RegisteredOn", "trainer.legacy-too-late", ("date", ProgrammeMandatoryFrom)),
            _ when registeredOn < new DateOnly(2017, 9, 4) => Refusal.At("RegisteredOn", "trainer.legacy-too-early", ("date", new DateOnly(2017, 9, 4))),
            { LegacySince: { } since } when since == registeredOn => Decision<TrainerEvent>.AlreadySo,
            _ => new TrainerEvent.LegacyRegistrationRecorded(registeredOn, recordedBy),
        };

    private static bool Same(Trainer trainer, ProfileFacts facts) =>
        trainer.Country == facts.Country
        && trainer.TrainingYears == facts.TrainingYears
        && trainer.Languages.SequenceEqual(facts.Languages, StringComparer.Ordinal)
        && trainer.Sectors.SequenceEqual(facts.Sectors, StringComparer.Ordinal);

    private static List<Refusal> Check(ProfileFacts facts)
    {
        var refusals = new List<Refusal>();
        if (!Text.IsCountryCode(facts.Country))
        {
            refusals.Add(Refusal.At("Country", "trainer.country"));
        }

        if (facts.Languages.Count == 0)
        {
            refusals.Add(Refusal.At("Languages", "trainer.languages"));
        }

        if (facts.Sectors.Count == 0)
        {
            refusals.Add(Refusal.At("Sectors", "trainer.sectors"));
        }

        if (facts.TrainingYears is < 0 or > MostTrainingYears)
        {
            refusals.Add(Refusal.At("TrainingYears", "trainer.years", ("most", MostTrainingYears)));
        }

        return refusals;
    }
}

/// <summary>The facts of a profile that events may carry: no name, no address, no free text.</summary>
public sealed record ProfileFacts(string Country, IReadOnlyList<string> Languages, IReadOnlyList<string> Sectors, int TrainingYears);
