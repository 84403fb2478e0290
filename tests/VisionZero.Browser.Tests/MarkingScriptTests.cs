using Microsoft.Playwright;

namespace VisionZero.Browser.Tests;

/// <summary>The sum of the marks follows what is chosen.</summary>
public sealed class MarkingScriptTests(BrowserPlatform platform)
{
    [Fact]
    public async Task The_total_counts_what_is_chosen_and_what_the_page_came_with()
    {
        var page = await platform.PageAsync();
        await page.RouteAsync("**/marks", route => route.FulfillAsync(new RouteFulfillOptions
        {
            ContentType = "text/html",
            Body = """
                <!doctype html><title>Marks</title>
                <form data-marking>
                  <p data-total="{marked} of 2 criteria, {points} of 6 points">0</p>
                  <input type="radio" name="a" value="1"><input type="radio" name="a" value="4">
                  <input type="radio" name="b" value="1" checked><input type="radio" name="b" value="3">
                </form>
                <script src="/assets/marking.js"></script>
                """,
        }));

        await page.GotoAsync("/marks");
        await page.WaitForFunctionAsync("document.querySelector('[data-total]').textContent === '1 of 2 criteria, 0 of 6 points'");
        await page.CheckAsync("[name=a][value='4']");
        await page.CheckAsync("[name=b][value='3']");

        (await page.TextContentAsync("[data-total]")).ShouldBe("2 of 2 criteria, 5 of 6 points");
        await page.Context.CloseAsync();
    }
}
