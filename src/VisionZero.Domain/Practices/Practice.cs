using VisionZero.Domain.Scheme;

namespace VisionZero.Domain.Practices;

/// <summary>Where a practice stands.</summary>
public enum PracticeState
{
    /// <summary>The candidate puts it together.</summary>
    Preparing = 1,

    /// <summary>With the assessors.</summary>
    Marking = 2,

    /// <summary>Passed.</summary>
    Passed = 3,

    /// <summary>Not passed.</summary>
    NotPassed = 4,

    /// <summary>Taken back.</summary>
    Withdrawn = 5,
}

/// <summary>A file that was handed in; a recording without media type is an address.</summary>
public sealed record PracticeFile(Guid Id, string Sha256, string? MediaType, long Bytes)
{
    /// <summary>Whether it is an address and no file.</summary>
    public bool IsLink => MediaType is null;
}

/// <summary>The session in which the candidate is observed.</summary>
public sealed record PracticeSession(Guid SlotId, Guid Assessor, DateTimeOffset StartsAt, int Minutes)
{
    /// <summary>When it ends.</summary>
    public DateTimeOffset EndsAt() => StartsAt.AddMinutes(Minutes);

    /// <summary>Whether the scheme's notice has begun: from then on the candidate no longer gets out of it.</summary>
    public bool IsWithinNotice(int hours, DateTimeOffset at) => at > StartsAt.AddHours(-hours);
}

/// <summary>One assessor's part: taken up, and marked or not yet.</summary>
public sealed record Marking(Guid Assessor, DateTimeOffset TakenAt, DateTimeOffset DueAt)
{
    /// <summary>Names the document with the assessor's words; null until marked.</summary>
    public Guid? Id { get; init; }

    /// <summary>When the marks were handed in.</summary>
    public DateTimeOffset? MarkedAt { get; init; }

    /// <summary>Level of each criterion.</summary>
    public IReadOnlyList<CriterionMark> Marks { get; init; } = [];

    /// <summary>Points of the marks.</summary>
    public int Points { get; init; }

    /// <summary>Points that could be had.</summary>
    public int Possible { get; init; }

    /// <summary>Whether the marks are a pass.</summary>
    public bool Passed { get; init; }

    /// <summary>When the assessor was reminded.</summary>
    public DateTimeOffset? RemindedAt { get; init; }

    /// <summary>Whole percent, rounded down.</summary>
    public int Percent => Possible == 0 ? 0 : Points * 100 / Possible;
}

/// <summary>One attempt at the assessed teaching practice, as the stream tells it.</summary>
public sealed record Practice
{
    /// <summary>UUIDv5 of trainer and attempt.</summary>
    public Guid Id { get; init; }

    /// <summary>The candidate.</summary>
    public Guid TrainerId { get; init; }

    /// <summary>The candidate's account.</summary>
    public Guid AccountId { get; init; }

    /// <summary>The course it belongs to.</summary>
    public Guid EnrolmentId { get; init; }

    /// <summary>Counts the trainer's attempts from 1.</summary>
    public int Attempt { get; init; }

    /// <summary>Version of the rubric it is marked by.</summary>
    public int RubricVersion { get; init; }

    /// <summary>What the scheme asked for when it was begun; null where it was not kept.</summary>
    public PracticePolicy? Policy { get; init; }

    /// <summary>Where it stands.</summary>
    public PracticeState State { get; init; }

    /// <summary>The session plan.</summary>
    public PracticeFile? Plan { get; init; }

    /// <summary>The recording.</summary>
    public PracticeFile? Recording { get; init; }

    /// <summary>The observed session.</summary>
    public PracticeSession? Session { get; init; }

    /// <summary>The assessors' parts, in the order in which they took it up.</summary>
    public IReadOnlyList<Marking> Markings { get; init; } = [];

    /// <summary>Everybody who ever took it up, also those who gave it back or whose session was cancelled.</summary>
    public IReadOnlyList<Guid> EverTaken { get; init; } = [];

    /// <summary>Whether a further assessor was called because the others differ.</summary>
    public bool ThirdCalled { get; init; }

    /// <summary>Assessors who declared a conflict of interest.</summary>
    public IReadOnlyList<Guid> Conflicts { get; init; } = [];

    /// <summary>When it was begun.</summary>
    public DateTimeOffset BegunAt { get; init; }

    /// <summary>When it came to the assessors.</summary>
    public DateTimeOffset? HandedInAt { get; init; }

    /// <summary>Earliest date by which an assessor should have marked and has not been reminded; what the search for overdue ones goes by.</summary>
    public DateTimeOffset? DueAt { get; init; }

    /// <summary>The final mark in percent.</summary>
    public int? Percent { get; init; }

    /// <summary>When it was concluded or withdrawn.</summary>
    public DateTimeOffset? ClosedAt { get; init; }

