using Marten;
using Microsoft.Extensions.DependencyInjection;
using VisionZero.Domain.Common;
using VisionZero.Domain.Courses;
using VisionZero.Domain.Learning;
using VisionZero.Domain.Practices;
using VisionZero.Web.Features.Accounts;
using VisionZero.Web.Features.Trainers;

namespace VisionZero.Tests;

/// <summary>What an applicant has behind them, as events: for tests that begin after it.</summary>
internal static class TestHistories
{
    private static readonly string[] Criteria = ["aim", "rules", "methods", "facilitation", "inclusion", "checking", "accuracy"];

    /// <summary>A whole course, passed with everything right.</summary>
    public static IEnumerable<EnrolmentEvent> Course(Guid trainer, string course, int version, Level level, int cycle, DateTimeOffset now) =>
    [
        new EnrolmentEvent.Enrolled(trainer, course, version, level, cycle, now),
        new EnrolmentEvent.AssessmentStarted(1, 42, [.. GoldenRules.All.Select(r => new PaperQuestion($"q{r}", r, ["a", "b"]))], now, now.AddMinutes(45)),
        new EnrolmentEvent.AssessmentSubmitted(1, false, now),
        new EnrolmentEvent.AssessmentPassed(1, [.. GoldenRules.All.Select(r => new RuleScore(r, 1, 1))], 100, 60),
        .. GoldenRules.All.Select(r => new EnrolmentEvent.ActionPlanWritten(r, 1, new string('c', 64), now)),
        new EnrolmentEvent.CourseCompleted(now),
    ];

    /// <summary>Everything of some rules, read and answered rightly.</summary>
    public static IEnumerable<EnrolmentEvent> Studied(IEnumerable<RuleOutline> rules, DateTimeOffset now) => rules.SelectMany(r => r.Lessons
        .Select(EnrolmentEvent (l) => new EnrolmentEvent.LessonCompleted(r.Rule, l, now))
        .Concat(r.Check.Select(i => new EnrolmentEvent.CheckAnswered(r.Rule, i.Id, i.RightAnswer(), true, now))));

    /// <summary>Lets a trainer who has just enrolled study all rules but the first ones.</summary>
    public static async Task StudyAsync(IServiceProvider services, string email, CourseOutline outline, int but, DateTimeOffset now, CancellationToken ct)
    {
        await using var session = services.GetRequiredService<IDocumentStore>().LightweightSession();
        var normalized = email.ToUpperInvariant();
        var login = await session.Query<Login>().SingleAsync(l => l.NormalizedEmail == normalized, ct);
        var trainer = await session.Query<TrainerProfile>().SingleAsync(p => p.AccountId == login.Id, ct);
        var enrolment = await session.Events.FetchForWriting<Enrolment>(DeterministicId.Enrolment(trainer.Id, outline.Course, outline.Version, 1), ct);
        enrolment.AppendMany(Studied(outline.Rules.Where(r => r.Rule > but), now));
        await session.SaveChangesAsync(ct);
    }

    /// <summary>The assessed teaching practice, passed on a recording; two people mark it, who are nobody else unless they are given.</summary>
    public static IEnumerable<PracticeEvent> Practice(Guid trainer, Guid account, DateTimeOffset now, params Guid[] assessors)
    {
        Guid[] two = assessors.Length == 2 ? assessors : [Guid.CreateVersion7(), Guid.CreateVersion7()];
        CriterionMark[] marks = [.. Criteria.Select(c => new CriterionMark(c, 3))];
        return
        [
            new PracticeEvent.Begun(trainer, account, DeterministicId.Enrolment(trainer, "professional", 1, 1), 1, 1, 1, now),
            new PracticeEvent.PlanHandedIn(Guid.CreateVersion7(), new string('d', 64), "application/pdf", 1000, now),
            new PracticeEvent.RecordingHandedIn(Guid.CreateVersion7(), new string('e', 64), null, 0, now),
            new PracticeEvent.HandedIn(now),
            .. two.Select(a => new PracticeEvent.Taken(a, now.AddDays(10), now)),
            .. two.Select(a => new PracticeEvent.Marked(a, Guid.CreateVersion7(), marks, 14, 21, true, now)),
            new PracticeEvent.Concluded(66, true, now),
        ];
    }
}
