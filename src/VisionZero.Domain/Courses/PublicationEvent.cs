namespace VisionZero.Domain.Courses;

/// <summary>
/// What happened to a version of a course on its way to learners. Each event that fixes the version names the SHA-256 of
/// all its files and the one of its outline: what marks are counted by.
/// </summary>
public abstract record PublicationEvent
{
    private PublicationEvent()
    {
    }

    /// <summary>A person of staff proposed the version, or its correction, as it stood under this hash.</summary>
    public sealed record Proposed(string Course, int CourseVersion, string Sha256, string OutlineSha256, Guid By, DateTimeOffset At) : PublicationEvent;

    /// <summary>It came into force at once. <paramref name="By"/> is null where the platform's first start published the first version.</summary>
    public sealed record Published(string Course, int CourseVersion, string Sha256, string OutlineSha256, Guid? By, DateTimeOffset At) : PublicationEvent;

    /// <summary>It comes into force at an instant, by the clock and by nothing else.</summary>
    public sealed record Scheduled(string Course, int CourseVersion, string Sha256, string OutlineSha256, DateTimeOffset From, Guid By, DateTimeOffset At) : PublicationEvent;

    /// <summary>The schedule was cancelled before that instant.</summary>
    public sealed record ScheduleCancelled(Guid By, DateTimeOffset At) : PublicationEvent;

    /// <summary>Texts of the published version were corrected; its outline is what it was.</summary>
    public sealed record Corrected(string Sha256, Guid By, DateTimeOffset At) : PublicationEvent;
}
