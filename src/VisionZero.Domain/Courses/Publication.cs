namespace VisionZero.Domain.Courses;

/// <summary>How far a version of a course is.</summary>
public enum PublicationState
{
    /// <summary>It is being written.</summary>
    Draft = 1,

    /// <summary>Somebody proposed it; another person has to publish it.</summary>
    Proposed = 2,

    /// <summary>It comes into force later.</summary>
    Scheduled = 3,

    /// <summary>Learners can enrol on it, unless a newer one is in force too.</summary>
    InForce = 4,
}

/// <summary>A version of a course as its stream tells it.</summary>
public sealed record Publication
{
    /// <summary>UUIDv5 of course and version.</summary>
    public Guid Id { get; init; }

    /// <summary>The course.</summary>
    public string Course { get; init; } = "";

    /// <summary>Its version.</summary>
    public int CourseVersion { get; init; }

    /// <summary>SHA-256 of the files that were published last, corrections included; empty until then.</summary>
    public string Sha256 { get; init; } = "";

    /// <summary>SHA-256 of the outline that was published; empty until then.</summary>
    public string OutlineSha256 { get; init; } = "";

    /// <summary>From when it is in force; null while it is not published.</summary>
    public DateTimeOffset? InForceFrom { get; init; }

    /// <summary>Who published it; null for the platform itself.</summary>
    public Guid? PublishedBy { get; init; }

    /// <summary>When the hash was fixed last: published, scheduled or corrected.</summary>
    public DateTimeOffset? FixedAt { get; init; }

    /// <summary>The hash that waits for a second person, if one does.</summary>
    public string? ProposedSha256 { get; init; }

    /// <summary>Who proposed it.</summary>
    public Guid? ProposedBy { get; init; }

    /// <summary>When.</summary>
    public DateTimeOffset? ProposedAt { get; init; }

    /// <summary>Version of the stream that this state stands for.</summary>
    public int Version { get; init; }

    /// <summary>Whether its hash is fixed: published, or scheduled to be.</summary>
    public bool IsFixed => InForceFrom is not null;

    /// <summary>Whether it is in force at an instant.</summary>
    public bool IsInForce(DateTimeOffset at) => InForceFrom <= at;

    /// <summary>How far it is at an instant.</summary>
    public PublicationState StateAt(DateTimeOffset at) =>
        IsInForce(at) ? PublicationState.InForce
        : IsFixed ? PublicationState.Scheduled
        : ProposedSha256 is not null ? PublicationState.Proposed
        : PublicationState.Draft;

    /// <summary>The version of each course that is enrolled on at an instant: the newest one in force.</summary>
    public static IReadOnlyDictionary<string, int> Newest(IEnumerable<Publication> publications, DateTimeOffset at) =>
        publications.Where(p => p.IsInForce(at)).GroupBy(p => p.Course, StringComparer.Ordinal).ToDictionary(g => g.Key, g => g.Max(p => p.CourseVersion), StringComparer.Ordinal);

    /// <summary>Folds one event; unknown ones leave the state as it is.</summary>
    public static Publication Evolve(Publication state, PublicationEvent @event) => @event switch
    {
        PublicationEvent.Proposed e => state with
        {
            Course = e.Course,
            CourseVersion = e.CourseVersion,
            ProposedSha256 = e.Sha256,
            ProposedBy = e.By,
            ProposedAt = e.At,
        },
        PublicationEvent.Published e => Fixed(state with { Course = e.Course, CourseVersion = e.CourseVersion }, e.Sha256, e.By, e.At) with { OutlineSha256 = e.OutlineSha256, InForceFrom = e.At },
        PublicationEvent.Scheduled e => Fixed(state with { Course = e.Course, CourseVersion = e.CourseVersion }, e.Sha256, e.By, e.At) with { OutlineSha256 = e.OutlineSha256, InForceFrom = e.From },
        PublicationEvent.ScheduleCancelled => state with { Sha256 = "", OutlineSha256 = "", InForceFrom = null, PublishedBy = null, FixedAt = null },
        PublicationEvent.Corrected e => Fixed(state, e.Sha256, e.By, e.At),
        _ => state,
    };

    private static Publication Fixed(Publication state, string sha256, Guid? by, DateTimeOffset at) =>
        state with { Sha256 = sha256, PublishedBy = by, FixedAt = at, ProposedSha256 = null, ProposedBy = null, ProposedAt = null };
}
