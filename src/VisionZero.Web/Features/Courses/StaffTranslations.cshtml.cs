using System.Globalization;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using VisionZero.Domain.Common;
using VisionZero.Web.Content;
using VisionZero.Web.Content.Comparison;
using VisionZero.Web.Content.Reports;
using VisionZero.Web.Features.Learning;
using VisionZero.Web.Pages;
using VisionZero.Web.Security;

namespace VisionZero.Web.Features.Courses;

/// <summary>
/// A version of a course in English beside one of its other languages, a rule at a time, as its files are now: whoever says
/// that a translation says what the English text says reads both here first.
/// </summary>
[Authorize(Policy = Policies.Staff)]
public sealed class StaffTranslationsPage : VzPage
{
    /// <summary>The version.</summary>
    public Course Course { get; private set; } = null!;

    /// <summary>Its languages besides English.</summary>
    public IReadOnlyList<string> Locales { get; private set; } = [];

    /// <summary>The language beside the English; empty if there is none.</summary>
    public string TextLocale { get; private set; } = "";

    /// <summary>The rule shown.</summary>
    public int Rule { get; private set; }

    /// <summary>Its sheets and questions, what is to be looked at first.</summary>
    public IReadOnlyList<TranslatedPart> Parts { get; private set; } = [];

    /// <summary>What is to be looked at in this language, in all rules; of a rule's questions, that they are.</summary>
    public IReadOnlyList<(int Rule, TranslatedPart Part)> Waiting { get; private set; } = [];

    /// <summary>Folder of the version below the content folder.</summary>
    public string Folder => string.Create(CultureInfo.InvariantCulture, $"courses/{Course.Id}/v{Course.Version}/");

    /// <summary>The page; without a rule, the first that has something to look at.</summary>
    public async Task<IActionResult> OnGetAsync(string course, int version, string? locale, int? rule)
    {
        if (Service<CourseLibrary>().FindWritten(course, version) is not { } found)
        {
            return NotFound();
        }

        if (await LearningQueries.IsToBeExaminedAsync(Query, Actor.Person, course, HttpContext.RequestAborted))
        {
            return Forbid();
        }

        Course = found;
        Locales = [.. found.Locales.Where(l => l != "en")];
        TextLocale = new[] { locale, T.Locale }.FirstOrDefault(l => l is not null && Locales.Contains(l)) ?? Locales.FirstOrDefault("");
        if (TextLocale.Length == 0)
        {
            return Page();
        }

        var stale = TranslationRecord.Read(Service<ContentFolder>().Path).Stale()
            .Where(path => path.StartsWith(Folder, StringComparison.Ordinal))
            .Select(path => path[Folder.Length..])
            .ToHashSet(StringComparer.Ordinal);
        var rules = GoldenRules.All.ToDictionary(r => r, r => TranslationReview.Of(found, r, TextLocale, stale));
        Waiting = [.. rules.SelectMany(r => r.Value.Where(p => p.State != TranslationState.Current).DistinctBy(p => (p.File, p.State)).Select(p => (r.Key, p)))];
        Rule = rule is { } asked && GoldenRules.Exists(asked) ? asked : Waiting.Select(w => w.Rule).FirstOrDefault(1);
        Parts = rules[Rule];
        return Page();
    }
}
