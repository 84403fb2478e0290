using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using VisionZero.Web.Content;
using VisionZero.Web.Content.Comparison;
using VisionZero.Web.Pages;
using VisionZero.Web.Security;

namespace VisionZero.Web.Features.Courses;

/// <summary>What differs between two versions of a course, for staff: sheets and questions, line by line.</summary>
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

    /// <summary>Languages to choose from.</summary>
    public IEnumerable<string> Locales => Earlier.Locales.Union(Later.Locales);

    /// <summary>What differs.</summary>
    public IReadOnlyList<RuleDifference> Rules { get; private set; } = [];

    /// <summary>The difference; without versions, between the two newest.</summary>
    public IActionResult OnGet(string course, int? from, int? to, string? locale)
    {
        var library = Service<CourseLibrary>();
        Versions = [.. library.All.Where(c => c.Id == course).Select(c => c.Version)];
        if (Versions.Count == 0
            || library.Find(course, from ?? Versions[^Math.Min(2, Versions.Count)]) is not { } earlier
            || library.Find(course, to ?? Versions[^1]) is not { } later)
        {
            return NotFound();
        }

        (Earlier, Later) = (earlier, later);
        TextLocale = new[] { locale, T.Locale }.FirstOrDefault(l => l is not null && Locales.Contains(l)) ?? "en";
        Rules = CourseDifference.Between(Service<ContentFolder>(), Earlier, Later, TextLocale);
        return Page();
    }
}
