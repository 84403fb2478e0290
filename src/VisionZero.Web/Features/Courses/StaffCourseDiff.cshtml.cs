using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using VisionZero.Web.Content;
using VisionZero.Web.Content.Comparison;
using VisionZero.Web.Features.Learning;
using VisionZero.Web.Pages;
using VisionZero.Web.Security;

namespace VisionZero.Web.Features.Courses;

/// <summary>
/// What differs between two versions of a course, or between a version as it was published and as its files are now, for
/// staff: sheets, questions and pictures, line by line. Whoever approves reads it first.
/// </summary>
[Authorize(Policy = Policies.Staff)]
public sealed class StaffCourseDiffPage : VzPage
{
    /// <summary>The earlier version.</summary>
    public Course Earlier { get; private set; } = null!;

    /// <summary>The later version.</summary>
    public Course Later { get; private set; } = null!;

    /// <summary>The language compared.</summary>
    public string TextLocale { get; private set; } = "en";

    /// <summary>Versions to choose from.</summary>
    public IReadOnlyList<int> Versions { get; private set; } = [];

    /// <summary>Whether this is about the correction of one version.</summary>
    public bool IsCorrection { get; private set; }

    /// <summary>Languages to choose from; of a correction, those that it is about.</summary>
    public IEnumerable<string> Locales => IsCorrection ? CourseDifference.Locales(Earlier, Later) : Earlier.Locales.Union(Later.Locales);

    /// <summary>What differs.</summary>
    public IReadOnlyList<RuleDifference> Rules { get; private set; } = [];

    /// <summary>The difference; without versions, between the two newest.</summary>
    public async Task<IActionResult> OnGetAsync(string course, int? from, int? to, int? correction, string? locale)
    {
        var library = Service<CourseLibrary>();
        Versions = [.. library.All.Where(c => c.Id == course).Select(c => c.Version)];
        IsCorrection = correction is not null;
        var (earlier, later) = correction is { } version
            ? (await Service<ServedCourses>().PublishedAsync(Query, course, version, HttpContext.RequestAborted), library.FindWritten(course, version))
            : Versions.Count > 0
                ? (library.Find(course, from ?? Versions[^Math.Min(2, Versions.Count)]), library.Find(course, to ?? Versions[^1]))
                : default;
        if (earlier is null || later is null)
        {
            return NotFound();
        }

        if (await LearningQueries.IsToBeExaminedAsync(Query, Actor.Person, course, HttpContext.RequestAborted))
        {
            return Forbid();
        }

        (Earlier, Later) = (earlier, later);
        TextLocale = new[] { locale, T.Locale }.FirstOrDefault(l => l is not null && Locales.Contains(l)) ?? Locales.First();
        Rules = CourseDifference.Between(Earlier, Later, TextLocale);
        return Page();
    }
}
