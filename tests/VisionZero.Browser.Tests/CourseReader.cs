using Marten;
using Microsoft.Extensions.DependencyInjection;
using VisionZero.Domain.Courses;
using VisionZero.Domain.Learning;
using VisionZero.Tests;
using VisionZero.Web.Content;

namespace VisionZero.Browser.Tests;

/// <summary>Somebody who may open every page of a course, and has papers on which every question of a rule stands.</summary>
/// <param name="Course">The course.</param>
/// <param name="Learner">The person.</param>
internal sealed record CourseReader(Course Course, TestLearner Learner)
{
    /// <summary>Makes one, from events: papers are drawn at random, these hold everything there is.</summary>
    public static async Task<CourseReader> MakeAsync(IServiceProvider services, Course course, CancellationToken ct)
    {
        var now = DateTimeOffset.UtcNow;
        var learner = (await TestLearners.MakeAsync(services, course.Id, 1, now, ct))[0];
        await using var session = services.GetRequiredService<IDocumentStore>().LightweightSession();
        // Handed in first: the deadline of the last one begun is the one that counts.
        session.Events.Append(learner.EnrolmentId, course.Rules.SelectMany(r => HandedIn(r, now)));
        session.Events.Append(learner.EnrolmentId, course.Rules.Select(r => Begun(r, OpenNumber(r), now)));
        await session.SaveChangesAsync(ct);
        return new CourseReader(course, learner);
    }

    /// <summary>Address of the questions of a rule, to be answered.</summary>
    public string Asked(CourseRule rule) => $"/learn/{Course.Id}/assessment/{OpenNumber(rule)}";

    /// <summary>Address of the questions of a rule, answered and explained; for staff.</summary>
    public string Explained(CourseRule rule) => $"/staff/papers/{Learner.EnrolmentId}/{rule.Rule}";

    private static int OpenNumber(CourseRule rule) => rule.Rule + 7;

    private static IReadOnlyList<Item> Items(CourseRule rule) => [.. rule.Check, .. rule.Skip, .. rule.Bank];

    private static EnrolmentEvent.AssessmentStarted Begun(CourseRule rule, int attempt, DateTimeOffset now) => new(
        attempt, attempt, [.. Items(rule).Select(i => new PaperQuestion(i.Key.Id, rule.Rule, i.Key.Options))], now, now.AddDays(1));

    // Answered rightly and wrongly by turns, so that every way of explaining is shown.
    private static IEnumerable<EnrolmentEvent> HandedIn(CourseRule rule, DateTimeOffset now) =>
    [
        Begun(rule, rule.Rule, now),
        .. Items(rule).Select((item, i) => new EnrolmentEvent.AnswerSaved(rule.Rule, item.Key.Id, i % 2 == 0 ? item.Key.RightAnswer() : item.Key.WrongAnswer(), now)),
        new EnrolmentEvent.AssessmentSubmitted(rule.Rule, false, now),
        new EnrolmentEvent.AssessmentFailed(rule.Rule, [new RuleScore(rule.Rule, 1, Items(rule).Count)], 4, 60),
    ];
}
