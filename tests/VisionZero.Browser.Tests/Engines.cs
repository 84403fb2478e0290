using System.Text.Json;
using Deque.AxeCore.Commons;
using Deque.AxeCore.Playwright;
using Microsoft.Playwright;

namespace VisionZero.Browser.Tests;

/// <summary>
/// Two engines that look for barriers, made by different people from the same rules: axe, and IBM's Equal Access. What
/// one overlooks the other may see.
/// </summary>
internal static class Engines
{
    private static readonly AxeRunOptions Violations = new() { ResultTypes = [ResultType.Violations] };

    // Colours do not depend on the language, and weighing them costs as much as all other rules together.
    private static readonly AxeRunOptions WithoutColours = new()
    {
        ResultTypes = [ResultType.Violations],
        Rules = new Dictionary<string, RuleOptions> { ["color-contrast"] = new() { Enabled = false } },
    };

    /// <summary>Rules of the second engine that are wrong here, each with its reason.</summary>
    private static readonly Dictionary<string, string> Excepted = new(StringComparer.Ordinal)
    {
    };

    private static readonly Lazy<string> Second = new(() =>
        Environment.GetEnvironmentVariable("VZ_EQUAL_ACCESS") is { Length: > 0 } set && File.Exists(set)
            ? File.ReadAllText(set)
            : throw new InvalidOperationException("The second engine is not set up. Run the tests with ./vz test, which sets it up, or name its ace.js in VZ_EQUAL_ACCESS."));

    /// <summary>What axe finds.</summary>
    public static async Task<IReadOnlyList<string>> AxeAsync(IPage page, bool colours) =>
        [.. (await page.RunAxe(colours ? Violations : WithoutColours)).Violations.Select(v => $"axe {v.Id}: {v.Help} ({string.Join(' ', v.Nodes.Select(n => n.Html).Take(2))})")];

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
