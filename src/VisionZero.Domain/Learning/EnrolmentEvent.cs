using VisionZero.Domain.Common;
using VisionZero.Domain.Courses;

namespace VisionZero.Domain.Learning;

/// <summary>Points of one rule in an assessment.</summary>
public sealed record RuleScore(int Rule, int Points, int Possible)
{
    /// <summary>Whole percent, rounded down.</summary>
    public int Percent => Possible == 0 ? 0 : Points * 100 / Possible;
}

/// <summary>What happened in one enrolment: a trainer in one version of a course.</summary>
public abstract record EnrolmentEvent
{
    private EnrolmentEvent()
    {
    }

    /// <summary>The trainer enrolled and stays on this version of the course.</summary>
    public sealed record Enrolled(Guid TrainerId, string Course, int CourseVersion, Level Level, int Cycle, DateTimeOffset At) : EnrolmentEvent;

    /// <summary>A lesson was read to its end; without a connection at <paramref name="ReadAt"/>, by the device's clock, and told later.</summary>
    public sealed record LessonCompleted(int Rule, string Lesson, DateTimeOffset At, DateTimeOffset? ReadAt = null) : EnrolmentEvent;

    /// <summary>
    /// A question of a rule's check was answered; the last answer counts. Completed says whether it was answered to its end by
    /// then, now or before: a story that is told again is not untold. Events from before it was kept do not say so. What was
    /// answered without a connection was answered at <paramref name="AnsweredAt"/>, by the device's clock, and told later.
    /// </summary>
    public sealed record CheckAnswered(int Rule, string ItemId, IReadOnlyList<string> Chosen, bool Right, DateTimeOffset At, bool Completed = false, DateTimeOffset? AnsweredAt = null) : EnrolmentEvent;

    /// <summary>
    /// A device handed over what was done on it without a connection: the events before this one, in the same commit. Of what
    /// it numbered, everything up to <paramref name="UpTo"/> is in the log and is not taken twice; that was done at
    /// <paramref name="LastDone"/>, which events from before it was kept do not say.
    /// </summary>
    public sealed record OfflineWorkHandedOver(Guid Device, int UpTo, DateTimeOffset At, DateTimeOffset? LastDone = null) : EnrolmentEvent;

    /// <summary>The test to skip a rule was taken, once and in one go; passed, the rule counts as studied.</summary>
    public sealed record SkipTestTaken(int Rule, IReadOnlyList<CheckAnswer> Answers, bool Passed, DateTimeOffset At) : EnrolmentEvent;

    /// <summary>
    /// An assessment began: the seed and the paper drawn from it, when it must be handed in, and the fingerprint of what it
    /// was drawn from (<see cref="AssessmentPaper.Bank"/>; empty in events from before it was kept). The items withdrawn by
    /// then were left out. With them and the quotas of the scheme (<paramref name="Blueprint"/>: items a rule, by difficulty)
    /// the draw can be made again byte for byte, whatever is withdrawn, restored or asked for later; the hash of the course's
    /// files and the language tell in which words it was shown. The pass mark is the one the learner was told: a new scheme
    /// does not change what already runs. <paramref name="By"/> of staff drew it for a learner who writes on paper. Events from
    /// before these were kept lack them.
    /// </summary>
    public sealed record AssessmentStarted(
        int Attempt,
        long Seed,
        IReadOnlyList<PaperQuestion> Questions,
        DateTimeOffset At,
        DateTimeOffset Deadline,
        string Bank = "",
        IReadOnlyList<string>? Withdrawn = null,
        bool OnPaper = false,
        IReadOnlyList<int>? Blueprint = null,
        string ContentSha256 = "",
        string Locale = "",
        int? PassMark = null,
        Guid? By = null) : EnrolmentEvent;

    /// <summary>An answer was saved; an empty choice takes it back. The last one counts. <paramref name="By"/> of staff entered it from paper.</summary>
    public sealed record AnswerSaved(int Attempt, string ItemId, IReadOnlyList<string> Chosen, DateTimeOffset At, Guid? By = null) : EnrolmentEvent;

    /// <summary>The paper was handed in, or the time ran out. <paramref name="By"/> of staff handed in a paper put down in time.</summary>
    public sealed record AssessmentSubmitted(int Attempt, bool TimeRanOut, DateTimeOffset At, Guid? By = null) : EnrolmentEvent;

    /// <summary>The pass mark was met. Items withdrawn while the paper was taken are uncounted.</summary>
    public sealed record AssessmentPassed(int Attempt, IReadOnlyList<RuleScore> Scores, int Percent, int PassMark, IReadOnlyList<string>? Uncounted = null) : EnrolmentEvent;

    /// <summary>The pass mark was not met. Items withdrawn while the paper was taken are uncounted.</summary>
    public sealed record AssessmentFailed(int Attempt, IReadOnlyList<RuleScore> Scores, int Percent, int PassMark, IReadOnlyList<string>? Uncounted = null) : EnrolmentEvent;

    /// <summary>A paper was marked again because questions on it were withdrawn; the better result stands, a pass stays a pass.</summary>
    public sealed record AssessmentRescored(int Attempt, Guid RescoreId, IReadOnlyList<RuleScore> Scores, int Percent, bool Passed, IReadOnlyList<string> Uncounted, DateTimeOffset At) : EnrolmentEvent;

    /// <summary>The learner asked for other conditions in the assessment; the reason is in a document beside the log.</summary>
    public sealed record AdjustmentRequested(bool ExtraTime, bool LargerType, bool Paper, DateTimeOffset At) : EnrolmentEvent;

    /// <summary>The learner took the wish back.</summary>
    public sealed record AdjustmentTakenBack(DateTimeOffset At) : EnrolmentEvent;

    /// <summary>Staff granted other conditions for the rest of the enrolment.</summary>
    public sealed record AdjustmentGranted(int ExtraTimePercent, bool LargerType, bool Paper, Guid By, DateTimeOffset At) : EnrolmentEvent;

    /// <summary>What was granted in an earlier enrolment holds in this one too: nobody has to say twice why they need it.</summary>
    public sealed record AdjustmentCarriedOver(Guid From, int ExtraTimePercent, bool LargerType, bool Paper, DateTimeOffset At) : EnrolmentEvent;

    /// <summary>Staff did not grant the wish.</summary>
    public sealed record AdjustmentDeclined(string Reason, Guid By, DateTimeOffset At) : EnrolmentEvent;

    /// <summary>
    /// Goals were written under a rule of the action plan; the text is in a document, the hash tells which text. How many of
    /// them are under way and done was not said by events from before it was kept.
    /// </summary>
    public sealed record ActionPlanWritten(int Rule, int Goals, string Sha256, DateTimeOffset At, int UnderWay = 0, int Done = 0) : EnrolmentEvent;

    /// <summary>The owner was reminded of the plan this many months after it was written.</summary>
    public sealed record PlanReminded(int Months, DateTimeOffset At) : EnrolmentEvent;

    /// <summary>The owner wants no further reminders of the plan.</summary>
    public sealed record PlanRemindersStopped(DateTimeOffset At) : EnrolmentEvent;

    /// <summary>The owner wants to be reminded again.</summary>
    public sealed record PlanRemindersResumed(DateTimeOffset At) : EnrolmentEvent;

    /// <summary>Everything the course asks for is done.</summary>
    public sealed record CourseCompleted(DateTimeOffset At) : EnrolmentEvent;
}
