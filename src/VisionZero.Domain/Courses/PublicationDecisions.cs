using VisionZero.Domain.Common;

namespace VisionZero.Domain.Courses;

/// <summary>A version of a course as its files are now.</summary>
/// <param name="Course">The course.</param>
/// <param name="Version">Its version.</param>
/// <param name="Sha256">SHA-256 of all its files.</param>
/// <param name="OutlineSha256">SHA-256 of its outline.</param>
/// <param name="Problems">What an author has to mend first, each with file and line.</param>
public sealed record CourseEdition(string Course, int Version, string Sha256, string OutlineSha256, IReadOnlyList<string> Problems);

/// <summary>
/// Four eyes for what learners are taught and examined with: one person proposes, a different one publishes exactly the
/// files that were proposed. What was published keeps its outline for ever; only texts are corrected. Pure.
/// </summary>
public static class PublicationDecisions
{
    /// <summary>The very first version of a course: published by the platform's start, or nobody could learn.</summary>
    public static Decision<PublicationEvent> PublishFirst(CourseEdition edition, DateTimeOffset at) =>
        new PublicationEvent.Published(edition.Course, edition.Version, edition.Sha256, edition.OutlineSha256, null, at);

    /// <summary>Proposes the version, or the correction of a published one.</summary>
    public static Decision<PublicationEvent> Propose(Publication publication, CourseEdition edition, Guid by, DateTimeOffset at) =>
        publication switch
        {
            _ when publication.ProposedSha256 == edition.Sha256 => Decision<PublicationEvent>.AlreadySo,
            { IsFixed: true } when publication.Sha256 == edition.Sha256 => Refusal.Of("publication.nothing-new"),
            _ when Unfit(publication, edition) is { } refusal => refusal,
            _ => new PublicationEvent.Proposed(edition.Course, edition.Version, edition.Sha256, edition.OutlineSha256, by, at),
        };

    /// <summary>A second person publishes it: learners enrol on it from now on.</summary>
    /// <param name="publication">The version.</param>
    /// <param name="edition">Its files.</param>
    /// <param name="newest">The newest version of the course that is published or scheduled; 0 if none is.</param>
    /// <param name="by">Who publishes.</param>
    /// <param name="at">When.</param>
    public static Decision<PublicationEvent> Publish(Publication publication, CourseEdition edition, int newest, Guid by, DateTimeOffset at) =>
        (NotOpen(publication, edition, newest, at) ?? Deciding(publication, edition, by)) is { } refusal
            ? refusal
            : new PublicationEvent.Published(edition.Course, edition.Version, edition.Sha256, edition.OutlineSha256, by, at);

    /// <summary>A second person says from when it is in force.</summary>
    /// <param name="publication">The version.</param>
    /// <param name="edition">Its files.</param>
    /// <param name="newest">The newest version of the course that is published or scheduled; 0 if none is.</param>
    /// <param name="from">From when; not now, and not before.</param>
    /// <param name="by">Who publishes.</param>
    /// <param name="at">When.</param>
    public static Decision<PublicationEvent> Schedule(Publication publication, CourseEdition edition, int newest, DateTimeOffset from, Guid by, DateTimeOffset at) =>
        (NotOpen(publication, edition, newest, at) ?? Deciding(publication, edition, by) ?? (from <= at ? Refusal.At("From", "publication.date-past") : null)) is { } refusal
            ? refusal
            : new PublicationEvent.Scheduled(edition.Course, edition.Version, edition.Sha256, edition.OutlineSha256, from, by, at);

    /// <summary>Takes a schedule back while its instant has not come.</summary>
    public static Decision<PublicationEvent> CancelSchedule(Publication publication, Guid by, DateTimeOffset at) =>
        publication.StateAt(at) switch
        {
            PublicationState.InForce => Refusal.Of("publication.in-force"),
            PublicationState.Scheduled => new PublicationEvent.ScheduleCancelled(by, at),
            _ => Decision<PublicationEvent>.AlreadySo,
        };

    /// <summary>A second person publishes the correction of texts.</summary>
    public static Decision<PublicationEvent> Correct(Publication publication, CourseEdition edition, Guid by, DateTimeOffset at) =>
        publication switch
        {
            { IsFixed: false } => Refusal.Of("publication.not-published"),
            _ when publication.Sha256 == edition.Sha256 => Decision<PublicationEvent>.AlreadySo,
            _ when Deciding(publication, edition, by) is { } refusal => refusal,
            _ => new PublicationEvent.Corrected(edition.Sha256, by, at),
        };

    private static Refusal? NotOpen(Publication publication, CourseEdition edition, int newest, DateTimeOffset at) => publication.StateAt(at) switch
    {
        PublicationState.InForce => Refusal.Of("publication.in-force"),
        PublicationState.Scheduled => Refusal.Of("publication.scheduled"),
        _ => edition.Version < newest ? Refusal.Of("publication.older", ("version", newest)) : null,
    };

    private static Refusal? Deciding(Publication publication, CourseEdition edition, Guid by) => publication switch
    {
        { ProposedSha256: null } => Refusal.Of("publication.not-proposed"),
        _ when publication.ProposedSha256 != edition.Sha256 => Refusal.Of("publication.changed-since"),
        _ when publication.ProposedBy == by => Refusal.Of("publication.second-person"),
        _ => Unfit(publication, edition),
    };

    private static Refusal? Unfit(Publication publication, CourseEdition edition) => (edition.Problems, publication) switch
    {
        (_, { IsFixed: true }) when publication.OutlineSha256 != edition.OutlineSha256 => Refusal.Of("publication.outline-changed"),
        ([var first, ..], _) => Refusal.Of("publication.not-clean", ("count", edition.Problems.Count), ("first", first)),
        _ => null,
    };
}
