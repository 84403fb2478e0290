using Hangfire;
using Marten;
using VisionZero.Domain.Common;
using VisionZero.Web.Features.Accounts.Mail;
using VisionZero.Web.Jobs;

namespace VisionZero.Web.Features.Accounts;

/// <summary>The messages about an account. A token is made only when its message leaves or is shown; none is ever stored.</summary>
public sealed class SendAccountMail(IDocumentStore store, MailQueue queue, IBackgroundJobClient jobs, Settings settings)
{
    /// <summary>Writes and hands over the message that an event causes; safe to run twice.</summary>
    [Queue(Queues.Mail)]
    public async Task RunAsync(Guid accountId, Guid eventId, string purpose, CancellationToken ct)
    {
        await using var session = store.LightweightSession();
        session.LastModifiedBy = "job:send-account-mail";
        var login = await session.LoadAsync<Login>(accountId, ct);
        if (login is null)
        {
            return;
        }

        // The address may have been confirmed since: a second run must not tell its owner of a second account.
        if (purpose == "confirm" && await session.CheckExistsAsync<OutgoingMail>(DeterministicId.Mail(eventId, "confirm"), ct))
        {
            jobs.Enqueue<DeliverMail>(Queues.Mail, job => job.RunAsync(DeterministicId.Mail(eventId, "confirm"), CancellationToken.None));
            return;
        }

        foreach (var draft in Drafts(login, eventId, purpose))
        {
            await queue.QueueAsync(session, draft, ct);
        }

        await session.SaveChangesAsync(ct);
        foreach (var draft in Drafts(login, eventId, purpose))
        {
            jobs.Enqueue<DeliverMail>(Queues.Mail, job => job.RunAsync(draft.Id, CancellationToken.None));
        }
    }

    private IEnumerable<MailDraft> Drafts(Login login, Guid eventId, string purpose)
    {
        var hours = AccountTokens.Hours.ToString(System.Globalization.CultureInfo.InvariantCulture);
        switch (purpose)
        {
            case "confirm" when login is { EmailConfirmed: false, StaffName: not null }:
                yield return Draft("invitation", ("hours", hours)) with { OneTimeLink = Link("reset", AccountTokens.Reset) };
                break;
            case "confirm" when login.EmailConfirmed:
                yield return Draft("account-known", ("link", Address(login, "sign-in")), ("reset", Address(login, "forgotten")));
                break;
            case "confirm":
                yield return Draft("confirm", ("hours", hours)) with { OneTimeLink = Link("confirm", AccountTokens.Confirm) };
                break;
            case "reset":
                yield return Draft("reset", ("hours", hours)) with { OneTimeLink = Link("reset", AccountTokens.Reset) };
                break;
            case "invitation":
                yield return Draft("invitation", ("hours", hours)) with { OneTimeLink = Link("reset", AccountTokens.Reset) };
                break;
            case "email-change" when login.PendingEmail is { } pending:
                yield return Draft("email-confirm", ("hours", hours)) with { OneTimeLink = Link("account/confirm-email", AccountTokens.Email), OtherAddress = pending };
                yield return Draft("email-change");
                break;
            case "password-changed":
                yield return Draft("password-changed", ("link", Address(login, "forgotten")));
                break;
            case "locked":
                yield return Draft("locked", ("link", Address(login, "forgotten")));
                break;
            default:
                break;
        }

        MailDraft Draft(string key, params (string, string)[] arguments) =>
            new(DeterministicId.Mail(eventId, key), login.Id, key, arguments);

        OneTimeLink Link(string page, string token) => new(page, token, AccountTokens.Binding(login, token));
    }

    private string Address(Login login, string page) => $"{settings.PublicAddress.TrimEnd('/')}/{login.Locale}/{page}";
}
