using Marten;
using MediatR;
using Microsoft.AspNetCore.Identity;
using VisionZero.Domain.Accounts;
using VisionZero.Domain.Common;
using VisionZero.Web.Pipeline;

namespace VisionZero.Web.Features.Accounts;

/// <summary>
/// Signs a person in; the outcome's id is the new session's. A wrong password, an unknown address, one that is not
/// confirmed and one that is closed answer alike and cost the same work: only the mailbox learns more.
/// </summary>
[AllowAnyone]
public sealed record SignIn(string Email, string Password, string Device) : ICommand;

internal sealed class SignInHandler(IDocumentSession session, UserManager<Login> users, NoAccount nobody, Settings settings, TimeProvider clock) : IRequestHandler<SignIn, Outcome>
{
    /// <summary>Wrong passwords in a row before sign-in closes.</summary>
    public const int MostFailures = 5;

    /// <summary>How long it stays closed.</summary>
    public static readonly TimeSpan LockOut = TimeSpan.FromMinutes(15);

    private static readonly Outcome Failed = Outcome.Refused(Refusal.Of("account.sign-in-failed", ("tries", MostFailures), ("minutes", (int)LockOut.TotalMinutes))) with { KeepsWrites = true };

    public async Task<Outcome> Handle(SignIn command, CancellationToken cancellationToken)
    {
        var email = command.Email?.Trim() ?? "";
        var known = await users.FindByEmailAsync(email);
        var check = users.PasswordHasher.VerifyHashedPassword(known ?? new Login(), known?.PasswordHash ?? nobody.PasswordHash, command.Password ?? "");

        // Read again when it is our turn: others were before us.
        var attempts = await SignInAttempts.TakeTurnAsync(session, settings, SignInAttempts.IdOf(users.NormalizeEmail(email)), cancellationToken);
        var login = await session.LoadAsync<Login>(known?.Id ?? attempts.Id, cancellationToken);
        if (login?.PasswordHash is { } hash && hash != known?.PasswordHash)
        {
            // Changed meanwhile: by its owner, or by a sign-in before ours that made it as costly as hashes are now.
            check = users.PasswordHasher.VerifyHashedPassword(login, hash, command.Password ?? "");
        }

        var now = clock.GetUtcNow();
        var right = check != PasswordVerificationResult.Failed && login?.PasswordHash is not null;
        if (attempts.LockedUntil > now || (right && !login!.EmailConfirmed))
        {
            session.Store(attempts with { LastAt = now });
            return Failed;
        }

        if (!right)
        {
            await CountAsync(attempts, login, now, cancellationToken);
            return Failed;
        }

        if (check == PasswordVerificationResult.SuccessRehashNeeded)
        {
            login!.PasswordHash = users.PasswordHasher.HashPassword(login, command.Password!);
            session.Store(login);
        }

        session.Delete(attempts);
        var opened = new SignInSession { Id = Guid.CreateVersion7(now), AccountId = login!.Id, Device = command.Device, StartedAt = now };
        session.Insert(opened);
        return Outcome.Made(opened.Id);
    }

    private async Task CountAsync(SignInAttempts attempts, Login? login, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var failures = attempts.Failures + 1;
        if (failures < MostFailures)
        {
            session.Store(attempts with { Failures = failures, LastAt = now });
            return;
        }

        var until = now.Add(LockOut);
        session.Store(attempts with { Failures = 0, LockedUntil = until, LastAt = now });
        if (login is not null)
        {
            await session.AppendAsync<Account>(login.Id, cancellationToken, new AccountEvent.LockedOut(until));
        }
    }
}
