using Marten;
using MediatR;
using VisionZero.Domain.Common;
using VisionZero.Domain.Learning;
using VisionZero.Web.Content;
using VisionZero.Web.Pipeline;

namespace VisionZero.Web.Features.Learning;

/// <summary>Hands the paper in; the answers saved by then are marked. Twice is once.</summary>
[Allow(Role.Trainer)]
public sealed record SubmitAssessment(Guid EnrolmentId, int Attempt) : ICommand
{
    /// <summary>The window it is handed in from, see <see cref="AttemptSeat"/>.</summary>
    public Guid? Window { get; init; }
}

internal sealed class SubmitAssessmentHandler(IDocumentSession session, ActorContext actor, CourseLibrary library, Scheme scheme, TimeProvider clock) : IRequestHandler<SubmitAssessment, Outcome>
{
    public Task<Outcome> Handle(SubmitAssessment command, CancellationToken cancellationToken) =>
        session.DecideOnEnrolmentAsync(
            actor.Current,
            library,
            command.EnrolmentId,
            null,
            (enrolment, course) => EnrolmentDecisions.Submit(enrolment, course.Outline, scheme.Policy.For(enrolment.Level), command.Attempt, clock.GetUtcNow()),
            cancellationToken,
            withBank: true,
            window: command.Window);
}
