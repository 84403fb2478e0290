using System.Text.RegularExpressions;
using Microsoft.Playwright;
using VisionZero.Pictures;
using VisionZero.Tests;
using VisionZero.Web.Features.Accounts;

namespace VisionZero.Browser.Tests;

/// <summary>
/// Somebody without a mouse who hears the page instead of seeing it: goes from stop to stop and does what a stop says of
/// itself. Every stop must show for others that it has the focus, and nothing may lie over it.
/// </summary>
internal sealed partial class Keyboard(IPage page)
{
    // More stops than any page has.
    private const int Longest = 400;

    // Where the focus is: "nowhere", or what is wrong with how it shows, or nothing.
    private const string Look =
        """
        () => {
          const e = document.activeElement;
          if (!e || e === document.body) return 'nowhere';
          const s = getComputedStyle(e);
          const ring = s.outlineStyle !== 'none' && parseFloat(s.outlineWidth) >= 2;
          const stroke = e.querySelector?.('.wheel-fill') && parseFloat(getComputedStyle(e.querySelector('.wheel-fill')).strokeWidth) >= 3;
          if (!ring && !stroke) return 'does not show that it has the focus';
          const box = e.getClientRects()[0];
          if (!box) return 'has no place on the page';
          const top = document.elementFromPoint(box.x + box.width / 2, box.y + box.height / 2);
          return !top ? 'is outside of the window' : e.contains(top) || top.contains(e) || top.closest('label')?.contains(e) ? '' : `lies under ${top.outerHTML.slice(0, 80)}`;
        }
        """;

    /// <summary>The page.</summary>
    public IPage Page => page;

    /// <summary>Opens an address of the English pages, as typed into the browser.</summary>
    public Task OpenAsync(string path) => page.GotoAsync("/en" + path);

    /// <summary>The heading says this.</summary>
    public Task ReadsAsync(string heading) => Assertions.Expect(page.Locator("h1")).ToContainTextAsync(heading);

    /// <summary>What is announced without being asked for says this: a status or an alert.</summary>
    public Task AnnouncesAsync(string words) => Assertions.Expect(page.Locator("main :is([role=status], [role=alert])").Filter(new() { HasText = words }).First).ToBeVisibleAsync();

    /// <summary>Presses a key.</summary>
    public Task PressAsync(string key) => page.Keyboard.PressAsync(key);

    /// <summary>Presses a key that leads to another page.</summary>
    public async Task GoOnAsync(string key = "Enter")
    {
        await page.MarkAsync();
        await PressAsync(key);
        await page.WaitForNextAsync();
    }

    /// <summary>What is said of the place where the focus is: its role, its name, its state.</summary>
    public async Task<string> HearAsync()
    {
        var at = page.Locator(":focus");
        if (await at.EvaluateAsync<bool>("e => e.tagName === 'SUMMARY'"))
        {
            // Browsers tell what opens and closes in different ways; the words are the same.
            return $"disclosure \"{Tidy(await at.InnerTextAsync())}\"";
        }

        var line = (await at.AriaSnapshotAsync()).Split('\n')[0][2..];
        return Tidy(Plain(line));
    }

    /// <summary>What is said after it: a hint, or what is wrong.</summary>
    public Task<string> HearMoreAsync() => page.Locator(":focus").EvaluateAsync<string>(
        "e => (e.getAttribute('aria-describedby') ?? '').split(' ').map(id => document.getElementById(id)?.textContent ?? '').join(' ').trim()");

    /// <summary>Goes on until a place says this of itself: role and name, as far as given.</summary>
    public Task TabToAsync(string said) => TabAsync(async () => (await HearAsync()).StartsWith(Tidy(said), StringComparison.Ordinal), said);

    /// <summary>Goes on into a part of the page.</summary>
    public Task TabIntoAsync(ILocator part) => TabAsync(() => HasFocusAsync(part), part.ToString()!);

    /// <summary>Whether the focus is within a part of the page.</summary>
    public static Task<bool> HasFocusAsync(ILocator part) => part.EvaluateAsync<bool>("p => p.contains(document.activeElement)");

