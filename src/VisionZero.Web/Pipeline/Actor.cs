using VisionZero.Domain.Common;

namespace VisionZero.Web.Pipeline;

/// <summary>Who acts: a signed-in person, a job, or nobody yet.</summary>
/// <param name="Name">What the event log records: <c>person:&lt;account id&gt;</c>, <c>job:&lt;name&gt;</c> or <c>anonymous</c>.</param>
/// <param name="AccountId">The person's account, or null.</param>
/// <param name="Roles">The person's roles.</param>
public sealed record Actor(string Name, Guid? AccountId, IReadOnlySet<Role> Roles)
{
    /// <summary>Nobody has signed in.</summary>
    public static Actor Anonymous { get; } = new("anonymous", null, new HashSet<Role>());

    /// <summary>Whether a job acts.</summary>
    public bool IsJob => Name.StartsWith("job:", StringComparison.Ordinal);

    /// <summary>Whether a person of OSH staff acts.</summary>
    public bool IsStaff => Roles.Contains(Role.Reviewer) || Roles.Contains(Role.Approver) || Roles.Contains(Role.Administrator) || Roles.Contains(Role.Assessor);

    /// <summary>The signed-in person; only call behind an authorisation rule that asks for one.</summary>
    public Guid Person => AccountId ?? throw new InvalidOperationException($"{Name} is no person.");

    /// <summary>A job.</summary>
    public static Actor Job(string name) => new($"job:{name}", null, new HashSet<Role>());

    /// <summary>A signed-in person.</summary>
    public static Actor OfPerson(Guid accountId, IEnumerable<Role> roles) => new($"person:{accountId:N}", accountId, roles.ToHashSet());
}

/// <summary>The actor of the current request or job. The edge sets it once: middleware for requests, each job for itself.</summary>
public sealed class ActorContext
{
    /// <summary>Who acts.</summary>
    public Actor Current { get; private set; } = Actor.Anonymous;

    /// <summary>Sets who acts.</summary>
    public void ActAs(Actor actor) => Current = actor;
}
