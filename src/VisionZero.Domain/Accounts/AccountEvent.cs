using VisionZero.Domain.Common;

namespace VisionZero.Domain.Accounts;

/// <summary>
/// What happened to an account. The address, the password hash and the name live in a document; the stream is the
/// trail, and the cause of every message about the account.
/// </summary>
public abstract record AccountEvent
{
    private AccountEvent()
    {
    }

    /// <summary>A person opened an account; a confirmation is sent to the address in this language (BCP 47).</summary>
    public sealed record Registered(IReadOnlyList<Role> Roles, string Locale, DateTimeOffset At) : AccountEvent;

    /// <summary>An administrator invited a person of staff; the message carries a link to set a password.</summary>
    public sealed record Invited(IReadOnlyList<Role> Roles, Guid InvitedBy, string Locale, DateTimeOffset At) : AccountEvent;

    /// <summary>The first administrator was made with the one-time link of the start.</summary>
    public sealed record FirstAdministratorMade(DateTimeOffset At) : AccountEvent;

    /// <summary>The person asked for the confirmation message again.</summary>
    public sealed record ConfirmationRequested(DateTimeOffset At) : AccountEvent;

    /// <summary>The address was confirmed.</summary>
    public sealed record EmailConfirmed(DateTimeOffset At) : AccountEvent;

    /// <summary>A new password was asked for.</summary>
    public sealed record PasswordResetRequested(DateTimeOffset At) : AccountEvent;

    /// <summary>The password was set or changed; other sessions ended.</summary>
    public sealed record PasswordChanged(DateTimeOffset At) : AccountEvent;

    /// <summary>A change of address was asked for; the new one is confirmed by link, the old one told.</summary>
    public sealed record EmailChangeRequested(DateTimeOffset At) : AccountEvent;

    /// <summary>The new address was confirmed and is in force.</summary>
    public sealed record EmailChanged(DateTimeOffset At) : AccountEvent;

    /// <summary>Too many wrong passwords; sign-in is closed until then.</summary>
    public sealed record LockedOut(DateTimeOffset Until) : AccountEvent;

    /// <summary>Roles were set by an administrator.</summary>
    public sealed record RolesChanged(IReadOnlyList<Role> Roles, Guid ChangedBy) : AccountEvent;

    /// <summary>The account was closed; the documents about the person are deleted.</summary>
    public sealed record Closed(DateTimeOffset At) : AccountEvent;
}
