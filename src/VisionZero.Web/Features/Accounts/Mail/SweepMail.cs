using Hangfire;
using Marten;
using Marten.Patching;
using VisionZero.Web.Jobs;

namespace VisionZero.Web.Features.Accounts.Mail;

/// <summary>Hands over what is due: what a crash left behind, what was never handed to a job, what is to be tried again.</summary>
public sealed class SweepMail(IDocumentSession session, IBackgroundJobClient jobs, TimeProvider clock)
{
    /// <summary>How long a new message is left to the job that it was handed to.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromMinutes(1);

    /// <summary>How long a message that was handed over is not handed over again.</summary>
    public static readonly TimeSpan Lease = TimeSpan.FromMinutes(10);

    private const int Most = 500;

    /// <summary>Hands over the messages that have been due for longest.</summary>
    [Queue(Queues.Mail)]
    public async Task RunAsync(CancellationToken ct)
    {
        session.LastModifiedBy = "job:sweep-mail";
        var now = clock.GetUtcNow();
        Guid[] due =
        [
            .. await session.Query<OutgoingMail>()
                .Where(m => (m.State == MailState.Waiting || m.State == MailState.Sending) && (m.DueAt == null || m.DueAt <= now))
                .OrderBy(m => m.DueAt)
                .Take(Most)
                .Select(m => m.Id)
                .ToListAsync(ct),
        ];
        if (due.Length == 0)
        {
            return;
        }

        // First the lease: if this process ends before the hand-over, the next sweep but ten does it.
        session.Patch<OutgoingMail>(m => m.Id.IsOneOf(due)).Set(m => m.DueAt, now + Lease);
        await session.SaveChangesAsync(ct);
        foreach (var id in due)
        {
            jobs.Enqueue<DeliverMail>(Queues.Mail, job => job.RunAsync(id, CancellationToken.None));
        }
    }
}
