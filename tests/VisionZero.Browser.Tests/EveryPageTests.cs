using System.Collections.Concurrent;
using System.Diagnostics;
using Microsoft.AspNetCore.Routing;
using Microsoft.AspNetCore.Routing.Template;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Playwright;
using VisionZero.Pictures;
using VisionZero.Tests;
using Scene = VisionZero.Pictures.Scene;

namespace VisionZero.Browser.Tests;

/// <summary>
/// Every page in every state, as every kind of user: in a language that nobody speaks, a third longer than English, by day
/// and by night on a desk and on the narrowest phone; by turns in Chinese and in Arabic on that phone. axe and
/// html-validate find nothing, no word comes from outside of <c>content</c>, nothing scrolls sideways, nothing is cut,
/// every link leads somewhere. With VZ_PICTURES set, each page is photographed into that folder.
/// </summary>
[Collection(nameof(OneWorld))]
public sealed class EveryPageTests(WorldPlatform platform)
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Nothing_is_found_on_any_page_as_any_role()
    {
        var folder = Directory.CreateTempSubdirectory("vz-pages-");
        var findings = new ConcurrentQueue<string>();
        var visited = new ConcurrentDictionary<string, bool>(StringComparer.Ordinal);
        var (byDay, byNight) = (new ConcurrentDictionary<string, bool>(StringComparer.Ordinal), new ConcurrentDictionary<string, bool>(StringComparer.Ordinal));
        List<Scene> scenes = [.. Scenes.All, .. await WorldScenes.FindAsync(platform.Services, Ct)];
        var known = await platform.ContentAsync(Ct);
        Walk[] walks = [new("en", 1280, [320, 1280]), new("zh", 390, [320], Turn: 0), new("ar", 390, [320], Turn: 1)];
        // Each person's pages in one language are gone over in one go; the longest ways first.
        var ways = walks.SelectMany(walk => scenes.Index().Where(s => walk.Turn is not { } turn || Thoroughness.IsTurn(s.Index, turn, 3)).GroupBy(s => s.Item.Who, s => s.Item).Select(p => (Walk: walk, Who: p.Key, Scenes: p.ToList())));
        var open = new ConcurrentQueue<(Walk Walk, string? Who, List<Scene> Scenes)>(ways.OrderByDescending(w => w.Scenes.Count));
        await Task.WhenAll(WalkAsync(), WalkAsync());
        string.Join('\n', [.. findings, .. await ValidateAsync(folder.FullName), .. Unvisited(visited.Keys)]).ShouldBeEmpty();
        folder.Delete(recursive: true);

        // A device that one person after the other uses: to start a browser takes as long as to look at a page.
        async Task WalkAsync()
        {
            var devices = new Dictionary<Walk, IBrowserContext>();
            try
            {
                while (open.TryDequeue(out var way))
                {
                    if (!devices.TryGetValue(way.Walk, out var device))
                    {
                        devices[way.Walk] = device = (await platform.PageAsync(width: way.Walk.Width)).Context;
                        if (way.Walk.Turn is null)
                        {
                            await Engines.GiveAsync(device, second: false);
                        }
                    }

                    await GoAsync(await platform.NextPersonAsync(device), way.Walk, way.Who, way.Scenes);
                }
            }
            finally
            {
                // Where one walk breaks off, the other does not go on alone.
                open.Clear();
                foreach (var device in devices.Values)
                {
                    await device.CloseAsync();
                }
            }
        }

        async Task GoAsync(IPage page, Walk walk, string? who, IReadOnlyList<Scene> pages)
        {
            var locale = walk.Locale;
            var links = new HashSet<string>(StringComparer.Ordinal);
            var opened = new HashSet<string>(StringComparer.Ordinal);
            using var asking = new HttpClient(new SocketsHttpHandler { UseCookies = false });
            if (who is not null)
            {
                var cookie = await platform.SessionAsync(who, Ct);
                await platform.CarryAsync(page, cookie);
                asking.DefaultRequestHeaders.Add("Cookie", cookie);
            }

            foreach (var scene in pages)
            {
                var answer = await OpenAsync(page, scene, locale);
                var path = new Uri(page.Url).AbsolutePath;
                for (var request = answer.Request; request is not null; request = request.RedirectedFrom)
                {
                    visited[new Uri(request.Url).AbsolutePath[3..]] = true;
                }

                // What is folded away is read too, by whoever opens it.
                await page.UnfoldAsync();

                // An error has no other language to lead to, and a kept message leads its reader, not the administrator.
                // Where the interface leads does not depend on the language; where texts lead, the content check looks.
                if (walk.Turn is null && scene.Status == 200 && !path[3..].StartsWith("/ops/mail", StringComparison.Ordinal))
                {
                    links.UnionWith(await page.EvaluateAsync<string[]>("() => [...document.querySelectorAll('a[href]')].map(a => new URL(a.getAttribute('href'), location.href).href.split('#')[0])"));
                }

                await File.WriteAllTextAsync(Path.Combine(folder.FullName, $"{locale}-{scene.Name}.html"), await answer.TextAsync(), Ct);
                // Pages have the same parts in each language.
                if (walk.Turn is null)
                {
                    Found(await Engines.AxeAsync(page));
                    Found(await Engines.ContrastAsync(page, byDay));
                    await page.EmulateMediaAsync(new PageEmulateMediaOptions { ColorScheme = ColorScheme.Dark });
                    Found(await Engines.ContrastAsync(page, byNight));
                    await page.EmulateMediaAsync(new PageEmulateMediaOptions { ColorScheme = ColorScheme.Light });
                    Found(await PageScripts.BareAsync(page, known));
                }

                Found(await CutAsync(page, walk, scene));
                void Found(IEnumerable<string> found) => found.ToList().ForEach(f => findings.Enqueue($"{locale} {scene.Name} at {path}: {f}"));

                // A page that cannot be had is shown in place of another; only these scenes want one.
                var expected = scene.Send is null ? scene.Status : 422;
                if (answer.Ok)
                {
                    opened.Add(page.Url.Split('#')[0]);
                }

                if (answer.Status != expected || (expected == 200 && !IsThere(scene, path[3..])))
                {
                    findings.Enqueue($"{locale} {scene.Name} at {scene.Path} came to {path} with {answer.Status}, not {expected}");
                }
            }

            // Files of the kit are made when they are asked for; that each can be had is promised elsewhere.
            foreach (var link in links.Where(l => l.StartsWith(platform.Address, StringComparison.Ordinal) && !opened.Contains(l) && !l.Contains("/materials/files/", StringComparison.Ordinal)))
            {
                using var there = await asking.GetAsync(new Uri(link), Ct);
                if (!there.IsSuccessStatusCode)
                {
                    findings.Enqueue($"{locale} {who ?? "anybody"}: a link leads to {link}, which answers {(int)there.StatusCode}");
                }
                else if (who is not null && there.RequestMessage!.RequestUri!.AbsolutePath.EndsWith("/sign-in", StringComparison.Ordinal))
                {
                    findings.Enqueue($"{locale} {who}: a link leads to {link}, which asks who is there");
                }
            }
        }
    }

    // Opens the page, follows the links, sends the form; answers what came last.
    internal static async Task<IResponse> OpenAsync(IPage page, Scene scene, string locale)
    {
        var answer = (await page.GotoAsync($"/{locale}{scene.Path}"))!;
        foreach (var part in scene.Follow)
        {
            await page.UnfoldAsync();
            answer = await AnswerAsync(page.Locator($"main a[href*='{part}']").First);
        }

        return scene.Send is null ? answer : await AnswerAsync(page.Locator(scene.Button).Last);

        async Task<IResponse> AnswerAsync(ILocator clicked)
        {
            await page.MarkAsync();
            var response = await page.RunAndWaitForResponseAsync(() => clicked.ClickAsync(), r => r.Request.IsNavigationRequest && r.Status is < 300 or >= 400);
            await page.WaitForNextAsync();
            return response;
        }
    }

    // A scene that says where it ends must not be led elsewhere, such as to the sign-in page.
    private static bool IsThere(Scene scene, string path) =>
        scene.Follow.Length > 0 ? path.Contains(scene.Follow[^1], StringComparison.Ordinal) : scene.Elsewhere is { } elsewhere ? path.StartsWith(elsewhere, StringComparison.Ordinal) : path == scene.Path.Split('?')[0];

    // The narrowest phone, where a long word shows first, and what else the walk is about.
    private static async Task<IReadOnlyList<string>> CutAsync(IPage page, Walk walk, Scene scene)
    {
        var findings = new List<string>();
        var height = page.ViewportSize!.Height;
        foreach (var width in walk.Cut)
        {
            await page.SetViewportSizeAsync(width, height);
            findings.AddRange((await page.EvaluateAsync<string[]>(PageScripts.Cut)).Select(f => $"at {width} px {f}"));
        }

        await page.SetViewportSizeAsync(walk.Width, height);
        await page.PictureAsync($"{walk.Locale}-{scene.Name}");
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
            .Where(route => !visited.Any(path => Matches(route, path)))
            .Select(route => $"no scene visits {route}: add one to tests/VisionZero.Pictures/Scenes.cs");

    // The constraints of the routes keep them apart from each other; here the shape is enough.
    private static bool Matches(string route, string path) =>
        new TemplateMatcher(TemplateParser.Parse(System.Text.RegularExpressions.Regex.Replace(route, @":[^}?]+(\([^)]*\))?", "")), []).TryMatch(path.Length == 0 ? "/" : path, []);

    /// <summary>A way over all pages.</summary>
    /// <param name="Locale">Language.</param>
    /// <param name="Width">Of the window.</param>
    /// <param name="Cut">Widths at which nothing may be cut.</param>
    /// <param name="Turn">Which third of the pages it goes over; all if null.</param>
    private sealed record Walk(string Locale, int Width, int[] Cut, int? Turn = null);
}
