using Marten;
using MediatR;
using VisionZero.Domain.Common;
using VisionZero.Domain.Learning;
using VisionZero.Web.Content;
using VisionZero.Web.Pipeline;

namespace VisionZero.Web.Features.Learning;

/// <summary>Stops the reminders of a plan with the token under one of them, signed in or not.</summary>
[AllowAnyone]
public sealed record StopPlanReminders(string? Token) : ICommand;

/// <summary>The owner stops the reminders of a plan, or lets them come again.</summary>
[Allow(Role.Trainer)]
public sealed record SetPlanReminders(Guid EnrolmentId, bool On) : ICommand;

internal sealed class PlanReminderHandlers(IDocumentSession session, ActorContext actor, CourseLibrary library, PlanLinks links, TimeProvider clock) :
    IRequestHandler<StopPlanReminders, Outcome>,
    IRequestHandler<SetPlanReminders, Outcome>
{
    public Task<Outcome> Handle(StopPlanReminders command, CancellationToken cancellationToken) =>
        links.Read(command.Token) is { } id
            ? session.DecideAsync<Enrolment, EnrolmentEvent>(id, null, e => PlanReminders.Stop(e, clock.GetUtcNow()), cancellationToken)
            : Task.FromResult(Outcome.Refused(Refusal.Of("account.link-invalid")));

    public Task<Outcome> Handle(SetPlanReminders command, CancellationToken cancellationToken) =>
        session.DecideOnEnrolmentAsync(
            actor.Current,
            library,
            command.EnrolmentId,
            null,
            (e, _) => command.On ? PlanReminders.Resume(e, clock.GetUtcNow()) : PlanReminders.Stop(e, clock.GetUtcNow()),
            cancellationToken);
}
