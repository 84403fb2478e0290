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
            session.Events.Append(login.Id, new AccountEvent.PasswordResetRequested(clock.GetUtcNow()));
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
        login.LockoutEnd = null;
        login.AccessFailedCount = 0;
        if (!login.EmailConfirmed)
        {
            // Whoever opens the link reads that mailbox.
            login.EmailConfirmed = true;
            session.Events.Append(login.Id, new AccountEvent.EmailConfirmed(now));
        }

        session.Store(login);
        session.Events.Append(login.Id, new AccountEvent.PasswordChanged(now));
        await registry.EndAllAsync(session, login.Id, keep: null, now, cancellationToken);
        return Outcome.Made(login.Id);
    }
}
