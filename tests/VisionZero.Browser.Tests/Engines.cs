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

    /// <summary>What axe finds. Colours do not depend on the language, and weighing them costs as much as all other rules together.</summary>
    public static async Task<IReadOnlyList<string>> AxeAsync(IPage page, bool colours)
    {
        await page.EvaluateAsync(First.Value);
        return await page.EvaluateAsync<string[]>(
            """
            async (colours) => (await axe.run(document, { resultTypes: ["violations"], rules: { "color-contrast": { enabled: colours } } })).violations
              .map(v => `axe ${v.id}: ${v.help} (${v.nodes.slice(0, 2).map(n => n.html).join(" ")})`)
            """,
            colours);
    }

    /// <summary>What the second engine calls a violation of WCAG 2.2 A and AA beyond doubt.</summary>
    public static async Task<IReadOnlyList<string>> SecondAsync(IPage page)
    {
        // The page's own policy allows no foreign script; the browser's door for tools is not bound by it.
        if (!await page.EvaluateAsync<bool>("() => 'ace' in window"))
        {
            await page.EvaluateAsync($"() => {{ {Second.Value}\n; window.ace = ace; }}");
        }

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
}
