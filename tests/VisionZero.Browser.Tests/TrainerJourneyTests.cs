using Microsoft.Playwright;

namespace VisionZero.Browser.Tests;

public sealed class TrainerJourneyTests(BrowserPlatform platform)
{
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_new_trainer_joins_confirms_registers_and_begins_to_learn(bool script)
    {
        var email = $"{Guid.NewGuid():N}@browser.example";
        var page = await platform.PageAsync(script);

        await page.GotoAsync("/en/join");
        await page.GetByLabel("E-mail address").FillAsync(email);
        await page.GetByLabel("Password", new() { Exact = true }).FillAsync("a quiet morning");
        await page.GetByRole(AriaRole.Button, new() { Name = "Open account" }).ClickAsync();
        await Expect(page, "Look into your mailbox");

        await page.GotoAsync(await platform.LinkAsync(email, "confirm"));
        await page.GetByRole(AriaRole.Button, new() { Name = "Confirm address" }).ClickAsync();
        await page.GetByLabel("E-mail address").FillAsync(email);
        await page.GetByLabel("Password", new() { Exact = true }).FillAsync("a quiet morning");
        await page.GetByRole(AriaRole.Main).GetByRole(AriaRole.Button, new() { Name = "Sign in" }).ClickAsync();
        await Expect(page, "Register as trainer");

        await page.Locator("#Profile_Name").FillAsync("Zoë Müller");
        await page.Locator("#Profile_Country").SelectOptionAsync("CH");
        await page.Locator("#Profile_City").FillAsync("Zürich");
        await page.Locator("input[name='Profile.Languages'][value='de']").CheckAsync();
        await page.Locator("input[name='Profile.Sectors'][value='construction']").CheckAsync();
        await page.Locator("#ConductAccepted").CheckAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Register" }).ClickAsync();
        await Expect(page, "Zoë Müller");

        await page.GetByRole(AriaRole.Link, new() { Name = "Start the course" }).ClickAsync();
        page.Url.ShouldContain("/learn");
        await page.Context.CloseAsync();
    }

    [Theory]
    [InlineData("/en/verify?number=VZ-F-2026-000001-A", "Unknown")]
    [InlineData("/en/find", "Find a certified trainer")]
    public async Task The_public_looks_up_without_an_account(string path, string expected)
    {
        var page = await platform.PageAsync(script: false, width: 320, height: 700);

        await page.GotoAsync(path);

        (await page.ContentAsync()).ShouldContain(expected);
        (await page.EvaluateAsync<bool>("() => document.documentElement.scrollWidth <= window.innerWidth")).ShouldBeTrue("the page must not scroll sideways at 320 px");
        await page.Context.CloseAsync();
    }

    private static async Task Expect(IPage page, string heading) =>
        await Assertions.Expect(page.Locator("h1")).ToContainTextAsync(heading, new() { Timeout = 30_000 });
}
