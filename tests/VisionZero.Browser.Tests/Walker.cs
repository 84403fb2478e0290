using System.Text.RegularExpressions;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Playwright;
using VisionZero.Domain.Courses;
using VisionZero.Pictures;
using VisionZero.Tests;
using VisionZero.Web.Content;
using VisionZero.Web.Features.Accounts;
using VisionZero.Web.Texts;

namespace VisionZero.Browser.Tests;

/// <summary>Somebody with a browser of their own, who does what people do: types, clicks, reads in their language.</summary>
internal sealed partial class Walker(BrowserPlatform platform, IPage page, string locale = "en")
{
    /// <summary>The words of the pages.</summary>
    public Texts T { get; } = platform.Services.GetRequiredService<TextSource>().For(locale);

    /// <summary>The page in front of them.</summary>
    public IPage Page => page;

    /// <summary>Opens an address, given without its language.</summary>
    public Task GoAsync(string path) => page.GotoAsync($"/{locale}{path}");

    /// <summary>Presses the button with this name in the page's own part.</summary>
    public Task PressAsync(string name) => page.GetByRole(AriaRole.Main).GetByRole(AriaRole.Button, new() { Name = name, Exact = true }).First.ClickAsync();

    /// <summary>Follows the link with this name.</summary>
    public Task FollowAsync(string name) => page.GetByRole(AriaRole.Main).GetByRole(AriaRole.Link, new() { Name = name }).First.ClickAsync();

    /// <summary>The heading says this.</summary>
    public Task ReadsAsync(string heading) => Assertions.Expect(page.Locator("h1")).ToContainTextAsync(heading);

    /// <summary>The page's own part says this somewhere.</summary>
    public Task SeesAsync(string text) => Assertions.Expect(page.Locator("main")).ToContainTextAsync(text);

    /// <summary>Joins with an address and confirms it by the link in the message.</summary>
    public async Task JoinAsync(string email)
    {
        await GoAsync("/join");
        await OpenAccountAsync(email);
    }

    /// <summary>The same from where the form is before them.</summary>
    public async Task OpenAccountAsync(string email)
    {
        await page.GetByLabel(T["accounts.email"]).FillAsync(email);
        await page.GetByLabel(T["accounts.password"], new() { Exact = true }).FillAsync(TestAccounts.Password);
        await PressAsync(T["accounts.join.send"]);
        await ReadsAsync(T["accounts.join.sent.title"]);
        await page.GotoAsync(await platform.LinkAsync(email, "confirm"));
        await page.GetByLabel(T["accounts.password"], new() { Exact = true }).FillAsync(TestAccounts.Password);
        await PressAsync(T["accounts.confirm.enter"]);
    }

    /// <summary>Signs in.</summary>
    public async Task SignInAsync(Login login)
    {
        await GoAsync("/sign-in");
        await FillSignInAsync(login.Email);
        await Assertions.Expect(page).Not.ToHaveURLAsync(SignInAddress());
    }

    /// <summary>Registers as trainer and wants to be listed.</summary>
    public async Task RegisterAsync(string name)
    {
        await ReadsAsync(T["trainers.register.title"]);
        await page.Locator("#Profile_Name").FillAsync(name);
        await page.Locator("#Profile_Country").SelectOptionAsync("CH");
        await page.Locator("#Profile_City").FillAsync("Zürich");
        await page.Locator("input[name='Profile.Languages'][value='de']").CheckAsync();
        await page.Locator("input[name='Profile.Sectors'][value='construction']").CheckAsync();
        await page.Locator("#Profile_TrainingYears").FillAsync("6");
        await page.Locator("#Listed").CheckAsync();
        await page.Locator("#ConductAccepted").CheckAsync();
        await PressAsync(T["trainers.register.send"]);
        await ReadsAsync(name);
    }

    /// <summary>Hands in a file as evidence.</summary>
    public async Task AddEvidenceAsync(string kind, byte[] pdf)
    {
        await GoAsync("/trainer/evidence");
        await page.Locator("#Kind").SelectOptionAsync(kind);
        await page.Locator("#File").SetInputFilesAsync(new FilePayload { Name = "paper.pdf", MimeType = "application/pdf", Buffer = pdf });
        await PressAsync(T["trainers.evidence.send"]);
        await Assertions.Expect(page.Locator("main table tbody tr").Last).ToBeVisibleAsync();
    }

