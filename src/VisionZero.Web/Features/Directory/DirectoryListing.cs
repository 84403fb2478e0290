namespace VisionZero.Web.Features.Directory;

/// <summary>
/// A trainer in the public directory: what the snapshot holds and the public reads. In it is only who is certified as
/// Professional and agreed to be listed; the last day decides at every reading, so nobody stays because a job is late.
/// </summary>
public sealed record DirectoryListing
{
    /// <summary>Identity of the trainer.</summary>
    public Guid Id { get; init; }

    /// <summary>Name as on the certificate.</summary>
    public string Name { get; init; } = "";

    /// <summary>Its Latin spelling, if there is one.</summary>
    public string? LatinName { get; init; }

    /// <summary>City.</summary>
    public string City { get; init; } = "";

    /// <summary>ISO 3166-1 alpha-2.</summary>
    public string Country { get; init; } = "";

    /// <summary>Languages of delivery, BCP 47.</summary>
    public IReadOnlyList<string> Languages { get; init; } = [];

    /// <summary>Sectors, codes of the platform.</summary>
    public IReadOnlyList<string> Sectors { get; init; } = [];

    /// <summary>Organisation, if the trainer named one.</summary>
    public string? Organisation { get; init; }

    /// <summary>Number of the certificate in force.</summary>
    public string Number { get; init; } = "";

    /// <summary>First day of validity.</summary>
    public DateOnly ValidFrom { get; init; }

    /// <summary>Last day on which the holder counts as certified (grace included).</summary>
    public DateOnly CertifiedThrough { get; init; }

    /// <summary>Last day of validity.</summary>
    public DateOnly ValidThrough { get; init; }

    /// <summary>What a search looks in: name, Latin spelling, city, organisation, folded.</summary>
    public string SearchKey { get; init; } = "";

    /// <summary>The renewal that begins when this certificate ends, if it is awarded already.</summary>
    public DirectoryListing? Renewal { get; init; }

    /// <summary>What is to be read on this day: the renewal from its first day on, whether or not a job has run.</summary>
    public DirectoryListing On(DateOnly day) => Renewal is { } renewal && renewal.ValidFrom <= day ? renewal : this;
}

/// <summary>Which listings are public: replaced together with them in one commit.</summary>
public sealed record DirectorySnapshot
{
    /// <summary>There is one.</summary>
    public const string TheOne = "current";

    /// <summary>Always <see cref="TheOne"/>.</summary>
    public string Id { get; init; } = TheOne;

    /// <summary>Counts publications; web nodes reload when it moves.</summary>
    public long Number { get; init; }

    /// <summary>The log up to here is in it.</summary>
    public long Sequence { get; init; }

    /// <summary>When it was published.</summary>
    public DateTimeOffset PublishedAt { get; init; }

    /// <summary>Trainers listed.</summary>
    public int Count { get; init; }
}
