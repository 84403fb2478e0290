using System.Collections.Concurrent;
using System.Text.Json;
using Deque.AxeCore.Commons;
using Microsoft.Playwright;

namespace VisionZero.Browser.Tests;

/// <summary>
/// Two engines that look for barriers, made by different people from the same rules: axe, and IBM's Equal Access. What
/// one overlooks the other may see.
/// </summary>
internal static class Engines
{
    // The wrapper that other tests use opens a tab of its own for every page, which costs more than looking at it.
    private static readonly Lazy<string> First = new(() => new BundledAxeScriptProvider().GetScript());

    /// <summary>Rules of the second engine that are wrong here, each with its reason.</summary>
    private static readonly Dictionary<string, string> Excepted = new(StringComparer.Ordinal)
    {
    };

    private static readonly Lazy<string> Second = new(() =>
        Environment.GetEnvironmentVariable("VZ_EQUAL_ACCESS") is { Length: > 0 } set && File.Exists(set)
            ? File.ReadAllText(set)
            : throw new InvalidOperationException("The second engine is not set up. Run the tests with ./vz test, which sets it up, or name its ace.js in VZ_EQUAL_ACCESS."));

    // Selectors and foreign style sheets are for reports and rules that nothing here reads.
    private const string Rules =
        """
        async () => (await axe.run(document, { resultTypes: ["violations"], preload: false, selectors: false, rules: { "color-contrast": { enabled: false } } })).violations
          .map(v => `axe ${v.id}: ${v.help} (${v.nodes.slice(0, 2).map(n => n.html).join(" ")})`)
        """;

    // One element stands for all that have its colour, its size and the same grounds below; answers the findings and what was weighed.
    private const string Contrast =
        """
        async (weighed) => {
          const seen = new Set(weighed), fresh = new Map();
          const isWritten = e => e.matches('select, textarea, input:not([type=hidden], [type=checkbox], [type=radio], [type=file], [type=range])')
            || [...e.childNodes].some(n => n.nodeType === Node.TEXT_NODE && n.data.trim());
          const look = e => {
            const style = getComputedStyle(e), parts = [style.color, style.fontSize, style.fontWeight, style.textShadow, !!e.closest(':disabled, [aria-disabled=true]')];
            for (let a = e; a; a = a.parentElement) {
              const { backgroundColor: ground, backgroundImage: image, opacity, filter } = getComputedStyle(a);
              if (opacity !== '1' || filter !== 'none') parts.push(opacity, filter);
              if (image !== 'none') parts.push(image);
              if (!/, 0\)$/.test(ground)) parts.push(ground);
              if (/^rgb\(/.test(ground)) break;
            }
            return parts.join('|');
          };
          for (const e of document.body.querySelectorAll('*')) {
            const box = e.getBoundingClientRect();
            if (box.width < 2 || box.height < 2 || e.closest('svg, .visually-hidden') || !isWritten(e) || !e.checkVisibility({ visibilityProperty: true })) continue;
            const key = look(e);
            if (!seen.has(key) && !fresh.has(key)) fresh.set(key, e);
          }
          if (!fresh.size) return [[], []];
          const { violations } = await axe.run({ include: [...fresh.values()] }, { resultTypes: ["violations"], preload: false, selectors: false, runOnly: ["color-contrast"] });
          return [violations.map(v => `axe ${v.id}: ${v.help} (${v.nodes.slice(0, 2).map(n => n.html).join(" ")})`), [...fresh.keys()]];
        }
        """;

    /// <summary>
    /// Gives a browser profile the engines once, for every page it opens: to send them to each page takes as long as to let
    /// them look. They lie there unread until they are asked.
    /// </summary>
    public static async Task GiveAsync(IBrowserContext context, bool second)
    {
        await context.AddInitScriptAsync($"window.vzAxe = () => {{ {First.Value}\n}};");
        if (second)
        {
            await context.AddInitScriptAsync($"window.vzAce = () => {{ {Second.Value}\n; window.ace = ace; }};");
        }
    }

    /// <summary>What axe finds, colours aside.</summary>
    public static async Task<IReadOnlyList<string>> AxeAsync(IPage page)
    {
        await ReadyAsync(page, "axe", "vzAxe", First);
        return await page.EvaluateAsync<string[]>(Rules);
    }

    /// <summary>
    /// What axe finds in the colours of letters. Weighing every word costs as much as all other rules together, so each
    /// combination of colour, size and ground is weighed where it first stands.
    /// </summary>
    /// <param name="page">Page.</param>
    /// <param name="weighed">Combinations that were weighed already in this light; those of the page are added.</param>
    public static async Task<IReadOnlyList<string>> ContrastAsync(IPage page, ConcurrentDictionary<string, bool> weighed)
    {
        await ReadyAsync(page, "axe", "vzAxe", First);
        var answer = await page.EvaluateAsync<string[][]>(Contrast, weighed.Keys.ToArray());
        foreach (var combination in answer[1])
        {
            weighed[combination] = true;
        }

        return answer[0];
    }

    /// <summary>What the second engine calls a violation of WCAG 2.2 A and AA beyond doubt.</summary>
    public static async Task<IReadOnlyList<string>> SecondAsync(IPage page)
    {
        await ReadyAsync(page, "ace", "vzAce", Second);
        var found = await page.EvaluateAsync<JsonElement>(
            """
            async () => (await new ace.Checker().check(document, ["WCAG_2_2"])).results
              .filter(r => r.value[0] === "VIOLATION" && r.value[1] === "FAIL")
              .map(r => ({ rule: r.ruleId, says: r.message, where: r.snippet ?? r.path.dom }))
            """);
        return
        [
            .. found.EnumerateArray()
                .Select(f => (Rule: f.GetProperty("rule").GetString()!, Says: f.GetProperty("says").GetString(), Where: f.GetProperty("where").GetString()))
                .Where(f => !Excepted.ContainsKey(f.Rule))
                .GroupBy(f => (f.Rule, f.Says))
                .Select(g => $"equal access {g.Key.Rule}: {g.Key.Says} ({g.Count()} times, {g.First().Where})"),
        ];
    }

    // The page's own policy allows no foreign script; the browser's door for tools is not bound by it.
    private static async Task ReadyAsync(IPage page, string engine, string given, Lazy<string> source)
    {
        if (!await page.EvaluateAsync<bool>($"() => {{ if (!window.{engine}) window.{given}?.(); return !!window.{engine}; }}"))
        {
            await page.EvaluateAsync($"() => {{ {source.Value}\n; window.{engine} = {engine}; }}");
        }
    }
}
