using System.Globalization;
using Marten;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Playwright;
using VisionZero.Domain.Courses;
using VisionZero.Domain.Learning;
using VisionZero.Pictures;
using VisionZero.Tests;
using VisionZero.Web.Content;

namespace VisionZero.Browser.Tests;

/// <summary>A course taken along: read and practised on two devices without a line for a fortnight, then handed over.</summary>
public sealed class AlongTests(BrowserPlatform platform)
{
    private const string Overview = "/en/learn/foundation/along";

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    private CourseRule Rule => platform.Services.GetRequiredService<CourseLibrary>().Find("foundation")!.Rule(1);

    [Fact]
    public async Task Two_devices_work_a_fortnight_without_a_line_and_come_to_what_was_done_on_both()
    {
        var now = DateTimeOffset.UtcNow;
        var learner = (await TestLearners.MakeAsync(platform.Services, "foundation", 1, now, Ct, studied: false, enrolled: now.AddDays(-20)))[0];
        List<Deed> deeds = [];
        var phone = await DeviceAsync(learner, 390);
        var tablet = await DeviceAsync(learner, 820);
        foreach (var device in new[] { phone, tablet })
        {
            await device.Context.SetOfflineAsync(true);
        }

        // The lessons on both; the phone answers everything first, the tablet some of it again a week later.
        await AtAsync(phone, now.AddDays(-14));
        await ReadAllAsync(phone);
        foreach (var item in Rule.Check)
        {
            await AnswerAsync(phone, item, now.AddDays(-13), deeds);
        }

        await AtAsync(tablet, now.AddDays(-10));
        await ReadAllAsync(tablet);
        foreach (var item in Rule.Check.Where(i => i.Key.Kind == ItemKind.Single))
        {
            await AnswerAsync(tablet, item, now.AddDays(-6), deeds, another: true);
        }

        foreach (var device in new[] { phone, tablet })
        {
            (await Engines.AxeAsync(device)).ShouldBeEmpty();
            (await device.EvaluateAsync<bool>("() => document.documentElement.scrollWidth <= innerWidth")).ShouldBeTrue("the page scrolls sideways");
            await device.PictureAsync($"along-{device.ViewportSize!.Width}");
        }

        await Assertions.Expect(phone.Locator("[data-waiting]")).ToContainTextAsync(string.Create(CultureInfo.InvariantCulture, $"{Rule.Lessons.Count + Rule.Check.Count} of at most 500"));

        // The tablet is back first; its answers are the later ones.
        await tablet.Clock.SetFixedTimeAsync(now.UtcDateTime);
        await tablet.Context.SetOfflineAsync(false);
        await Assertions.Expect(tablet.Locator("[data-waiting]")).ToHaveTextAsync("Everything is handed over.");

        // The phone's session has run out meanwhile, and then the line breaks when everything is sent but not answered.
        var session = await phone.Context.CookiesAsync();
        await phone.Context.ClearCookiesAsync();
        await phone.Clock.SetFixedTimeAsync(now.UtcDateTime);
        await phone.Context.SetOfflineAsync(false);
        await Assertions.Expect(phone.Locator("[data-sign-in]")).ToBeVisibleAsync();
        await phone.Context.AddCookiesAsync(session.Select(c => new Cookie { Name = c.Name, Value = c.Value, Url = platform.Address }));
        var lost = 0;
        await phone.Context.RouteAsync("**/learn/foundation/along", async route =>
        {
            if (route.Request.Method == "POST" && lost++ == 0)
            {
                await route.FetchAsync();
                await route.AbortAsync();
                return;
            }

            await route.ContinueAsync();
        });
        await phone.GotoAsync(Overview);
        await Assertions.Expect(phone.Locator("[data-waiting]")).ToContainTextAsync("There is no connection");
        await phone.Locator("[data-hand-over]").ClickAsync();
        await Assertions.Expect(phone.Locator("[data-waiting]")).ToHaveTextAsync("Everything is handed over.");
        lost.ShouldBeGreaterThan(1);

        await using var query = platform.Services.GetRequiredService<IDocumentStore>().QuerySession();
        var enrolment = (await query.LoadAsync<Enrolment>(learner.EnrolmentId, Ct)).ShouldNotBeNull();
        var events = (await query.Events.FetchStreamAsync(learner.EnrolmentId, token: Ct)).Select(e => e.Data).ToList();
        enrolment.Lessons.ShouldBe(Rule.Lessons.Select(l => Enrolment.LessonKey(1, l.Key)));
        enrolment.Checks.ToDictionary(c => c.ItemId, c => string.Join(',', c.Chosen.Order(StringComparer.Ordinal)))
            .ShouldBe(deeds.GroupBy(d => d.Item).ToDictionary(g => g.Key, g => g.MaxBy(d => d.At)!.Words), ignoreOrder: true);
        events.OfType<EnrolmentEvent.CheckAnswered>().Count().ShouldBe(deeds.Count);
        events.OfType<EnrolmentEvent.LessonCompleted>().Count().ShouldBe(Rule.Lessons.Count);
        foreach (var device in new[] { phone, tablet })
        {
            await device.Context.CloseAsync();
        }
    }

