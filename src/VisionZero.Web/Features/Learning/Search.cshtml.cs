using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using VisionZero.Web.Content;
using VisionZero.Web.Features.Courses;
using VisionZero.Web.Pages;
using VisionZero.Web.Security;

namespace VisionZero.Web.Features.Learning;

/// <summary>Finds words in lessons, materials and glossary.</summary>
[Authorize(Policy = Policies.Trainer)]
public sealed class SearchPage : VzPage
{
    private const int Most = 40;

    /// <summary>What is looked for.</summary>
    [BindProperty(SupportsGet = true, Name = "q")]
    public string? Words { get; set; }

    /// <summary>Where it was found.</summary>
    public IReadOnlyList<Found> Results { get; private set; } = [];

    /// <summary>Title of a course.</summary>
    public string CourseTitle(string course) => Service<CourseLibrary>().Find(course)!.In(T.Locale).Title;

    /// <summary>The page.</summary>
    public async Task<IActionResult> OnGetAsync()
    {
        var ct = HttpContext.RequestAborted;
        if (await LearningQueries.TrainerAsync(Query, Actor.Person, ct) is not { } trainer)
        {
            return Redirect(Url.Content("~/trainer/register"));
        }

        var library = Service<CourseLibrary>();
        var enrolments = await LearningQueries.EnrolmentsAsync(Query, trainer.Id, ct);
        Course[] read =
        [
            .. (await Service<CoursesInForce>().AllAsync(Query, Now, ct))
                .Select(c => LearningQueries.Latest(enrolments, c.Id) is { } enrolment ? library.Find(c.Id, enrolment.CourseVersion) ?? c : c),
        ];
        Results = Service<ContentSearch>().Find(Words, T.Locale, Most, read);
        return Page();
    }
}
