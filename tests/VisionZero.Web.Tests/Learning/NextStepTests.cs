using Marten;
using Microsoft.Extensions.DependencyInjection;
using VisionZero.Domain.Learning;
using VisionZero.Web.Content;
using VisionZero.Web.Features.Courses;

namespace VisionZero.Web.Tests.Learning;

/// <summary>Wherever somebody is in a course, each page says the same next step, and it is the right one.</summary>
[Collection(nameof(OneSchool))]
public sealed class NextStepTests(LearningPlatform platform)
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task After_a_check_comes_the_next_rule_that_is_open_also_when_every_lesson_was_read_before()
    {
        var learner = await ReadAsync(checks: []);
        using var visitor = await learner.VisitAsync();
        (await NextOfAsync(visitor)).ShouldEndWith("/1/check");

        await CheckAsync(learner, 2);
        (await AfterCheckAsync(visitor, 2)).ShouldEndWith("/3/check");
        (await NextOfAsync(visitor)).ShouldEndWith("/1/check");

        foreach (var rule in new[] { 3, 4, 5, 6, 7 })
        {
            await CheckAsync(learner, rule);
        }

        (await AfterCheckAsync(visitor, 7)).ShouldEndWith("/1/check");
        await CheckAsync(learner, 1);
        (await AfterCheckAsync(visitor, 1)).ShouldEndWith("/assessment");
    }

    [Fact]
    public async Task Whoever_has_studied_everything_is_led_to_the_assessment_from_their_own_page_too()
    {
        var learner = await ReadAsync(checks: [1, 2, 3, 4, 5, 6]);
        using var visitor = await learner.VisitAsync();
        await visitor.OpenAsync("/me");
        visitor.Page.QuerySelector("#next-title")!.TextContent.ShouldBe("Next: go on with your course");

        await CheckAsync(learner, 7);

        await visitor.OpenAsync("/me");
        visitor.Page.QuerySelector("#next-title")!.TextContent.ShouldBe("Next: the assessment");
    }

    [Fact]
    public async Task A_check_says_of_each_question_whether_it_was_answered_right_and_calls_no_option_wrong_that_was_not_chosen()
    {
        var learner = await ReadAsync(checks: []);
        var rule = platform.Course.Rule(1);
        await AnswerAsync(learner, rule, [["b"], ["b"]]);
        using var visitor = await learner.VisitAsync();
        await visitor.OpenAsync("/learn/foundation/1/check");

        var questions = visitor.Page.QuerySelectorAll("fieldset.question").ToList();
        questions.Count.ShouldBe(2);
        questions.ShouldAllBe(q => q.TextContent.Contains("You did not answer this question right."));
        questions[0].QuerySelectorAll(".option").Select(o => o.QuerySelector(".status")!.TextContent.Trim()).ShouldBe(["Right", "Not right", "Not the answer", "Not the answer"]);
        questions[1].TextContent.ShouldContain("1 of 2 are right. The question counts only as a whole.");

        await CheckAsync(learner, 1);
        await visitor.OpenAsync("/learn/foundation/1/check");
        visitor.Page.QuerySelectorAll("fieldset.question").ShouldAllBe(q => q.TextContent.Contains("You answered this question right."));
    }

    [Fact]
    public async Task A_kept_note_is_confirmed_beside_it_once_and_its_place_is_not_taken_along_to_the_next_lesson()
    {
        var learner = await ReadAsync(checks: [], lessons: 0);
        using var visitor = await learner.VisitAsync();
        await visitor.OpenAsync("/learn/foundation/1/lesson-1");
        await visitor.SubmitAsync(("text", "Ask the night shift"));

        visitor.Page.QuerySelector("#note [role=status]")!.TextContent.ShouldBe("Your note is kept.");
        visitor.Page.QuerySelector("form:not([action*=handler]) button[type=submit]")!.Closest("form")!.GetAttribute("action").ShouldBe("/en/learn/foundation/1/lesson-1");
        await visitor.OpenAsync("/learn/foundation/1/lesson-1");
        visitor.Page.QuerySelector("#note [role=status]").ShouldBeNull();
    }

    [Fact]
    public async Task A_plan_that_was_begun_says_under_which_rules_goals_are_missing()
    {
        var learner = await platform.StudiedAsync();
        var attempt = await learner.StartAsync(right: int.MaxValue);
        (await learner.SendAsync(new Features.Learning.SubmitAssessment(learner.EnrolmentId(), attempt.Number))).Refusals.ShouldBeEmpty();
        using var visitor = await learner.VisitAsync();
        await visitor.OpenAsync("/learn/foundation/plan");
        visitor.Page.QuerySelector("main .notice-attention").ShouldBeNull("nothing was begun");

        await visitor.SubmitAsync([.. Enumerable.Range(0, 4).Select(i => ($"Rules[{i}].Goals[0].What", "Walk the site"))]);

        visitor.Page.QuerySelector("main .notice-attention")!.TextContent.ShouldStartWith("Goals are still missing under: 5, 6, 7.");
    }

    private static async Task<string> NextOfAsync(Http.Visitor visitor)
    {
        await visitor.OpenAsync("/learn/foundation");
        return visitor.Page.QuerySelector(".card-next a.button")!.GetAttribute("href")!;
    }

    private static async Task<string> AfterCheckAsync(Http.Visitor visitor, int rule)
    {
        await visitor.OpenAsync(FormattableString.Invariant($"/learn/foundation/{rule}/check"));
        return visitor.Page.QuerySelector("main a.button")!.GetAttribute("href")!;
    }

    // Has read as many lessons of each rule, and answered these checks.
    private async Task<Learner> ReadAsync(int[] checks, int lessons = int.MaxValue)
    {
        var learner = await platform.LearnerAsync();
        await learner.SendAsync(new Enrol("foundation"));
        await AppendAsync(learner, platform.Course.Rules.SelectMany(r => r.Lessons.Take(lessons).Select(EnrolmentEvent (l) => new EnrolmentEvent.LessonCompleted(r.Rule, l.Key, platform.Clock.GetUtcNow()))));
        foreach (var rule in checks)
        {
            await CheckAsync(learner, rule);
        }

        return learner;
    }

    private Task CheckAsync(Learner learner, int rule) =>
        AnswerAsync(learner, platform.Course.Rule(rule), [.. platform.Course.Rule(rule).Check.Select(i => i.Key.RightAnswer())]);

    private Task AnswerAsync(Learner learner, CourseRule rule, IReadOnlyList<IReadOnlyList<string>> chosen) =>
        AppendAsync(learner, rule.Check.Zip(chosen, EnrolmentEvent (i, words) => new EnrolmentEvent.CheckAnswered(rule.Rule, i.Key.Id, words, i.Key.IsRight(words), platform.Clock.GetUtcNow())));

    private async Task AppendAsync(Learner learner, IEnumerable<EnrolmentEvent> events)
    {
        await using var session = platform.Services.GetRequiredService<IDocumentStore>().LightweightSession();
        (await session.Events.FetchForWriting<Enrolment>(learner.EnrolmentId(), Ct)).AppendMany(events);
        await session.SaveChangesAsync(Ct);
    }
}
