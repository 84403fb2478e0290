using System.Collections.Concurrent;

namespace VisionZero.Browser.Tests;

/// <summary>The engines find what they are there for.</summary>
public sealed class EnginesTests(BrowserPlatform platform)
{
    [Fact]
    public async Task A_pale_word_is_found_where_it_first_stands_and_again_on_another_ground()
    {
        var page = await platform.PageAsync();
        var weighed = new ConcurrentDictionary<string, bool>(StringComparer.Ordinal);
        await page.SetContentAsync("<html lang=en><title>Words</title><main style='background:#fff'><h1>Words</h1><p style='color:#bbb'>Pale</p>");
        (await Engines.ContrastAsync(page, weighed)).ShouldHaveSingleItem().ShouldContain("Pale");
        (await Engines.ContrastAsync(page, weighed)).ShouldBeEmpty();

        await page.SetContentAsync("<html lang=en><title>Words</title><main style='background:#fff'><h1>Words</h1><p style='color:#bbb'>Pale</p><div style='background:#ccc'><p style='color:#bbb'>Paler</p></div>");
        (await Engines.ContrastAsync(page, weighed)).ShouldHaveSingleItem().ShouldContain("Paler");
        await page.Context.CloseAsync();
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_picture_without_words_is_found_by_both(bool given)
    {
        var page = await platform.PageAsync();
        if (given)
        {
            await Engines.GiveAsync(page.Context, second: true);
            await page.GotoAsync("/en/about");
            (await page.EvaluateAsync<bool>("() => 'vzAxe' in window && 'vzAce' in window")).ShouldBeTrue();
        }

        await page.SetContentAsync("<html lang=en><title>Picture</title><main><h1>Picture</h1><img src='data:image/gif;base64,R0lGODlhAQABAIAAAAAAAP///yH5BAEAAAAALAAAAAABAAEAAAIBRAA7' width=90 height=90></main>");
        (await Engines.AxeAsync(page)).ShouldContain(f => f.Contains("image-alt", StringComparison.Ordinal));
        (await Engines.SecondAsync(page)).ShouldContain(f => f.Contains("alt", StringComparison.Ordinal));
        await page.Context.CloseAsync();
    }
}
