using System.Text.RegularExpressions;
using Microsoft.Playwright;

namespace VisionZero.Browser.Tests;

/// <summary>What is asked of a page beside what the engines ask.</summary>
internal static partial class PageScripts
{
    // Words outside of brackets, and where they stand, as pairs. Letters only: numbers, dates and signs need no translation.
    private const string Bare =
        """
        () => {
          const found = [];
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
            return /\p{L}{2}/u.test(rest) ? rest : null;
          };
          const look = (text, where) => { const b = bare(text); if (b) found.push([where, b]); };
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
          return found;
        }
        """;

    /// <summary>What sticks out of its box, or of the window.</summary>
    public const string Cut =
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

    /// <summary>Photographs the page into the folder VZ_PICTURES, if one is set.</summary>
    public static async Task PictureAsync(this IPage page, string name)
    {
        if (Environment.GetEnvironmentVariable("VZ_PICTURES") is { Length: > 0 } folder)
        {
            await page.ScreenshotAsync(new PageScreenshotOptions { Path = Path.Combine(folder, $"{name}.png"), FullPage = true });
        }
    }

    /// <summary>Words outside of brackets that are not among what authors wrote.</summary>
    public static async Task<IEnumerable<string>> BareAsync(IPage page, IReadOnlySet<string> written) =>
        (await page.EvaluateAsync<string[][]>(Bare)).Where(f => !IsWritten(f[1], written)).Select(f => $"{f[0]}: \"{f[1]}\"").Distinct();

    private static bool IsWritten(string words, IReadOnlySet<string> written)
    {
        var core = AroundWords().Replace(words, "");
        return written.Contains(words) || written.Contains(core) || written.Contains(core.TrimStart('(', '·', '›', ' '));
    }

    [GeneratedRegex(@"^[^\p{L}]+|[^\p{L}.!?…)”’]+$")]
    private static partial Regex AroundWords();
}
