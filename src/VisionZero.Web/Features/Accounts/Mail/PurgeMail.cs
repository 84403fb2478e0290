using Hangfire;
using Marten;
using Marten.Patching;
using VisionZero.Web.Jobs;

namespace VisionZero.Web.Features.Accounts.Mail;

/// <summary>
/// Deletes what old messages said: names, numbers, reasons, addresses, which file was attached. What stays (for whom, what
/// for, when) keeps a job that runs twice from writing the message again.
/// </summary>
public sealed class PurgeMail(IDocumentSession session, Settings settings, TimeProvider clock)
{
    /// <summary>Purges what is older than the setting says.</summary>
    [Queue(Queues.Upkeep)]
    public async Task RunAsync(CancellationToken ct)
    {
        session.LastModifiedBy = "job:purge-mail";
        var now = clock.GetUtcNow();
        var before = now.AddDays(-settings.Mail.KeepDays);
        session.Patch<OutgoingMail>(m => (m.SentAt < before || m.FailedAt < before) && m.PurgedAt == null)
            .Delete(m => m.Arguments)
            .Delete(m => m.OneTimeLink!)
            .Delete(m => m.OtherAddress!)
            .Delete(m => m.Attachments)
            .Set(m => m.PurgedAt, now);
        await session.SaveChangesAsync(ct);
    }
}
