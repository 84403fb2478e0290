namespace VisionZero.Domain.Common;

/// <summary>
/// What a decider answers: the events that follow, or the refusals that forbid them; never both.
/// An accepted decision without events means "already so": the wish is fulfilled and nothing is written.
/// </summary>
public sealed class Decision<TEvent>
    where TEvent : class
{
    private Decision(IReadOnlyList<TEvent> events, IReadOnlyList<Refusal> refusals)
    {
        Events = events;
        Refusals = refusals;
    }

    /// <summary>The events to append, in order; empty if refused or already so.</summary>
    public IReadOnlyList<TEvent> Events { get; }

    /// <summary>Every reason against it; empty if accepted.</summary>
    public IReadOnlyList<Refusal> Refusals { get; }

    /// <summary>Whether the wish is granted (or was already fulfilled).</summary>
    public bool Accepted => Refusals.Count == 0;

    /// <summary>Already so: accepted, nothing to write.</summary>
    public static Decision<TEvent> AlreadySo { get; } = new([], []);

    /// <summary>Accepts with these events.</summary>
    public static Decision<TEvent> Accept(params IEnumerable<TEvent> events) => new([.. events], []);

    /// <summary>Refuses for these reasons; at least one.</summary>
    public static Decision<TEvent> Refuse(params IEnumerable<Refusal> refusals)
    {
        Refusal[] reasons = [.. refusals];
        return reasons.Length > 0
            ? new Decision<TEvent>([], reasons)
            : throw new ArgumentException("A refusal names at least one reason.", nameof(refusals));
    }

    /// <summary>The same decision with other events in place of its own; a refusal stays one.</summary>
    public static Decision<TEvent> Map(Decision<TEvent> decision, Func<TEvent, TEvent> change)
    {
        ArgumentNullException.ThrowIfNull(decision);
        return decision.Accepted ? Accept(decision.Events.Select(change)) : decision;
    }

    public static implicit operator Decision<TEvent>(TEvent @event) => Accept(@event);

    public static implicit operator Decision<TEvent>(Refusal refusal) => Refuse(refusal);
}
