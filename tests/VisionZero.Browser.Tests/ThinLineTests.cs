using Microsoft.Extensions.DependencyInjection;
using Microsoft.Playwright;
using VisionZero.Tests;
using VisionZero.Web.Content;

namespace VisionZero.Browser.Tests;

/// <summary>The course over a line of 50 kbit/s that takes half a second to answer: what a phone has far from town.</summary>
public sealed class ThinLineTests(BrowserPlatform platform)
{
    private const int BytesPerSecond = 50_000 / 8;
    private const int MostBytes = 200_000;

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("en")]
    [InlineData("zh")]
    public async Task A_lesson_is_read_and_the_next_is_opened_at_50_kilobits_a_second(string locale)
    {
        var learner = (await TestLearners.MakeAsync(platform.Services, "foundation", 1, DateTimeOffset.UtcNow, Ct))[0];
        var lessons = platform.Services.GetRequiredService<CourseLibrary>().Find("foundation")!.Rule(1).Lessons;
        var page = await platform.PageAsync(width: 390, height: 844);
        await platform.CarryAsync(page, learner.Cookie);
        var line = await page.Context.NewCDPSessionAsync(page);
        await line.SendAsync("Network.enable");
        await line.SendAsync("Network.emulateNetworkConditions", new Dictionary<string, object>
        {
            ["offline"] = false,
            ["latency"] = 500,
            ["downloadThroughput"] = BytesPerSecond,
            ["uploadThroughput"] = BytesPerSecond,
        });

        await page.GotoAsync($"/{locale}/learn/foundation/1/{lessons[0].Key}");
        await Assertions.Expect(page.Locator("h1")).ToContainTextAsync(lessons[0].In(locale).Title);
        var weight = await page.EvaluateAsync<int>("() => performance.getEntries().reduce((sum, e) => sum + (e.transferSize ?? 0), 0)");
        await page.Locator("main p.row a.button").Last.ClickAsync();
        await Assertions.Expect(page.Locator("h1")).ToContainTextAsync(lessons[1].In(locale).Title);

        weight.ShouldBeInRange(1, MostBytes);
        await page.Context.CloseAsync();
    }
}
