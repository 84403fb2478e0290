using Hangfire;
using JasperFx;
using Marten;
using VisionZero.Domain.Certificates;
using VisionZero.Domain.Common;
using VisionZero.Web.Content;
using VisionZero.Web.Jobs;

namespace VisionZero.Web.Features.Certificates;

/// <summary>
/// Notes expiries and sends reminders. Whether a certificate is valid does not depend on this job: it only tells people,
/// and the log, what the dates already say.
/// </summary>
public sealed class ExpireAndRemind(IDocumentStore store, Scheme scheme, TimeProvider clock)
{
    private const int Page = 200;

    /// <summary>Goes over every certificate that time may have changed.</summary>
    [Queue(Queues.Upkeep)]
    [DisableConcurrentExecution(300)]
    public async Task RunAsync(CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        var horizon = DateOnly.FromDateTime(now.UtcDateTime).AddDays(scheme.Policy.ReminderDays.DefaultIfEmpty(0).Max());
        var last = Guid.Empty;
        while (true)
        {
            await using var session = store.QuerySession();
            var page = await session.Query<Certificate>()
                .Where(c => c.Id > last && !c.ExpiryNoted && c.RevokedAt == null && c.SupersededAt == null && c.ValidThrough <= horizon)
                .OrderBy(c => c.Id)
                .Take(Page)
                .ToListAsync(ct);
            foreach (var certificate in page)
            {
                await NoteAsync(certificate.Id, now, ct);
            }

            if (page.Count < Page)
            {
                return;
            }

            last = page[^1].Id;
        }
    }

    private async Task NoteAsync(Guid id, DateTimeOffset now, CancellationToken ct)
    {
        await using var session = store.LightweightSession();
        session.LastModifiedBy = "job:expire-and-remind";
        var stream = await session.Events.FetchForWriting<Certificate>(id, ct);
        if (stream.Aggregate is not { } certificate)
        {
            return;
        }

        Decision<CertificateEvent>[] decisions =
        [
            CertificateDecisions.NoteExpiry(certificate, scheme.Policy, now),
            CertificateDecisions.Remind(certificate, scheme.Policy, now),
        ];
        foreach (var @event in decisions.SelectMany(d => d.Events))
        {
            stream.AppendOne(@event);
        }

        try
        {
            await session.SaveChangesAsync(ct);
        }
        catch (ConcurrencyException)
        {
            // Somebody changed the certificate at this moment; the next run looks again.
            return;
        }
    }
}
