using Marten;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using VisionZero.Domain.Accounts;
using VisionZero.Domain.Common;
using VisionZero.Web.Features.Accounts;

namespace VisionZero.Tests;

/// <summary>Confirmed accounts, made from events and documents: the shortest way to somebody who can sign in.</summary>
public static class TestAccounts
{
    /// <summary>Password of every test account.</summary>
    public const string Password = "correct horse battery";

    /// <summary>Domain of every test account's address.</summary>
    public const string Domain = "people.example";

    /// <summary>Rounds of a test account's password: its safety is the framework's business, and a hundred thousand take their time.</summary>
    public const int Iterations = 1000;

    private static readonly PasswordHasher<Login> Hasher = new(Options.Create(new PasswordHasherOptions { IterationCount = Iterations }));

    /// <summary>Makes an account with these roles; answers its sign-in document.</summary>
    public static async Task<Login> MakeAsync(IServiceProvider services, IReadOnlyList<Role> roles, DateTimeOffset now, CancellationToken ct)
    {
        await using var session = services.GetRequiredService<IDocumentStore>().LightweightSession();
        var id = Guid.CreateVersion7();
        var login = new Login
        {
            Id = id,
            Email = $"{id:N}@{Domain}",
            EmailConfirmed = true,
            Roles = [.. roles],
            SecurityStamp = Guid.NewGuid().ToString("N"),
            StaffName = roles.Any(r => r is Role.Reviewer or Role.Approver or Role.Administrator or Role.Assessor) ? $"Staff {id.ToString("N")[^6..]}" : null,
        };
        login.NormalizedEmail = login.Email.ToUpperInvariant();
        login.PasswordHash = Hasher.HashPassword(login, Password);
        session.Insert(login);
        session.Events.StartStream<Account>(id, new AccountEvent.Registered(login.Roles, "en", now), new AccountEvent.EmailConfirmed(now));
        await session.SaveChangesAsync(ct);
        return login;
    }
}
