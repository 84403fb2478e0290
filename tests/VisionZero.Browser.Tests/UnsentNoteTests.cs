using Microsoft.Playwright;
using VisionZero.Tests;

namespace VisionZero.Browser.Tests;

/// <summary>What was typed and not sent is not lost by a press on something else.</summary>
public sealed class UnsentNoteTests(BrowserPlatform platform)
{
    [Fact]
    public async Task Whoever_goes_on_with_an_unsent_note_is_asked_and_whoever_sent_it_is_not()
    {
        var learner = (await TestLearners.MakeAsync(platform.Services, "foundation", 1, DateTimeOffset.UtcNow, TestContext.Current.CancellationToken))[0];
        var page = await platform.PageAsync();
        await platform.CarryAsync(page, learner.Cookie);
        var asked = 0;
        page.Dialog += async (_, dialog) =>
        {
            dialog.Type.ShouldBe("beforeunload");
            asked++;
            await dialog.AcceptAsync();
        };

        await page.GotoAsync("/en/learn/foundation/1/lesson-1");
        await page.Locator("#note summary").ClickAsync();
        await page.Locator("#text").FillAsync("Ask the night shift");
        await page.GetByRole(AriaRole.Link, new() { Name = "Glossary" }).First.ClickAsync();
        await page.WaitForURLAsync("**/glossary");
        asked.ShouldBe(1);

        await page.GotoAsync("/en/learn/foundation/1/lesson-1");
        await page.Locator("#note summary").ClickAsync();
        await page.Locator("#text").FillAsync("Ask the night shift\nand the drivers");
        await page.Locator("#note button").ClickAsync();
        await Assertions.Expect(page.Locator("#note [role=status]")).ToBeVisibleAsync();
        await page.GetByRole(AriaRole.Link, new() { Name = "Glossary" }).First.ClickAsync();
        await page.WaitForURLAsync("**/glossary");
        asked.ShouldBe(1, "everything was sent");

        await page.GotoAsync("/en/learn/foundation/1/lesson-1");
        await page.Locator("#text").EvaluateAsync("text => text.removeAttribute('maxlength')");
        await page.Locator("#text").FillAsync(new string('x', 4001));
        await page.Locator("#note button").ClickAsync();
        await Assertions.Expect(page.Locator(".summary")).ToBeVisibleAsync();
        await page.GetByRole(AriaRole.Link, new() { Name = "Glossary" }).First.ClickAsync();
        await page.WaitForURLAsync("**/glossary");
        asked.ShouldBe(2, "what was refused is not kept");
        await page.Context.CloseAsync();
    }
}
