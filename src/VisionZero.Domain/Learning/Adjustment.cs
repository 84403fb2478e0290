using VisionZero.Domain.Common;
using VisionZero.Domain.Courses;
using VisionZero.Domain.Scheme;

namespace VisionZero.Domain.Learning;

/// <summary>How the conditions of an assessment are adjusted for a learner. Why is nobody's business but staff's, and not in the log.</summary>
/// <param name="ExtraTimePercent">Time on top of the limit, in percent of it.</param>
/// <param name="LargerType">Larger type.</param>
/// <param name="Paper">The assessment may be taken on paper.</param>
public sealed record Adjustment(int ExtraTimePercent, bool LargerType, bool Paper)
{
    /// <summary>Nothing is adjusted.</summary>
    public static readonly Adjustment None = new(0, false, false);

    /// <summary>Whether anything is adjusted.</summary>
    public bool IsAny => ExtraTimePercent > 0 || LargerType || Paper;
}

/// <summary>What a learner asked for; staff decide how much time it is.</summary>
public sealed record AdjustmentWish(bool ExtraTime, bool LargerType, bool Paper, DateTimeOffset At);

/// <summary>What may be adjusted, and what follows. Pure.</summary>
public static class AdjustmentDecisions
{
    /// <summary>Extra time that can be granted, in percent: a quarter is the usual first step of examining bodies.</summary>
    public static readonly IReadOnlyList<int> ExtraTimes = [25, 50, 100];

    /// <summary>The refusal after which the learner is to say more.</summary>
    public const string TellMore = "tell-more";

    /// <summary>Why a wish was not granted.</summary>
    public static readonly IReadOnlyList<string> DeclineReasons = [TellMore, "not-possible"];

    /// <summary>Days in which a learner who was asked to tell more finds again what they wrote.</summary>
    public const int DaysToTellMore = 90;

    /// <summary>When a paper must be handed in: the limit and the extra time of it, to the second.</summary>
    public static DateTimeOffset Deadline(LevelPolicy policy, Adjustment granted, DateTimeOffset start) =>
        start + (TimeSpan.FromMinutes(policy.TimeLimitMinutes) * (100 + granted.ExtraTimePercent) / 100);

    /// <summary>Asks; while a wish is open it can be changed.</summary>
    public static Decision<EnrolmentEvent> Ask(Enrolment enrolment, bool extraTime, bool largerType, bool paper, DateTimeOffset at) => enrolment switch
    {
        _ when !extraTime && !largerType && !paper => Refusal.At("Wishes", "adjustments.choose"),
        _ when enrolment.HasPassed() => Refusal.Of("enrolment.already-passed"),
        _ => new EnrolmentEvent.AdjustmentRequested(extraTime, largerType, paper, at),
    };

    /// <summary>Takes an open wish back.</summary>
    public static Decision<EnrolmentEvent> TakeBack(Enrolment enrolment, DateTimeOffset at) =>
        enrolment.Wish is null ? Decision<EnrolmentEvent>.AlreadySo : new EnrolmentEvent.AdjustmentTakenBack(at);

    /// <summary>
    /// What to grant so that an open wish is met and nothing that was granted ends: a grant takes the place of the one before.
    /// </summary>
    public static Adjustment Proposal(Enrolment enrolment) => enrolment is { Granted: var granted, Wish: { } wish }
        ? new Adjustment(
            wish.ExtraTime ? Math.Max(granted.ExtraTimePercent, ExtraTimes[0]) : granted.ExtraTimePercent,
            granted.LargerType || wish.LargerType,
            granted.Paper || wish.Paper)
        : enrolment.Granted;

