using Hangfire;
using Marten;
using VisionZero.Web.Jobs;

namespace VisionZero.Web.Features.Accounts.Mail;

/// <summary>
/// Delivers one message. With an SMTP server the state goes Waiting → Sending → Sent; a process killed between the
/// server's answer and its note sends again with the same Message-ID, which mail systems fold into one. Without a server
/// the message is kept, which is exactly once.
/// </summary>
public sealed class DeliverMail(IDocumentStore store, IMailTransport transport, JobLock turn, TimeProvider clock)
{
    /// <summary>Delivers the message unless it is delivered.</summary>
    [Queue(Queues.Mail)]
    [AutomaticRetry(Attempts = 8)]
    public async Task RunAsync(Guid mailId, CancellationToken ct)
    {
        // A sweep may hand over what another worker is just sending.
        await using var mine = transport.LeavesTheMachine ? await turn.TakeAsync($"deliver-mail/{mailId:N}", ct) : null;
        await using var session = store.LightweightSession();
        session.LastModifiedBy = "job:deliver-mail";
        var mail = await session.LoadAsync<OutgoingMail>(mailId, ct);
        if (mail is null or { State: MailState.Sent or MailState.Failed })
        {
            return;
        }

        var login = await session.LoadAsync<Login>(mail.AccountId, ct);
        if (login is null)
        {
            session.Store(mail with { State = MailState.Failed, Problem = "account closed" });
            await session.SaveChangesAsync(ct);
            return;
        }

        if (transport.LeavesTheMachine)
        {
            session.Store(mail with { State = MailState.Sending });
            await session.SaveChangesAsync(ct);
        }

        await transport.SendAsync(mail, mail.OtherAddress ?? login.Email, ct);
        session.Store(mail with { State = MailState.Sent, Problem = null, SentAt = clock.GetUtcNow() });
        await session.SaveChangesAsync(ct);
    }
}

/// <summary>Delivers what a crash left behind, and what was never handed to a job.</summary>
public sealed class SweepMail(IQuerySession session, IBackgroundJobClient jobs, TimeProvider clock)
{
    /// <summary>Enqueues every message that has waited for more than a minute.</summary>
    [Queue(Queues.Mail)]
    public async Task RunAsync(CancellationToken ct)
    {
        var before = clock.GetUtcNow().AddMinutes(-1);
        var waiting = await session.Query<OutgoingMail>()
            .Where(m => (m.State == MailState.Waiting || m.State == MailState.Sending) && m.QueuedAt < before)
            .OrderBy(m => m.QueuedAt)
            .Take(500)
            .Select(m => m.Id)
            .ToListAsync(ct);
        foreach (var id in waiting)
        {
            jobs.Enqueue<DeliverMail>(Queues.Mail, job => job.RunAsync(id, CancellationToken.None));
        }
    }
}
