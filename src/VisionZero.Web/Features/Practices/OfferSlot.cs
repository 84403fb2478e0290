using Marten;
using MediatR;
using VisionZero.Domain.Common;
using VisionZero.Domain.Practices;
using VisionZero.Web.Content;
using VisionZero.Web.Pipeline;

namespace VisionZero.Web.Features.Practices;

/// <summary>An assessor offers a time at which to observe a session.</summary>
[Allow(Role.Assessor)]
public sealed record OfferSlot(DateTimeOffset StartsAt, int Minutes, string? Language, SlotWay Way, string? Where, string? Town = null) : ICommand
{
    /// <inheritdoc/>
    public IEnumerable<Refusal> Check()
    {
        if (!Codes.IsLanguage(Language ?? ""))
        {
            yield return Refusal.At(nameof(Language), "slot.language");
        }

        if (!Enum.IsDefined(Way))
        {
            yield return Refusal.At(nameof(Way), "slot.way");
        }

        // Who travels to a session wants to know where to before booking it.
        if (Way == SlotWay.OnSite && string.IsNullOrWhiteSpace(Town))
        {
            yield return Refusal.At(nameof(Town), "slot.town");
        }
        else if (Town?.Length > SlotPlace.LongestTown)
        {
            yield return Refusal.At(nameof(Town), "application.text-long", ("most", SlotPlace.LongestTown));
        }

        if (string.IsNullOrWhiteSpace(Where))
        {
            yield return Refusal.At(nameof(Where), "slot.where");
        }
        else if (Where.Length > SlotPlace.Longest)
        {
            yield return Refusal.At(nameof(Where), "application.text-long", ("most", SlotPlace.Longest));
        }
    }
}

/// <summary>The assessor takes a slot back; a session that was booked is cancelled, and the candidate is told.</summary>
[Allow(Role.Assessor)]
public sealed record TakeBackSlot(Guid SlotId) : ICommand;

internal sealed class OfferSlotHandlers(IDocumentSession session, ActorContext actor, Scheme scheme, TimeProvider clock) :
    IRequestHandler<OfferSlot, Outcome>,
    IRequestHandler<TakeBackSlot, Outcome>
{
    public async Task<Outcome> Handle(OfferSlot command, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        var me = actor.Current.Person;
        var mine = await session.Query<Slot>().Where(s => s.Assessor == me && s.TakenBackAt == null).ToListAsync(cancellationToken);
        var decision = SlotDecisions.Offer(mine, new SlotEvent.Offered(me, command.StartsAt.ToUniversalTime(), command.Minutes, command.Language!, command.Way, now));
        if (!decision.Accepted)
        {
            return Outcome.Refused(decision.Refusals);
        }

        // A slot that was taken back can be offered again: it is the same stream.
        var id = DeterministicId.Slot(me, command.StartsAt);
        var stream = await session.Events.FetchForWriting<Slot>(id, cancellationToken);
        stream.AppendMany(decision.Events);
        session.Store(new SlotPlace { Id = id, Where = command.Where!.Trim(), Town = command.Way == SlotWay.OnSite ? Text.Tidy(command.Town) : null });
        return Outcome.Made(id);
    }

    public async Task<Outcome> Handle(TakeBackSlot command, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        var me = actor.Current.Person;
        var slot = await session.LoadAsync<Slot>(command.SlotId, cancellationToken);
        if (slot is { PracticeId: { } practice, TakenBackAt: null } && slot.Assessor == me && scheme.Policy.Practice is { } policy)
        {
            var cancelled = await session.DecideAsync<Practice, PracticeEvent>(practice, null, p => PracticeDecisions.CancelSession(p, me, policy, now), cancellationToken);
            if (!cancelled.Ok)
            {
                return cancelled;
            }
        }

        return await session.DecideAsync<Slot, SlotEvent>(command.SlotId, null, s => SlotDecisions.TakeBack(s, me, now), cancellationToken);
    }
}
