using Marten;
using MediatR;
using Microsoft.AspNetCore.Identity;
using VisionZero.Domain.Accounts;
using VisionZero.Domain.Common;
using VisionZero.Web.Pipeline;

namespace VisionZero.Web.Features.Accounts;

/// <summary>Changes the password; every other session ends.</summary>
[AllowSignedIn]
public sealed record ChangePassword(string CurrentPassword, string NewPassword, Guid KeepSessionId) : ICommand
{
    /// <inheritdoc/>
    public IEnumerable<Refusal> Check() => Passwords.Problem(NewPassword) is { } problem
        ? [Refusal.At(nameof(NewPassword), problem, ("least", Passwords.Shortest))]
        : [];
}

/// <summary>Asks for another address: the new one is confirmed by link, the old one is told.</summary>
[AllowSignedIn]
public sealed record RequestEmailChange(string NewEmail, string Password) : ICommand
{
    /// <inheritdoc/>
    public IEnumerable<Refusal> Check() => Emails.IsAddress(NewEmail) ? [] : [Refusal.At(nameof(NewEmail), "account.email")];
}

/// <summary>
/// Puts the new address in force with the link sent to it. Only for whoever asked: the owner of an address that a
/// stranger wished for must not give it away by following the link.
/// </summary>
[AllowSignedIn]
public sealed record ConfirmEmailChange(Guid AccountId, string Token) : ICommand;

internal sealed class ChangePasswordHandler(IDocumentSession session, UserManager<Login> users, ActorContext actor, SessionRegistry registry, TimeProvider clock)
    : IRequestHandler<ChangePassword, Outcome>
{
    public async Task<Outcome> Handle(ChangePassword command, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        var login = await session.LoadAsync<Login>(actor.Current.Person, cancellationToken);
        if (login is null)
        {
            return Outcome.NotFound;
        }

        if (!await users.CheckPasswordAsync(login, command.CurrentPassword ?? ""))
        {
            return Outcome.Refused(Refusal.At(nameof(command.CurrentPassword), "account.password-wrong"));
        }

        login.PasswordHash = users.PasswordHasher.HashPassword(login, command.NewPassword);
        login.SecurityStamp = Guid.NewGuid().ToString("N");
        session.Store(login);
        await session.AppendAsync<Account>(login.Id, cancellationToken, new AccountEvent.PasswordChanged(now));
        await registry.EndAllAsync(session, login.Id, command.KeepSessionId, now, cancellationToken);
        return Outcome.Done;
    }
}

internal sealed class RequestEmailChangeHandler(IDocumentSession session, UserManager<Login> users, ActorContext actor, TimeProvider clock)
    : IRequestHandler<RequestEmailChange, Outcome>
{
    public async Task<Outcome> Handle(RequestEmailChange command, CancellationToken cancellationToken)
    {
        var login = await session.LoadAsync<Login>(actor.Current.Person, cancellationToken);
        if (login is null)
        {
            return Outcome.NotFound;
        }

        if (!await users.CheckPasswordAsync(login, command.Password ?? ""))
        {
            return Outcome.Refused(Refusal.At(nameof(command.Password), "account.password-wrong"));
        }

        login.PendingEmail = command.NewEmail.Trim();
        session.Store(login);
        await session.AppendAsync<Account>(login.Id, cancellationToken, new AccountEvent.EmailChangeRequested(clock.GetUtcNow()));
        return Outcome.Done;
    }
}

internal sealed class ConfirmEmailChangeHandler(IDocumentSession session, UserManager<Login> users, AccountTokens tokens, ActorContext actor, TimeProvider clock)
    : IRequestHandler<ConfirmEmailChange, Outcome>
{
    public async Task<Outcome> Handle(ConfirmEmailChange command, CancellationToken cancellationToken)
    {
        var login = await session.LoadAsync<Login>(command.AccountId, cancellationToken);
        if (login?.PendingEmail is null || login.Id != actor.Current.Person || !tokens.IsValid(login, AccountTokens.Email, command.Token)
            || await users.FindByEmailAsync(login.PendingEmail) is not null)
        {
            return Outcome.Refused(Refusal.Of("account.link-invalid"));
        }

        login.Email = login.PendingEmail;
        login.NormalizedEmail = users.NormalizeEmail(login.Email);
        login.PendingEmail = null;
        login.SecurityStamp = Guid.NewGuid().ToString("N");
        session.Store(login);
        await session.AppendAsync<Account>(login.Id, cancellationToken, new AccountEvent.EmailChanged(clock.GetUtcNow()));
        return Outcome.Made(login.Id);
    }
}
