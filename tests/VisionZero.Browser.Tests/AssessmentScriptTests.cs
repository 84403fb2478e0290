using System.Globalization;
using Microsoft.Playwright;

namespace VisionZero.Browser.Tests;

/// <summary>What is typed in an assessment is saved without leaving the field, and at the last moment.</summary>
public sealed class AssessmentScriptTests(BrowserPlatform platform)
{
    [Fact]
    public async Task What_is_typed_is_saved_at_a_pause_though_the_field_keeps_the_focus()
    {
        var page = await PaperAsync(seconds: 600, value: "");

        var saved = await page.RunAndWaitForRequestAsync(() => page.Locator("[data-typed]").PressSequentiallyAsync("near miss"), "**/save");

        saved.PostData!.ShouldEndWith("item=q-1&typed=near+miss");
        await page.WaitForFunctionAsync("document.querySelector('[data-was]').value === 'near miss'");
        await page.Context.CloseAsync();
    }

    [Fact]
    public async Task When_the_time_is_over_what_is_not_saved_yet_is_saved()
    {
        var page = await PaperAsync(seconds: 0, value: "near miss");

        await page.WaitForFunctionAsync("document.querySelector('[data-was]').value === 'near miss'");
        await page.Context.CloseAsync();
    }

    // The script alone, on a page with the fields it goes by.
    private async Task<IPage> PaperAsync(int seconds, string value)
    {
        var page = await platform.PageAsync();
        await page.RouteAsync("**/save", route => route.FulfillAsync(new RouteFulfillOptions { ContentType = "application/json", Body = """{"saved":true,"seconds":600}""" }));
        await page.RouteAsync("**/paper", route => route.FulfillAsync(new RouteFulfillOptions
        {
            ContentType = "text/html",
            Body = $"""
                <!doctype html><title>Paper</title><p data-left></p><p data-state></p>
                <form id="paper" data-autosave="/save" data-seconds="{seconds.ToString(CultureInfo.InvariantCulture)}" data-told="0"
                      data-text-left="" data-text-saving="" data-text-saved="" data-text-unsaved="" data-text-elsewhere="" data-text-refused="" data-text-over="" data-text-minutes="">
                  <input type="hidden" name="__RequestVerificationToken" value="t"><input type="hidden" name="window" value="w">
                  <fieldset data-item="q-1" data-kind="Text"><input type="hidden" data-was value=""><input data-typed value="{value}"></fieldset>
                </form>
                <script src="/assets/assessment.js"></script>
                """,
        }));
        await page.GotoAsync("/paper");
        return page;
    }
}
