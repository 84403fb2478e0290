namespace VisionZero.Web.Features.Trainers;

/// <summary>Who a trainer is: the document beside the stream (same id). Deleted when the personal data is erased.</summary>
public sealed record TrainerProfile
{
    /// <summary>Identity of the trainer.</summary>
    public Guid Id { get; init; }

    /// <summary>Account of the trainer.</summary>
    public Guid AccountId { get; init; }

    /// <summary>Name in the person's own script, as it is printed.</summary>
    public string Name { get; init; } = "";

    /// <summary>Its Latin spelling, if the person gave one.</summary>
    public string? LatinName { get; init; }

    /// <summary>City.</summary>
    public string City { get; init; } = "";

    /// <summary>Organisation the person works for, if any.</summary>
    public string? Organisation { get; init; }

    /// <summary>Qualifications in the person's words.</summary>
    public string? Qualifications { get; init; }
}
