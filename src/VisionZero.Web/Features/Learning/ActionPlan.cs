using System.Security.Cryptography;
using System.Text.Json;
using System.Text.Json.Serialization;

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

/// <summary>How far a goal is.</summary>
public enum GoalState
{
    /// <summary>Not begun.</summary>
    Planned,

    /// <summary>Begun.</summary>
    UnderWay,

    /// <summary>Done.</summary>
    Done,
}

/// <summary>What the learner wants to have done, and by when; how far it is.</summary>
public sealed record Goal(string What, DateOnly? By)
{
    /// <summary>How far it is. Left out while planned, so that the hash of a plan from before it was kept stays what it was.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public GoalState State { get; init; }
}
