using Deque.AxeCore.Playwright;

namespace VisionZero.Browser.Tests;

public sealed class AccessibilityTests(BrowserPlatform platform)
{
    [Theory]
    [InlineData("/")]
    [InlineData("/find")]
    [InlineData("/verify")]
    [InlineData("/verify?number=VZ-F-2026-000001-A")]
    [InlineData("/supporters")]
    [InlineData("/rules")]
    [InlineData("/rules/5")]
    [InlineData("/about")]
    [InlineData("/privacy")]
    [InlineData("/scheme")]
    [InlineData("/join")]
    [InlineData("/sign-in")]
    [InlineData("/forgotten")]
    [InlineData("/no-such-page")]
    public async Task Axe_finds_nothing_on_a_public_page(string path)
    {
        var page = await platform.PageAsync();
        foreach (var locale in new[] { "en", "zh" })
        {
            await page.GotoAsync($"/{locale}{(path == "/" ? "" : path)}");

            var result = await page.RunAxe();

            result.Violations.Select(v => $"{v.Id}: {v.Help} ({string.Join(' ', v.Nodes.Select(n => n.Html).Take(3))})").ShouldBeEmpty($"{locale}{path}");
        }

        await page.Context.CloseAsync();
    }
}