    [Fact]
    public async Task Without_a_line_what_is_not_kept_says_so_and_signing_out_leaves_no_page_behind()
    {
        var learner = (await TestLearners.MakeAsync(platform.Services, "foundation", 1, DateTimeOffset.UtcNow, Ct, studied: false))[0];
        var device = await DeviceAsync(learner, 390);
        // Read after the page was kept: the kept page knows it all the same, and is not fetched again for it.
        await device.GotoAsync($"/en/learn/foundation/1/{Rule.Lessons[0].Key}");
        await device.Locator("main form button.button:not(.button-secondary)").ClickAsync();
        await device.GotoAsync("/en/learn/foundation");
        await UntilAsync(device, "async () => (await vzAlong.know([])).size === 1");
        await using (var session = platform.Services.GetRequiredService<IDocumentStore>().LightweightSession())
        {
            session.Events.Append(learner.EnrolmentId, new EnrolmentEvent.SkipTestTaken(1, [], true, DateTimeOffset.UtcNow));
            await session.SaveChangesAsync(Ct);
        }

        await device.GotoAsync("/en/learn/foundation");
        await UntilAsync(device, "async () => (await vzAlong.know([])).size === 2");
        await device.Context.SetOfflineAsync(true);
        await device.GotoAsync("/en/find");
        await Assertions.Expect(device.Locator("h1")).ToHaveTextAsync("No connection");
        await device.Locator("[data-kept] a").ClickAsync();
        await Assertions.Expect(device.Locator("[data-finished]:visible")).ToHaveCountAsync(1);
        await Assertions.Expect(device.Locator("[data-questions]")).ToBeVisibleAsync();
        await Assertions.Expect(device.Locator($"[data-lesson='{Rule.Lessons[1].Key}'] [data-finish]")).ToBeVisibleAsync();
        // In another language than it was kept in, and at the place of a lesson.
        await device.GotoAsync($"/zh/learn/foundation/1/{Rule.Lessons[1].Key}");
        device.Url.ShouldEndWith($"/en/learn/foundation/1/along#sheet-{Rule.Lessons[1].Key}");

        // Somebody else comes to the sign-in: no page waits for them. Whose they are gets them back.
        await device.Context.SetOfflineAsync(false);
        await device.Context.ClearCookiesAsync();
        await device.GotoAsync("/en/sign-in");
        await device.Locator("#Email").FillAsync("somebody@else.example");
        await device.Locator("#Password").FillAsync("not a password of theirs");
        await device.MarkAsync();
        await device.Locator("#Password").PressAsync("Enter");
        await device.WaitForNextAsync();
        await ShouldBeGoneAsync();
        await platform.CarryAsync(device, learner.Cookie);
        await device.GotoAsync("/en/learn/foundation");
        await UntilAsync(device, "async () => (await vzAlong.kept()).length === 1");
        await device.Context.SetOfflineAsync(true);
        await device.GotoAsync("/en/learn/foundation/1/along");
        await device.Context.SetOfflineAsync(false);

        await device.GotoAsync("/en/me");
        await device.Locator(".menu > summary").ClickAsync();
        await device.Locator(".menu form button.link-button").ClickAsync();
        await device.WaitForURLAsync(u => !u.Contains("/me", StringComparison.Ordinal));
        await ShouldBeGoneAsync();
        await device.Context.CloseAsync();

        async Task ShouldBeGoneAsync()
        {
            await device.Context.SetOfflineAsync(true);
            await Should.ThrowAsync<PlaywrightException>(device.GotoAsync("/en/learn/foundation/1/along"));
            await device.Context.SetOfflineAsync(false);
        }
    }

