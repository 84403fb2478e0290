namespace VisionZero.Domain.Courses;

/// <summary>What happened to the questions of one version of a course after it was published.</summary>
public abstract record ItemBankEvent
{
    private ItemBankEvent()
    {
    }

    /// <summary>Somebody looked after this bank for the first time.</summary>
    public sealed record Opened(string Course, int CourseVersion, DateTimeOffset At) : ItemBankEvent;

    /// <summary>An item was found unfit: it comes on no new paper and does not count on those that run.</summary>
    public sealed record ItemWithdrawn(string ItemId, string Reason, Guid By, DateTimeOffset At) : ItemBankEvent;

    /// <summary>The withdrawal was a mistake: the item is drawn again. Papers marked without it stay as they are.</summary>
    public sealed record ItemRestored(string ItemId, Guid By, DateTimeOffset At) : ItemBankEvent;

    /// <summary>
    /// A second person had the papers that were marked with these items marked again without them. The digest says which
    /// list of people and results that person had seen (<see cref="Learning.RescoreProposal.Digest"/>).
    /// </summary>
    public sealed record RescoreApplied(Guid RescoreId, IReadOnlyList<string> Items, string Digest, int Papers, int Better, int NewlyPassed, Guid By, DateTimeOffset At) : ItemBankEvent;
}
