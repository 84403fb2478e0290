using System.Collections.Concurrent;
using Microsoft.Playwright;
using VisionZero.Pictures;

namespace VisionZero.Browser.Tests;

/// <summary>
/// Every page in a language that nobody speaks, a third longer than English, and in Arabic: no word comes from outside of
/// <c>content</c>, nothing scrolls sideways, nothing is cut. With VZ_PICTURES set, both are photographed into that folder.
/// </summary>
public sealed class PseudoLocaleTests(PseudoPlatform platform) : IClassFixture<PseudoPlatform>
{
    // Words outside of brackets that no author wrote. Letters only: numbers, dates and signs need no translation.
    private const string Bare =
        """
        (known) => {
          const content = new Set(known), found = [];
          const elsewhere = '.prose, article.prose, bdi, cite, [translate=no], code, time, .as-typed, script, style, a[data-language], body [lang]';
          const outside = (text) => {
            let depth = 0, rest = '';
            for (const c of text) {
              if (c === '⟦') depth++;
              else if (c === '⟧') depth--;
              else if (depth === 0) rest += c;
            }
            return depth === 0 ? rest : 'brackets: ' + text;
          };
          const bare = (text) => {
            const rest = outside(text).replace(/\s+/g, ' ')
              .replace(/\d{1,2} (January|February|March|April|May|June|July|August|September|October|November|December) \d{4}( \d\d:\d\d UTC)?/g, '').replace(/\(UTC([+-]\d\d:\d\d)?\)/g, '')
              .replace(/\S+@\S+|https?:\S+|VZ-[A-Z]-[\d-]+|SHA-256/g, '').trim();
            const core = rest.replace(/^[^\p{L}]+|[^\p{L}.!?…)”’]+$/gu, '');
            return /\p{L}{2}/u.test(rest) && !content.has(rest) && !content.has(core) && !content.has(core.replace(/^[(·› ]+/, '')) ? rest : null;
          };
          const look = (text, where) => { const b = bare(text); if (b) found.push(`${where}: "${b}"`); };
          look(document.title, 'title');
          look(document.querySelector('meta[name=description]')?.content ?? '', 'description');
          const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
          while (walker.nextNode()) {
            const parent = walker.currentNode.parentElement;
            if (!parent.closest(elsewhere)) look(walker.currentNode.data, parent.tagName.toLowerCase() + (parent.className ? '.' + (parent.className.baseVal ?? parent.className) : ''));
          }
          for (const e of document.querySelectorAll('body *')) {
            if (e.closest('.prose')) continue;
            for (const a of e.attributes)
              if (['title', 'aria-label', 'placeholder', 'alt', 'data-label'].includes(a.name) || a.name.startsWith('data-text-')) look(a.value, `${e.tagName.toLowerCase()}[${a.name}]`);
            if (e.matches('input:is([type=submit], [type=button])')) look(e.value, 'button');
          }
          return [...new Set(found)];
        }
        """;

    // What sticks out of its box, or of the window.
    private const string Cut =
        """
        () => {
          const found = [], name = e => `${e.tagName.toLowerCase()}${typeof e.className === 'string' && e.className ? '.' + e.className.trim().replace(/\s+/g, '.') : ''} "${(e.textContent ?? '').trim().slice(0, 50)}"`;
          if (document.documentElement.scrollWidth > innerWidth) {
            const isWide = e => { const r = e.getBoundingClientRect(); return r.right > innerWidth + 1 || r.left < -1; };
            const wide = [...document.querySelectorAll('main *'), ...document.querySelectorAll('header *, footer *')].filter(e => isWide(e) && ![...e.children].some(isWide)).slice(0, 4);
            found.push(`scrolls sideways: ${wide.map(name).join(' | ')}`);
          }
          for (const e of document.querySelectorAll('button, .button, .tag, .status, h1, h2, h3, summary, th, label, legend, dt, .nav a, .rule-number'))
            if (e.clientWidth > 0 && !e.closest('.visually-hidden') && !e.matches('.visually-hidden, .skip') && e.scrollWidth > e.clientWidth + 1)
              found.push(`is cut: ${name(e)} (${e.scrollWidth} > ${e.clientWidth})`);
          return [...new Set(found)];
        }
        """;

    // The narrowest phone, where a long word shows first, and a desk; a usual phone besides for who wants to look.
    private static readonly int[] Widths = Environment.GetEnvironmentVariable("VZ_PICTURES") is { Length: > 0 } ? [320, 390, 1280] : [320, 1280];

    private static readonly string? Pictures = Environment.GetEnvironmentVariable("VZ_PICTURES");

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task No_word_lies_outside_of_the_content_and_longer_words_fit()
    {
        var findings = new ConcurrentQueue<string>();
        var known = await platform.ContentAsync(Ct);
        var scenes = Scenes.All.Concat(await WorldScenes.FindAsync(platform.Services, Ct)).ToLookup(s => s.Who);
        await Task.WhenAll(WalkAsync("en"), WalkAsync("ar"));
        string.Join('\n', findings).ShouldBeEmpty();

        async Task WalkAsync(string locale)
        {
            foreach (var person in scenes)
            {
                var page = await platform.PageAsync();
                if (person.Key is { } who)
                {
                    await EveryPageTests.SignInAsync(page, who, locale);
                }

                foreach (var scene in person)
                {
                    await EveryPageTests.OpenAsync(page, scene, locale);
                    foreach (var finding in (await LookAsync(page, scene, locale)).Concat(locale == "en" ? await page.EvaluateAsync<string[]>(Bare, known) : []))
                    {
                        findings.Enqueue($"{locale} {scene.Name} {finding}");
                    }
                }

                await page.Context.CloseAsync();
            }
        }
    }

    [Theory]
    [InlineData("Sign in", "⟦Šíigñ íiñ⟧")]
    [InlineData("{count} places", "⟦{count} pláaçéeš⟧")]
    public void A_text_is_accented_longer_and_keeps_its_placeholders(string english, string pseudo) =>
        PseudoContent.Of(english).ShouldBe(pseudo);

    private static async Task<IReadOnlyList<string>> LookAsync(IPage page, Scene scene, string locale)
    {
        var findings = new List<string>();
        foreach (var width in locale == "ar" && !Thoroughness.IsFull ? Widths[..1] : Widths)
        {
            await page.SetViewportSizeAsync(width, 844);
            findings.AddRange((await page.EvaluateAsync<string[]>(Cut)).Select(f => $"at {width} px {f}"));
            if (Pictures is { Length: > 0 } folder && width != 320)
            {
                await page.ScreenshotAsync(new PageScreenshotOptions { Path = Path.Combine(folder, $"{(locale == "en" ? "pseudo" : locale)}-{scene.Name}-{width}.png"), FullPage = true });
            }
        }

        return findings;
    }
}
