using Marten;
using Microsoft.Extensions.DependencyInjection;
using VisionZero.Domain.Common;
using VisionZero.Domain.Courses;
using VisionZero.Domain.Learning;
using VisionZero.Web.Content;
using VisionZero.Web.Features.Courses;
using VisionZero.Web.Tests.Http;

namespace VisionZero.Web.Tests.Learning;

/// <summary>The figures of questions come from real papers.</summary>
public sealed class ItemFigureTests(LearningPlatform platform) : IClassFixture<LearningPlatform>
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_question_with_a_wrong_key_is_found_from_the_papers_and_shown_first()
    {
        // Professional, so that no other test counts. The better half of 60 says b in p2-04 or p2-05, whose keys say a.
        await StoreAsync("professional", 60, (n, item, key) => item is "p2-04" or "p2-05" ? n < 30 ? ["b"] : ["a"] : n < 30 ? key.RightAnswer() : key.WrongAnswer());

        using var reviewer = await platform.SignedInVisitorAsync(Role.Reviewer);
        await reviewer.OpenAsync("/staff/items?course=professional");

        var rows = reviewer.Page.QuerySelectorAll("tbody tr").Select(r => r.TextContent).ToList();
        rows[0].ShouldContain("p2-0");
        rows[0].ShouldContain("Wrong way round");
        reviewer.Page.Body!.TextContent.ShouldContain("60 papers were drawn");
        var figures = await FiguresAsync("professional");
        foreach (var figure in figures.Where(f => f.ItemId is not "p2-04" and not "p2-05" && f.Sample >= ItemStatistics.EnoughPapers))
        {
            figure.PointBiserial.ShouldNotBeNull().ShouldBeGreaterThan(0.9);
        }

        await reviewer.OpenAsync("/staff/items/professional/1/p2-04");
        reviewer.Page.QuerySelectorAll("table tbody tr").Length.ShouldBe(4);
    }

    private async Task<IReadOnlyList<ItemFigures>> FiguresAsync(string id)
    {
        var course = platform.Services.GetRequiredService<CourseLibrary>().Find(id)!;
        return PaperQueries.Figures(course, new ItemBank(), await platform.ReadAsync(q => PaperQueries.TakenAsync(q, course, Ct)));
    }

    // As the view has them: enrolments with one marked paper each.
    private async Task StoreAsync(string id, int count, Func<int, string, ItemKey, IReadOnlyList<string>> answer)
    {
        var course = platform.Services.GetRequiredService<CourseLibrary>().Find(id)!;
        var policy = platform.Services.GetRequiredService<Scheme>().Policy.For(course.Outline.Level);
        var now = platform.Clock.GetUtcNow();
        var made = Enumerable.Range(0, count).Select(n =>
        {
            var questions = AssessmentPaper.Draw(course.Outline, policy.Blueprint, n).Questions;
            var attempt = new Attempt
            {
                Number = 1,
                Seed = n,
                Questions = questions,
                StartedAt = now,
                Deadline = now.AddMinutes(45),
                SubmittedAt = now.AddMinutes(30),
                Answers = questions.ToDictionary(q => q.ItemId, q => answer(n, q.ItemId, course.Outline.BankItem(q.ItemId)!)),
                Scores = [.. GoldenRules.All.Select(r => new RuleScore(r, 1, 3))],
                Percent = 33,
                Passed = false,
                PassMark = policy.PassMarkPercent,
            };
            return new Enrolment { Id = Guid.CreateVersion7(), TrainerId = Guid.CreateVersion7(), Course = id, CourseVersion = course.Version, Level = course.Outline.Level, Cycle = 1, EnrolledAt = now, Attempts = [attempt], Lessons = [.. course.Rules.SelectMany(r => r.Lessons.Select(l => Enrolment.LessonKey(r.Rule, l.Key)))] };
        });
        await platform.Services.GetRequiredService<IDocumentStore>().BulkInsertAsync([.. made], cancellation: Ct);
    }
}
