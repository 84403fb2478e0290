using Microsoft.AspNetCore.Authorization;
using VisionZero.Domain.Courses;
using VisionZero.Web.Content;
using VisionZero.Web.Features.Accounts;
using VisionZero.Web.Pages;
using VisionZero.Web.Security;

namespace VisionZero.Web.Features.Courses;

/// <summary>A version in the list of staff.</summary>
/// <param name="Course">The version.</param>
/// <param name="Publication">What became of it; null if nothing did.</param>
/// <param name="State">Name of its state: one of <see cref="PublicationState"/>, or <c>Followed</c> if a newer one is in force.</param>
/// <param name="Who">Who published it, or proposed it.</param>
/// <param name="TextsDiffer">Whether its texts are not those that were published.</param>
public sealed record CourseRow(Course Course, Publication? Publication, string State, string? Who, bool TextsDiffer)
{
    /// <summary>How the state looks.</summary>
    public string Sign => State switch { "InForce" => "good", "Proposed" => "attention", _ => "neutral" };
}

/// <summary>Every version of every course: how far it is, under which hash, by whom and when.</summary>
[Authorize(Policy = Policies.Staff)]
public sealed class StaffCoursesPage : VzPage
{
    /// <summary>The versions of each course, newest first.</summary>
    public IReadOnlyList<IGrouping<string, CourseRow>> Courses { get; private set; } = [];

    /// <summary>Whether a version, or a correction, is still to be published.</summary>
    public bool AnyWaits => Courses.SelectMany(c => c).Any(r => r.TextsDiffer || r.State is nameof(PublicationState.Draft) or nameof(PublicationState.Proposed));

    /// <summary>Whether this platform shows content as it is being written.</summary>
    public bool Previews => Service<Settings>().PreviewsContent;

    /// <summary>The list.</summary>
    public async Task OnGetAsync()
    {
        var ct = HttpContext.RequestAborted;
        var publications = await PublishedContent.AllAsync(Query, ct);
        var names = await StaffNames.LoadAsync(Query, ct);
        var newest = Publication.Newest(publications, Now);
        Courses =
        [
            .. Service<CourseLibrary>().Written.Reverse()
                .Select(course => Row(course, publications.FirstOrDefault(p => p.Course == course.Id && p.CourseVersion == course.Version), newest, names))
                .GroupBy(r => r.Course.Id)
                .OrderBy(g => g.First().Course.Outline.Level),
        ];
    }

    private CourseRow Row(Course course, Publication? publication, IReadOnlyDictionary<string, int> newest, StaffNames names)
    {
        var state = publication?.StateAt(Now) ?? PublicationState.Draft;
        var followed = state == PublicationState.InForce && newest.GetValueOrDefault(course.Id) > course.Version;
        Guid? by = publication?.IsFixed == true ? publication.PublishedBy : publication?.ProposedBy;
        return new CourseRow(
            course,
            publication,
            followed ? "Followed" : state.ToString(),
            by is { } person ? names.Of(person) ?? T["certification.review.former"] : publication?.IsFixed == true ? T["certification.review.platform"] : null,
            publication?.IsFixed == true && publication.Sha256 != course.Manifest.Sha256);
    }
}
