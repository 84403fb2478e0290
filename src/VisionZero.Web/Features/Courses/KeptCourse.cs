using Marten;
using VisionZero.Domain.Common;
using VisionZero.Web.Content;
using VisionZero.Web.Storage;

namespace VisionZero.Web.Features.Courses;

/// <summary>
/// The files of a version as they were published or corrected: where their bytes lie in the file store. Under the hash
/// over all of them, never changed; those of earlier corrections stay, for papers were answered with their words.
/// </summary>
public sealed record KeptCourse
{
    /// <summary>The hash that the events name.</summary>
    public string Sha256 { get; init; } = "";

    /// <summary>The course.</summary>
    public string Course { get; init; } = "";

    /// <summary>Its version.</summary>
    public int CourseVersion { get; init; }

    /// <summary>Hash of the archive (<see cref="CourseArchive"/>) in the file store.</summary>
    public string File { get; init; } = "";
}

/// <summary>Keeps what is published.</summary>
internal static class CourseKeeping
{
    /// <summary>
    /// Queues the files into the session's commit. False, and nothing is queued, if they have changed since the platform
    /// read them: nobody saw what lies there now.
    /// </summary>
    public static bool Keep(this IDocumentSession session, FileStore files, Course written)
    {
        var (bytes, sha256) = CourseArchive.Pack(written.Folder);
        if (sha256 != written.Manifest.Sha256)
        {
            return false;
        }

        var file = files.Store(session, bytes, CourseArchive.MediaType, DeterministicId.Publication(written.Id, written.Version));
        session.Store(new KeptCourse { Sha256 = sha256, Course = written.Id, CourseVersion = written.Version, File = file });
        return true;
    }
}
