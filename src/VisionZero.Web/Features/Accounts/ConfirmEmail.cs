using Marten;
using MediatR;
using Microsoft.AspNetCore.Identity;
using VisionZero.Domain.Accounts;
using VisionZero.Domain.Common;
using VisionZero.Web.Pipeline;

namespace VisionZero.Web.Features.Accounts;

/// <summary>
/// Confirms the address with the link from the message and the password of the join: whoever reads the mailbox must be
/// the one who joined, or the owner's press would open the account to a stranger who typed the owner's address.
/// </summary>
[AllowAnyone]
public sealed record ConfirmEmail(Guid AccountId, string Token, string Password) : ICommand;

/// <summary>Asks for the confirmation message again. Says the same whether the address is known or not.</summary>
[AllowAnyone]
public sealed record RequestConfirmation(string Email) : ICommand;

internal sealed class ConfirmEmailHandler(IDocumentSession session, UserManager<Login> users, AccountTokens tokens, TimeProvider clock) : IRequestHandler<ConfirmEmail, Outcome>
{
    public async Task<Outcome> Handle(ConfirmEmail command, CancellationToken cancellationToken)
    {
        var login = await session.LoadAsync<Login>(command.AccountId, cancellationToken);
        if (login is null || !tokens.IsValid(login, AccountTokens.Confirm, command.Token))
        {
            return login is { EmailConfirmed: true } ? Outcome.Done : Outcome.Refused(Refusal.Of("account.link-invalid"));
        }

        if (!await users.CheckPasswordAsync(login, command.Password ?? ""))
        {
            return Outcome.Refused(Refusal.At(nameof(command.Password), "account.confirm-password"));
        }

        if (!login.EmailConfirmed)
        {
            login.EmailConfirmed = true;
            session.Store(login);
            await session.AppendAsync<Account>(login.Id, cancellationToken, new AccountEvent.EmailConfirmed(clock.GetUtcNow()));
        }

        return Outcome.Made(login.Id);
    }
}

internal sealed class RequestConfirmationHandler(IDocumentSession session, UserManager<Login> users, TimeProvider clock) : IRequestHandler<RequestConfirmation, Outcome>
{
    public async Task<Outcome> Handle(RequestConfirmation command, CancellationToken cancellationToken)
    {
        if (await users.FindByEmailAsync(command.Email?.Trim() ?? "") is { EmailConfirmed: false } login)
        {
            await session.AppendAsync<Account>(login.Id, cancellationToken, new AccountEvent.ConfirmationRequested(clock.GetUtcNow()));
        }

        return Outcome.Done;
    }
}
