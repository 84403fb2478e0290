using VisionZero.Domain.Common;
using VisionZero.Domain.Scheme;

namespace VisionZero.Domain.Practices;

/// <summary>How assessors mark a practice, and how it ends. Pure.</summary>
public static class MarkingDecisions
{
    /// <summary>
    /// An assessor hands in marks, once. With the last that is needed the practice is concluded, or one more assessor is
    /// called because they differ. Where nobody else has anything to mark by, the candidate is asked for a recording.
    /// </summary>
    /// <param name="practice">The practice.</param>
    /// <param name="marked">What would be written; points, what was possible and verdict are filled in here.</param>
    /// <param name="barred">Staff who review or approve the candidate, or declared a conflict of interest there.</param>
    /// <param name="rubric">The rubric of the practice.</param>
    /// <param name="policy">What the scheme asks for.</param>
    public static Decision<PracticeEvent> Mark(Practice practice, PracticeEvent.Marked marked, IReadOnlyCollection<Guid> barred, Rubric rubric, PracticePolicy policy)
    {
        if (NotToMark(practice, marked.Assessor, barred, marked.At) is { } refusal)
        {
            return refusal;
        }

        if (!rubric.IsComplete(marked.Marks))
        {
            return Refusal.Of("practice.every-criterion");
        }

        policy = practice.Under(policy);
        marked = marked with { Points = Rubric.Points(marked.Marks), Possible = rubric.Possible, Passed = rubric.IsPass(marked.Marks, policy) };
        var after = Practice.Evolve(practice, marked);
        var all = after.Markings.Where(m => m.MarkedAt is not null).ToList();
        PracticeEvent[] follows = all.Count < PracticeDecisions.Needed(practice, policy) ? []
            : Settlement.Of(all, policy) is { } settled ? [new PracticeEvent.Concluded(settled.Percent, settled.Passed, marked.At)]
            : [new PracticeEvent.ThirdCalled(marked.At)];
        return PracticeDecisions.WaitsForRecording(follows.Aggregate(after, Practice.Evolve), policy, marked.At)
            ? Decision<PracticeEvent>.Accept([marked, .. follows, new PracticeEvent.RecordingNeeded(marked.At)])
            : Decision<PracticeEvent>.Accept([marked, .. follows]);
    }

    /// <summary>Why this assessor cannot mark the practice now, or null; a draft of the marks is kept under the same conditions.</summary>
    public static Refusal? NotToMark(Practice practice, Guid assessor, IReadOnlyCollection<Guid> barred, DateTimeOffset at) =>
        PracticeDecisions.Conflict(practice, assessor, barred) is { } conflict ? conflict
        : practice.MarkingOf(assessor) is not { } mine ? Refusal.Of("practice.take-first")
        : mine.MarkedAt is not null ? Refusal.Of("practice.marked-already")
        : practice.State != PracticeState.Marking ? Refusal.Of("practice.not-with-assessors")
        : practice.Session is { } session && at < session.EndsAt() ? Refusal.Of("practice.not-yet-held")
        : null;

    /// <summary>
    /// An assessor declares a conflict of interest: they take no part from then on. Marks that were handed in stay; the
    /// session they had offered is cancelled.
    /// </summary>
    public static Decision<PracticeEvent> DeclareConflict(Practice practice, Guid assessor, DateTimeOffset at) =>
        practice.AccountId == assessor ? Refusal.Of("practice.own")
        : practice.IsClosed() ? Refusal.Of("practice.concluded")
        : practice.Conflicts.Contains(assessor) ? Decision<PracticeEvent>.AlreadySo
        : practice.MarkingOf(assessor) is { MarkedAt: not null } ? Refusal.Of("practice.marked-already")
        : Decision<PracticeEvent>.Accept([.. CancelledWith(practice, assessor, at), new PracticeEvent.ConflictDeclared(assessor, at)]);

    /// <summary>Takes it from an assessor who has left, or assesses no more: done by the platform.</summary>
    public static Decision<PracticeEvent> ReleaseFrom(Practice practice, Guid assessor, DateTimeOffset at) =>
        practice.State != PracticeState.Marking || practice.MarkingOf(assessor) is not { MarkedAt: null } ? Decision<PracticeEvent>.AlreadySo
        : practice.Session?.Assessor == assessor && !practice.HasMarks() ? Decision<PracticeEvent>.Accept([.. PracticeDecisions.WithoutJoiners(practice, at), new PracticeEvent.SessionCancelled(practice.Session.SlotId, at)])
        : new PracticeEvent.Released(assessor, at);

    /// <summary>The reminders that are due: to each assessor whose marks are overdue, once.</summary>
    public static Decision<PracticeEvent> Remind(Practice practice, DateTimeOffset at) =>
        practice.State != PracticeState.Marking
            ? Decision<PracticeEvent>.AlreadySo
            : Decision<PracticeEvent>.Accept(practice.Markings
                .Where(m => m is { MarkedAt: null, RemindedAt: null } && m.DueAt < at)
                .Select(m => new PracticeEvent.AssessorReminded(m.Assessor, at)));

    /// <summary>
    /// The candidate takes it back while nobody has marked it; it does not count among the attempts. Once the notice of a
    /// session has begun it goes on: else whoever taught badly would begin again at no cost. Only where it has marks and
    /// waits for a recording that there is not can it be taken back even then: nobody else can mark what they have not seen, and
    /// what so stays without a result is no attempt.
    /// </summary>
    public static Decision<PracticeEvent> Withdraw(Practice practice, Guid account, PracticePolicy policy, DateTimeOffset at) =>
        practice.AccountId != account ? Refusal.Of("practice.not-yours")
        : practice.State == PracticeState.Withdrawn ? Decision<PracticeEvent>.AlreadySo
        : practice.IsClosed() ? Refusal.Of("practice.concluded")
        : practice.HasMarks() && PracticeDecisions.WaitsForRecording(practice, policy, at) ? Ended(practice, at)
        : practice.HasMarks() ? Refusal.Of("practice.marked-already")
        : practice.Session?.IsWithinNotice(practice.Under(policy).NoticeHours, at) == true ? Refusal.Of("practice.withdraw-notice", ("hours", practice.Under(policy).NoticeHours))
        : Ended(practice, at);

    /// <summary>Ends it because the candidate's personal data is erased, whatever has been marked.</summary>
    public static Decision<PracticeEvent> Abandon(Practice practice, DateTimeOffset at) =>
        practice.IsClosed() ? Decision<PracticeEvent>.AlreadySo : Ended(practice, at);

    private static Decision<PracticeEvent> Ended(Practice practice, DateTimeOffset at) =>
        Decision<PracticeEvent>.Accept([.. PracticeDecisions.WithoutJoiners(practice, at), new PracticeEvent.Withdrawn(at)]);

    private static IEnumerable<PracticeEvent> CancelledWith(Practice practice, Guid assessor, DateTimeOffset at) =>
        practice.State == PracticeState.Marking && practice.Session is { } session && session.Assessor == assessor && !practice.HasMarks()
            ? [.. PracticeDecisions.WithoutJoiners(practice, at), new PracticeEvent.SessionCancelled(session.SlotId, at)]
            : [];
}
