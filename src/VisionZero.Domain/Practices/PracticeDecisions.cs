using VisionZero.Domain.Common;
using VisionZero.Domain.Scheme;

namespace VisionZero.Domain.Practices;

/// <summary>
/// What a candidate hands in and how it is marked: independently by several people of staff, none of whom decides on the
/// candidate's certificate (ISO/IEC 17024, clauses 5.2 and 9.4). Pure.
/// </summary>
public static class PracticeDecisions
{
    /// <summary>Largest session plan, in bytes.</summary>
    public const int LargestPlan = 10 * 1024 * 1024;

    /// <summary>Largest recording, in bytes.</summary>
    public const int LargestRecording = 40 * 1024 * 1024;

    /// <summary>Why a session was not held; the sentences are in <c>content/locales</c>.</summary>
    public static readonly IReadOnlyList<string> NotHeldReasons = ["technical", "assessor", "candidate", "other"];

    /// <summary>Begins an attempt, if the assessment is passed, none is under way or passed, and attempts are left.</summary>
    /// <param name="earlier">All practices of the candidate.</param>
    /// <param name="begun">What would be written.</param>
    /// <param name="assessmentPassed">Whether the assessment of the Professional course is passed.</param>
    /// <param name="policy">What the scheme asks for.</param>
    public static Decision<PracticeEvent> Begin(IReadOnlyCollection<Practice> earlier, PracticeEvent.Begun begun, bool assessmentPassed, PracticePolicy policy) =>
        !assessmentPassed ? Refusal.Of("practice.assessment-first")
        : earlier.Any(p => p.State == PracticeState.Passed && (!policy.AtRenewal || p.EnrolmentId == begun.EnrolmentId)) ? Refusal.Of("practice.passed-already")
        : earlier.Any(p => !p.IsClosed()) ? Refusal.Of("practice.under-way")
        : NextFrom(earlier, policy) is { } from && begun.At < from ? Refusal.Of("practice.no-attempts-left", ("attempts", policy.Attempts), ("months", policy.WithinMonths), ("date", from))
        : begun;

    /// <summary>From when the next attempt may begin, where the attempts of the scheme's months are used up; else null.</summary>
    public static DateTimeOffset? NextFrom(IEnumerable<Practice> earlier, PracticePolicy policy)
    {
        var concluded = earlier.Where(p => p.IsConcluded()).Select(p => p.ClosedAt!.Value).OrderDescending().Take(policy.Attempts).ToList();
        return concluded.Count < policy.Attempts ? null : concluded[^1].AddMonths(policy.WithinMonths);
    }

    /// <summary>Why no session plan of this size can be handed in now, or null: asked before its content is looked at.</summary>
    public static Refusal? PlanRefused(Practice practice, Guid account, long bytes) => Preparing(practice, account) ?? TooLarge("Plan", bytes, LargestPlan);

    /// <summary>Why no recording of this size can be handed in now, or null: asked before its content is looked at.</summary>
    public static Refusal? RecordingRefused(Practice practice, Guid account, long bytes) => NotToRecord(practice, account) ?? TooLarge("Recording", bytes, LargestRecording);

    /// <summary>Hands in the session plan; a new one takes the place of the last.</summary>
    /// <param name="practice">The practice.</param>
    /// <param name="account">Who hands it in.</param>
    /// <param name="file">Id, hash and size; without a type if the content is none that is accepted.</param>
    /// <param name="at">Now.</param>
    public static Decision<PracticeEvent> HandInPlan(Practice practice, Guid account, PracticeFile file, DateTimeOffset at) =>
        (PlanRefused(practice, account, file.Bytes) ?? (file.MediaType is null ? Refusal.At("Plan", "practice.plan-type") : null)) is { } refusal ? refusal
        : practice.Plan?.Sha256 == file.Sha256 ? Decision<PracticeEvent>.AlreadySo
        : new PracticeEvent.PlanHandedIn(file.Id, file.Sha256, file.MediaType!, file.Bytes, at);

    /// <summary>Hands in a recording as a file; a new one takes the place of the last.</summary>
    public static Decision<PracticeEvent> HandInRecording(Practice practice, Guid account, PracticeFile file, DateTimeOffset at) =>
        (RecordingRefused(practice, account, file.Bytes) ?? (file.MediaType is null ? Refusal.At("Recording", "practice.recording-type") : null)) is { } refusal ? refusal
        : practice.Recording?.Sha256 == file.Sha256 ? Decision<PracticeEvent>.AlreadySo
        : new PracticeEvent.RecordingHandedIn(file.Id, file.Sha256, file.MediaType, file.Bytes, at);

