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

    /// <summary>A lesson was read to its end.</summary>
    public sealed record LessonCompleted(int Rule, string Lesson, DateTimeOffset At) : EnrolmentEvent;

    /// <summary>A question of a rule's check was answered; the last answer counts.</summary>
    public sealed record CheckAnswered(int Rule, string ItemId, IReadOnlyList<string> Chosen, bool Right, DateTimeOffset At) : EnrolmentEvent;

    /// <summary>The test to skip a rule was taken, once and in one go; passed, the rule counts as studied.</summary>
    public sealed record SkipTestTaken(int Rule, IReadOnlyList<CheckAnswer> Answers, bool Passed, DateTimeOffset At) : EnrolmentEvent;

    /// <summary>
    /// An assessment began: the seed and the paper drawn from it, when it must be handed in, and the fingerprint of what it
    /// was drawn from (<see cref="AssessmentPaper.Bank"/>; empty in events from before it was kept).
    /// </summary>
    public sealed record AssessmentStarted(int Attempt, long Seed, IReadOnlyList<PaperQuestion> Questions, DateTimeOffset At, DateTimeOffset Deadline, string Bank = "") : EnrolmentEvent;

    /// <summary>An answer was saved; an empty choice takes it back. The last one counts.</summary>
    public sealed record AnswerSaved(int Attempt, string ItemId, IReadOnlyList<string> Chosen, DateTimeOffset At) : EnrolmentEvent;

    /// <summary>The paper was handed in, or the time ran out.</summary>
    public sealed record AssessmentSubmitted(int Attempt, bool TimeRanOut, DateTimeOffset At) : EnrolmentEvent;

    /// <summary>The pass mark was met.</summary>
    public sealed record AssessmentPassed(int Attempt, IReadOnlyList<RuleScore> Scores, int Percent, int PassMark) : EnrolmentEvent;

    /// <summary>The pass mark was not met.</summary>
    public sealed record AssessmentFailed(int Attempt, IReadOnlyList<RuleScore> Scores, int Percent, int PassMark) : EnrolmentEvent;

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
