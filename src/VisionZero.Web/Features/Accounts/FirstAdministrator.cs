using System.Globalization;
using System.Security.Cryptography;
using Marten;
using MediatR;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.Identity;
using VisionZero.Domain.Accounts;
using VisionZero.Domain.Common;
using VisionZero.Web.Jobs;
using VisionZero.Web.Pipeline;

namespace VisionZero.Web.Features.Accounts;

/// <summary>What the one-time link of the start rests on; deleted when it is used.</summary>
public sealed record FirstAdministratorToken
{
    /// <summary>There is one at most.</summary>
    public const string TheOne = "one";

    /// <summary>There is one at most.</summary>
    public string Id { get; init; } = TheOne;

    /// <summary>Made once, by whichever process starts first.</summary>
    public string Nonce { get; init; } = "";
}

/// <summary>
/// The link that makes the first administrator. Every process of the platform prints one as long as there is none, and each
/// that was printed works for a day, until one is used: they rest on the same nonce and are sealed with the platform's keys.
/// </summary>
public sealed class FirstAdministratorLink(IDocumentStore store, IDataProtectionProvider protection, JobLock turn, TimeProvider clock)
{
    private readonly IDataProtector _protector = protection.CreateProtector("VisionZero.FirstAdministrator");

    /// <summary>The token of the link, or null if there is an administrator. One process at a time, or each would have a nonce of its own.</summary>
    public async Task<string?> MakeAsync(CancellationToken ct)
    {
        await using var mine = await turn.TakeAsync("first-administrator", ct);
        await using var session = store.LightweightSession();
        if (await session.Query<Login>().AnyAsync(l => l.Roles.Contains(Role.Administrator), ct))
        {
            return null;
        }

        var stored = await session.LoadAsync<FirstAdministratorToken>(FirstAdministratorToken.TheOne, ct);
        if (stored is not { Nonce.Length: > 0 })
        {
            stored = new FirstAdministratorToken { Nonce = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(20)) };
            session.Store(stored);
            await session.SaveChangesAsync(ct);
        }

        var until = clock.GetUtcNow().AddHours(AccountTokens.Hours).ToUnixTimeSeconds();
        return _protector.Protect(string.Create(CultureInfo.InvariantCulture, $"{stored.Nonce}|{until}"));
    }

    /// <summary>Whether this is the token of a link that was printed and is in force.</summary>
    public bool IsValid(FirstAdministratorToken? stored, string? token)
    {
        if (stored is not { Nonce.Length: > 0 } || string.IsNullOrEmpty(token))
        {
            return false;
        }

        try
        {
            var parts = _protector.Unprotect(token).Split('|', 2);
            return parts.Length == 2 && parts[0] == stored.Nonce && long.Parse(parts[1], CultureInfo.InvariantCulture) >= clock.GetUtcNow().ToUnixTimeSeconds();
        }
        catch (CryptographicException)
        {
            // Not sealed by us: not valid, and that is all there is to say.
            return false;
        }
    }
}

/// <summary>Makes the first administrator with the link that the start printed.</summary>
[AllowAnyone]
public sealed record MakeFirstAdministrator(string Token, string Email, string Name, string Password, string Locale) : ICommand
{
    /// <inheritdoc/>
    public IEnumerable<Refusal> Check()
    {
        if (!Emails.IsAddress(Email))
        {
            yield return Refusal.At(nameof(Email), "account.email");
        }

        if (!Text.IsName(Text.Tidy(Name)))
        {
            yield return Refusal.At(nameof(Name), "trainer.name");
        }

        if (Passwords.Problem(Password) is { } problem)
        {
            yield return Refusal.At(nameof(Password), problem, ("least", Passwords.Shortest));
        }
    }
}

internal sealed class MakeFirstAdministratorHandler(IDocumentSession session, UserManager<Login> users, FirstAdministratorLink link, TimeProvider clock) : IRequestHandler<MakeFirstAdministrator, Outcome>
{
    public async Task<Outcome> Handle(MakeFirstAdministrator command, CancellationToken cancellationToken)
    {
        var stored = await session.LoadAsync<FirstAdministratorToken>(FirstAdministratorToken.TheOne, cancellationToken);
        if (!link.IsValid(stored, command.Token)
            || await session.Query<Login>().AnyAsync(l => l.Roles.Contains(Role.Administrator), cancellationToken))
        {
            return Outcome.Refused(Refusal.Of("account.link-invalid"));
        }

        if (await users.FindByEmailAsync(command.Email.Trim()) is not null)
        {
            return Outcome.Refused(Refusal.At(nameof(command.Email), "account.email-known"));
        }

        var now = clock.GetUtcNow();
        var login = new Login
        {
            // Two who use the link at once collide here.
            Id = DeterministicId.Of($"first-administrator/{stored!.Nonce}"),
            Email = command.Email.Trim(),
            EmailConfirmed = true,
            StaffName = Text.Tidy(command.Name),
            Roles = [Role.Administrator],
            Locale = command.Locale,
        };
        await users.CreateAsync(login, command.Password);
        session.Delete(stored);
        session.Events.StartStream<Account>(login.Id, new AccountEvent.FirstAdministratorMade(now));
        return Outcome.Made(login.Id);
    }
}