    /// <summary>Says where the recording lies; the address itself stands beside the log.</summary>
    public static Decision<PracticeEvent> LinkRecording(Practice practice, Guid account, Guid fileId, string sha256, DateTimeOffset at) =>
        NotToRecord(practice, account) is { } refusal ? refusal
        : practice.Recording?.Sha256 == sha256 ? Decision<PracticeEvent>.AlreadySo
        : new PracticeEvent.RecordingHandedIn(fileId, sha256, null, 0, at);

    /// <summary>
    /// Why no recording can be handed in now, or null. That of a session that is booked follows until marks are in, and later
    /// only where there is none: what somebody may have marked by is not exchanged.
    /// </summary>
    public static Refusal? NotToRecord(Practice practice, Guid account) =>
        practice is { State: PracticeState.Marking, Session: not null } && practice.AccountId == account && (practice.Recording is null || !practice.HasMarks())
            ? null
            : Preparing(practice, account);

    /// <summary>Gives plan and recording to the assessors; from here on nothing is exchanged.</summary>
    public static Decision<PracticeEvent> HandIn(Practice practice, Guid account, DateTimeOffset at) =>
        practice is { State: PracticeState.Marking, Session: null } && practice.AccountId == account ? Decision<PracticeEvent>.AlreadySo
        : (Preparing(practice, account) ?? NoPlan(practice) ?? (practice.Recording is null ? Refusal.Of("practice.recording-missing") : null)) is { } refusal ? refusal
        : new PracticeEvent.HandedIn(at);

    /// <summary>Books a session: the assessor who offers it takes the practice up.</summary>
    /// <param name="practice">The practice.</param>
    /// <param name="account">Who books.</param>
    /// <param name="slot">The slot, as it is.</param>
    /// <param name="barred">Staff who review or approve the candidate, or declared a conflict of interest there.</param>
    /// <param name="policy">What the scheme asks for.</param>
    /// <param name="at">Now.</param>
    public static Decision<PracticeEvent> Book(Practice practice, Guid account, Slot slot, IReadOnlyCollection<Guid> barred, PracticePolicy policy, DateTimeOffset at) =>
        practice.Session?.SlotId == slot.Id && practice.AccountId == account ? Decision<PracticeEvent>.AlreadySo
        : (Preparing(practice, account) ?? NoPlan(practice) ?? Conflict(practice, slot.Assessor, barred)) is { } refusal ? refusal
        : Decision<PracticeEvent>.Accept(
            new PracticeEvent.SessionBooked(slot.Id, slot.Assessor, slot.StartsAt, slot.Minutes, at),
            new PracticeEvent.Taken(slot.Assessor, slot.StartsAt.AddDays(practice.Under(policy).MarkingDays), at));

    /// <summary>
    /// Cancels the session: the candidate until the scheme's notice, the assessor who offered it until it begins. With marks
    /// handed in it took place.
    /// </summary>
    public static Decision<PracticeEvent> CancelSession(Practice practice, Guid who, PracticePolicy policy, DateTimeOffset at) =>
        practice.Session is not { } session || practice.State != PracticeState.Marking ? Refusal.Of("practice.no-session")
        : who != practice.AccountId && who != session.Assessor ? Refusal.Of("practice.not-yours")
        : practice.HasMarks() ? Refusal.Of("practice.marked-already")
        : who == practice.AccountId && session.IsWithinNotice(practice.Under(policy).NoticeHours, at) ? Refusal.Of("practice.notice", ("hours", practice.Under(policy).NoticeHours))
        : who == session.Assessor && at >= session.StartsAt ? Refusal.Of("practice.begun-already")
        : Decision<PracticeEvent>.Accept([.. WithoutJoiners(practice, at), new PracticeEvent.SessionCancelled(session.SlotId, at)]);

    /// <summary>What tells those who wanted to join the session that there is none any more; goes before the event that ends it.</summary>
    internal static IEnumerable<PracticeEvent> WithoutJoiners(Practice practice, DateTimeOffset at) =>
        practice is { State: PracticeState.Marking, Session: { } session }
            ? practice.Markings.Where(m => m.MarkedAt is null && m.Assessor != session.Assessor).Select(m => new PracticeEvent.JoinEnded(session.SlotId, m.Assessor, at))
            : [];

    /// <summary>
    /// The assessor who should have observed says that the session was not held: a line that failed, an illness. It is no
    /// attempt, and another can be booked. With marks handed in it took place.
    /// </summary>
    public static Decision<PracticeEvent> NotHeld(Practice practice, Guid assessor, string? reason, DateTimeOffset at) =>
        NotToCallOff(practice, assessor, at) is { } refusal ? refusal
        : reason is null || !NotHeldReasons.Contains(reason) ? Refusal.At("Reason", "practice.not-held-reason")
        : Decision<PracticeEvent>.Accept([.. WithoutJoiners(practice, at), new PracticeEvent.SessionNotHeld(practice.Session!.SlotId, assessor, reason, at)]);

