using VisionZero.Domain.Common;

namespace VisionZero.Domain.Learning;

/// <summary>A trainer in one version of a course, as the stream tells it.</summary>
public sealed record Enrolment
{
    /// <summary>UUIDv5 of trainer, course version and cycle.</summary>
    public Guid Id { get; init; }

    /// <summary>Who learns.</summary>
    public Guid TrainerId { get; init; }

    /// <summary>Course id, e.g. <c>foundation</c>.</summary>
    public string Course { get; init; } = "";

    /// <summary>Version of the course the learner stays on.</summary>
    public int CourseVersion { get; init; }

    /// <summary>Level the course leads to.</summary>
    public Level Level { get; init; }

    /// <summary>Repetition, from 1.</summary>
    public int Cycle { get; init; }

    /// <summary>When the learner enrolled.</summary>
    public DateTimeOffset EnrolledAt { get; init; }

    /// <summary>Lessons read, as <c>rule/lesson</c>.</summary>
    public IReadOnlyList<string> Lessons { get; init; } = [];

    /// <summary>Last answers of the checks.</summary>
    public IReadOnlyList<CheckAnswer> Checks { get; init; } = [];

    /// <summary>When the last answers of the checks were given, by item; views from before it was kept do not say it.</summary>
    public IReadOnlyDictionary<string, DateTimeOffset> AnsweredAt { get; init; } = new Dictionary<string, DateTimeOffset>();

    /// <summary>By device, up to which of its numbers the log has what was done on it without a connection.</summary>
    public IReadOnlyDictionary<Guid, int> Devices { get; init; } = new Dictionary<Guid, int>();

    /// <summary>By device, when the last of that was done: what it numbered after it was done later.</summary>
    public IReadOnlyDictionary<Guid, DateTimeOffset> DeviceTimes { get; init; } = new Dictionary<Guid, DateTimeOffset>();

    /// <summary>Questions of the checks that were once answered to their end, whatever was answered since.</summary>
    public IReadOnlyList<string> Completed { get; init; } = [];

    /// <summary>Tests taken to skip a rule, at most one a rule.</summary>
    public IReadOnlyList<SkipTest> SkipTests { get; init; } = [];

    /// <summary>Assessments, oldest first.</summary>
    public IReadOnlyList<Attempt> Attempts { get; init; } = [];

    /// <summary>Goals in the action plan, by rule.</summary>
    public IReadOnlyDictionary<int, int> Goals { get; init; } = new Dictionary<int, int>();

    /// <summary>Adjustments asked for and not decided on.</summary>
    public AdjustmentWish? Wish { get; init; }

    /// <summary>When the open wish was made; what the list of staff goes by.</summary>
    public DateTimeOffset? WishedAt { get; init; }

    /// <summary>Why the last wish was not granted; null if it was, or there is none.</summary>
    public string? Declined { get; init; }

    /// <summary>When the last wish was not granted; null in views from before it was kept.</summary>
    public DateTimeOffset? DeclinedAt { get; init; }

    /// <summary>Adjustments granted, from the next assessment on.</summary>
    public Adjustment Granted { get; init; } = Adjustment.None;

    /// <summary>Goals of the action plan that are done, by rule.</summary>
    public IReadOnlyDictionary<int, int> GoalsDone { get; init; } = new Dictionary<int, int>();

    /// <summary>When the first goals of the action plan were written; its reminders count from here.</summary>
    public DateTimeOffset? PlanWrittenAt { get; init; }

    /// <summary>Months after which the owner was reminded of the plan.</summary>
    public IReadOnlyList<int> PlanReminders { get; init; } = [];

    /// <summary>Whether the owner wants no reminders of the plan.</summary>
    public bool PlanRemindersStopped { get; init; }

    /// <summary>Deadline of the assessment that is being taken; what the search for overdue ones goes by.</summary>
    public DateTimeOffset? RunsUntil { get; init; }

    /// <summary>When the course was completed.</summary>
    public DateTimeOffset? CompletedAt { get; init; }

    /// <summary>Version of the stream that this state stands for.</summary>
    public int Version { get; init; }

    /// <summary>The assessment that is being taken, or null.</summary>
    public Attempt? Running() => Attempts is [.., { SubmittedAt: null } last] ? last : null;

