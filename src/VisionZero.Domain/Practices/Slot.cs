using VisionZero.Domain.Common;
using VisionZero.Domain.Scheme;

namespace VisionZero.Domain.Practices;

/// <summary>How a session is observed.</summary>
public enum SlotWay
{
    /// <summary>By video conference.</summary>
    Remote = 1,

    /// <summary>In the room.</summary>
    OnSite = 2,
}

/// <summary>What happened to a slot that an assessor offers; where it takes place stands beside the log.</summary>
public abstract record SlotEvent
{
    private SlotEvent()
    {
    }

    /// <summary>An assessor offered it.</summary>
    public sealed record Offered(Guid Assessor, DateTimeOffset StartsAt, int Minutes, string Language, SlotWay Way, DateTimeOffset At) : SlotEvent;

    /// <summary>A candidate booked it.</summary>
    public sealed record Booked(Guid PracticeId, Guid AccountId, DateTimeOffset At) : SlotEvent;

    /// <summary>The candidate cancelled: it is free again.</summary>
    public sealed record Freed(Guid PracticeId, DateTimeOffset At) : SlotEvent;

    /// <summary>The assessor took it back, booked or not: it will not take place, or did not.</summary>
    public sealed record TakenBack(Guid? PracticeId, DateTimeOffset At) : SlotEvent;
}

/// <summary>A time at which an assessor observes a session, as the stream tells it. Booked once.</summary>
public sealed record Slot
{
    /// <summary>UUIDv5 of assessor and beginning.</summary>
    public Guid Id { get; init; }

    /// <summary>Who offers it.</summary>
    public Guid Assessor { get; init; }

    /// <summary>When it begins.</summary>
    public DateTimeOffset StartsAt { get; init; }

    /// <summary>How long it is.</summary>
    public int Minutes { get; init; }

    /// <summary>Language of the session, BCP 47.</summary>
    public string Language { get; init; } = "";

    /// <summary>How it is observed.</summary>
    public SlotWay Way { get; init; }

    /// <summary>The practice it is booked for; null while it is free.</summary>
    public Guid? PracticeId { get; init; }

    /// <summary>When it was taken back.</summary>
    public DateTimeOffset? TakenBackAt { get; init; }

    /// <summary>Version of the stream that this state stands for.</summary>
    public int Version { get; init; }

    /// <summary>When it ends.</summary>
    public DateTimeOffset EndsAt() => StartsAt.AddMinutes(Minutes);

    /// <summary>Folds one event; unknown ones leave the state as it is.</summary>
    public static Slot Evolve(Slot state, SlotEvent @event) => @event switch
    {
        SlotEvent.Offered e => state with { Assessor = e.Assessor, StartsAt = e.StartsAt, Minutes = e.Minutes, Language = e.Language, Way = e.Way, PracticeId = null, TakenBackAt = null },
        SlotEvent.Booked e => state with { PracticeId = e.PracticeId },
        SlotEvent.Freed => state with { PracticeId = null },
        SlotEvent.TakenBack e => state with { TakenBackAt = e.At },
        _ => state,
    };
}

/// <summary>Slots are offered by assessors and booked once. Pure.</summary>
public static class SlotDecisions
{
    /// <summary>Shortest and longest session, in minutes.</summary>
    public const int Shortest = 20, Longest = 240;

    /// <summary>Days ahead for which slots are offered.</summary>
    public const int DaysAhead = 365;

    /// <summary>Offers it, unless it overlaps with another of the same assessor.</summary>
    public static Decision<SlotEvent> Offer(IEnumerable<Slot> mine, SlotEvent.Offered offered) =>
        offered.Minutes is < Shortest or > Longest ? Refusal.At("Minutes", "slot.minutes", ("least", Shortest), ("most", Longest))
        : offered.StartsAt <= offered.At || offered.StartsAt > offered.At.AddDays(DaysAhead) ? Refusal.At("Day", "slot.day", ("days", DaysAhead))
        : mine.Any(s => s.TakenBackAt is null && s.StartsAt < offered.StartsAt.AddMinutes(offered.Minutes) && offered.StartsAt < s.EndsAt()) ? Refusal.At("Day", "slot.overlaps")
        : offered;

    /// <summary>Whether it can be booked now.</summary>
    public static bool IsFree(Slot slot, PracticePolicy policy, DateTimeOffset at) =>
        slot is { PracticeId: null, TakenBackAt: null } && at <= slot.StartsAt.AddHours(-policy.NoticeHours);

    /// <summary>Books it for a practice.</summary>
    public static Decision<SlotEvent> Book(Slot slot, Guid practiceId, Guid accountId, PracticePolicy policy, DateTimeOffset at) =>
        slot.PracticeId == practiceId && slot.TakenBackAt is null ? Decision<SlotEvent>.AlreadySo
        : !IsFree(slot, policy, at) ? Refusal.Of("slot.taken")
        : new SlotEvent.Booked(practiceId, accountId, at);

    /// <summary>Frees it because the session it was booked for was cancelled by the candidate.</summary>
    public static Decision<SlotEvent> Free(Slot slot, Guid practiceId, DateTimeOffset at) =>
        slot.PracticeId == practiceId && slot.TakenBackAt is null ? new SlotEvent.Freed(practiceId, at) : Decision<SlotEvent>.AlreadySo;

    /// <summary>Takes it back after it began, because the session was not held: a time that has passed is free for nobody.</summary>
    public static Decision<SlotEvent> NotHeld(Slot slot, Guid practiceId, DateTimeOffset at) =>
        slot.PracticeId == practiceId && slot.TakenBackAt is null ? new SlotEvent.TakenBack(practiceId, at) : Decision<SlotEvent>.AlreadySo;

    /// <summary>Takes it back before it begins.</summary>
    public static Decision<SlotEvent> TakeBack(Slot slot, Guid assessor, DateTimeOffset at) =>
        slot.Assessor != assessor ? Refusal.Of("practice.not-yours")
        : slot.TakenBackAt is not null ? Decision<SlotEvent>.AlreadySo
        : slot.StartsAt <= at ? Refusal.Of("practice.begun-already")
        : new SlotEvent.TakenBack(slot.PracticeId, at);
}