    /// <summary>Version of the stream that this state stands for.</summary>
    public int Version { get; init; }

    /// <summary>Whether nothing more can happen to it.</summary>
    public bool IsClosed() => State is PracticeState.Passed or PracticeState.NotPassed or PracticeState.Withdrawn;

    /// <summary>Whether it counts among the attempts: it was marked to its end.</summary>
    public bool IsConcluded() => State is PracticeState.Passed or PracticeState.NotPassed;

    /// <summary>What it is carried on and marked by: the scheme of its beginning, or where that was not kept the one in force.</summary>
    public PracticePolicy Under(PracticePolicy inForce) => Policy ?? inForce;

    /// <summary>Whether marks are in.</summary>
    public bool HasMarks() => Markings.Any(m => m.MarkedAt is not null);

    /// <summary>An assessor's part, or null.</summary>
    public Marking? MarkingOf(Guid assessor) => Markings.FirstOrDefault(m => m.Assessor == assessor);

    /// <summary>Those who have it to mark, or marked it.</summary>
    public IEnumerable<Guid> Assessors() => Markings.Select(m => m.Assessor);

    /// <summary>
    /// Everybody who takes no part in the decision on the certificate: who ever took it up has seen the candidate at work,
    /// and a conflict of interest that was declared here is one there too.
    /// </summary>
    public IEnumerable<Guid> Examiners() => EverTaken.Union(Assessors()).Union(Conflicts);

    /// <summary>Folds one event; unknown ones leave the state as it is.</summary>
    public static Practice Evolve(Practice state, PracticeEvent @event) => Folded(state, @event) is var next && next.Markings != state.Markings
        ? next with { DueAt = next.Markings.Where(m => m.MarkedAt is null && m.RemindedAt is null).Select(m => (DateTimeOffset?)m.DueAt).Min() }
        : next;

    private static Practice Folded(Practice state, PracticeEvent @event) => @event switch
    {
        PracticeEvent.Begun e => state with
        {
            TrainerId = e.TrainerId,
            AccountId = e.AccountId,
            EnrolmentId = e.EnrolmentId,
            Attempt = e.Attempt,
            RubricVersion = e.RubricVersion,
            Policy = e.Policy,
            State = PracticeState.Preparing,
            BegunAt = e.At,
        },
        PracticeEvent.PlanHandedIn e => state with { Plan = new PracticeFile(e.FileId, e.Sha256, e.MediaType, e.Bytes) },
        PracticeEvent.RecordingHandedIn e => state with { Recording = new PracticeFile(e.FileId, e.Sha256, e.MediaType, e.Bytes) },
        PracticeEvent.HandedIn e => state with { State = PracticeState.Marking, HandedInAt = e.At },
        PracticeEvent.SessionBooked e => state with
        {
            State = PracticeState.Marking,
            HandedInAt = e.At,
            Session = new PracticeSession(e.SlotId, e.Assessor, e.StartsAt, e.Minutes),
        },
        PracticeEvent.SessionCancelled or PracticeEvent.SessionNotHeld => state with { State = PracticeState.Preparing, HandedInAt = null, Session = null, Markings = [] },
        PracticeEvent.Withdrawn e => state with { State = PracticeState.Withdrawn, ClosedAt = e.At, Markings = [.. state.Markings.Where(m => m.MarkedAt is not null)] },
        _ => OfAssessors(state, @event),
    };

    private static Practice OfAssessors(Practice state, PracticeEvent @event) => @event switch
    {
        PracticeEvent.Taken e => state with
        {
            Markings = [.. state.Markings, new Marking(e.Assessor, e.At, e.DueAt)],
            EverTaken = [.. state.EverTaken.Union([e.Assessor])],
        },
        PracticeEvent.Released e => state with { Markings = [.. state.Markings.Where(m => m.Assessor != e.Assessor)] },
        PracticeEvent.ConflictDeclared e => state with
        {
            Markings = [.. state.Markings.Where(m => m.Assessor != e.Assessor)],
            Conflicts = [.. state.Conflicts, e.Assessor],
        },
        PracticeEvent.Marked e => state.With(e.Assessor, m => m with { Id = e.MarkingId, MarkedAt = e.At, Marks = e.Marks, Points = e.Points, Possible = e.Possible, Passed = e.Passed }),
        PracticeEvent.AssessorReminded e => state.With(e.Assessor, m => m with { RemindedAt = e.At }),
        PracticeEvent.ThirdCalled => state with { ThirdCalled = true },
        PracticeEvent.Concluded e => state with
        {
            State = e.Passed ? PracticeState.Passed : PracticeState.NotPassed,
            Percent = e.Percent,
            ClosedAt = e.At,
        },
        _ => state,
    };

    private Practice With(Guid assessor, Func<Marking, Marking> change) =>
        this with { Markings = [.. Markings.Select(m => m.Assessor == assessor ? change(m) : m)] };
}
