using VisionZero.Domain.Common;

namespace VisionZero.Domain.Courses;

/// <summary>An item that is drawn no more.</summary>
public sealed record WithdrawnItem(string ItemId, string Reason, Guid By, DateTimeOffset At);

/// <summary>A marking anew that was applied.</summary>
public sealed record AppliedRescore(Guid Id, IReadOnlyList<string> Items, int Papers, int Better, int NewlyPassed, Guid By, DateTimeOffset At);

/// <summary>The questions of one version of a course, as far as something happened to them.</summary>
public sealed record ItemBank
{
    /// <summary>UUIDv5 of course and version.</summary>
    public Guid Id { get; init; }

    /// <summary>Course id; empty while nothing has happened.</summary>
    public string Course { get; init; } = "";

    /// <summary>Version of the course.</summary>
    public int CourseVersion { get; init; }

    /// <summary>Items that are withdrawn now.</summary>
    public IReadOnlyList<WithdrawnItem> Withdrawn { get; init; } = [];

    /// <summary>Markings anew, oldest first.</summary>
    public IReadOnlyList<AppliedRescore> Rescores { get; init; } = [];

    /// <summary>Version of the stream that this state stands for.</summary>
    public int Version { get; init; }

    /// <summary>The items that are withdrawn now.</summary>
    public IReadOnlyList<string> Items() => [.. Withdrawn.Select(w => w.ItemId)];

    /// <summary>The withdrawal of an item that is in force, or null.</summary>
    public WithdrawnItem? Of(string itemId) => Withdrawn.FirstOrDefault(w => w.ItemId == itemId);

    /// <summary>Folds one event; unknown ones leave the state as it is.</summary>
    public static ItemBank Evolve(ItemBank state, ItemBankEvent @event) => @event switch
    {
        ItemBankEvent.Opened e => state with { Course = e.Course, CourseVersion = e.CourseVersion },
        ItemBankEvent.ItemWithdrawn e => state with { Withdrawn = [.. state.Withdrawn, new WithdrawnItem(e.ItemId, e.Reason, e.By, e.At)] },
        ItemBankEvent.ItemRestored e => state with { Withdrawn = [.. state.Withdrawn.Where(w => w.ItemId != e.ItemId)] },
        ItemBankEvent.RescoreApplied e => state with
        {
            Rescores = [.. state.Rescores, new AppliedRescore(e.RescoreId, e.Items, e.Papers, e.Better, e.NewlyPassed, e.By, e.At)],
        },
        _ => state,
    };
}

/// <summary>What may be done to a bank of questions. Pure.</summary>
public static class ItemBankDecisions
{
    /// <summary>Why an item is withdrawn.</summary>
    public static readonly IReadOnlyList<string> Reasons = ["wrong-key", "ambiguous", "out-of-date", "unfair", "statistics", "leaked"];

    /// <summary>Withdraws an item, unless papers could then no longer be drawn as the scheme says.</summary>
    public static Decision<ItemBankEvent> Withdraw(ItemBank bank, CourseOutline outline, IReadOnlyList<int> blueprint, string itemId, string reason, Guid by, DateTimeOffset at)
    {
        if (outline.BankItem(itemId) is null)
        {
            return Refusal.Of("items.unknown");
        }

        if (!Reasons.Contains(reason))
        {
            return Refusal.At("Reason", "items.reason");
        }

        if (bank.Of(itemId) is not null)
        {
            return Decision<ItemBankEvent>.AlreadySo;
        }

        return Shortage(outline with { Withdrawn = [.. bank.Items(), itemId] }, blueprint) is { } shortage
            ? shortage
            : Decision<ItemBankEvent>.Accept([.. Opening(bank, outline, at), new ItemBankEvent.ItemWithdrawn(itemId, reason, by, at)]);
    }

    /// <summary>Takes a withdrawal back.</summary>
    public static Decision<ItemBankEvent> Restore(ItemBank bank, string itemId, Guid by, DateTimeOffset at) =>
        bank.Of(itemId) is null ? Decision<ItemBankEvent>.AlreadySo : new ItemBankEvent.ItemRestored(itemId, by, at);

    /// <summary>
    /// Applies a marking anew. Four eyes: whoever withdrew one of its items does not; and what is applied is what was seen.
    /// </summary>
    public static Decision<ItemBankEvent> ApplyRescore(ItemBank bank, Learning.RescoreProposal proposal, string seen, Guid id, Guid by, DateTimeOffset at)
    {
        if (bank.Rescores.Any(r => r.Id == id))
        {
            return Decision<ItemBankEvent>.AlreadySo;
        }

        if (bank.Withdrawn.Any(w => w.By == by))
        {
            return Refusal.Of("items.four-eyes");
        }

        if (proposal.Digest != seen)
        {
            return Refusal.Of("items.proposal-stale");
        }

        return proposal.Lines.Count == 0
            ? Refusal.Of("items.nothing-to-rescore")
            : new ItemBankEvent.RescoreApplied(id, proposal.Items, proposal.Digest, proposal.Lines.Count, proposal.Better, proposal.NewlyPassed, by, at);
    }

    /// <summary>Where a bank is too small for the papers of the scheme: the first rule and difficulty; null if nowhere.</summary>
    public static Refusal? Shortage(CourseOutline outline, IReadOnlyList<int> blueprint) =>
        outline.Rules
            .SelectMany(r => blueprint.Select((quota, i) => (r.Rule, Difficulty: i + 1, Quota: quota, Left: outline.Available(r).Count(item => item.Difficulty == i + 1))))
            .Where(place => place.Left < place.Quota)
            .Select(place => Refusal.Of("items.bank-too-small", ("rule", place.Rule), ("difficulty", place.Difficulty), ("left", place.Left), ("quota", place.Quota)))
            .FirstOrDefault();

    private static IEnumerable<ItemBankEvent> Opening(ItemBank bank, CourseOutline outline, DateTimeOffset at) =>
        bank.Course.Length == 0 ? [new ItemBankEvent.Opened(outline.Course, outline.Version, at)] : [];
}