    /// <summary>Whether an assessment was passed.</summary>
    public bool HasPassed() => Attempts.Any(a => a.Passed == true);

    /// <summary>Staff who drew, entered or handed in a paper for the learner: they made the result, so they do not decide on it.</summary>
    public IEnumerable<Guid> WrittenBy() => Attempts.SelectMany(a => a.WrittenBy).Distinct();

    /// <summary>Whether a lesson was read.</summary>
    public bool HasRead(int rule, string lesson) => Lessons.Contains(LessonKey(rule, lesson));

    /// <summary>Whether the rule's skip test was passed.</summary>
    public bool HasSkipped(int rule) => SkipTests.Any(t => t.Rule == rule && t.Passed);

    /// <summary>The key under which a lesson counts as read.</summary>
    public static string LessonKey(int rule, string lesson) => $"{rule}/{lesson}";

    /// <summary>Folds one event; unknown ones leave the state as it is.</summary>
    public static Enrolment Evolve(Enrolment state, EnrolmentEvent @event) => @event switch
    {
        EnrolmentEvent.Enrolled e => state with
        {
            TrainerId = e.TrainerId,
            Course = e.Course,
            CourseVersion = e.CourseVersion,
            Level = e.Level,
            Cycle = e.Cycle,
            EnrolledAt = e.At,
        },
        EnrolmentEvent.LessonCompleted e when !state.HasRead(e.Rule, e.Lesson) =>
            state with { Lessons = [.. state.Lessons, LessonKey(e.Rule, e.Lesson)] },
        EnrolmentEvent.CheckAnswered e => state.WithAnswer(new CheckAnswer(e.ItemId, e.Chosen, e.Right), e) with
        {
            Completed = e.Completed && !state.Completed.Contains(e.ItemId) ? [.. state.Completed, e.ItemId] : state.Completed,
        },
        EnrolmentEvent.OfflineWorkHandedOver e => state with
        {
            Devices = new Dictionary<Guid, int>(state.Devices) { [e.Device] = e.UpTo },
            DeviceTimes = e.LastDone is { } last ? new Dictionary<Guid, DateTimeOffset>(state.DeviceTimes) { [e.Device] = last } : state.DeviceTimes,
        },
        EnrolmentEvent.SkipTestTaken e => state with
        {
            SkipTests = [.. state.SkipTests, new SkipTest(e.Rule, e.Answers, e.Passed)],
        },
        EnrolmentEvent.AssessmentStarted e => state with
        {
            RunsUntil = Begun(e).ClosesAt(),
            Attempts = [.. state.Attempts, Begun(e)],
        },
        EnrolmentEvent.AnswerSaved e => state.WithAttempt(e.Attempt, a => a with
        {
            Answers = new Dictionary<string, IReadOnlyList<string>>(a.Answers) { [e.ItemId] = e.Chosen },
            WrittenBy = With(a.WrittenBy, e.By),
        }),
        EnrolmentEvent.AssessmentSubmitted e => state.WithAttempt(e.Attempt, a => a with { SubmittedAt = e.At, WrittenBy = With(a.WrittenBy, e.By) }) with { RunsUntil = null },
        EnrolmentEvent.AssessmentPassed e => state.WithAttempt(e.Attempt, a => Marked(a, e.Scores, e.Percent, true, e.PassMark, e.Uncounted)).WithoutWish(),
        EnrolmentEvent.AssessmentFailed e => state.WithAttempt(e.Attempt, a => Marked(a, e.Scores, e.Percent, false, e.PassMark, e.Uncounted)),
        EnrolmentEvent.AssessmentRescored e => (e.Passed ? state.WithoutWish() : state).WithAttempt(e.Attempt, a => a with
        {
            Scores = e.Scores,
            Percent = e.Percent,
            Passed = e.Passed,
            Uncounted = e.Uncounted,
            Remarks = [.. a.Remarks, new Remark(e.RescoreId, [.. e.Uncounted.Except(a.Uncounted)], a.Percent ?? 0, a.Passed == true, e.Percent, e.Passed, e.At)],
        }),
        EnrolmentEvent.CourseCompleted e => state with { CompletedAt = e.At },
        _ => OfAdjustment(OfPlan(state, @event), @event),
    };

