using Microsoft.Playwright;
using VisionZero.Web.Features.Demonstration;

namespace VisionZero.Pictures;

/// <summary>How a page is looked at.</summary>
/// <param name="Suffix">Of the file's name.</param>
/// <param name="Locale">Language.</param>
/// <param name="Width">CSS pixels.</param>
/// <param name="Dark">Whether the reader prefers dark.</param>
/// <param name="Whole">Whether the whole page is taken, or what fits the window.</param>
internal sealed record View(string Suffix, string Locale, int Width, bool Dark, bool Whole);

/// <summary>Takes pictures of a running demonstration.</summary>
internal sealed class Photographer(IBrowser browser, string address, string folder)
{
    /// <summary>Takes all scenes in one view; each person signs in once.</summary>
    public async Task TakeAsync(IEnumerable<Scene> scenes, View view)
    {
        foreach (var person in scenes.GroupBy(s => s.Who))
        {
            await using var context = await browser.NewContextAsync(new BrowserNewContextOptions
            {
                BaseURL = address,
                ViewportSize = new ViewportSize { Width = view.Width, Height = view.Width < 600 ? 844 : 800 },
                ColorScheme = view.Dark ? ColorScheme.Dark : ColorScheme.Light,
                ReducedMotion = ReducedMotion.Reduce,
            });
            var page = await context.NewPageAsync();
            if (person.Key is { } who)
            {
                await SignInAsync(page, who, view.Locale);
            }

            foreach (var scene in person)
            {
                await TakeAsync(page, scene, view);
            }
        }
    }

    private static async Task SignInAsync(IPage page, string who, string locale)
    {
        await page.GotoAsync($"/{locale}/sign-in");
        await page.Locator("#Email").FillAsync(Cast.Address(who));
        await page.Locator("#Password").FillAsync(Cast.Password);
        await page.MarkAsync();
        await page.Locator("#Password").PressAsync("Enter");
        await page.WaitForNextAsync();
        if (page.Url.Contains("/sign-in", StringComparison.Ordinal))
        {
            throw new InvalidOperationException($"{who} could not sign in at {page.Url}.");
        }
    }

    private async Task TakeAsync(IPage page, Scene scene, View view)
    {
        await page.GotoAsync($"/{view.Locale}{scene.Path}");
        foreach (var part in scene.Follow)
        {
            await page.UnfoldAsync();
            await page.MarkAsync();
            await page.Locator($"main a[href*='{part}']").First.ClickAsync();
            await page.WaitForNextAsync();
        }

        if (scene.Send is not null)
        {
            await page.MarkAsync();
            await page.Locator(scene.Button).Last.ClickAsync();
            await page.WaitForNextAsync();
        }

        var file = Path.Combine(folder, $"{scene.Name}{view.Suffix}.png");
        await page.ScreenshotAsync(new PageScreenshotOptions { Path = file, FullPage = view.Whole });
        Console.WriteLine($"{file}  {new Uri(page.Url).AbsolutePath}");
    }
}
