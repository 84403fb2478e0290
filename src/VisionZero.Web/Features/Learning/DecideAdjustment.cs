using Marten;
using MediatR;
using VisionZero.Domain.Common;
using VisionZero.Domain.Learning;
using VisionZero.Web.Content;
using VisionZero.Web.Pipeline;

namespace VisionZero.Web.Features.Learning;

/// <summary>Grants other conditions for the rest of an enrolment; never one's own.</summary>
[Allow(Role.Reviewer, Role.Approver)]
public sealed record GrantAdjustment(Guid EnrolmentId, int Version, int ExtraTimePercent, bool LargerType, bool Paper) : ICommand;

/// <summary>Does not grant a wish; never one's own.</summary>
[Allow(Role.Reviewer, Role.Approver)]
public sealed record DeclineAdjustment(Guid EnrolmentId, int Version, string Reason) : ICommand;

internal sealed class DecideAdjustmentHandlers(IDocumentSession session, ActorContext actor, CourseLibrary library, TimeProvider clock) :
    IRequestHandler<GrantAdjustment, Outcome>,
    IRequestHandler<DeclineAdjustment, Outcome>
{
    public async Task<Outcome> Handle(GrantAdjustment command, CancellationToken cancellationToken)
    {
        var granted = new Adjustment(command.ExtraTimePercent, command.LargerType, command.Paper);
        var outcome = await DecideAsync(command.EnrolmentId, command.Version, e => AdjustmentDecisions.Grant(e, granted, actor.Current.Person, clock.GetUtcNow()), cancellationToken);
        if (outcome.Ok)
        {
            session.Delete<AdjustmentReason>(command.EnrolmentId);
        }

        return outcome;
    }

    public async Task<Outcome> Handle(DeclineAdjustment command, CancellationToken cancellationToken)
    {
        var outcome = await DecideAsync(command.EnrolmentId, command.Version, e => AdjustmentDecisions.Decline(e, command.Reason, actor.Current.Person, clock.GetUtcNow()), cancellationToken);
        // Who is asked to tell more finds again what they wrote; nobody needs it after any other answer.
        if (outcome.Ok && command.Reason != AdjustmentDecisions.TellMore)
        {
            session.Delete<AdjustmentReason>(command.EnrolmentId);
        }

        return outcome;
    }

    private Task<Outcome> DecideAsync(Guid id, int version, Func<Enrolment, Decision<EnrolmentEvent>> decide, CancellationToken ct) =>
        session.DecideOnEnrolmentAsync(actor.Current, library, id, version, (enrolment, _) => decide(enrolment), ct, onBehalf: true);
}
