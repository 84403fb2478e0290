using System.Diagnostics;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Playwright;
using VisionZero.Domain.Common;
using VisionZero.Pictures;
using VisionZero.Tests;
using VisionZero.Web.Content;

namespace VisionZero.Browser.Tests;

/// <summary>
/// A newcomer with nothing but a phone: no address is typed and no page is known. From the front page to the certificate
/// each step is what the page in front of them offers, in their language.
/// </summary>
public sealed class NewcomerJourneyTests(BrowserPlatform platform)
{
    // More pages than the course has: whoever is led in a circle is told.
    private const int Longest = 120;

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Somebody_takes_the_Foundation_course_in_Chinese_on_a_phone_from_the_first_lesson_to_the_certificate()
    {
        const string name = "王秀英";
        var email = $"{Guid.NewGuid():N}@browser.example";
        var page = await platform.PageAsync(width: 390, height: 844);
        var newcomer = new Walker(platform, page, "zh");
        await newcomer.GoAsync("");
        await newcomer.FollowAsync(newcomer.T["home.join"]);
        await newcomer.OpenAccountAsync(email);
        await newcomer.RegisterAsync(name);

        // The one button that leads on, page after page, until the course is behind them.
        await newcomer.FollowAsync(newcomer.T["trainers.me.next.start-foundation.button"]);
        await page.Locator("main form[action*='handler=Enrol'] button").ClickAsync();
        var course = platform.Services.GetRequiredService<CourseLibrary>().Find("foundation")!;
        var read = new List<string>();
        for (var pages = 0; !new Uri(page.Url).AbsolutePath.StartsWith("/zh/apply", StringComparison.Ordinal); pages++)
        {
            pages.ShouldBeLessThan(Longest, $"the course leads in a circle: {string.Join(' ', read.TakeLast(10))}");
            await ReadsWellAsync(page);
            read.Add(new Uri(page.Url).AbsolutePath["/zh/learn/foundation".Length..]);
            await GoOnAsync(newcomer, course, read[^1]);
        }

        read.Count(r => r.Count(c => c == '/') == 2 && !r.EndsWith("/check", StringComparison.Ordinal) && !r.StartsWith("/assessment", StringComparison.Ordinal))
            .ShouldBe(course.Rules.Sum(r => r.Lessons.Count), "every sheet is offered once");

        await ReadsWellAsync(page);
        await newcomer.SendApplicationAsync();
        await ReadsWellAsync(page);

        var reviewer = new Walker(platform, await platform.PageAsync());
        var approver = new Walker(platform, await platform.PageAsync());
        await reviewer.SignInAsync(await TestAccounts.MakeAsync(platform.Services, [Role.Reviewer], DateTimeOffset.UtcNow, Ct));
        await approver.SignInAsync(await TestAccounts.MakeAsync(platform.Services, [Role.Approver], DateTimeOffset.UtcNow, Ct));
        await reviewer.ReviewAsync(name);
        await approver.ApproveAsync(name);

        var posted = await platform.AttachmentAsync(email, "certificate-issued", newcomer.T["enums.Level.Foundation"]);
        var file = Path.Combine(Path.GetTempPath(), $"{Guid.NewGuid():N}.pdf");
        await File.WriteAllBytesAsync(file, posted, Ct);
        var said = await TextAsync(file);
        said.ShouldContain(name);
        said.ShouldContain(newcomer.T["enums.Level.Foundation"]);
        File.Delete(file);

        await newcomer.GoAsync("/me");
        await ReadsWellAsync(page);
        var number = Walker.Number().Match(said).Value;
        var download = await page.RunAndWaitForDownloadAsync(() => newcomer.FollowAsync(newcomer.T["trainers.me.download", ("number", number)]));
        (await File.ReadAllBytesAsync((await download.PathAsync())!, Ct)).ShouldBe(posted);
        foreach (var walker in new[] { newcomer, reviewer, approver })
        {
            await walker.Page.Context.CloseAsync();
        }
    }

    // What the page asks for, and then its first button.
    private static async Task GoOnAsync(Walker newcomer, Course course, string place)
    {
        var page = newcomer.Page;
        await page.MarkAsync();
        switch (place.Split('/', StringSplitOptions.RemoveEmptyEntries))
        {
            case [var rule, "check"]:
                await newcomer.AnswerCheckAsync(course.Rules.Single(r => r.Rule.ToString(System.Globalization.CultureInfo.InvariantCulture) == rule));
                await page.MarkAsync();
                await page.Locator("main a.button").First.ClickAsync();
                break;
            case ["assessment"]:
                await newcomer.TakeAssessmentAsync(course);
                return;
            case ["plan"] when await page.Locator("main .card-next").CountAsync() == 0:
                await newcomer.WritePlanAsync("每周一与两名操作工一起巡视现场");
                return;
            case [_, _] when await page.Locator("main form:not(#note form) button.button:not(.button-secondary)").CountAsync() > 0:
                await page.Locator("main form:not(#note form) button.button:not(.button-secondary)").First.ClickAsync();
                break;
            default:
                await page.Locator("main a.button").First.ClickAsync();
                break;
        }

        await page.WaitForNextAsync();
    }

    private static async Task ReadsWellAsync(IPage page)
    {
        (await page.EvaluateAsync<string>("() => document.documentElement.lang")).ShouldBe("zh-Hans", page.Url);
        (await page.EvaluateAsync<bool>("() => document.documentElement.scrollWidth <= innerWidth")).ShouldBeTrue($"{page.Url} scrolls sideways");
        (await page.Locator("main [lang=en]:visible").CountAsync()).ShouldBe(0, $"{page.Url} has a part that is not translated");
        await page.PictureAsync($"newcomer{new Uri(page.Url).AbsolutePath.Replace('/', '-')}");
    }

    private static async Task<string> TextAsync(string file)
    {
        using var process = Process.Start(new ProcessStartInfo("pdftotext", [file, "-"]) { RedirectStandardOutput = true })!;
        var text = await process.StandardOutput.ReadToEndAsync(Ct);
        await process.WaitForExitAsync(Ct);
        return text;
    }
}