    /// <summary>Goes to a link or button and presses it; another page comes.</summary>
    public async Task FollowAsync(string said)
    {
        await TabToAsync(said);
        await GoOnAsync();
    }

    /// <summary>Types into a field.</summary>
    public async Task TypeAsync(string name, string words, string role = "textbox")
    {
        await TabToAsync($"{role} \"{name}\"");
        await page.Keyboard.TypeAsync(words);
    }

    /// <summary>Ticks a box.</summary>
    public async Task TickAsync(string name)
    {
        await TabToAsync($"checkbox \"{name}\"");
        await PressAsync("Space");
        (await HearAsync()).ShouldEndWith("[checked]");
    }

    /// <summary>Chooses one of a group, whose first or chosen one is reached with Tab and the others with the arrows.</summary>
    public async Task ChooseAsync(string name)
    {
        if (!await IsAtRadioAsync())
        {
            await TabAsync(IsAtRadioAsync, $"a group with \"{name}\"");
        }

        var wanted = Tidy($"radio \"{name}\"");
        var heard = new List<string>();
        for (var steps = 0; steps < 10; steps++)
        {
            heard.Add(await HearAsync());
            if (heard[^1].StartsWith(wanted, StringComparison.Ordinal))
            {
                if (!heard[^1].EndsWith("[checked]", StringComparison.Ordinal))
                {
                    await PressAsync("Space");
                }

                (await HearAsync()).ShouldEndWith("[checked]");
                return;
            }

            await PressAsync("ArrowDown");
        }

        throw new TimeoutException($"{wanted} is not in the group. Heard:\n{string.Join('\n', heard)}");
    }

    /// <summary>Chooses from a list by typing the beginning.</summary>
    public async Task SelectAsync(string name, string option)
    {
        await TabToAsync($"combobox \"{name}\"");
        await page.Keyboard.TypeAsync(option);
        (await page.Locator(":focus").AriaSnapshotAsync()).ShouldContain($"option \"{option}\" [selected]");
    }

    /// <summary>Signs in.</summary>
    public async Task SignInAsync(Login login)
    {
        await OpenAsync("/sign-in");
        await TypeAsync("E-mail address", login.Email);
        await TypeAsync("Password", TestAccounts.Password);
        await FollowAsync("button \"Sign in\"");
        page.Url.ShouldNotContain("/sign-in");
    }

    /// <summary>As it stands in the file, without what YAML puts around it.</summary>
    public static string Tidy(string words) => Spaces().Replace(words, " ").Trim();

    private async Task<bool> IsAtRadioAsync() =>
        await page.EvaluateAsync<string>(Look) != "nowhere" && (await HearAsync()).StartsWith("radio ", StringComparison.Ordinal);

    private async Task TabAsync(Func<Task<bool>> there, string wanted)
    {
        var heard = new List<string>();
        for (var presses = 0; presses < Longest; presses++)
        {
            await PressAsync("Tab");
            var wrong = await page.EvaluateAsync<string>(Look);
            if (wrong == "nowhere")
            {
                // The round goes through the browser's own controls.
                heard.Add("(the browser)");
                if (heard.Count(h => h == "(the browser)") == 3)
                {
                    break;
                }

                continue;
            }

            heard.Add(await HearAsync());
            wrong.ShouldBeEmpty(heard[^1]);
            if (await there())
            {
                return;
            }
        }

        throw new TimeoutException($"{wanted} is not reached with the Tab key on {page.Url}. Heard:\n{string.Join('\n', heard.TakeLast(60))}");
    }

    private static string Plain(string line)
    {
        var said = line.EndsWith(':') ? line[..^1] : line;
        if (said.StartsWith('\''))
        {
            said = said[1..said.LastIndexOf('\'')].Replace("''", "'", StringComparison.Ordinal);
        }

        return said.Replace("\\\"", "\"", StringComparison.Ordinal).Replace(" [active]", "", StringComparison.Ordinal);
    }

    [GeneratedRegex(@"\s+")]
    private static partial Regex Spaces();
}