    [Fact]
    public async Task A_full_device_says_so_and_hands_over_in_parts_though_the_line_breaks_between_them()
    {
        var learner = (await TestLearners.MakeAsync(platform.Services, "foundation", 1, DateTimeOffset.UtcNow, Ct, studied: false))[0];
        var device = await DeviceAsync(learner, 390);
        await device.Context.SetOfflineAsync(true);
        await device.GotoAsync("/en/learn/foundation/1/along");
        var item = Rule.Check.First(i => i.Key.Kind == ItemKind.Single).Key;
        var answers = 500 - Rule.Lessons.Count;
        await device.EvaluateAsync(
            """
            async ([lessons, item, options, answers]) => {
              for (const key of lessons) await vzAlong.add({ rule: "1", key });
              for (let i = 0; i < answers; i++) await vzAlong.add({ rule: "1", key: item, chosen: [options[i % options.length]] });
            }
            """,
            new object[] { Rule.Lessons.Select(l => l.Key).ToArray(), item.Id, item.Options.ToArray(), answers });

        await device.Locator("[data-finish]:visible").ClickAsync();

        await Assertions.Expect(device.Locator("[data-waiting]")).ToContainTextAsync("keeps no more steps");
        (await device.EvaluateAsync<int>("async () => (await vzAlong.read('steps')).length")).ShouldBe(500);
        var parts = 0;
        await device.Context.RouteAsync("**/learn/foundation/along", route =>
            route.Request.Method == "POST" && ++parts is 3 or 5 ? route.AbortAsync() : route.ContinueAsync());
        await device.Context.SetOfflineAsync(false);
        await Assertions.Expect(device.Locator("[data-waiting]")).ToContainTextAsync("Steps waiting on this device: 400");
        await device.GotoAsync(Overview);
        await Assertions.Expect(device.Locator("[data-waiting]")).ToContainTextAsync("Steps waiting on this device: 350");
        await device.Locator("[data-hand-over]").ClickAsync();
        await Assertions.Expect(device.Locator("[data-waiting]")).ToHaveTextAsync("Everything is handed over.", new LocatorAssertionsToHaveTextOptions { Timeout = 30_000 });
        await using var query = platform.Services.GetRequiredService<IDocumentStore>().QuerySession();
        var told = (await query.Events.FetchStreamAsync(learner.EnrolmentId, token: Ct)).Select(e => e.Data).OfType<EnrolmentEvent.CheckAnswered>().Select(e => e.Chosen[0]);
        told.ShouldBe(Enumerable.Range(0, answers).Select(i => item.Options[i % item.Options.Count]));
        await device.Context.CloseAsync();
    }

    // A device on which the rule was kept, and opened so that everything belongs to it.
    private async Task<IPage> DeviceAsync(TestLearner learner, int width)
    {
        var page = await platform.PageAsync(width: width, height: 844);
        await platform.CarryAsync(page, learner.Cookie);
        await page.GotoAsync(Overview);
        await Assertions.Expect(page.GetByText("Everything is handed over.")).ToBeVisibleAsync();
        var row = page.Locator("[data-page$='/1/along']");
        await row.Locator("[data-keep]").ClickAsync();
        await Assertions.Expect(row.Locator("[data-state]")).ToContainTextAsync("Kept");
        await page.WaitForFunctionAsync("navigator.serviceWorker.controller !== null");
        return page;
    }

    // The browser's own waiting takes a promise for a yes.
    private static async Task UntilAsync(IPage device, string condition)
    {
        for (var tries = 0; !await device.EvaluateAsync<bool>(condition); tries++)
        {
            tries.ShouldBeLessThan(200, condition);
            await Task.Delay(50, Ct);
        }
    }

    private static async Task AtAsync(IPage device, DateTimeOffset at)
    {
        await device.Clock.SetFixedTimeAsync(at.UtcDateTime);
        if (!device.Url.EndsWith("/1/along", StringComparison.Ordinal))
        {
            await device.GotoAsync("/en/learn/foundation/1/along");
        }
    }

    private async Task ReadAllAsync(IPage device)
    {
        await Assertions.Expect(device.Locator("[data-questions]")).ToBeHiddenAsync();
        foreach (var lesson in Rule.Lessons)
        {
            await device.Locator($"[data-lesson='{lesson.Key}'] [data-finish]").ClickAsync();
        }

        await Assertions.Expect(device.Locator("[data-questions]")).ToBeVisibleAsync();
    }

    // Answers a question as it is asked there, and notes what was answered when.
    private static async Task AnswerAsync(IPage device, Item item, DateTimeOffset at, List<Deed> deeds, bool another = false)
    {
        await AtAsync(device, at);
        var question = device.Locator($"[data-item='{item.Key.Id}']");
        IReadOnlyList<string> words = another ? item.Key.WrongAnswer() : item.Key.RightAnswer();
        if (item.Key.Kind == ItemKind.Branch)
        {
            foreach (var step in item.Key.Story!.Steps(words))
            {
                await question.Locator($"input[value='{step.Node}-{step.Choice}']").CheckAsync();
                await question.Locator($"[data-node='{step.Node}'] button").ClickAsync();
            }

            await Assertions.Expect(question.Locator("[data-retell]")).ToBeVisibleAsync();
        }
        else
        {
            foreach (var word in words)
            {
                await (item.Key.Kind switch
                {
                    ItemKind.Order or ItemKind.Match => question.Locator($"select:has(option[value='{word}'])").SelectOptionAsync(word),
                    ItemKind.Number => question.Locator("[data-typed]").FillAsync(word),
                    ItemKind.Text => question.Locator("[data-typed]").FillAsync(item.In("en").Accepted[0]),
                    _ => question.Locator($"[data-asked] input[value='{word}']").CheckAsync(),
                });
            }

            await question.Locator("[data-answer]").ClickAsync();
            await Assertions.Expect(question.Locator("[data-explained]")).ToBeVisibleAsync();
            if (!item.Key.IsTyped)
            {
                await Assertions.Expect(question.Locator(another ? "[data-wrong]" : "[data-right]")).ToBeVisibleAsync();
            }
        }

        deeds.Add(new Deed(item.Key.Id, string.Join(',', words.Order(StringComparer.Ordinal)), at));
    }

    private sealed record Deed(string Item, string Words, DateTimeOffset At);
}
