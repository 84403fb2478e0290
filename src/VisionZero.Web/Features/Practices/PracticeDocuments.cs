using Marten;
using VisionZero.Domain.Common;
using VisionZero.Domain.Practices;
using VisionZero.Web.Storage;

namespace VisionZero.Web.Features.Practices;

/// <summary>The files of a practice.</summary>
internal static class HandedInFiles
{
    /// <summary>Plan and recording, where they are files.</summary>
    public static IEnumerable<PracticeFile> Files(this Practice practice) =>
        new[] { practice.Plan, practice.Recording }.OfType<PracticeFile>().Where(f => !f.IsLink);

    /// <summary>Lets go of plan and recording, and of where a recording lies; safe to do twice.</summary>
    public static void ReleaseHandedIn(this FileStore files, IDocumentSession session, Practice practice)
    {
        foreach (var file in practice.Files())
        {
            files.Release(session, file.Sha256, file.Id);
        }

        session.Delete<RecordingPlace>(practice.Id);
    }
}

/// <summary>Where the recording of a practice lies: personal, so beside the log. The log has a hash that tells nothing once this is deleted.</summary>
public sealed record RecordingPlace
{
    /// <summary>Longest address, in characters.</summary>
    public const int LongestAddress = 500;

    /// <summary>Longest note, in characters.</summary>
    public const int LongestNote = 300;

    /// <summary>Identity of the practice.</summary>
    public Guid Id { get; init; }

    /// <summary>The candidate's account.</summary>
    public Guid AccountId { get; init; }

    /// <summary>Random text that the hash begins with: who has only the log cannot try addresses against it.</summary>
    public string Salt { get; init; } = "";

    /// <summary>The address; https only.</summary>
    public string Address { get; init; } = "";

    /// <summary>Who may see it, and how: a password, until when.</summary>
    public string Access { get; init; } = "";
}

/// <summary>An assessor's words to the candidate; the event has the marks.</summary>
public sealed record MarkingWords
{
    /// <summary>Longest comment, in characters.</summary>
    public const int Longest = 2000;

    /// <summary>Identity, named by the event.</summary>
    public Guid Id { get; init; }

    /// <summary>The practice.</summary>
    public Guid PracticeId { get; init; }

    /// <summary>The candidate's account.</summary>
    public Guid AccountId { get; init; }

    /// <summary>Words on a criterion, by its key.</summary>
    public IReadOnlyDictionary<string, string> Comments { get; init; } = new Dictionary<string, string>();

    /// <summary>Words on the whole.</summary>
    public string Overall { get; init; } = "";

    /// <summary>Why words are too long for their field, or null.</summary>
    public static Refusal? TooLong(string field, string? words) =>
        words?.Length > Longest ? Refusal.At(field, "application.text-long", ("most", Longest)) : null;
}

/// <summary>Where an offered session takes place: the town, which everybody sees who looks for a session, and for who books it the room or how to join.</summary>
public sealed record SlotPlace
{
    /// <summary>Longest text, in characters.</summary>
    public const int Longest = 300;

    /// <summary>Longest name of a town, in characters.</summary>
    public const int LongestTown = 80;

    /// <summary>Identity of the slot.</summary>
    public Guid Id { get; init; }

    /// <summary>The town; null for a video conference.</summary>
    public string? Town { get; init; }

    /// <summary>The words.</summary>
    public string Where { get; init; } = "";
}

/// <summary>A calendar entry that was attached to a message; it goes when the message has been purged.</summary>
public sealed record CalendarEntry
{
    /// <summary>Identity of the message.</summary>
    public Guid Id { get; init; }

    /// <summary>Who it was sent to.</summary>
    public Guid AccountId { get; init; }

    /// <summary>The file.</summary>
    public string Sha256 { get; init; } = "";

    /// <summary>When it was made.</summary>
    public DateTimeOffset At { get; init; }
}
