using Marten;
using MediatR;
using Microsoft.AspNetCore.Identity;
using VisionZero.Domain.Accounts;
using VisionZero.Domain.Common;
using VisionZero.Web.Pipeline;

namespace VisionZero.Web.Features.Accounts;

/// <summary>Signs a person in; the outcome's id is the new session's. A wrong password and an unknown address answer alike.</summary>
[AllowAnyone]
public sealed record SignIn(string Email, string Password, string Device) : ICommand;

internal sealed class SignInHandler(IDocumentSession session, UserManager<Login> users, TimeProvider clock) : IRequestHandler<SignIn, Outcome>
{
    /// <summary>Wrong passwords in a row before sign-in closes.</summary>
    public const int MostFailures = 5;

    /// <summary>How long it stays closed.</summary>
    public static readonly TimeSpan LockOut = TimeSpan.FromMinutes(15);

    // Verified in place of a missing account's hash, so that both answers take the same time.
    private static readonly string NoHash = new PasswordHasher<Login>().HashPassword(new Login(), Guid.NewGuid().ToString());

    public async Task<Outcome> Handle(SignIn command, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        var login = await users.FindByEmailAsync(command.Email?.Trim() ?? "");
        var check = users.PasswordHasher.VerifyHashedPassword(login ?? new Login(), login?.PasswordHash ?? NoHash, command.Password ?? "");
        if (login is null)
        {
            return Outcome.Refused(Refusal.Of("account.sign-in-failed"));
        }

        if (login.LockoutEnd > now)
        {
            return Outcome.Refused(Refusal.Of("account.locked", ("minutes", (int)Math.Ceiling((login.LockoutEnd.Value - now).TotalMinutes))));
        }

        if (check == PasswordVerificationResult.Failed || login.PasswordHash is null)
        {
            return await FailAsync(login.Id, now, cancellationToken);
        }

        if (!login.EmailConfirmed)
        {
            return Outcome.Refused(Refusal.Of("account.confirm-first"));
        }

        if (login.AccessFailedCount > 0 || login.LockoutEnd is not null || check == PasswordVerificationResult.SuccessRehashNeeded)
        {
            login.AccessFailedCount = 0;
            login.LockoutEnd = null;
            login.PasswordHash = check == PasswordVerificationResult.SuccessRehashNeeded
                ? users.PasswordHasher.HashPassword(login, command.Password!)
                : login.PasswordHash;
            session.Store(login);
        }

        var opened = new SignInSession { Id = Guid.CreateVersion7(now), AccountId = login.Id, Device = command.Device, StartedAt = now };
        session.Insert(opened);
        return Outcome.Made(opened.Id);
    }

    // One after the other, or guesses sent at once would count as one.
    private async Task<Outcome> FailAsync(Guid accountId, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var failed = Outcome.Refused(Refusal.Of("account.sign-in-failed")) with { KeepsWrites = true };
        var stream = await session.Events.FetchForExclusiveWriting<Account>(accountId, cancellationToken);
        var login = await session.LoadAsync<Login>(accountId, cancellationToken);
        if (login is null || login.LockoutEnd > now)
        {
            return failed;
        }

        login.AccessFailedCount++;
        if (login.AccessFailedCount >= MostFailures)
        {
            login.AccessFailedCount = 0;
            login.LockoutEnd = now.Add(LockOut);
            stream.AppendOne(new AccountEvent.LockedOut(login.LockoutEnd.Value));
        }

        session.Store(login);
        return failed;
    }
}
