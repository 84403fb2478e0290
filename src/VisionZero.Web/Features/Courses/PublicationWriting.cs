using Marten;
using VisionZero.Domain.Common;
using VisionZero.Domain.Courses;
using VisionZero.Web.Pipeline;
using VisionZero.Web.Storage;

namespace VisionZero.Web.Features.Courses;

/// <summary>The middle of every handler on a publication: find the files, decide on them, append, keep what is published.</summary>
internal static class PublicationWriting
{
    public static async Task<Outcome> DecideOnPublicationAsync(
        this IDocumentSession session,
        CourseEditions editions,
        FileStore files,
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
            ? session.Start<Publication, PublicationEvent>(id, Decide(new Publication { Id = id }))
            : await session.DecideAsync<Publication, PublicationEvent>(id, streamVersion, Decide, ct);

        // What learners will read is kept in the same commit as the event that says so.
        Decision<PublicationEvent> Decide(Publication publication)
        {
            var decision = decide(publication, found.Edition);
            var fixes = decision.Accepted && decision.Events.Any(e => e is PublicationEvent.Published or PublicationEvent.Scheduled or PublicationEvent.Corrected);
            return fixes && !session.Keep(files, found.Course) ? Refusal.Of("publication.changed-since") : decision;
        }
    }

    /// <summary>The newest version of a course that is published or scheduled; 0 if none is.</summary>
    public static async Task<int> NewestAsync(this IQuerySession session, string course, CancellationToken ct) =>
        (await PublishedContent.AllAsync(session, ct)).Where(p => p.Course == course && p.IsFixed).Select(p => p.CourseVersion).DefaultIfEmpty(0).Max();
}
