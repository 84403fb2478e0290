using Hangfire;
using Marten;
using MediatR;
using VisionZero.Domain.Common;
using VisionZero.Domain.Practices;
using VisionZero.Web.Features.Accounts;
using VisionZero.Web.Jobs;
using VisionZero.Web.Pipeline;

namespace VisionZero.Web.Features.Practices;

/// <summary>Takes a practice from an assessor who has left.</summary>
[AllowJob]
public sealed record TakeBackMarking(Guid PracticeId, Guid Assessor) : ICommand;

/// <summary>Takes back a slot of an assessor who has left.</summary>
[AllowJob]
public sealed record WithdrawSlot(Guid SlotId, Guid Assessor) : ICommand;

internal sealed class TakeBackMarkingHandlers(IDocumentSession session, TimeProvider clock) :
    IRequestHandler<TakeBackMarking, Outcome>,
    IRequestHandler<WithdrawSlot, Outcome>
{
    public async Task<Outcome> Handle(TakeBackMarking command, CancellationToken cancellationToken)
    {
        var cancelled = false;
        var outcome = await session.DecideAsync<Practice, PracticeEvent>(
            command.PracticeId,
            null,
            p =>
            {
                var decision = MarkingDecisions.ReleaseFrom(p, command.Assessor, clock.GetUtcNow());
                cancelled = decision.Events.Any(e => e is PracticeEvent.SessionCancelled);
                return decision;
            },
            cancellationToken);
        session.EndDraft(command.PracticeId, command.Assessor);
        if (cancelled)
        {
            session.EndDrafts(command.PracticeId);
        }

        return outcome;
    }

    public Task<Outcome> Handle(WithdrawSlot command, CancellationToken cancellationToken) =>
        session.DecideAsync<Slot, SlotEvent>(command.SlotId, null, s => SlotDecisions.TakeBack(s, command.Assessor, clock.GetUtcNow()), cancellationToken);
}

/// <summary>Gives back to the others what an assessor had taken up who left, or assesses no more: no candidate waits for nobody.</summary>
public sealed class TakeBackMarkings(IQuerySession session, IMediator mediator, ActorContext actor, TimeProvider clock)
{
    /// <summary>Looks whether the account still assesses; safe to run twice.</summary>
    /// <exception cref="InvalidOperationException">Something was changed at the same moment; the job is run again.</exception>
    [Queue(Queues.Upkeep)]
    public async Task RunAsync(Guid account, CancellationToken ct)
    {
        actor.ActAs(Actor.Job("take-back-markings"));
        if (await session.LoadAsync<Login>(account, ct) is { } login && login.Roles.Contains(Role.Assessor))
        {
            return;
        }

        var now = clock.GetUtcNow();
        var held = await session.Query<Practice>().Where(p => p.State == PracticeState.Marking && p.Markings.Any(m => m.Assessor == account)).Select(p => p.Id).ToListAsync(ct);
        var offered = await session.Query<Slot>().Where(s => s.Assessor == account && s.TakenBackAt == null && s.StartsAt > now).Select(s => s.Id).ToListAsync(ct);
        foreach (var command in held.Select(ICommand (id) => new TakeBackMarking(id, account)).Concat(offered.Select(id => new WithdrawSlot(id, account))))
        {
            var outcome = await mediator.Send(command, ct);
            if (!outcome.Ok)
            {
                throw new InvalidOperationException($"{command} was refused: {string.Join(' ', outcome.Refusals.Select(r => r.Code))}.");
            }
        }
    }
}
