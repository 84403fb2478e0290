using Hangfire;
using Marten;
using Marten.Exceptions;
using VisionZero.Web.Jobs;

namespace VisionZero.Web.Features.Accounts.Mail;

/// <summary>
/// Delivers one message. With an SMTP server the state goes Waiting → Sending → Sent; a process killed between the
/// server's answer and its note sends again with the same Message-ID, which mail systems fold into one. Without a server
/// the message is kept, which is exactly once. The message itself says when it is tried again: the job is not, so that
/// what cannot be delivered is one document and not one more job a minute.
/// </summary>
public sealed partial class DeliverMail(IDocumentStore store, IMailTransport transport, MailWriter writer, JobLock turn, TimeProvider clock, ILogger<DeliverMail> log)
{
    /// <summary>How long a message is tried (RFC 5321, 4.5.4.1: at least four to five days).</summary>
    public static readonly TimeSpan Perseverance = TimeSpan.FromDays(5);

    private static readonly TimeSpan LongestPause = TimeSpan.FromHours(1);

    /// <summary>Delivers the message unless it is delivered.</summary>
    [Queue(Queues.Mail)]
    [AutomaticRetry(Attempts = 0, OnAttemptsExceeded = AttemptsExceededAction.Delete)]
    public async Task RunAsync(Guid mailId, CancellationToken ct)
    {
        // A sweep may hand over what another worker is just sending.
        await using var mine = transport.LeavesTheMachine ? await turn.TakeAsync($"deliver-mail/{mailId:N}", ct) : null;
        await using var session = store.LightweightSession();
        session.LastModifiedBy = "job:deliver-mail";
        var mail = await session.LoadAsync<OutgoingMail>(mailId, ct);
        if (mail is not { State: MailState.Waiting or MailState.Sending } || mail.NotBefore > clock.GetUtcNow())
        {
            return;
        }

        var login = await session.LoadAsync<Login>(mail.AccountId, ct);
        if (login is null)
        {
            // The account was closed: there is nobody to write to, and nothing of the person to keep.
            session.Delete(mail);
            await session.SaveChangesAsync(ct);
            return;
        }

        if (MailWriter.IsOvertaken(mail, login))
        {
            // A newer message has the link that works, or nobody needs one any more.
            await NoteAsync(session, mail with { State = MailState.Overtaken, FailedAt = clock.GetUtcNow() }, ct);
            return;
        }

        if (transport.LeavesTheMachine
            && !await NoteAsync(session, mail with { State = MailState.Sending, DueAt = clock.GetUtcNow() + SweepMail.Lease }, ct))
        {
            return;
        }

        var tried = await TryAsync(mail, login, ct);
        // It has left: a process that is asked to end still notes it.
        await NoteAsync(session, tried, CancellationToken.None);
    }

    private async Task<OutgoingMail> TryAsync(OutgoingMail mail, Login login, CancellationToken ct)
    {
        var tried = mail with { Tries = mail.Tries + 1 };
        try
        {
            await transport.SendAsync(mail, writer.Write(mail, login), mail.OtherAddress ?? login.Email, ct);
            return tried with { State = MailState.Sent, Problem = null, SentAt = clock.GetUtcNow() };
        }
        catch (MailRefusedException refused)
        {
            return Failed(tried, refused.Problem);
        }
        catch (Exception e) when (!ct.IsCancellationRequested)
        {
            // Busy, unreachable, badly configured: whatever it is, it may pass.
            var problem = (e as MailDelayedException)?.Problem ?? e.GetType().Name;
            var now = clock.GetUtcNow();
            if (now - mail.QueuedAt > Perseverance)
            {
                return Failed(tried, problem);
            }

            LogDelayed(mail.Id, problem, tried.Tries);
            var next = now + Pause(tried.Tries);
            return tried with { State = MailState.Waiting, Problem = problem, NotBefore = next, DueAt = next };
        }
    }

    private OutgoingMail Failed(OutgoingMail mail, string problem)
    {
        LogFailed(mail.Id, problem, mail.Tries);
        return mail with { State = MailState.Failed, Problem = problem, FailedAt = clock.GetUtcNow() };
    }

    private static TimeSpan Pause(int tries) => tries < 6 ? TimeSpan.FromMinutes(1 << tries) : LongestPause;

    // Only over the message that is there: one that was erased meanwhile stays erased.
    private static async Task<bool> NoteAsync(IDocumentSession session, OutgoingMail mail, CancellationToken ct)
    {
        session.Update(mail);
        try
        {
            await session.SaveChangesAsync(ct);
            return true;
        }
        catch (NonExistentDocumentException)
        {
            session.EjectAllPendingChanges();
            return false;
        }
    }

    [LoggerMessage(LogLevel.Warning, "Message {Mail} was not taken ({Problem}), try {Tries}; it is tried again")]
    private partial void LogDelayed(Guid mail, string problem, int tries);

    [LoggerMessage(LogLevel.Warning, "Message {Mail} is given up ({Problem}) after try {Tries}")]
    private partial void LogFailed(Guid mail, string problem, int tries);
}
