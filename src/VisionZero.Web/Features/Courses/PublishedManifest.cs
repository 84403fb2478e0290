using Marten;
using VisionZero.Domain.Courses;
using VisionZero.Domain.Scheme;
using VisionZero.Web.Content;

namespace VisionZero.Web.Features.Courses;

/// <summary>The files of a version as they were published, proposed or scheduled; under the hash over all of them, never changed.</summary>
public sealed record PublishedManifest
{
    /// <summary>The hash that the events name.</summary>
    public string Sha256 { get; init; } = "";

    /// <summary>The course.</summary>
    public string Course { get; init; } = "";

    /// <summary>Its version.</summary>
    public int CourseVersion { get; init; }

    /// <summary>Each file and its hash, in the order of the paths.</summary>
    public IReadOnlyList<CourseFile> Files { get; init; } = [];

    /// <summary>The manifest of a course as it is loaded.</summary>
    public static PublishedManifest Of(Course course)
    {
        ArgumentNullException.ThrowIfNull(course);
        return new() { Sha256 = course.Manifest.Sha256, Course = course.Id, CourseVersion = course.Version, Files = course.Manifest.Files };
    }
}

/// <summary>Reads about what was published.</summary>
public static class PublishedContent
{
    /// <summary>All publications.</summary>
    public static Task<IReadOnlyList<Publication>> AllAsync(IQuerySession session, CancellationToken ct) =>
        session.Query<Publication>().ToListAsync(ct);

    /// <summary>Files in which a version differs from a published state; none if that state is not known.</summary>
    public static async Task<IReadOnlyList<CourseFileChange>> ChangesAsync(IQuerySession session, Course course, string sha256, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(course);
        return course.Manifest.Sha256 != sha256 && await session.LoadAsync<PublishedManifest>(sha256, ct) is { } published
            ? [.. course.Manifest.Since(published.Files)]
            : [];
    }

    /// <summary>Why the platform must not serve: published versions that are gone, or whose outline is no longer what learners began.</summary>
    public static async Task<IReadOnlyList<string>> ProblemsAsync(IQuerySession session, CourseLibrary library, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(library);
        var problems = new List<string>();
        foreach (var publication in (await AllAsync(session, ct)).Where(p => p.IsFixed).OrderBy(p => p.Course, StringComparer.Ordinal).ThenBy(p => p.CourseVersion))
        {
            var folder = $"courses/{publication.Course}/v{publication.CourseVersion}";
            if (library.FindWritten(publication.Course, publication.CourseVersion) is not { } course)
            {
                problems.Add($"{folder}: this version is published (SHA-256 {publication.Sha256}) and its folder is missing. Bring it back: learners are enrolled on it, and certificates rest on it.");
            }
            else if (OutlineFingerprint.Of(course.Outline) != publication.OutlineSha256)
            {
                var changes = await ChangesAsync(session, course, publication.Sha256, ct);
                problems.Add(
                    $"{folder} was published, and its outline (items, keys, lessons) has changed since: {string.Join(", ", Bearing(changes).Select(c => $"{c.Path} ({c.Change})"))}. "
                    + $"Learners are marked by what was published. Bring the files back, and write the change as a new version: copy the folder to v{library.Written.Where(c => c.Id == course.Id).Max(c => c.Version) + 1}, set 'version' in its course.yaml, publish it under Staff, Courses.");
            }
        }

        return problems;
    }

    /// <summary>
    /// Where a paper cannot be drawn: published versions whose bank, without what is withdrawn from it, is smaller than the
    /// scheme asks for.
    /// </summary>
    public static async Task<IReadOnlyList<string>> ShortagesAsync(IQuerySession session, CourseLibrary library, SchemePolicy policy, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(library);
        ArgumentNullException.ThrowIfNull(policy);
        var problems = new List<string>();
        foreach (var publication in (await AllAsync(session, ct)).Where(p => p.IsFixed).OrderBy(p => p.Course, StringComparer.Ordinal).ThenBy(p => p.CourseVersion))
        {
            if (library.Find(publication.Course, publication.CourseVersion) is not { } course)
            {
                continue;
            }

            var withdrawn = (await PaperQueries.BankAsync(session, course, ct)).Items();
            if (ItemBankDecisions.Shortage(course.Outline with { Withdrawn = withdrawn }, policy.For(course.Outline.Level).Blueprint)?.Arguments is { } place)
            {
                problems.Add(
                    $"courses/{course.Id}/v{course.Version}: rule {place["rule"]} has {place["left"]} items of difficulty {place["difficulty"]} that are not withdrawn, and the scheme draws {place["quota"]} ('items-per-rule'). "
                    + $"Withdrawn are: {(withdrawn.Count == 0 ? "none" : string.Join(", ", withdrawn))}. Start with the scheme as it was before, and restore items or publish a version with more, or ask for fewer.");
            }
        }

        return problems;
    }

    // Words alone change no outline; where nothing else is known to differ, every file is named.
    private static IEnumerable<CourseFileChange> Bearing(IReadOnlyList<CourseFileChange> changes)
    {
        CourseFileChange[] bearing = [.. changes.Where(c => c.Change != "changed" || Path.GetFileName(c.Path) is "items.yaml" or "course.yaml" || c.Path.EndsWith(".svg", StringComparison.Ordinal))];
        return bearing.Length > 0 ? bearing : changes;
    }
}