    /// <summary>Why this assessor cannot say that the session was not held, or null.</summary>
    public static Refusal? NotToCallOff(Practice practice, Guid assessor, DateTimeOffset at) =>
        practice.Session is not { } session || practice.State != PracticeState.Marking ? Refusal.Of("practice.no-session")
        : session.Assessor != assessor ? Refusal.Of("practice.not-yours")
        : practice.HasMarks() ? Refusal.Of("practice.marked-already")
        : at < session.StartsAt ? Refusal.Of("practice.not-begun")
        : null;

    /// <summary>An assessor takes it up, while one more is needed and there is something for them to see.</summary>
    public static Decision<PracticeEvent> TakeUp(Practice practice, Guid assessor, IReadOnlyCollection<Guid> barred, PracticePolicy policy, DateTimeOffset at) =>
        practice.State == PracticeState.Marking && practice.MarkingOf(assessor) is not null ? Decision<PracticeEvent>.AlreadySo
        : Conflict(practice, assessor, barred) is { } conflict ? conflict
        : practice.State != PracticeState.Marking ? Refusal.Of("practice.not-with-assessors")
        : !NeedsOneMore(practice, policy) ? Refusal.Of("practice.enough-assessors")
        : NothingToSee(practice, at) ? Refusal.Of("practice.nothing-to-see")
        : Decision<PracticeEvent>.Accept(
            [
                new PracticeEvent.Taken(assessor, Later(practice.Session?.StartsAt, at).AddDays(practice.Under(policy).MarkingDays), at),
                .. practice.Session is { } session && at < session.StartsAt ? [new PracticeEvent.Joined(session.SlotId, assessor, at)] : Array.Empty<PracticeEvent>(),
            ]);

    /// <summary>An assessor gives it back without having marked; whoever offered the session cancels it instead.</summary>
    public static Decision<PracticeEvent> Release(Practice practice, Guid assessor, DateTimeOffset at) =>
        practice.State != PracticeState.Marking || practice.MarkingOf(assessor) is not { } mine ? Refusal.Of("practice.take-first")
        : mine.MarkedAt is not null ? Refusal.Of("practice.marked-already")
        : practice.Session?.Assessor == assessor ? Refusal.Of("practice.cancel-instead")
        : new PracticeEvent.Released(assessor, at);

    /// <summary>Which assessors a practice needs now.</summary>
    public static int Needed(Practice practice, PracticePolicy policy) => practice.Under(policy).Assessors + (practice.ThirdCalled ? 1 : 0);

    /// <summary>Whether it is with the assessors and waits for one more.</summary>
    public static bool NeedsOneMore(Practice practice, PracticePolicy policy) =>
        practice.State == PracticeState.Marking && practice.Markings.Count < Needed(practice, policy);

    /// <summary>Whether who was not there has nothing to mark by: the session has begun, and there is no recording of it.</summary>
    public static bool NothingToSee(Practice practice, DateTimeOffset at) =>
        practice is { Session: { } session, Recording: null } && at >= session.StartsAt;

    /// <summary>Whether it waits for one more assessor, and none can take it up before the candidate hands in a recording.</summary>
    public static bool WaitsForRecording(Practice practice, PracticePolicy policy, DateTimeOffset at) => NeedsOneMore(practice, policy) && NothingToSee(practice, at);

    /// <summary>Whether an assessor may see what was handed in: of what they took up, or could take up now.</summary>
    public static bool MayOpen(Practice practice, Guid assessor, IReadOnlyCollection<Guid> barred, PracticePolicy policy) =>
        practice.HandedInAt is not null
        && Conflict(practice, assessor, barred) is null
        && (practice.MarkingOf(assessor) is not null || NeedsOneMore(practice, policy));

    /// <summary>Why this person may not mark the practice, or null.</summary>
    public static Refusal? Conflict(Practice practice, Guid assessor, IReadOnlyCollection<Guid> barred) =>
        practice.AccountId == assessor ? Refusal.Of("practice.own")
        : practice.Conflicts.Contains(assessor) ? Refusal.Of("practice.conflict-declared")
        : barred.Contains(assessor) ? Refusal.Of("practice.decides-on-candidate")
        : null;

    private static Refusal? Preparing(Practice practice, Guid account) =>
        practice.AccountId != account ? Refusal.Of("practice.not-yours")
        : practice.State != PracticeState.Preparing ? Refusal.Of("practice.handed-in-already")
        : null;

    private static Refusal? NoPlan(Practice practice) => practice.Plan is null ? Refusal.Of("practice.plan-missing") : null;

    private static Refusal? TooLarge(string field, long bytes, int most) =>
        bytes > most ? Refusal.At(field, "evidence.too-large", ("megabytes", most / 1024 / 1024)) : null;

    private static DateTimeOffset Later(DateTimeOffset? one, DateTimeOffset other) => one > other ? one.Value : other;
}
