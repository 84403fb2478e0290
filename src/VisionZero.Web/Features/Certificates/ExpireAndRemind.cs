using Hangfire;
using JasperFx;
using Marten;
using VisionZero.Domain.Certificates;
using VisionZero.Web.Content;
using VisionZero.Web.Jobs;

namespace VisionZero.Web.Features.Certificates;

/// <summary>
/// Notes expiries and sends reminders. Whether a certificate is valid does not depend on this job: it only tells people,
/// and the log, what the dates already say.
/// </summary>
public sealed class ExpireAndRemind(IDocumentStore store, JobLock turn, Scheme scheme, TimeProvider clock)
{
    private const int Page = 200;

    /// <summary>Goes over every certificate that time may have changed.</summary>
    [Queue(Queues.Upkeep)]
    public async Task RunAsync(CancellationToken ct)
    {
        await using var mine = await turn.TakeAsync("expire-and-remind", ct);
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
            Guid[] holders = [.. page.Select(c => c.TrainerId).Distinct()];
            var held = (await session.Query<Certificate>().Where(c => c.TrainerId.IsOneOf(holders)).ToListAsync(ct)).ToLookup(c => c.TrainerId);
            foreach (var certificate in page.Where(c => Due(c, held[c.TrainerId], now).Any()))
            {
                await NoteAsync(certificate.Id, held[certificate.TrainerId], now, ct);
            }

            if (page.Count < Page)
            {
                return;
            }

            last = page[^1].Id;
        }
    }

    private IEnumerable<CertificateEvent> Due(Certificate certificate, IEnumerable<Certificate> held, DateTimeOffset now) =>
    [
        .. CertificateDecisions.NoteExpiry(certificate, scheme.Policy, now).Events,
        .. CertificateDecisions.Remind(certificate, held, scheme.Policy, now).Events,
    ];

    private async Task NoteAsync(Guid id, IEnumerable<Certificate> held, DateTimeOffset now, CancellationToken ct)
    {
        await using var session = store.LightweightSession();
        session.LastModifiedBy = "job:expire-and-remind";
        var stream = await session.Events.FetchForWriting<Certificate>(id, ct);
        if (stream.Aggregate is not { } certificate)
        {
            return;
        }

        foreach (var @event in Due(certificate, held, now))
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

/// <summary>Tells the holder that a certificate has expired, unless a renewal took its place: then nothing ended for them.</summary>
public sealed class TellExpiry(IDocumentStore store, SendCertificateMail mail)
{
    /// <summary>Writes and hands over the message; safe to run twice.</summary>
    [Queue(Queues.Mail)]
    public async Task RunAsync(Guid certificateId, Guid eventId, CancellationToken ct)
    {
        await using var session = store.QuerySession();
        var certificate = await session.LoadAsync<Certificate>(certificateId, ct);
        if (certificate is null)
        {
            return;
        }

        var held = await session.Query<Certificate>().Where(c => c.TrainerId == certificate.TrainerId).ToListAsync(ct);
        if (!held.Any(certificate.IsRenewedBy))
        {
            await mail.RunAsync(certificateId, eventId, "certificate-expired", ct);
        }
    }
}
