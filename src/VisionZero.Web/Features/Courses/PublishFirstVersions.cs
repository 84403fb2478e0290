using Marten;
using MediatR;
using VisionZero.Domain.Common;
using VisionZero.Domain.Courses;
using VisionZero.Web.Content;
using VisionZero.Web.Pipeline;
using VisionZero.Web.Storage;

namespace VisionZero.Web.Features.Courses;

/// <summary>
/// Publishes the first version of every course of which nothing was ever published: what a platform is delivered with.
/// Every later version is staff's, with four eyes.
/// </summary>
[AllowJob]
public sealed record PublishFirstVersions : ICommand
{
    /// <summary>Who does it.</summary>
    internal static Actor Actor { get; } = Pipeline.Actor.Job("publish-first-versions");
}

internal sealed class PublishFirstVersionsHandler(IDocumentSession session, CourseLibrary library, CourseEditions editions, FileStore files, TimeProvider clock) : IRequestHandler<PublishFirstVersions, Outcome>
{
    public async Task<Outcome> Handle(PublishFirstVersions command, CancellationToken cancellationToken)
    {
        var known = (await PublishedContent.AllAsync(session, cancellationToken)).Select(p => p.Course).ToHashSet(StringComparer.Ordinal);
        foreach (var first in library.Written.GroupBy(c => c.Id).Where(g => !known.Contains(g.Key)).Select(g => g.MinBy(c => c.Version)!))
        {
            session.Store(PublishedManifest.Of(first));
            session.Keep(files, first);
            session.Start<Publication, PublicationEvent>(
                DeterministicId.Publication(first.Id, first.Version),
                PublicationDecisions.PublishFirst(editions.Find(first.Id, first.Version)!.Value.Edition, clock.GetUtcNow()));
        }

        return Outcome.Done;
    }
}
