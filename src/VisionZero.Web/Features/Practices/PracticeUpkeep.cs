using Hangfire;
using JasperFx;
using Marten;
using VisionZero.Domain.Practices;
using VisionZero.Web.Features.Accounts.Mail;
using VisionZero.Web.Jobs;
using VisionZero.Web.Storage;

namespace VisionZero.Web.Features.Practices;

/// <summary>Reminds assessors whose marks are overdue, each once a practice.</summary>
public sealed class RemindAssessors(IDocumentStore store, JobLock turn, TimeProvider clock)
{
    /// <summary>Goes over every practice that is overdue.</summary>
    [Queue(Queues.Upkeep)]
    public async Task RunAsync(CancellationToken ct)
    {
        await using var mine = await turn.TakeAsync("remind-assessors", ct);
        var now = clock.GetUtcNow();
        IReadOnlyList<Guid> due;
        await using (var query = store.QuerySession())
        {
            due = await query.Query<Practice>().Where(p => p.State == PracticeState.Marking && p.DueAt < now).Select(p => p.Id).ToListAsync(ct);
        }

        foreach (var id in due)
        {
            await NoteAsync(id, now, ct);
        }
    }

    private async Task NoteAsync(Guid id, DateTimeOffset now, CancellationToken ct)
    {
        await using var session = store.LightweightSession();
        session.LastModifiedBy = "job:remind-assessors";
        var stream = await session.Events.FetchForWriting<Practice>(id, ct);
        if (stream.Aggregate is not { } practice)
        {
            return;
        }

        foreach (var @event in MarkingDecisions.Remind(practice, now).Events)
        {
            stream.AppendOne(@event);
        }

        try
        {
            await session.SaveChangesAsync(ct);
        }
        catch (ConcurrencyException)
        {
            // An assessor hands in marks at this moment; the next run looks again.
            return;
        }
    }
}

/// <summary>Deletes calendar entries whose messages have been purged of what they said.</summary>
public sealed class ForgetCalendars(IDocumentSession session, FileStore files, Settings settings, TimeProvider clock)
{
    /// <summary>Deletes them.</summary>
    [Queue(Queues.Upkeep)]
    public async Task RunAsync(CancellationToken ct)
    {
        session.LastModifiedBy = "job:forget-calendars";
        // A message may be tried for days before it counts as sent.
        var before = clock.GetUtcNow().AddDays(-settings.Mail.KeepDays) - DeliverMail.Perseverance;
        foreach (var entry in await session.Query<CalendarEntry>().Where(c => c.At < before).ToListAsync(ct))
        {
            files.Release(session, entry.Sha256, entry.Id);
            session.Delete(entry);
        }

        await session.SaveChangesAsync(ct);
    }
}
