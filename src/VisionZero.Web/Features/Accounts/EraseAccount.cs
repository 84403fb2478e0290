using Marten;
using MediatR;
using VisionZero.Domain.Accounts;
using VisionZero.Domain.Common;
using VisionZero.Web.Features.Accounts.Mail;
using VisionZero.Web.Pipeline;

namespace VisionZero.Web.Features.Accounts;

/// <summary>
/// Erases what is stored about the acting person: profile, evidence, messages, sign-in. The log stays; a certificate keeps
/// the name printed on it for its legal life, as the privacy page says. Staff are erased by an administrator.
/// </summary>
[AllowSignedIn]
public sealed record EraseMyAccount(bool Understood) : ICommand
{
    /// <inheritdoc/>
    public IEnumerable<Refusal> Check() => Understood ? [] : [Refusal.At(nameof(Understood), "account.erase-understood")];
}

/// <summary>Erases what is stored about the person with this address, at their request and after their identity was checked.</summary>
[Allow(Role.Administrator)]
public sealed record EraseAccount(string EraseEmail, bool Understood) : ICommand
{
    /// <inheritdoc/>
    public IEnumerable<Refusal> Check()
    {
        if (!Emails.IsAddress(EraseEmail))
        {
            yield return Refusal.At(nameof(EraseEmail), "account.email");
        }

        if (!Understood)
        {
            yield return Refusal.At(nameof(Understood), "account.erase-understood");
        }
    }
}

internal sealed class EraseAccountHandlers(IDocumentSession session, ActorContext actor, SessionRegistry registry, IEnumerable<IPersonalData> areas, TimeProvider clock) :
    IRequestHandler<EraseMyAccount, Outcome>,
    IRequestHandler<EraseAccount, Outcome>
{
    public async Task<Outcome> Handle(EraseMyAccount command, CancellationToken cancellationToken) =>
        await session.LoadAsync<Login>(actor.Current.Person, cancellationToken) switch
        {
            null => Outcome.Done,
            { StaffName: not null } => Outcome.Refused(Refusal.Of("account.erase-staff")),
            { } login => await EraseAsync(login, cancellationToken),
        };

    public async Task<Outcome> Handle(EraseAccount command, CancellationToken cancellationToken)
    {
        var normalised = command.EraseEmail.Trim().ToUpperInvariant();
        return await session.Query<Login>().FirstOrDefaultAsync(l => l.NormalizedEmail == normalised, cancellationToken) switch
        {
            null => Outcome.Refused(Refusal.At(nameof(command.EraseEmail), "account.email-unknown")),
            { StaffName: not null } => Outcome.Refused(Refusal.At(nameof(command.EraseEmail), "account.erase-staff")),
            { } login => await EraseAsync(login, cancellationToken),
        };
    }

    // One commit: an erasure that stopped half way would have to be remembered, with whose it was.
    private async Task<Outcome> EraseAsync(Login login, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        foreach (var area in areas)
        {
            await area.EraseAsync(session, login.Id, now, ct);
        }

        await registry.EndAllAsync(session, login.Id, keep: null, now, ct);
        session.DeleteWhere<SignInSession>(s => s.AccountId == login.Id);
        session.DeleteWhere<OutgoingMail>(m => m.AccountId == login.Id);
        session.Delete(login);
        await session.AppendAsync<Account>(login.Id, ct, new AccountEvent.Closed(now));
        return Outcome.Done;
    }
}
