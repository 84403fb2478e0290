using VisionZero.Domain.Common;

namespace VisionZero.Domain.Certification;

/// <summary>Where an application stands.</summary>
public enum ApplicationState
{
    /// <summary>In the queue, nobody works on it.</summary>
    Submitted = 1,

    /// <summary>A reviewer works on it.</summary>
    InReview = 2,

    /// <summary>The applicant was asked for more.</summary>
    WaitingForApplicant = 3,

    /// <summary>A reviewer recommended; a different person decides.</summary>
    Recommended = 4,

    /// <summary>Decided: a certificate follows.</summary>
    Approved = 5,

    /// <summary>Decided: the conditions are not met.</summary>
    Declined = 6,

    /// <summary>Taken back by the applicant.</summary>
    Withdrawn = 7,
}

/// <summary>An application for a level, as the stream tells it.</summary>
public sealed record Application
{
    /// <summary>UUIDv5 of trainer, level and cycle.</summary>
    public Guid Id { get; init; }

    /// <summary>Who applies.</summary>
    public Guid TrainerId { get; init; }

    /// <summary>The applicant's account.</summary>
    public Guid AccountId { get; init; }

    /// <summary>Level applied for.</summary>
    public Level Level { get; init; }

    /// <summary>Counts applications of this trainer for this level, from 1.</summary>
    public int Cycle { get; init; }

    /// <summary>The completed course it rests on.</summary>
    public Guid EnrolmentId { get; init; }

    /// <summary>Hashes of the frozen evidence.</summary>
    public IReadOnlyList<string> EvidenceSha256 { get; init; } = [];

    /// <summary>Staff accounts that trained or examined the applicant.</summary>
    public IReadOnlyList<Guid> TrainedBy { get; init; } = [];

    /// <summary>Those of them whom the applicant named and who had not examined them: they do not examine them later either.</summary>
    public IReadOnlyList<Guid> Named { get; init; } = [];

    /// <summary>Staff accounts that declared a conflict of interest.</summary>
    public IReadOnlyList<Guid> Conflicts { get; init; } = [];

    /// <summary>Where it stands.</summary>
    public ApplicationState State { get; init; }

    /// <summary>Who works on it, or worked on it last.</summary>
    public Guid? Reviewer { get; init; }

    /// <summary>Everybody who ever claimed it or recommended, also those who gave it back or from whom it was taken.</summary>
    public IReadOnlyList<Guid> EverReviewed { get; init; } = [];

    /// <summary>What the reviewer recommended.</summary>
    public Verdict? Recommendation { get; init; }

    /// <summary>Who decided.</summary>
    public Guid? Approver { get; init; }

    /// <summary>Messages between staff and applicant, and notes, in order.</summary>
    public IReadOnlyList<Guid> Messages { get; init; } = [];

    /// <summary>Codes of the reasons it was declined for.</summary>
    public IReadOnlyList<string> DeclineReasons { get; init; } = [];

    /// <summary>When it was submitted.</summary>
    public DateTimeOffset SubmittedAt { get; init; }

    /// <summary>When it was decided or withdrawn.</summary>
    public DateTimeOffset? ClosedAt { get; init; }

    /// <summary>Version of the stream that this state stands for.</summary>
    public int Version { get; init; }

    /// <summary>Whether nothing more can happen to it.</summary>
    public bool IsClosed() => State is ApplicationState.Approved or ApplicationState.Declined or ApplicationState.Withdrawn;

    /// <summary>The application as it is weighed against people: those who assessed the applicant's teaching practice examined them too.</summary>
    public Application ExaminedBy(IEnumerable<Guid> assessors) => this with { TrainedBy = [.. TrainedBy.Union(assessors)] };

    /// <summary>
    /// Everybody who does not examine the applicant: who ever reviewed or decided has weighed what they know, a conflict of
    /// interest that was declared here is one there too, and nobody examines whom they trained (ISO/IEC 17024, clause 5.2).
    /// Who examined the applicant before is not among them: a second attempt may be marked by the same people.
    /// </summary>
    public IEnumerable<Guid> Deciders() => EverReviewed.Union(new[] { Reviewer, Approver }.OfType<Guid>()).Union(Conflicts).Union(Named);

    /// <summary>Folds one event; unknown ones leave the state as it is.</summary>
    public static Application Evolve(Application state, ApplicationEvent @event) => @event switch
    {
        ApplicationEvent.Submitted e => state with
        {
            TrainerId = e.TrainerId,
            AccountId = e.AccountId,
            Level = e.Level,
            Cycle = e.Cycle,
            EnrolmentId = e.EnrolmentId,
            EvidenceSha256 = e.EvidenceSha256,
            TrainedBy = e.TrainedBy,
            Named = e.Named ?? [],
            State = ApplicationState.Submitted,
            SubmittedAt = e.At,
        },
        ApplicationEvent.Claimed e => state.ReviewedBy(e.Reviewer) with { State = ApplicationState.InReview },
        ApplicationEvent.Released or ApplicationEvent.SentBack => Queued(state),
        ApplicationEvent.ConflictDeclared e => (state.Reviewer == e.Staff ? Queued(state) : state) with { Conflicts = [.. state.Conflicts, e.Staff] },
        ApplicationEvent.InformationAsked e => state with
        {
            State = ApplicationState.WaitingForApplicant,
            Messages = [.. state.Messages, e.MessageId],
        },
        ApplicationEvent.InformationGiven e => state with
        {
            State = state.Reviewer is null ? ApplicationState.Submitted : ApplicationState.InReview,
            EvidenceSha256 = e.EvidenceSha256,
            Messages = [.. state.Messages, e.MessageId],
        },
        ApplicationEvent.Recommended e => state.ReviewedBy(e.Reviewer) with
        {
            State = ApplicationState.Recommended,
            Recommendation = e.Verdict,
            Messages = [.. state.Messages, e.NoteId],
        },
        ApplicationEvent.Approved e => state with { State = ApplicationState.Approved, Approver = e.Approver, ClosedAt = e.At },
        ApplicationEvent.Declined e => state with
        {
            State = ApplicationState.Declined,
            Approver = e.Approver,
            DeclineReasons = e.Reasons,
            Messages = [.. state.Messages, e.NoteId],
            ClosedAt = e.At,
        },
        ApplicationEvent.Withdrawn e => state with { State = ApplicationState.Withdrawn, ClosedAt = e.At },
        _ => state,
    };

    private Application ReviewedBy(Guid reviewer) => this with { Reviewer = reviewer, EverReviewed = [.. EverReviewed.Union([reviewer])] };

    // Nobody holds it any more; an applicant who was asked still has to answer.
    private static Application Queued(Application state) => state with
    {
        State = state.State == ApplicationState.WaitingForApplicant ? state.State : ApplicationState.Submitted,
        Reviewer = null,
        Recommendation = null,
    };
}
