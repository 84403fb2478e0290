using System.Collections.Concurrent;
using System.Diagnostics;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Playwright;
using VisionZero.Domain.Common;
using VisionZero.Tests;
using VisionZero.Web.Content;
using VisionZero.Web.Texts;

namespace VisionZero.Browser.Tests;

/// <summary>
/// Every sheet of every course and every question, in every language it is complete in: two engines find nothing, and
/// headings, pictures and language are told to who does not see them. All sheets of a rule stand on its page to print, all
/// its questions on papers that hold each of them; what a page of a single sheet has around it is looked at in one rule of
/// each course. Questions have the same words as they are asked and as they are explained: both engines look at the one in
/// every other rule, at the other in the rest, the other way round in the next language; axe at both in English. With
/// VZ_THOROUGH both look at all.
/// </summary>
[Collection(nameof(Alone))]
public sealed class EveryLessonTests(BrowserPlatform platform)
{
    // What a screen reader needs of a page, beyond what the engines call an error.
    private const string Structure =
        """
        ([lang, dir]) => {
          const found = [], html = document.documentElement;
          if (html.lang !== lang) found.push(`lang is ${html.lang}, not ${lang}`);
          if (html.dir !== dir) found.push(`dir is ${html.dir}, not ${dir}`);
          const heads = [...document.querySelectorAll('h1, h2, h3, h4, h5, h6')].filter(h => h.checkVisibility());
          const ones = heads.filter(h => h.tagName === 'H1').length;
          if (ones !== 1) found.push(`${ones} headings of level 1`);
          heads.forEach((h, i) => {
            const level = +h.tagName[1], before = i ? +heads[i - 1].tagName[1] : 0;
            if (level > before + 1) found.push(`heading "${h.textContent}" is of level ${level} after ${before}`);
            if (!h.textContent.trim()) found.push('a heading without words');
          });
          const hidden = e => !!e.closest('[aria-hidden=true]');
          const named = e => (e.getAttribute('aria-label') ?? '').trim()
            || (e.getAttribute('aria-labelledby') ?? '').split(' ').some(id => document.getElementById(id)?.textContent.trim())
            || e.querySelector?.(':scope > title')?.textContent.trim();
          for (const image of document.querySelectorAll('img')) if (!image.hasAttribute('alt')) found.push(`no alt: ${image.outerHTML}`);
          for (const svg of document.querySelectorAll('svg'))
            if (!hidden(svg) && !named(svg) && !svg.closest('[role=img][aria-label]')) found.push(`a drawing without words: ${svg.outerHTML.slice(0, 120)}`);
          return found;
        }
        """;

    private readonly ConcurrentDictionary<string, bool> _weighed = new(StringComparer.Ordinal);

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Two_engines_find_nothing_on_any_sheet_and_any_question_in_any_language()
    {
        var visits = new ConcurrentQueue<Visit>();
        var seen = 0;
        var findings = new ConcurrentQueue<string>();
        foreach (var course in platform.Services.GetRequiredService<CourseLibrary>().Newest)
        {
            var reader = await CourseReader.MakeAsync(platform.Services, course, Ct);
            course.Locales.SelectMany(locale => Visits(reader, locale)).ToList().ForEach(visits.Enqueue);
        }

        var all = visits.Count;
        var began = Stopwatch.GetTimestamp();
        await Task.WhenAll(WalkAsync(), WalkAsync());
        string.Join('\n', findings).ShouldBeEmpty();
        seen.ShouldBe(all);

        async Task WalkAsync()
        {
            var staff = await platform.PageAsync();
            await Engines.GiveAsync(staff.Context, second: true);
            await platform.CarryAsync(staff, await TestSessions.OpenAsync(platform.Services, await TestAccounts.MakeAsync(platform.Services, [Role.Reviewer], DateTimeOffset.UtcNow, Ct), Ct));
            var learner = await platform.PageAsync();
            await Engines.GiveAsync(learner.Context, second: true);
            while (visits.TryDequeue(out var visit))
            {
                var page = visit.Cookie is null ? staff : learner;
                if (visit.Cookie is not null)
                {
                    await platform.CarryAsync(page, visit.Cookie);
                }

                foreach (var finding in await LookAsync(page, visit))
                {
                    findings.Enqueue($"{visit.Locale}{visit.Path}: {finding}");
                }

                if (Interlocked.Increment(ref seen) % 25 == 0)
                {
                    TestContext.Current.SendDiagnosticMessage($"{seen} of {all} pages in {Stopwatch.GetElapsedTime(began).TotalSeconds:0} s, {findings.Count} findings");
                }
            }

            await staff.Context.CloseAsync();
            await learner.Context.CloseAsync();
        }
    }

    private async Task<IReadOnlyList<string>> LookAsync(IPage page, Visit visit)
    {
        var answer = (await page.GotoAsync($"/{visit.Locale}{visit.Path}"))!;
        if (answer.Status != 200 || new Uri(page.Url).AbsolutePath != $"/{visit.Locale}{visit.Path}")
        {
            return [$"came to {page.Url} with {answer.Status}"];
        }

        var texts = platform.Services.GetRequiredService<TextSource>().For(visit.Locale);
        // What is folded away is read too, by whoever opens it.
        await page.EvaluateAsync("() => document.querySelectorAll('details').forEach(d => { d.open = true; })");
        return
        [
            .. await page.EvaluateAsync<string[]>(Structure, new[] { texts.Tag, texts.Direction }),
            .. await Engines.AxeAsync(page),
            .. visit.Colours ? await Engines.ContrastAsync(page, _weighed) : [],
            .. visit.Second ? await Engines.SecondAsync(page) : [],
        ];
    }

    private static IEnumerable<Visit> Visits(CourseReader reader, string locale) => reader.Course.Rules.SelectMany(rule =>
    {
        // Colours do not depend on the language, nor does what stands around a single sheet.
        var isEnglish = locale == "en";
        var turn = reader.Course.Locales.ToList().IndexOf(locale) % 2;
        var (asked, explained) = (Thoroughness.IsTurn(rule.Rule, turn, 2), Thoroughness.IsTurn(rule.Rule, 1 - turn, 2));
        string[] single = rule.Rule == 1 && (isEnglish || Thoroughness.IsFull) ? [.. rule.Lessons.Select(l => l.Key), "card"] : [];
        List<Visit> visits = [.. single.Prepend("print").Select(sheet => new Visit(locale, $"/learn/{reader.Course.Id}/{rule.Rule}/{sheet}", reader.Learner.Cookie, sheet is "print" or "lesson-1", isEnglish))];
        if (isEnglish || asked)
        {
            visits.Add(new Visit(locale, reader.Asked(rule), reader.Learner.Cookie, asked, isEnglish && rule.Rule == 1));
        }

        if (isEnglish || explained)
        {
            visits.Add(new Visit(locale, reader.Explained(rule), null, explained, isEnglish && rule.Rule == 1));
        }

        return visits;
    });

    /// <summary>A page to be looked at.</summary>
    /// <param name="Locale">Language.</param>
    /// <param name="Path">Address without it.</param>
    /// <param name="Cookie">Session of the learner; null for staff.</param>
    /// <param name="Second">Whether the second engine looks too.</param>
    /// <param name="Colours">Whether colours are weighed.</param>
    private sealed record Visit(string Locale, string Path, string? Cookie, bool Second, bool Colours);
}
