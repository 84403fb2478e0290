using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Html;
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

    /// <summary>Versions of courses the reader learns with, or would, and whether they have begun.</summary>
    public Dictionary<Course, bool> Read { get; } = [];

    /// <summary>Title of a course, in the version that is searched.</summary>
    public string CourseTitle(string course) => Read.Keys.First(c => c.Id == course).In(T.Locale).Title;

    /// <summary>Whether the place is in a course that the reader is not enrolled in.</summary>
    public bool IsAhead(Found found) => Read.Any(c => c.Key.Id == found.Course && !c.Value);

    /// <summary>A text with what was looked for marked.</summary>
    public static IHtmlContent Marked(IEnumerable<Piece> pieces)
    {
        ArgumentNullException.ThrowIfNull(pieces);
        var html = new HtmlContentBuilder();
        foreach (var piece in pieces)
        {
            if (piece.IsHit)
            {
                html.AppendHtml("<mark>").Append(piece.Text).AppendHtml("</mark>");
            }
            else
            {
                html.Append(piece.Text);
            }
        }

        return html;
    }

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
        foreach (var course in await Service<CoursesInForce>().AllAsync(Query, Now, ct))
        {
            var enrolment = LearningQueries.Latest(enrolments, course.Id);
            Read[(enrolment is null ? null : library.Find(course.Id, enrolment.CourseVersion)) ?? course] = enrolment is not null;
        }

        Results = Service<ContentSearch>().Find(Words, T.Locale, Most, Read);
        return Page();
    }
}
