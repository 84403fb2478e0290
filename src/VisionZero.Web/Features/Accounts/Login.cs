using Marten;
using VisionZero.Domain.Common;

namespace VisionZero.Web.Features.Accounts;

/// <summary>
/// How a person signs in: the document beside the account's stream (same id). Mutable, because ASP.NET Core Identity
/// writes to it. Deleted when the account is closed.
/// </summary>
public sealed class Login
{
    /// <summary>Identity of the account.</summary>
    public Guid Id { get; set; }

    /// <summary>Address as typed.</summary>
    public string Email { get; set; } = "";

    /// <summary>Address in the form it is compared in; unique.</summary>
    public string NormalizedEmail { get; set; } = "";

    /// <summary>Whether the address is confirmed.</summary>
    public bool EmailConfirmed { get; set; }

    /// <summary>An address that is asked for but not confirmed.</summary>
    public string? PendingEmail { get; set; }

    /// <summary>Name shown to colleagues; only staff have one here.</summary>
    public string? StaffName { get; set; }

    /// <summary>PBKDF2 hash; null until an invitation is accepted.</summary>
    public string? PasswordHash { get; set; }

    /// <summary>Changes with every change of credentials; tokens of before stop working.</summary>
    public string SecurityStamp { get; set; } = "";

    /// <summary>What the account may be.</summary>
    public List<Role> Roles { get; set; } = [];

    /// <summary>Language of messages.</summary>
    public string Locale { get; set; } = "en";
}

/// <summary>One signed-in browser. Listed on the account page, ended there.</summary>
public sealed record SignInSession
{
    /// <summary>Carried by the cookie.</summary>
    public Guid Id { get; init; }

    /// <summary>Whose.</summary>
    public Guid AccountId { get; init; }

    /// <summary>Browser and system, as a short word for the list.</summary>
    public string Device { get; init; } = "";

    /// <summary>When it began.</summary>
    public DateTimeOffset StartedAt { get; init; }

    /// <summary>When it was ended, if it was.</summary>
    public DateTimeOffset? EndedAt { get; init; }
}

/// <summary>Look-ups of sign-in documents.</summary>
public static class Logins
{
    /// <summary>The sign-in document of an account, or null.</summary>
    public static Task<Login?> FindAsync(IQuerySession session, Guid accountId, CancellationToken ct) =>
        session.LoadAsync<Login>(accountId, ct);

    /// <summary>The accounts of OSH staff, by name.</summary>
    public static Task<IReadOnlyList<Login>> StaffAsync(IQuerySession session, CancellationToken ct) =>
        session.Query<Login>()
            .Where(l => l.Roles.Contains(Role.Reviewer) || l.Roles.Contains(Role.Approver) || l.Roles.Contains(Role.Administrator) || l.Roles.Contains(Role.Assessor))
            .OrderBy(l => l.StaffName)
            .ToListAsync(ct);
}
