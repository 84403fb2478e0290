using Microsoft.Playwright;
using VisionZero.Domain.Common;
using VisionZero.Pictures;
using VisionZero.Tests;

namespace VisionZero.Browser.Tests;

/// <summary>Without a mouse.</summary>
public sealed class KeyboardTests(BrowserPlatform platform)
{
    [Fact]
    public async Task A_person_skips_to_the_content_signs_in_and_opens_the_menu_with_keys_alone()
    {
        var login = await TestAccounts.MakeAsync(platform.Services, [Role.Reviewer], DateTimeOffset.UtcNow, TestContext.Current.CancellationToken);
        var page = await platform.PageAsync(width: 390);
        await page.GotoAsync("/en/sign-in");

        await page.Keyboard.PressAsync("Tab");
        (await FocusAsync(page)).ShouldBe("a.skip");
        await page.Keyboard.PressAsync("Enter");
        (await FocusAsync(page)).ShouldBe("main");

        await TabToAsync(page, "input#Email");
        await page.Keyboard.TypeAsync(login.Email);
        await TabToAsync(page, "input#Password");
        await page.Keyboard.TypeAsync(TestAccounts.Password);
        await page.MarkAsync();
        await page.Keyboard.PressAsync("Enter");
        await page.WaitForNextAsync();

        await TabToAsync(page, "summary");
        await page.Keyboard.PressAsync("Enter");
        await TabToAsync(page, "a");
        await Assertions.Expect(page.Locator("details.menu nav")).ToBeVisibleAsync();
        await page.Keyboard.PressAsync("Escape");
        await Assertions.Expect(page.Locator("details.menu nav")).ToBeHiddenAsync();
        (await FocusAsync(page)).ShouldBe("summary");
        await page.Context.CloseAsync();
    }

    // Goes on until the element is reached; whatever is passed must show that it has the focus.
    private static async Task TabToAsync(IPage page, string wanted)
    {
        for (var presses = 0; presses < 30; presses++)
        {
            await page.Keyboard.PressAsync("Tab");
            var focus = await FocusAsync(page);
            if (focus == "body")
            {
                // The round goes through the browser's own controls.
                continue;
            }

            (await page.EvaluateAsync<bool>("() => { const s = getComputedStyle(document.activeElement); return s.outlineStyle !== 'none' && parseFloat(s.outlineWidth) >= 2; }"))
                .ShouldBeTrue($"{focus} does not show that it has the focus");
            if (focus == wanted)
            {
                return;
            }
        }

        throw new TimeoutException($"{wanted} is not reached with the Tab key.");
    }

    private static Task<string> FocusAsync(IPage page) => page.EvaluateAsync<string>(
        "() => { const e = document.activeElement; return e.tagName.toLowerCase() + (e.id && e.tagName === 'INPUT' ? '#' + e.id : e.className === 'skip' ? '.skip' : ''); }");
}