    private static Enrolment OfAdjustment(Enrolment state, EnrolmentEvent @event) => @event switch
    {
        EnrolmentEvent.AdjustmentRequested e => state with { Wish = new AdjustmentWish(e.ExtraTime, e.LargerType, e.Paper, e.At), WishedAt = e.At, Declined = null, DeclinedAt = null },
        EnrolmentEvent.AdjustmentTakenBack => state.WithoutWish(),
        EnrolmentEvent.AdjustmentGranted e => state.WithoutWish() with { Declined = null, DeclinedAt = null, Granted = new Adjustment(e.ExtraTimePercent, e.LargerType, e.Paper) },
        EnrolmentEvent.AdjustmentCarriedOver e => state with { Granted = new Adjustment(e.ExtraTimePercent, e.LargerType, e.Paper) },
        EnrolmentEvent.AdjustmentDeclined e => state.WithoutWish() with { Declined = e.Reason, DeclinedAt = e.At },
        _ => state,
    };

    private static Enrolment OfPlan(Enrolment state, EnrolmentEvent @event) => @event switch
    {
        EnrolmentEvent.ActionPlanWritten e => state with
        {
            Goals = new Dictionary<int, int>(state.Goals) { [e.Rule] = e.Goals },
            GoalsDone = new Dictionary<int, int>(state.GoalsDone) { [e.Rule] = e.Done },
            PlanWrittenAt = state.PlanWrittenAt ?? e.At,
        },
        EnrolmentEvent.PlanReminded e => state with { PlanReminders = [.. state.PlanReminders, e.Months] },
        EnrolmentEvent.PlanRemindersStopped => state with { PlanRemindersStopped = true },
        EnrolmentEvent.PlanRemindersResumed => state with { PlanRemindersStopped = false },
        _ => state,
    };

    private static Attempt Begun(EnrolmentEvent.AssessmentStarted e) => new()
    {
        Number = e.Attempt,
        Seed = e.Seed,
        Questions = e.Questions,
        StartedAt = e.At,
        Deadline = e.Deadline,
        Bank = e.Bank,
        Withdrawn = e.Withdrawn ?? [],
        OnPaper = e.OnPaper,
        Blueprint = e.Blueprint,
        ContentSha256 = e.ContentSha256,
        Locale = e.Locale,
        PassMark = e.PassMark,
        WrittenBy = With([], e.By),
    };

    private static IReadOnlyList<Guid> With(IReadOnlyList<Guid> staff, Guid? by) => by is { } one && !staff.Contains(one) ? [.. staff, one] : staff;

    private static Attempt Marked(Attempt attempt, IReadOnlyList<RuleScore> scores, int percent, bool passed, int passMark, IReadOnlyList<string>? uncounted) =>
        attempt with { Scores = scores, Percent = percent, Passed = passed, PassMark = passMark, Uncounted = uncounted ?? [] };

    // With a connection answers are told as they are given: the one told last stands, whatever two servers' clocks say. Of
    // those given without one, the answer given last stands, whichever was told first; of two given at one instant the
    // greater words, so that two devices come to the same in any order.
    private Enrolment WithAnswer(CheckAnswer given, EnrolmentEvent.CheckAnswered e)
    {
        var (before, at) = (AnsweredAt.GetValueOrDefault(given.ItemId), e.AnsweredAt ?? e.At);
        var stands = e.AnsweredAt is not null
            && Checks.FirstOrDefault(c => c.ItemId == given.ItemId) is { } other
            && (before > at || (before == at && string.CompareOrdinal(Words(other), Words(given)) > 0));
        return stands ? this : this with
        {
            Checks = [.. Checks.Where(c => c.ItemId != given.ItemId), given],
            AnsweredAt = new Dictionary<string, DateTimeOffset>(AnsweredAt) { [given.ItemId] = at },
        };

        static string Words(CheckAnswer answer) => string.Join(',', answer.Chosen.Order(StringComparer.Ordinal));
    }

    // Once passed there is no assessment left for which conditions could be adjusted.
    private Enrolment WithoutWish() => this with { Wish = null, WishedAt = null };

    private Enrolment WithAttempt(int number, Func<Attempt, Attempt> change) =>
        this with { Attempts = [.. Attempts.Select(a => a.Number == number ? change(a) : a)] };
}