    /// <summary>Grants adjustments for the rest of the enrolment, in place of what was granted before; from the next assessment on.</summary>
    public static Decision<EnrolmentEvent> Grant(Enrolment enrolment, Adjustment granted, Guid by, DateTimeOffset at) => enrolment switch
    {
        { Wish: null } => Refusal.Of("adjustments.none-open"),
        _ when !granted.IsAny => Refusal.At("ExtraTimePercent", "adjustments.grant-something"),
        _ when granted.ExtraTimePercent != 0 && !ExtraTimes.Contains(granted.ExtraTimePercent) => Refusal.At("ExtraTimePercent", "adjustments.extra-time"),
        _ => new EnrolmentEvent.AdjustmentGranted(granted.ExtraTimePercent, granted.LargerType, granted.Paper, by, at),
    };

    /// <summary>Declines an open wish; what was granted before stays.</summary>
    public static Decision<EnrolmentEvent> Decline(Enrolment enrolment, string reason, Guid by, DateTimeOffset at) => enrolment switch
    {
        { Wish: null } => Refusal.Of("adjustments.none-open"),
        _ when !DeclineReasons.Contains(reason) => Refusal.At("Reason", "adjustments.reason"),
        _ => new EnrolmentEvent.AdjustmentDeclined(reason, by, at),
    };

    /// <summary>
    /// Whether why somebody asks is still needed: while the wish is open, and for a time after they were asked to tell more. It
    /// is about their health, so it goes as soon as nobody decides on it any more.
    /// </summary>
    public static bool NeedsReason(Enrolment enrolment, DateTimeOffset at) =>
        !enrolment.HasPassed()
        && (enrolment.Wish is not null || (enrolment.Declined == TellMore && enrolment.DeclinedAt is { } declined && at < declined.AddDays(DaysToTellMore)));

    /// <summary>What goes along into the learner's next enrolment in the course: what was granted, and a wish nobody has decided on.</summary>
    public static IEnumerable<EnrolmentEvent> CarryOver(Enrolment? before, DateTimeOffset at)
    {
        if (before is { Granted: { IsAny: true } granted })
        {
            yield return new EnrolmentEvent.AdjustmentCarriedOver(before.Id, granted.ExtraTimePercent, granted.LargerType, granted.Paper, at);
        }

        if (before?.Wish is { } wish)
        {
            yield return new EnrolmentEvent.AdjustmentRequested(wish.ExtraTime, wish.LargerType, wish.Paper, wish.At);
        }
    }

    /// <summary>
    /// Begins an assessment on paper, if that was granted: staff draw it, print it and enter what was written. One that runs on
    /// the screen is not begun on paper by that.
    /// </summary>
    public static Decision<EnrolmentEvent> StartOnPaper(Enrolment enrolment, CourseOutline outline, LevelPolicy policy, long seed, DateTimeOffset at, Guid? by = null) => enrolment switch
    {
        { Granted.Paper: false } => Refusal.Of("adjustments.no-paper"),
        _ when RunsOnScreen(enrolment, at) => Refusal.Of("adjustments.runs-on-screen"),
        _ => Decision<EnrolmentEvent>.Map(
            EnrolmentDecisions.StartAssessment(enrolment, outline, policy, seed, at),
            e => e is EnrolmentEvent.AssessmentStarted started ? started with { OnPaper = true, By = by } : e),
    };

    /// <summary>Begins an assessment on the screen. Who was granted paper must say that they want the screen: the attempt cannot be changed over later.</summary>
    public static Decision<EnrolmentEvent> StartOnScreen(Enrolment enrolment, CourseOutline outline, LevelPolicy policy, long seed, DateTimeOffset at, string locale, bool ratherThanPaper)
    {
        var decision = EnrolmentDecisions.StartAssessment(enrolment, outline, policy, seed, at, locale);
        return decision.Events.Count > 0 && enrolment.Granted.Paper && !ratherThanPaper ? Refusal.At("OnScreen", "adjustments.rather-than-paper") : decision;
    }

    /// <summary>Whether an assessment is being taken on the screen.</summary>
    public static bool RunsOnScreen(Enrolment enrolment, DateTimeOffset at) => enrolment.Running() is { OnPaper: false } running && at <= running.ClosesAt();
}
