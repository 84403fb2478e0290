using VisionZero.Domain.Common;

namespace VisionZero.Domain.Accounts;

/// <summary>An account as its stream tells it.</summary>
public sealed record Account
{
    /// <summary>Identity of the stream (UUID v7), the same as of the sign-in document.</summary>
    public Guid Id { get; init; }

    /// <summary>What the account may be.</summary>
    public IReadOnlyList<Role> Roles { get; init; } = [];

    /// <summary>Whether the address is confirmed.</summary>
    public bool Confirmed { get; init; }

    /// <summary>Who invited this person of staff, if anyone.</summary>
    public Guid? InvitedBy { get; init; }

    /// <summary>Whether the account is closed.</summary>
    public bool Closed { get; init; }

    /// <summary>When it was opened.</summary>
    public DateTimeOffset OpenedAt { get; init; }

    /// <summary>Version of the stream that this state stands for.</summary>
    public int Version { get; init; }

    /// <summary>Folds one event; unknown ones leave the state as it is.</summary>
    public static Account Evolve(Account state, AccountEvent @event) => @event switch
    {
        AccountEvent.Registered e => state with { Roles = e.Roles, OpenedAt = e.At },
        AccountEvent.Invited e => state with { Roles = e.Roles, InvitedBy = e.InvitedBy, OpenedAt = e.At },
        AccountEvent.FirstAdministratorMade e => state with { Roles = [Role.Administrator], Confirmed = true, OpenedAt = e.At },
        AccountEvent.EmailConfirmed or AccountEvent.EmailChanged => state with { Confirmed = true },
        AccountEvent.RolesChanged e => state with { Roles = e.Roles },
        AccountEvent.Closed => state with { Closed = true, Roles = [] },
        _ => state,
    };
}
