using Microsoft.Playwright;

namespace VisionZero.Pictures;

/// <summary>
/// Waits for the page after this one by looking at the document. The events that say "loaded" are missed now and then when
/// two pages are walked at once: the driver asks for the state and subscribes to its change in two steps.
/// </summary>
internal static class NextPage
{
    /// <summary>Marks the document that is shown.</summary>
    public static Task MarkAsync(this IPage page) => page.EvaluateAsync("() => { document.documentElement.dataset.left = ''; }");

    /// <summary>Waits until another document than the marked one is shown whole.</summary>
    public static async Task WaitForNextAsync(this IPage page)
    {
        await page.Locator("html:not([data-left]) body").WaitForAsync(new() { State = WaitForSelectorState.Attached });
        while (!await page.EvaluateAsync<bool>("() => document.readyState === 'complete'"))
        {
            await Task.Delay(20);
        }
    }

    /// <summary>Opens what is folded away, as somebody does who looks for a link.</summary>
    public static Task UnfoldAsync(this IPage page) => page.EvaluateAsync("() => document.querySelectorAll('main details').forEach(d => { d.open = true; })");
}
