using System.Security.Cryptography;
using System.Text.Json;

namespace VisionZero.Web.Features.Learning;

/// <summary>The goals a learner sets; free text, so beside the log. The log has count and hash.</summary>
public sealed record ActionPlan
{
    /// <summary>Identity of the enrolment.</summary>
    public Guid Id { get; init; }

    /// <summary>Whose plan it is.</summary>
    public Guid TrainerId { get; init; }

    /// <summary>Goals by golden rule.</summary>
    public IReadOnlyDictionary<int, IReadOnlyList<Goal>> Goals { get; init; } = new Dictionary<int, IReadOnlyList<Goal>>();

    /// <summary>The goals under a rule.</summary>
    public IReadOnlyList<Goal> Under(int rule) => Goals.GetValueOrDefault(rule) ?? [];

    /// <summary>SHA-256 of the goals under a rule, lower-case hex.</summary>
    public static string Hash(IReadOnlyList<Goal> goals) =>
        Convert.ToHexStringLower(SHA256.HashData(JsonSerializer.SerializeToUtf8Bytes(goals)));
}

/// <summary>What the learner wants to have done, and by when.</summary>
public sealed record Goal(string What, DateOnly? By);
