using Marten;
using MediatR;
using Microsoft.AspNetCore.Identity;
using VisionZero.Domain.Accounts;
using VisionZero.Domain.Common;
using VisionZero.Web.Pipeline;

namespace VisionZero.Web.Features.Accounts;

/// <summary>Asks for a link to set a new password. Says the same whether the address is known or not.</summary>
[AllowAnyone]
public sealed record RequestPasswordReset(string Email) : ICommand;

/// <summary>Sets a new password with the link from the message; also accepts an invitation. All sessions end.</summary>
[AllowAnyone]
public sealed record ResetPassword(Guid AccountId, string Token, string Password) : ICommand
{
    /// <inheritdoc/>
    public IEnumerable<Refusal> Check() => Passwords.Problem(Password) is { } problem
        ? [Refusal.At(nameof(Password), problem, ("least", Passwords.Shortest))]
        : [];
}

internal sealed class RequestPasswordResetHandler(IDocumentSession session, UserManager<Login> users, TimeProvider clock) : IRequestHandler<RequestPasswordReset, Outcome>
{
    public async Task<Outcome> Handle(RequestPasswordReset command, CancellationToken cancellationToken)
    {
        if (await users.FindByEmailAsync(command.Email?.Trim() ?? "") is { } login)
        {
            await session.AppendAsync<Account>(login.Id, cancellationToken, new AccountEvent.PasswordResetRequested(clock.GetUtcNow()));
        }

        return Outcome.Done;
    }
}

internal sealed class ResetPasswordHandler(IDocumentSession session, UserManager<Login> users, AccountTokens tokens, SessionRegistry registry, TimeProvider clock)
    : IRequestHandler<ResetPassword, Outcome>
{
    public async Task<Outcome> Handle(ResetPassword command, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        var login = await session.LoadAsync<Login>(command.AccountId, cancellationToken);
        if (login is null || !tokens.IsValid(login, AccountTokens.Reset, command.Token))
        {
            return Outcome.Refused(Refusal.Of("account.link-invalid"));
        }

        login.PasswordHash = users.PasswordHasher.HashPassword(login, command.Password);
        login.SecurityStamp = Guid.NewGuid().ToString("N");
        session.Delete<SignInAttempts>(SignInAttempts.IdOf(login.NormalizedEmail));
        // Whoever opens the link reads that mailbox.
        AccountEvent[] events = login.EmailConfirmed ? [new AccountEvent.PasswordChanged(now)] : [new AccountEvent.EmailConfirmed(now), new AccountEvent.PasswordChanged(now)];
        login.EmailConfirmed = true;
        session.Store(login);
        await session.AppendAsync<Account>(login.Id, cancellationToken, events);
        await registry.EndAllAsync(session, login.Id, keep: null, now, cancellationToken);
        return Outcome.Made(login.Id);
    }
}
