using Microsoft.Extensions.DependencyInjection;
using Microsoft.Playwright;
using VisionZero.Domain.Courses;
using VisionZero.Tests;
using VisionZero.Web.Content;

namespace VisionZero.Browser.Tests;

/// <summary>What learners do, without a mouse and told as a screen reader tells it.</summary>
public sealed class KeyboardLearnerTests(BrowserPlatform platform)
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    private Course Foundation => platform.Services.GetRequiredService<CourseLibrary>().Find("foundation")!;

    // The paper of the last rule is the one that runs.
    private CourseRule Last => Foundation.Rules[^1];

    [Fact]
    public async Task Somebody_enrols_and_reads_a_lesson()
    {
        var keys = await NewcomerAsync();
        var rule = Foundation.Rule(1);
        await EnrolAsync(keys);
        await keys.FollowAsync("link \"Begin with the first lesson\"");
        await keys.ReadsAsync(rule.Lessons[0].In("en").Title);
        (await keys.Page.Locator("main").AriaSnapshotAsync()).ShouldContain("heading");
        await keys.FollowAsync("button \"I have read this.");

        await keys.ReadsAsync(rule.Lessons[1].In("en").Title);
        await keys.FollowAsync("link \"Back to the path\"");
        (await keys.Page.Locator("main li").Filter(new() { HasText = rule.Lessons[0].In("en").Title }).Last.InnerTextAsync()).ShouldContain("Read");
        await keys.Page.Context.CloseAsync();
    }

    [Fact]
    public async Task Somebody_answers_a_check_a_skip_test_and_what_is_ordered_and_typed()
    {
        // Single and multiple, in the check; its story is told below.
        var reader = await CourseReader.MakeAsync(platform.Services, Foundation, Ct);
        var keys = await AsAsync(reader.Learner);
        var paper = new KeyboardPaper(keys);
        await keys.OpenAsync("/learn/foundation/1/check");
        await keys.FollowAsync("link \"Answer again\"");
        var check = Foundation.Rule(1).Check;
        foreach (var item in check.Where(i => i.Key.Kind != ItemKind.Branch))
        {
            await paper.AnswerAsync(item);
        }

        await keys.FollowAsync("button \"Check my answers\"");
        await keys.AnnouncesAsync($"{check.Count} of {check.Count} right.");

        // Ordered and typed, on the paper.
        await keys.OpenAsync(reader.Asked(Last));
        foreach (var item in Last.Bank.Where(i => i.Key.Kind is ItemKind.Order or ItemKind.Number or ItemKind.Text))
        {
            await paper.AnswerAsync(item);
        }

        await keys.FollowAsync("button \"Save\"");
        await keys.AnnouncesAsync("Your answers are saved.");
        await keys.Page.Context.CloseAsync();

        // A verdict with its reason, and pairs, in the test that skips a rule.
        keys = await NewcomerAsync();
        await EnrolAsync(keys);
        await keys.FollowAsync("link \"I know this rule: test me 1\"");
        paper = new KeyboardPaper(keys);
        foreach (var item in Foundation.Rule(1).Skip)
        {
            await paper.AnswerAsync(item);
        }

        await keys.FollowAsync("button \"Hand in\"");
        await keys.AnnouncesAsync("This rule counts as studied");
        await keys.Page.Context.CloseAsync();
    }

    [Fact]
    public async Task Somebody_finds_the_hazards_of_a_scene_without_seeing_it()
    {
        var reader = await CourseReader.MakeAsync(platform.Services, Foundation, Ct);
        var keys = await AsAsync(reader.Learner);
        var paper = new KeyboardPaper(keys);
        var scene = Last.Bank.First(i => i.Key.Kind == ItemKind.Scene);
        await keys.OpenAsync(reader.Asked(Last));

        await keys.TabIntoAsync(paper.Question(scene));
        (await keys.HearAsync()).ShouldBe("disclosure \"The picture in words\"");
        await keys.PressAsync("Enter");
        await Assertions.Expect(paper.Question(scene)).ToContainTextAsync(scene.In("en").Twin!);
        await keys.PressAsync("Shift+Tab");
        await paper.AnswerAsync(scene);

        // What is chosen by key shows in the picture too.
        (await paper.Question(scene).Locator("[data-spot].on").EvaluateAllAsync<string[]>("all => all.map(s => s.dataset.spot)")).ShouldBe(scene.Key.Correct, ignoreOrder: true);
        await keys.FollowAsync("button \"Save\"");
        await keys.AnnouncesAsync("Your answers are saved.");
        (await paper.Question(scene).Locator("input:checked").CountAsync()).ShouldBe(scene.Key.Correct.Count);
        await keys.Page.Context.CloseAsync();
    }

    [Fact]
    public async Task Somebody_goes_through_a_story()
    {
        var keys = await AsAsync((await TestLearners.MakeAsync(platform.Services, "foundation", 1, DateTimeOffset.UtcNow, Ct))[0]);
        var paper = new KeyboardPaper(keys);
        var story = Last.Check.First(i => i.Key.Kind == ItemKind.Branch);
        await keys.OpenAsync("/learn/foundation/7/check?afresh=true");
        await paper.AnswerAsync(story);
        var end = story.Key.Story!.Follow(story.Key.RightAnswer())!;
        Keyboard.Tidy(await paper.Question(story).InnerTextAsync()).ShouldContain(Keyboard.Tidy(story.In("en").Ends[end]));
        await keys.Page.Context.CloseAsync();
    }

    [Fact]
    public async Task Somebody_takes_the_assessment()
    {
        var learner = (await TestLearners.MakeAsync(platform.Services, "foundation", 1, DateTimeOffset.UtcNow, Ct))[0];
        var keys = await AsAsync(learner);
        var paper = new KeyboardPaper(keys);
        await keys.OpenAsync("/learn/foundation");
        await keys.FollowAsync("link \"See the conditions\"");
        await keys.FollowAsync("button \"Start the assessment\"");
        await keys.ReadsAsync("Assessment");
        foreach (var id in await keys.Page.Locator("main fieldset[data-item]").EvaluateAllAsync<string[]>("all => all.map(q => q.dataset.item)"))
        {
            await paper.AnswerAsync(Foundation.Item(id)!);
        }

        await keys.FollowAsync("button \"Save and hand in …\"");
        await keys.ReadsAsync("Hand in?");
        (await keys.Page.Locator("main").InnerTextAsync()).ShouldContain("All ");
        await keys.FollowAsync("button \"Hand in");
        (await keys.Page.Locator("main").AriaSnapshotAsync()).ShouldContain("100");
        await keys.FollowAsync("link \"Write the action plan\"");
        await keys.Page.Context.CloseAsync();
    }

    [Fact]
    public async Task Somebody_searches_looks_up_a_term_and_keeps_a_note()
    {
        var learner = (await TestLearners.MakeAsync(platform.Services, "foundation", 1, DateTimeOffset.UtcNow, Ct))[0];
        var keys = await AsAsync(learner);
        await keys.OpenAsync("/learn/foundation");
        await keys.FollowAsync("link \"Search lessons and materials\"");
        await keys.TypeAsync("Words", "walk-round", "searchbox");
        await keys.GoOnAsync();
        await Assertions.Expect(keys.Page.GetByRole(AriaRole.Status)).ToContainTextAsync("place");
        await keys.FollowAsync("link \"Leaders are watched\"");

        await keys.ReadsAsync("Leaders are watched");
        await keys.TabToAsync("disclosure \"Your note on this lesson\"");
        await keys.PressAsync("Enter");
        await keys.TypeAsync("Note (only you see it)", "Ask in the laundry on Monday.");
        await keys.TickAsync("Bookmark this lesson");
        await keys.FollowAsync("button \"Keep the note\"");
        await keys.AnnouncesAsync("Your note is kept.");
        await keys.FollowAsync("link \"Notes and bookmarks\"");
        await keys.ReadsAsync("Notes and bookmarks");
        (await keys.Page.Locator("main section").AriaSnapshotAsync()).ShouldContain("Ask in the laundry on Monday.");
        (await keys.Page.Locator("main section").AriaSnapshotAsync()).ShouldContain("Bookmarked");

        await keys.FollowAsync("link \"Glossary\"");
        await keys.ReadsAsync("Glossary");
        (await keys.Page.Locator("main").AriaSnapshotAsync()).ShouldContain("- term:");
        await keys.Page.Context.CloseAsync();
    }

    private static async Task EnrolAsync(Keyboard keys)
    {
        await keys.OpenAsync("/learn");
        await keys.FollowAsync("button \"Enrol Vision Zero Foundation\"");
        await keys.ReadsAsync("Vision Zero Foundation");
    }

    // A trainer who has not begun this course.
    private async Task<Keyboard> NewcomerAsync() =>
        await AsAsync((await TestLearners.MakeAsync(platform.Services, "professional", 1, DateTimeOffset.UtcNow, Ct))[0]);

    private async Task<Keyboard> AsAsync(TestLearner learner)
    {
        var page = await platform.PageAsync();
        await platform.CarryAsync(page, learner.Cookie);
        return new Keyboard(page);
    }
}
