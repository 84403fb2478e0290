using System.Globalization;
using VisionZero.Domain.Common;
using VisionZero.Domain.Courses;
using VisionZero.Domain.Scheme;
using VisionZero.Domain.Trainers;

namespace VisionZero.Domain.Tests.Support;

/// <summary>A small world: one scheme, one course, a few people, one noon.</summary>
internal static class Facts
{
    public static readonly DateTimeOffset Noon = new(2026, 7, 1, 12, 0, 0, TimeSpan.Zero);

    public static readonly SchemePolicy Policy = new(
        Version: 1,
        Foundation: new LevelPolicy(60, 180, 0, 60, Attempts: 2, TimeLimitMinutes: 45, Blueprint: [3], SkipMarkPercent: 80, TrainingYears: 0, Evidence: [], GoalsPerRule: 1, CoursePerCertificate: true, MonthsAfterRevocation: 24),
        Professional: new LevelPolicy(36, 180, 30, 60, Attempts: 2, TimeLimitMinutes: 60, Blueprint: [3], SkipMarkPercent: 80, TrainingYears: 2, Evidence: [EvidenceKind.OshQualification, EvidenceKind.TrainingExperience], GoalsPerRule: 2, CoursePerCertificate: true, MonthsAfterRevocation: 24),
        ConductVersion: 2,
        PledgeVersion: 1,
        ReminderDays: [180, 90, 30, 7],
        ReviewDays: 10);

    public static readonly CourseOutline Foundation = Outline("foundation", Level.Foundation);

    public static readonly CourseOutline Professional = Outline("professional", Level.Professional);

    public static readonly Guid Applicant = Person(1);
    public static readonly Guid Tutor = Person(2);
    public static readonly Guid Anna = Person(3);
    public static readonly Guid Ben = Person(4);
    public static readonly Guid Chen = Person(5);

    public static Guid Person(int number) => new($"00000000-0000-7000-8000-{number:D12}");

    public static DateTimeOffset Day(string iso) => DateTimeOffset.ParseExact(iso, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal);

    public static DateOnly Date(string iso) => DateOnly.ParseExact(iso, "yyyy-MM-dd", CultureInfo.InvariantCulture);

    /// <summary>Two lessons, a check of two and five items a rule; odd items are single (a), even ones multiple (a and c).</summary>
    private static CourseOutline Outline(string course, Level level) =>
        new(course, 1, level, [.. GoldenRules.All.Select(r => new RuleOutline(r, ["one", "two"], [Item($"c{r}", 1), Item($"c{r}", 2)], [.. Enumerable.Range(1, 5).Select(i => Item($"r{r}", i))], [.. Enumerable.Range(1, 5).Select(i => Item($"s{r}", i))]))]);

    private static ItemKey Item(string prefix, int number) => number % 2 == 1
        ? new ItemKey($"{prefix}-{number}", ItemKind.Single, ["a", "b", "c", "d"], ["a"], 1)
        : new ItemKey($"{prefix}-{number}", ItemKind.Multiple, ["a", "b", "c", "d"], ["a", "c"], 1);
}
