using Marten;
using MediatR;
using VisionZero.Web.Content;
using VisionZero.Web.Pipeline;
using VisionZero.Web.Storage;

namespace VisionZero.Web.Features.Courses;

/// <summary>
/// Keeps the files of versions that were published before files were kept, as long as they are still what was published.
/// </summary>
[AllowJob]
public sealed record KeepPublished : ICommand
{
    /// <summary>Who does it.</summary>
    internal static Actor Actor { get; } = Pipeline.Actor.Job("keep-published");
}

internal sealed class KeepPublishedHandler(IDocumentSession session, CourseLibrary library, FileStore files) : IRequestHandler<KeepPublished, Outcome>
{
    public async Task<Outcome> Handle(KeepPublished command, CancellationToken cancellationToken)
    {
        foreach (var publication in (await PublishedContent.AllAsync(session, cancellationToken)).Where(p => p.IsFixed))
        {
            if (library.FindWritten(publication.Course, publication.CourseVersion) is { } written
                && written.Manifest.Sha256 == publication.Sha256
                && await session.LoadAsync<KeptCourse>(publication.Sha256, cancellationToken) is null)
            {
                session.Keep(files, written);
            }
        }

        return Outcome.Done;
    }
}
