using System.Net.Mail;
using Marten;
using MediatR;
using Microsoft.AspNetCore.Identity;
using VisionZero.Domain.Accounts;
using VisionZero.Domain.Common;
using VisionZero.Web.Pipeline;

namespace VisionZero.Web.Features.Accounts;

/// <summary>Opens an account for a trainer or a company's representative. Never says whether the address is known.</summary>
[AllowAnyone]
public sealed record OpenAccount(string Email, string Password, Role As, string Locale) : ICommand
{
    /// <inheritdoc/>
    public IEnumerable<Refusal> Check()
    {
        if (!Emails.IsAddress(Email))
        {
            yield return Refusal.At(nameof(Email), "account.email");
        }

        if (Passwords.Problem(Password) is { } problem)
        {
            yield return Refusal.At(nameof(Password), problem, ("least", Passwords.Shortest));
        }

        if (As is not (Role.Trainer or Role.CompanyRepresentative))
        {
            yield return Refusal.At(nameof(As), "account.kind");
        }
    }
}

internal sealed class OpenAccountHandler(IDocumentSession session, UserManager<Login> users, TimeProvider clock) : IRequestHandler<OpenAccount, Outcome>
{
    public async Task<Outcome> Handle(OpenAccount command, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        var email = command.Email.Trim();
        // Made in any case, so that the time taken does not tell whether the address is known.
        var hash = users.PasswordHasher.HashPassword(new Login(), command.Password);
        if (await users.FindByEmailAsync(email) is { } known)
        {
            await JoinAgainAsync(known.Id, command, hash, now, cancellationToken);
            return Outcome.Done;
        }

        var login = new Login { Id = Guid.CreateVersion7(now), Email = email, PasswordHash = hash, Locale = command.Locale, Roles = [command.As] };
        var made = await users.CreateAsync(login);
        if (!made.Succeeded)
        {
            throw new InvalidOperationException("Identity refused what was checked: " + string.Join(' ', made.Errors.Select(e => e.Code)));
        }

        session.Events.StartStream<Account>(login.Id, new AccountEvent.Registered([command.As], command.Locale, now));
        return Outcome.Made(login.Id);
    }

    // Whoever typed it sees the same page as always. Until the address is confirmed nobody has shown that it is theirs:
    // the latest join counts, and what an earlier one set (password, kind, links) is void. Read again when it is our turn
    // at the stream, or two at once would conflict, and the conflict tell that the address is known.
    private async Task JoinAgainAsync(Guid id, OpenAccount command, string hash, DateTimeOffset now, CancellationToken ct)
    {
        var stream = await session.Events.FetchForExclusiveWriting<Account>(id, ct);
        var known = await session.LoadAsync<Login>(id, ct);
        if (known is null)
        {
            return;
        }

        if (known.EmailConfirmed || known.StaffName is not null)
        {
            // The owner of the address is told; an invited person gets the invitation again.
            stream.AppendOne(new AccountEvent.ConfirmationRequested(now));
            return;
        }

        known.PasswordHash = hash;
        known.SecurityStamp = Guid.NewGuid().ToString("N");
        known.Roles = [command.As];
        known.Locale = command.Locale;
        session.Store(known);
        stream.AppendOne(new AccountEvent.Registered([command.As], command.Locale, now));
    }
}

/// <summary>What counts as an address.</summary>
public static class Emails
{
    /// <summary>Whether mail can be sent there, as far as the form tells.</summary>
    public static bool IsAddress(string? value) =>
        value is { Length: > 3 and <= 254 }
        && MailAddress.TryCreate(value.Trim(), out var address)
        && address.Address == value.Trim()
        && address.Host.Contains('.', StringComparison.Ordinal);
}

/// <summary>
/// What counts as a password: long enough, not one of the best known (OWASP ASVS 5.0, 6.2: no composition rules).
/// </summary>
public static class Passwords
{
    /// <summary>Least number of characters.</summary>
    public const int Shortest = 10;

    private static readonly HashSet<string> Known = new(StringComparer.OrdinalIgnoreCase)
    {
        "1234567890", "0123456789", "password12", "password123", "password1234", "qwertyuiop", "qwerty12345", "1q2w3e4r5t",
        "iloveyou12", "visionzero", "vision zero", "visionzero1", "administrator", "letmein1234", "aaaaaaaaaa", "1111111111",
        "0000000000", "abcdefghij", "abcd123456", "passwort123", "motdepasse", "contrasena", "woaini1314", "qq123456789",
    };

    /// <summary>Code of the refusal, or null if the password will do.</summary>
    public static string? Problem(string? password) => password switch
    {
        null or { Length: < Shortest } => "account.password-short",
        { Length: > 200 } => "account.password-long",
        _ when Known.Contains(password) || password.Distinct().Count() < 4 => "account.password-known",
        _ => null,
    };
}
