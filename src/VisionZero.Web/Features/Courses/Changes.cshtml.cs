using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using VisionZero.Web.Content;
using VisionZero.Web.Content.Comparison;
using VisionZero.Web.Features.Learning;
using VisionZero.Web.Security;

namespace VisionZero.Web.Features.Courses;

/// <summary>
/// What the version in force says otherwise than the one the learner began: sheets line by line. Questions are counted
/// only, for some of them are asked in an assessment.
/// </summary>
[Authorize(Policy = Policies.Trainer)]
public sealed class ChangesPage : LearnerPage
{
    /// <summary>What differs.</summary>
    public IReadOnlyList<RuleDifference> Rules { get; private set; } = [];

    /// <summary>The language compared.</summary>
    public string Compared { get; private set; } = "en";

    /// <summary>Questions that are new, changed or taken away under all rules.</summary>
    public int Questions(string change) => Rules.Sum(r => r.Items.Count(i => i.Change == change));

    /// <summary>The page.</summary>
    public async Task<IActionResult> OnGetAsync(string course)
    {
        if (await LoadAsync(course) is { } elsewhere)
        {
            return elsewhere;
        }

        if (Newer is not null)
        {
            Compared = Newer.Locales.Union(Course.Locales).Contains(T.Locale) ? T.Locale : "en";
            Rules = [.. CourseDifference.Between(Course, Newer, Compared).Select(r => r with { Sheets = [.. r.Sheets.Where(s => !s.IsKit)] })];
        }

        return Page();
    }
}
