using Marten;
using MediatR;
using VisionZero.Domain.Common;
using VisionZero.Domain.Learning;
using VisionZero.Web.Content;
using VisionZero.Web.Pipeline;

namespace VisionZero.Web.Features.Learning;

/// <summary>Marks an assessment whose time is over, with what was saved in time. Sent by the job, and when the learner comes back before it.</summary>
[AllowJob]
[Allow(Role.Trainer)]
public sealed record CloseOverdueAssessment(Guid EnrolmentId) : ICommand;

internal sealed class CloseOverdueAssessmentHandler(IDocumentSession session, ActorContext actor, CourseLibrary library, Scheme scheme, TimeProvider clock) : IRequestHandler<CloseOverdueAssessment, Outcome>
{
    public Task<Outcome> Handle(CloseOverdueAssessment command, CancellationToken cancellationToken) =>
        session.DecideOnEnrolmentAsync(
            actor.Current,
            library,
            command.EnrolmentId,
            null,
            (enrolment, course) => EnrolmentDecisions.CloseOverdue(enrolment, course.Outline, scheme.Policy.For(enrolment.Level), clock.GetUtcNow()),
            cancellationToken,
            withBank: true);
}

/// <summary>Every minute: finds assessments whose time is over and has them marked.</summary>
public sealed class CloseOverdueAssessments(IQuerySession session, IMediator mediator, ActorContext actor, TimeProvider clock)
{
    /// <summary>Runs; one that cannot be closed now is found again a minute later.</summary>
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        actor.ActAs(Actor.Job("close-overdue-assessments"));
        var before = clock.GetUtcNow() - EnrolmentDecisions.Lateness;
        var overdue = await session.Query<Enrolment>().Where(e => e.RunsUntil != null && e.RunsUntil < before).Select(e => e.Id).ToListAsync(cancellationToken);
        foreach (var id in overdue)
        {
            await mediator.Send(new CloseOverdueAssessment(id), cancellationToken);
        }
    }
}
