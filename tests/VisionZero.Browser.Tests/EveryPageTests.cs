using System.Collections.Concurrent;
using System.Diagnostics;
using Deque.AxeCore.Playwright;
using Microsoft.AspNetCore.Routing;
using Microsoft.AspNetCore.Routing.Template;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Playwright;
using VisionZero.Pictures;
using VisionZero.Web.Features.Demonstration;

namespace VisionZero.Browser.Tests;

/// <summary>
/// Every page, as every kind of user, in English by day and in Chinese by night: axe and html-validate find nothing, and
/// nothing scrolls sideways at 320 px.
/// </summary>
public sealed class EveryPageTests(WorldPlatform platform) : IClassFixture<WorldPlatform>
{
    // The page that carries a failure out to the reader; FailurePageTests provoke it.
    private static readonly string[] NotVisited = ["/error"];

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Nothing_is_found_on_any_page_as_any_role()
    {
        var folder = Directory.CreateTempSubdirectory("vz-pages-");
        var findings = new ConcurrentQueue<string>();
        var visited = new ConcurrentDictionary<string, bool>(StringComparer.Ordinal);
        await Task.WhenAll(WalkAsync("en", dark: false), WalkAsync("zh", dark: true));
        string.Join('\n', [.. findings, .. await ValidateAsync(folder.FullName), .. Unvisited(visited.Keys)]).ShouldBeEmpty();
        folder.Delete(recursive: true);

        async Task WalkAsync(string locale, bool dark)
        {
            foreach (var person in Scenes.All.GroupBy(s => s.Who))
            {
                var page = await platform.PageAsync(dark: dark);
                if (person.Key is { } who)
                {
                    await SignInAsync(page, who, locale);
                }

                foreach (var scene in person)
                {
                    await page.GotoAsync($"/{locale}{scene.Path}");
                    foreach (var part in scene.Follow)
                    {
                        await page.Locator($"main a[href*='{part}']").First.ClickAsync();
                    }

                    var path = new Uri(page.Url).AbsolutePath;
                    visited[path[3..]] = visited[scene.Path.Split('?')[0]] = true;
                    foreach (var finding in await LookAsync(page))
                    {
                        findings.Enqueue($"{scene.Who ?? "anyone"} at {path}: {finding}");
                    }

                    var raw = await page.Context.APIRequest.GetAsync(page.Url);
                    await File.WriteAllTextAsync(Path.Combine(folder.FullName, $"{locale}-{scene.Who ?? "anyone"}-{scene.Name}.html"), await raw.TextAsync(), Ct);
                }

                await page.Context.CloseAsync();
            }
        }
    }

    private static async Task SignInAsync(IPage page, string who, string locale)
    {
        await page.GotoAsync($"/{locale}/sign-in");
        await page.Locator("#Email").FillAsync(Cast.Address(who));
        await page.Locator("#Password").FillAsync(Cast.Password);
        await page.Locator("#Password").PressAsync("Enter");
        await page.WaitForURLAsync(url => !url.Contains("/sign-in", StringComparison.Ordinal));
    }

    private static async Task<IReadOnlyList<string>> LookAsync(IPage page)
    {
        var axe = await page.RunAxe();
        var findings = axe.Violations.Select(v => $"axe {v.Id}: {v.Help} ({string.Join(' ', v.Nodes.Select(n => n.Html).Take(2))})").ToList();
        var size = page.ViewportSize!;
        await page.SetViewportSizeAsync(320, 800);
        if (!await page.EvaluateAsync<bool>("() => document.documentElement.scrollWidth <= window.innerWidth"))
        {
            findings.Add("scrolls sideways at 320 px");
        }

        await page.SetViewportSizeAsync(size.Width, size.Height);
        return findings;
    }

    private static async Task<IEnumerable<string>> ValidateAsync(string folder)
    {
        var tool = Environment.GetEnvironmentVariable("VZ_HTML_VALIDATE") is { Length: > 0 } set && File.Exists(set)
            ? set
            : throw new InvalidOperationException("html-validate is not set up. Run the tests with ./vz test, which sets it up, or name it in VZ_HTML_VALIDATE.");
        using var process = Process.Start(new ProcessStartInfo(tool, ["--config", Path.Combine(AppContext.BaseDirectory, "html-validate.cjs"), "--formatter", "text", folder]) { RedirectStandardOutput = true })!;
        var output = await process.StandardOutput.ReadToEndAsync(Ct);
        await process.WaitForExitAsync(Ct);
        var lines = output.Split('\n', StringSplitOptions.RemoveEmptyEntries);
        return process.ExitCode == 0 || lines.Length > 0 ? lines : [$"html-validate ended with code {process.ExitCode}"];
    }

    private IEnumerable<string> Unvisited(ICollection<string> visited) =>
        platform.Services.GetRequiredService<EndpointDataSource>().Endpoints
            .OfType<RouteEndpoint>()
            .Where(e => e.Metadata.GetMetadata<Microsoft.AspNetCore.Mvc.RazorPages.PageActionDescriptor>() is not null)
            .Select(e => "/" + e.RoutePattern.RawText!.Trim('/'))
            .Distinct()
            .Except(NotVisited)
            .Where(route => !visited.Any(path => Matches(route, path)))
            .Select(route => $"no scene visits {route}: add one to tests/VisionZero.Pictures/Scenes.cs");

    // The constraints of the routes keep them apart from each other; here the shape is enough.
    private static bool Matches(string route, string path) =>
        new TemplateMatcher(TemplateParser.Parse(System.Text.RegularExpressions.Regex.Replace(route, @":[^}?]+(\([^)]*\))?", "")), []).TryMatch(path.Length == 0 ? "/" : path, []);
}
