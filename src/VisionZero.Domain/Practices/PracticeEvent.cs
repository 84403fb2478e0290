using VisionZero.Domain.Scheme;

namespace VisionZero.Domain.Practices;

/// <summary>
/// What happened in one attempt at the assessed teaching practice. Files are named by hash; the address of a recording, the
/// place of a session and the words of assessors are in documents beside the log.
/// </summary>
public abstract record PracticeEvent
{
    private PracticeEvent()
    {
    }

    /// <summary>
    /// The candidate began an attempt; it stays on this version of the rubric, and on what the scheme asked for then
    /// (<paramref name="Policy"/>; null in events from before it was kept).
    /// </summary>
    public sealed record Begun(Guid TrainerId, Guid AccountId, Guid EnrolmentId, int Attempt, int RubricVersion, int SchemeVersion, DateTimeOffset At, PracticePolicy? Policy = null) : PracticeEvent;

    /// <summary>A session plan was handed in; the last one counts.</summary>
    public sealed record PlanHandedIn(Guid FileId, string Sha256, string MediaType, long Bytes, DateTimeOffset At) : PracticeEvent;

    /// <summary>A recording was handed in: a file, or an address without media type, of which this is the hash. The last one counts.</summary>
    public sealed record RecordingHandedIn(Guid FileId, string Sha256, string? MediaType, long Bytes, DateTimeOffset At) : PracticeEvent;

    /// <summary>Plan and recording are with the assessors.</summary>
    public sealed record HandedIn(DateTimeOffset At) : PracticeEvent;

    /// <summary>A session was booked; the assessor who offered it observes and marks.</summary>
    public sealed record SessionBooked(Guid SlotId, Guid Assessor, DateTimeOffset StartsAt, int Minutes, DateTimeOffset At) : PracticeEvent;

    /// <summary>The session will not take place; another can be booked.</summary>
    public sealed record SessionCancelled(Guid SlotId, DateTimeOffset At) : PracticeEvent;

    /// <summary>The session was not held, for this reason (a code); another can be booked, and it is no attempt.</summary>
    public sealed record SessionNotHeld(Guid SlotId, Guid Assessor, string Reason, DateTimeOffset At) : PracticeEvent;

    /// <summary>An assessor took it up, to be marked by this instant.</summary>
    public sealed record Taken(Guid Assessor, DateTimeOffset DueAt, DateTimeOffset At) : PracticeEvent;

    /// <summary>An assessor who took it up before its session begins joins the session.</summary>
    public sealed record Joined(Guid SlotId, Guid Assessor, DateTimeOffset At) : PracticeEvent;

    /// <summary>Who wanted to join a session need not come: it will not take place, or was not held. Stands before the event that says so.</summary>
    public sealed record JoinEnded(Guid SlotId, Guid Assessor, DateTimeOffset At) : PracticeEvent;

    /// <summary>An assessor gave it back, or left and it was taken back.</summary>
    public sealed record Released(Guid Assessor, DateTimeOffset At) : PracticeEvent;

    /// <summary>An assessor declared a conflict of interest and takes no part from here on.</summary>
    public sealed record ConflictDeclared(Guid Assessor, DateTimeOffset At) : PracticeEvent;

    /// <summary>An assessor handed in marks; the words are in the document of this id.</summary>
    public sealed record Marked(Guid Assessor, Guid MarkingId, IReadOnlyList<CriterionMark> Marks, int Points, int Possible, bool Passed, DateTimeOffset At) : PracticeEvent;

    /// <summary>The assessors differ beyond the scheme's bound: one more is called.</summary>
    public sealed record ThirdCalled(DateTimeOffset At) : PracticeEvent;

    /// <summary>One more assessor is needed for a session that was held without a recording: the candidate is asked for one.</summary>
    public sealed record RecordingNeeded(DateTimeOffset At) : PracticeEvent;

    /// <summary>The final mark and verdict.</summary>
    public sealed record Concluded(int Percent, bool Passed, DateTimeOffset At) : PracticeEvent;

    /// <summary>An assessor was reminded of marks that are overdue.</summary>
    public sealed record AssessorReminded(Guid Assessor, DateTimeOffset At) : PracticeEvent;

    /// <summary>The candidate took it back, or had the personal data erased.</summary>
    public sealed record Withdrawn(DateTimeOffset At) : PracticeEvent;
}