    /// <summary>Hands in a session plan and says where the recording lies.</summary>
    public async Task HandInPracticeAsync(byte[] plan)
    {
        await GoAsync("/practice");
        await PressAsync("Begin an attempt");
        await page.Locator("#Plan").SetInputFilesAsync(new FilePayload { Name = "plan.pdf", MimeType = "application/pdf", Buffer = plan });
        await PressAsync("Hand in plan");
        await page.Locator("#Address").FillAsync("https://video.example/session");
        await page.Locator("#Access").FillAsync("Anybody with the link.");
        await PressAsync("Save address");
        await PressAsync("Hand in for marking");
        await SeesAsync("With the assessors");
    }

    /// <summary>Takes a candidate's practice up and marks it with the third level everywhere.</summary>
    public async Task MarkPracticeAsync(string name)
    {
        await GoAsync("/staff/practices");
        await FollowAsync(name);
        await PressAsync("Take it up");
        await Assertions.Expect(page.Locator("#Overall")).ToBeVisibleAsync();
        foreach (var level in await page.Locator("main input[type=radio][value='3']").AllAsync())
        {
            await level.CheckAsync();
        }

        await page.Locator("#Overall").FillAsync("A clear session.");
        await PressAsync("Hand in marks");
        await SeesAsync("Your marks are handed in.");
    }

    /// <summary>Enrols, studies as many rules (the others are studied without a browser), passes the assessment, writes the plan.</summary>
    public async Task TakeCourseAsync(string email, string course, int rules)
    {
        await GoAsync("/learn");
        await page.Locator($"section[aria-labelledby='{course}'] form button").ClickAsync();
        await page.WaitForURLAsync($"**/learn/{course}");
        var taken = platform.Services.GetRequiredService<CourseLibrary>().Find(course)!;
        await TestHistories.StudyAsync(platform.Services, email, taken.Outline, rules, DateTimeOffset.UtcNow, TestContext.Current.CancellationToken);
        foreach (var rule in taken.Rules.Take(rules))
        {
            foreach (var lesson in rule.Lessons)
            {
                await GoAsync($"/learn/{course}/{rule.Rule}/{lesson.Key}");
                await page.Locator("main form button").First.ClickAsync();
            }

            await GoAsync($"/learn/{course}/{rule.Rule}/check");
            await AnswerCheckAsync(rule);
        }

        await GoAsync($"/learn/{course}/assessment");
        await TakeAssessmentAsync(taken);
        await GoAsync($"/learn/{course}/plan");
        await WritePlanAsync("Walk the site with two operators on Monday");
    }

    /// <summary>Answers the check before them, everything right.</summary>
    public async Task AnswerCheckAsync(CourseRule rule)
    {
        await AnswerAsync(rule.Check);
        await PressAsync(T["learning.check.send"]);
        await SeesAsync(T["learning.check.result", ("right", rule.Check.Count), ("count", rule.Check.Count)]);
    }

    /// <summary>Takes the assessment whose conditions are before them, everything right.</summary>
    public async Task TakeAssessmentAsync(Course course)
    {
        await PressAsync(T["learning.assessment.start"]);
        await AnswerAsync([.. course.Rules.SelectMany(r => r.Bank)]);
        await page.Locator("button[value='hand-in']").ClickAsync();
        await ReadsAsync(T["learning.hand-in.title"]);
        await page.Locator("main form button").ClickAsync();
        await SeesAsync(T.Percent(100));
    }

    /// <summary>Writes a goal under each rule of the plan before them.</summary>
    public async Task WritePlanAsync(string goal)
    {
        for (var rule = 0; rule < 7; rule++)
        {
            await page.Locator($"#Rules_{rule}__Goals_0__What").FillAsync($"{goal} ({rule + 1})");
        }

        await page.MarkAsync();
        await page.Locator("main form button").Last.ClickAsync();
        await page.WaitForNextAsync();
    }

