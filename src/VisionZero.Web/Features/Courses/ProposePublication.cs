using Marten;
using MediatR;
using VisionZero.Domain.Common;
using VisionZero.Domain.Courses;
using VisionZero.Web.Pipeline;
using VisionZero.Web.Storage;

namespace VisionZero.Web.Features.Courses;

/// <summary>Staff propose a version, or the correction of a published one, exactly as it was shown to them.</summary>
/// <param name="Course">The course.</param>
/// <param name="CourseVersion">Its version.</param>
/// <param name="Sha256">The hash that was shown.</param>
/// <param name="Version">Version of the stream that was shown; 0 if there was none.</param>
[Allow(Role.Reviewer, Role.Approver)]
public sealed record ProposePublication(string Course, int CourseVersion, string Sha256, int Version) : ICommand;

internal sealed class ProposePublicationHandler(IDocumentSession session, ActorContext actor, CourseEditions editions, FileStore files, Settings settings, TimeProvider clock) : IRequestHandler<ProposePublication, Outcome>
{
    public Task<Outcome> Handle(ProposePublication command, CancellationToken cancellationToken) =>
        session.DecideOnPublicationAsync(
            editions,
            files,
            settings,
            (command.Course, command.CourseVersion),
            command.Version,
            (publication, edition) => edition.Sha256 == command.Sha256
                ? PublicationDecisions.Propose(publication, edition, actor.Current.Person, clock.GetUtcNow())
                : Refusal.Of("publication.changed-since"),
            cancellationToken);
}
