using Marten;
using MediatR;
using VisionZero.Domain.Common;
using VisionZero.Domain.Practices;
using VisionZero.Web.Content;
using VisionZero.Web.Pipeline;

namespace VisionZero.Web.Features.Practices;

/// <summary>Books an offered session for the acting trainer's practice. Slot and practice are written in one commit: of two at once, one gets it.</summary>
[Allow(Role.Trainer)]
public sealed record BookSession(Guid SlotId) : ICommand;

/// <summary>The candidate cancels the session; the slot is free again.</summary>
[Allow(Role.Trainer)]
public sealed record CancelSession(Guid PracticeId) : ICommand;

internal sealed class BookSessionHandlers(IDocumentSession session, ActorContext actor, Scheme scheme, TimeProvider clock) :
    IRequestHandler<BookSession, Outcome>,
    IRequestHandler<CancelSession, Outcome>
{
    public async Task<Outcome> Handle(BookSession command, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        var me = actor.Current.Person;
        if (scheme.Policy.Practice is not { } policy
            || await PracticeQueries.OpenAsync(session, me, cancellationToken) is not { } open
            || await session.LoadAsync<Slot>(command.SlotId, cancellationToken) is not { } slot)
        {
            return Outcome.NotFound;
        }

        var barred = await PracticeQueries.DecidersAsync(session, open.TrainerId, cancellationToken);
        var booked = await session.DecideAsync<Practice, PracticeEvent>(open.Id, null, p => PracticeDecisions.Book(p, me, slot, barred, policy, now), cancellationToken);
        return booked.Ok
            ? await session.DecideAsync<Slot, SlotEvent>(slot.Id, null, s => SlotDecisions.Book(s, open.Id, me, open.Under(policy), now), cancellationToken)
            : booked;
    }

    public async Task<Outcome> Handle(CancelSession command, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        var me = actor.Current.Person;
        if (scheme.Policy.Practice is not { } policy || await session.LoadAsync<Practice>(command.PracticeId, cancellationToken) is not { Session: { } booked })
        {
            return Outcome.NotFound;
        }

        var cancelled = await session.DecideAsync<Practice, PracticeEvent>(command.PracticeId, null, p => PracticeDecisions.CancelSession(p, me, policy, now), cancellationToken);
        return cancelled.Ok
            ? await session.DecideAsync<Slot, SlotEvent>(booked.SlotId, null, s => SlotDecisions.Free(s, command.PracticeId, now), cancellationToken)
            : cancelled;
    }
}
