namespace VisionZero.Web.Features.Companies;

/// <summary>Who a supporter is: the document beside the stream (same id).</summary>
public sealed record CompanyProfile
{
    /// <summary>Identity of the supporter.</summary>
    public Guid Id { get; init; }

    /// <summary>Account of its representative.</summary>
    public Guid AccountId { get; init; }

    /// <summary>Legal name in its own script, as it is printed.</summary>
    public string Name { get; init; } = "";

    /// <summary>City.</summary>
    public string City { get; init; } = "";

    /// <summary>Address of its site, https, if any.</summary>
    public string? Website { get; init; }

    /// <summary>Who signs: name.</summary>
    public string SignatoryName { get; init; } = "";

    /// <summary>Who signs: role in the organisation.</summary>
    public string SignatoryRole { get; init; } = "";
}
