using Marten;
using VisionZero.Domain.Common;
using VisionZero.Domain.Courses;
using VisionZero.Web.Pipeline;

namespace VisionZero.Web.Features.Courses;

/// <summary>The middle of every handler on a publication: find the files, decide on them, append, keep the manifest.</summary>
internal static class PublicationWriting
{
    public static async Task<Outcome> DecideOnPublicationAsync(
        this IDocumentSession session,
        CourseEditions editions,
        Settings settings,
        (string Course, int Version) of,
        int streamVersion,
        Func<Publication, CourseEdition, Decision<PublicationEvent>> decide,
        CancellationToken ct)
    {
        if (settings.PreviewsContent)
        {
            return Outcome.Refused(Refusal.Of("publication.preview"));
        }

        if (editions.Find(of.Course, of.Version) is not { } found)
        {
            return Outcome.NotFound;
        }

        session.Store(PublishedManifest.Of(found.Course));
        var id = DeterministicId.Publication(of.Course, of.Version);
        return streamVersion == 0
            ? session.Start<Publication, PublicationEvent>(id, decide(new Publication { Id = id }, found.Edition))
            : await session.DecideAsync<Publication, PublicationEvent>(id, streamVersion, p => decide(p, found.Edition), ct);
    }

    /// <summary>The newest version of a course that is published or scheduled; 0 if none is.</summary>
    public static async Task<int> NewestAsync(this IQuerySession session, string course, CancellationToken ct) =>
        (await PublishedContent.AllAsync(session, ct)).Where(p => p.Course == course && p.IsFixed).Select(p => p.CourseVersion).DefaultIfEmpty(0).Max();
}
