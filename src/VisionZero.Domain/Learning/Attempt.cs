using VisionZero.Domain.Courses;

namespace VisionZero.Domain.Learning;

/// <summary>An answer to a question of a check or of a skip test.</summary>
public sealed record CheckAnswer(string ItemId, IReadOnlyList<string> Chosen, bool Right);

/// <summary>The test with which a rule can be skipped, taken.</summary>
public sealed record SkipTest(int Rule, IReadOnlyList<CheckAnswer> Answers, bool Passed)
{
    /// <summary>Questions answered rightly.</summary>
    public int Points => Answers.Count(a => a.Right);
}

/// <summary>A marking anew of an assessment: what the result was, and what it became.</summary>
public sealed record Remark(Guid RescoreId, IReadOnlyList<string> Items, int OldPercent, bool OldPassed, int NewPercent, bool NewPassed, DateTimeOffset At);

/// <summary>One assessment of an enrolment.</summary>
public sealed record Attempt
{
    /// <summary>Time in which staff enter what was written on paper, from when it had to be put down.</summary>
    public static readonly TimeSpan PaperEntry = TimeSpan.FromHours(24);

    /// <summary>Counts from 1.</summary>
    public int Number { get; init; }

    /// <summary>The seed the paper was drawn with.</summary>
    public long Seed { get; init; }

    /// <summary>The paper, in the order shown.</summary>
    public IReadOnlyList<PaperQuestion> Questions { get; init; } = [];

    /// <summary>Fingerprint of what the paper was drawn from, see <see cref="AssessmentPaper.Bank"/>.</summary>
    public string Bank { get; init; } = "";

    /// <summary>Items that were withdrawn when the paper was drawn.</summary>
    public IReadOnlyList<string> Withdrawn { get; init; } = [];

    /// <summary>Items a rule, by difficulty, that the scheme drew then; null where it was not kept.</summary>
    public IReadOnlyList<int>? Blueprint { get; init; }

    /// <summary>SHA-256 of the course's files as they were then; empty where it was not kept.</summary>
    public string ContentSha256 { get; init; } = "";

    /// <summary>Language it was begun in; empty where it was not kept.</summary>
    public string Locale { get; init; } = "";

    /// <summary>Whether it is taken on paper.</summary>
    public bool OnPaper { get; init; }

    /// <summary>Staff who drew it on paper, entered answers from paper or handed it in; nobody where the learner did all of it.</summary>
    public IReadOnlyList<Guid> WrittenBy { get; init; } = [];

    /// <summary>When it began.</summary>
    public DateTimeOffset StartedAt { get; init; }

    /// <summary>When it must be handed in.</summary>
    public DateTimeOffset Deadline { get; init; }

    /// <summary>Letters chosen, by item.</summary>
    public IReadOnlyDictionary<string, IReadOnlyList<string>> Answers { get; init; } = new Dictionary<string, IReadOnlyList<string>>();

    /// <summary>When it was handed in; null while it runs.</summary>
    public DateTimeOffset? SubmittedAt { get; init; }

    /// <summary>Points per rule once marked.</summary>
    public IReadOnlyList<RuleScore> Scores { get; init; } = [];

    /// <summary>Percent of all points once marked.</summary>
    public int? Percent { get; init; }

    /// <summary>Whether the pass mark was met, once marked.</summary>
    public bool? Passed { get; init; }

    /// <summary>The pass mark it is measured by: the one told at its start. Null, until it is marked, where the start did not keep it.</summary>
    public int? PassMark { get; init; }

    /// <summary>Questions of the paper that do not count, because they were withdrawn.</summary>
    public IReadOnlyList<string> Uncounted { get; init; } = [];

    /// <summary>Markings anew, oldest first.</summary>
    public IReadOnlyList<Remark> Remarks { get; init; } = [];

    /// <summary>Until when answers are taken: the deadline, or when staff must have entered what was written on paper.</summary>
    public DateTimeOffset ClosesAt() => OnPaper ? Deadline + PaperEntry : Deadline;
}