    /// <summary>Applies for a level.</summary>
    public async Task ApplyAsync(string level)
    {
        await GoAsync($"/apply/{level}");
        await SendApplicationAsync();
    }

    /// <summary>Sends the application before them, whose conditions are met.</summary>
    public async Task SendApplicationAsync()
    {
        await SeesAsync(T["certification.apply.ready"]);
        await PressAsync(T["certification.apply.send"]);
        await SeesAsync(T["certification.states.Submitted"]);
    }

    /// <summary>As reviewer: takes the newest application of this person up, reads the evidence and recommends it; answers what was read.</summary>
    public async Task<IReadOnlyList<byte[]>> ReviewAsync(string name)
    {
        await GoAsync("/staff");
        await FollowAsync(name);
        await PressAsync("Claim");
        var read = new List<byte[]>();
        foreach (var link in await page.Locator("main a[href*='/files/evidence/']").AllAsync())
        {
            var download = await page.RunAndWaitForDownloadAsync(() => link.ClickAsync());
            read.Add(await File.ReadAllBytesAsync((await download.PathAsync())!, TestContext.Current.CancellationToken));
        }

        await page.Locator("main input[name='Verdict'][value='Approve']").CheckAsync();
        await page.Locator("#Note").FillAsync("Papers complete, course passed.");
        await PressAsync("Send recommendation");
        await SeesAsync("Ready for decision");
        (await page.GetByRole(AriaRole.Button, new() { Name = "Approve and award certificate" }).CountAsync()).ShouldBe(0, "who recommends must not decide");
        return read;
    }

    /// <summary>As approver: approves this person's application.</summary>
    public async Task ApproveAsync(string name)
    {
        await GoAsync("/staff");
        await FollowAsync(name);
        await PressAsync("Approve and award certificate");
        await SeesAsync("Approved");
    }

    private async Task FillSignInAsync(string email)
    {
        await page.GetByLabel(T["accounts.email"]).FillAsync(email);
        await page.GetByLabel(T["accounts.password"], new() { Exact = true }).FillAsync(TestAccounts.Password);
        await PressAsync(T["accounts.sign-in.send"]);
    }

    private async Task AnswerAsync(IReadOnlyList<Item> items)
    {
        // A step of a story loads the page again, so stories come first.
        while (await page.Locator("main fieldset[data-kind=Branch]:has(input[type=radio])").CountAsync() > 0)
        {
            var story = page.Locator("main fieldset[data-kind=Branch]:has(input[type=radio])").First;
            var way = items.Single(i => i.Key.Id == story.GetAttributeAsync("data-item").Result).Key.RightAnswer();
            var steps = await story.Locator("input[type=radio]").EvaluateAllAsync<string[]>("all => all.map(i => i.value)");
            await story.Locator($"input[value='{steps.First(way.Contains)}']").CheckAsync();
            await page.MarkAsync();
            await story.Locator("button").ClickAsync();
            await page.WaitForNextAsync();
        }

        foreach (var question in await page.Locator("main fieldset[data-item]:not([data-kind=Branch])").AllAsync())
        {
            var id = await question.GetAttributeAsync("data-item");
            await FillAsync(question, items.Single(i => i.Key.Id == id));
        }
    }

    private async Task FillAsync(ILocator question, Item item)
    {
        var words = item.Key.RightAnswer();
        switch (item.Key.Kind)
        {
            case ItemKind.Number or ItemKind.Text:
                await question.Locator("[data-typed]").FillAsync(item.Key.Kind == ItemKind.Text ? item.In(locale).Accepted[0] : words[0]);
                break;
            case ItemKind.Order or ItemKind.Match:
                foreach (var word in words)
                {
                    await question.Locator($"select:has(option[value='{word}'])").SelectOptionAsync(word);
                }

                break;
            default:
                foreach (var word in words)
                {
                    await question.Locator($"input:not([type=hidden])[value='{word}']").CheckAsync();
                }

                break;
        }
    }

    [GeneratedRegex("VZ-[FP]-[0-9]{4}-[0-9]{6}-[0-9]{2}")]
    public static partial Regex Number();

    [GeneratedRegex("/sign-in")]
    private static partial Regex SignInAddress();
}
