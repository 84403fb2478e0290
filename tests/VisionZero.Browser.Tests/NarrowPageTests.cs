namespace VisionZero.Browser.Tests;

public sealed class NarrowPageTests(BrowserPlatform platform)
{
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
}
