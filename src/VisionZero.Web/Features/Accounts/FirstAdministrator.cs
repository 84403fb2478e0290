using System.Security.Cryptography;
using System.Text;
using Marten;
using MediatR;
using Microsoft.AspNetCore.Identity;
using VisionZero.Domain.Accounts;
using VisionZero.Domain.Common;
using VisionZero.Web.Pipeline;

namespace VisionZero.Web.Features.Accounts;

/// <summary>The one-time link of the start: only its hash is stored, and it ends when it is used.</summary>
public sealed record FirstAdministratorToken
{
    /// <summary>There is one at most.</summary>
    public string Id { get; init; } = "one";

    /// <summary>SHA-256 of the token, lower-case hex.</summary>
    public string Sha256 { get; init; } = "";

    /// <summary>Makes a new link while there is no administrator; the link of an earlier start stops working.</summary>
    public static async Task<string?> RenewAsync(IDocumentStore store, CancellationToken ct)
    {
        await using var session = store.LightweightSession();
        if (await session.Query<Login>().AnyAsync(l => l.Roles.Contains(Role.Administrator), ct))
        {
            return null;
        }

        var token = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(20));
        session.Store(new FirstAdministratorToken { Sha256 = Hash(token) });
        await session.SaveChangesAsync(ct);
        return token;
    }

    /// <summary>Whether this is the token of the link.</summary>
    public bool Is(string? token) =>
        token is not null && CryptographicOperations.FixedTimeEquals(Encoding.ASCII.GetBytes(Sha256), Encoding.ASCII.GetBytes(Hash(token)));

    private static string Hash(string token) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(token)));
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

internal sealed class MakeFirstAdministratorHandler(IDocumentSession session, UserManager<Login> users, TimeProvider clock) : IRequestHandler<MakeFirstAdministrator, Outcome>
{
    public async Task<Outcome> Handle(MakeFirstAdministrator command, CancellationToken cancellationToken)
    {
        var stored = await session.LoadAsync<FirstAdministratorToken>("one", cancellationToken);
        if (stored?.Is(command.Token) != true
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
            Id = Guid.CreateVersion7(now),
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
