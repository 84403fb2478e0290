using Marten;
using VisionZero.Domain.Courses;
using VisionZero.Web.Content;

namespace VisionZero.Web.Features.Courses;

/// <summary>
/// Which version of each course is enrolled on: the newest that is published and in force at the instant asked about.
/// A schedule takes effect by being read, not because a job ran.
/// </summary>
public sealed class CoursesInForce(CourseLibrary library, Settings settings)
{
    /// <summary>The courses at an instant, in the order of the levels.</summary>
    public async Task<IReadOnlyList<Course>> AllAsync(IQuerySession session, DateTimeOffset at, CancellationToken ct)
    {
        if (settings.PreviewsContent)
        {
            return library.Newest;
        }

        var newest = Publication.Newest(await PublishedContent.AllAsync(session, ct), at);
        return [.. newest.Select(n => library.Find(n.Key, n.Value)).OfType<Course>().OrderBy(c => c.Outline.Level).ThenBy(c => c.Id, StringComparer.Ordinal)];
    }

    /// <summary>One course at an instant; null if no version of it is in force.</summary>
    public async Task<Course?> FindAsync(IQuerySession session, string? course, DateTimeOffset at, CancellationToken ct) =>
        (await AllAsync(session, at, ct)).FirstOrDefault(c => c.Id == course);
}
