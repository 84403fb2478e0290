using Marten;
using VisionZero.Domain.Common;

namespace VisionZero.Web.Pipeline;

/// <summary>The middle of every handler: load, decide, append.</summary>
public static class Writing
{
    /// <summary>
    /// Fetches a stream for writing, lets the domain decide, appends what follows. With an expected version, a stream
    /// that has moved on answers <see cref="Outcome.Conflict"/>.
    /// </summary>
    public static async Task<Outcome> DecideAsync<TState, TEvent>(
        this IDocumentSession session,
        Guid id,
        int? expectedVersion,
        Func<TState, Decision<TEvent>> decide,
        CancellationToken ct)
        where TState : class
        where TEvent : class
    {
        var stream = expectedVersion is { } version
            ? await session.Events.FetchForWriting<TState>(id, version, ct).ConfigureAwait(false)
            : await session.Events.FetchForWriting<TState>(id, ct).ConfigureAwait(false);
        if (stream.Aggregate is null)
        {
            return Outcome.NotFound;
        }

        var decision = decide(stream.Aggregate);
        if (!decision.Accepted)
        {
            return Outcome.Refused(decision.Refusals);
        }

        foreach (var @event in decision.Events)
        {
            stream.AppendOne(@event);
        }

        return Outcome.Made(id);
    }

    /// <summary>
    /// Appends what needs no decision, waiting for its turn at the stream: two at once are both written, so nobody learns
    /// from a conflict that an account exists. Appending without fetching would leave the view's version at nought.
    /// </summary>
    public static async Task AppendAsync<TState>(this IDocumentSession session, Guid id, CancellationToken ct, params IReadOnlyList<object> events)
        where TState : class
    {
        var stream = await session.Events.FetchForExclusiveWriting<TState>(id, ct).ConfigureAwait(false);
        stream.AppendMany(events);
    }

    /// <summary>Starts a stream with what the domain decided.</summary>
    public static Outcome Start<TState, TEvent>(this IDocumentSession session, Guid id, Decision<TEvent> decision)
        where TState : class
        where TEvent : class
    {
        if (!decision.Accepted)
        {
            return Outcome.Refused(decision.Refusals);
        }

        session.Events.StartStream<TState>(id, decision.Events);
        return Outcome.Made(id);
    }
}
