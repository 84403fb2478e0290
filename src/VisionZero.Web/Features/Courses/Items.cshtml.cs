using System.Globalization;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using VisionZero.Domain.Common;
using VisionZero.Domain.Courses;
using VisionZero.Web.Content;
using VisionZero.Web.Pages;
using VisionZero.Web.Security;

namespace VisionZero.Web.Features.Courses;

/// <summary>How the questions of a bank do with real learners, what to look at first.</summary>
[Authorize(Policy = Policies.Staff)]
public sealed class ItemsPage : VzPage
{
    /// <summary>Orders in which they can be shown.</summary>
    public static readonly IReadOnlyList<string> Sorts = ["flags", "difficulty", "discrimination", "exposure", "id"];

    /// <summary>Versions that can be chosen: those in force first, then those that papers were drawn from.</summary>
    public IReadOnlyList<Course> Courses { get; private set; } = [];

    /// <summary>The course shown.</summary>
    public Course Course { get; private set; } = null!;

    /// <summary>What happened to its bank.</summary>
    public ItemBank Bank { get; private set; } = new();

    /// <summary>The questions shown.</summary>
    public IReadOnlyList<ItemFigures> Rows { get; private set; } = [];

    /// <summary>What was counted.</summary>
    public CountedBank Counted { get; private set; } = null!;

    /// <summary>The golden rule shown alone; 0 for all.</summary>
    public int Rule { get; private set; }

    /// <summary>The order.</summary>
    public string Sort { get; private set; } = Sorts[0];

    /// <summary>A version as the list of versions names it.</summary>
    public static string Name(Course course) => string.Create(CultureInfo.InvariantCulture, $"{course.Id}/{course.Version}");

    /// <summary>The page. Links name course and version, the list of versions both in one.</summary>
    public async Task<IActionResult> OnGetAsync(string? course, int? version, string? bank, int rule, string? sort)
    {
        var ct = HttpContext.RequestAborted;
        var library = Service<CourseLibrary>();
        Courses = await PaperQueries.BanksAsync(Query, library, await Service<CoursesInForce>().AllAsync(Query, Now, ct), ct);
        if (Chosen(library, course, version, bank) is not { } found)
        {
            return NotFound();
        }

        if (!Courses.Contains(found))
        {
            Courses = [.. Courses, found];
        }

        Course = found;
        Rule = GoldenRules.Exists(rule) ? rule : 0;
        Sort = Sorts.FirstOrDefault(s => s == sort) ?? Sorts[0];
        Bank = await PaperQueries.BankAsync(Query, found, ct);
        Counted = await Service<BankFigures>().OfAsync(Query, found, Bank, Service<Scheme>().Policy.For(found.Outline.Level).PassMarkPercent, ct);
        Rows = [.. Sorted(Counted.Items.Where(f => Rule == 0 || f.Rule == Rule))];
        return Page();
    }

    private Course? Chosen(CourseLibrary library, string? course, int? version, string? bank) => (course, version) switch
    {
        _ when bank is not null => library.All.FirstOrDefault(c => Name(c) == bank),
        (null, _) => Courses.Count == 0 ? null : Courses[0],
        (_, { } v) => library.Find(course, v),
        _ => Courses.FirstOrDefault(c => c.Id == course) ?? library.Find(course),
    };

    private IEnumerable<ItemFigures> Sorted(IEnumerable<ItemFigures> figures) => Sort switch
    {
        "difficulty" => figures.OrderBy(f => f.Difficulty ?? 2).ThenBy(f => f.ItemId, StringComparer.Ordinal),
        "discrimination" => figures.OrderBy(f => f.PointBiserial ?? 2).ThenBy(f => f.ItemId, StringComparer.Ordinal),
        "exposure" => figures.OrderByDescending(f => f.Drawn).ThenBy(f => f.ItemId, StringComparer.Ordinal),
        "id" => figures.OrderBy(f => f.ItemId, StringComparer.Ordinal),
        _ => figures.OrderBy(f => f.Flags.Count == 0 ? int.MaxValue : (int)f.Flags[0]).ThenByDescending(f => f.Flags.Count).ThenBy(f => f.ItemId, StringComparer.Ordinal),
    };
}
