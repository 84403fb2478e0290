using Hangfire;
using Hangfire.States;
using Marten;
using Npgsql;
using VisionZero.Web.Jobs;
using VisionZero.Web.Storage;

namespace VisionZero.Web.Features.Accounts.Mail;

/// <summary>
/// Compares the recent log with the messages: an event that must tell somebody, and whose message was never written,
/// causes its job again. Finds what <see cref="SweepMail"/> cannot, because there is no message yet: a job that was
/// deleted, given up, or lost with a restored queue. Reads a window of the log by its key, never all of it.
/// </summary>
public sealed class ReconcileMail(IQuerySession session, NpgsqlDataSource database, EffectTable effects, IBackgroundJobClient jobs, Settings settings, TimeProvider clock)
{
    private const int MostEvents = 10_000;

    /// <summary>Older than a job takes, younger than news stays news.</summary>
    private static readonly (TimeSpan From, TimeSpan To) Age = (TimeSpan.FromMinutes(5), TimeSpan.FromHours(2));

    /// <summary>Looks once.</summary>
    [Queue(Queues.Upkeep)]
    public async Task RunAsync(CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        var (since, before) = (now - Age.To, now - Age.From);
        var floor = await LastSequenceAsync(ct) - MostEvents;
        string[] told = [.. effects.Told.Select(t => EventCatalogue.Names[t])];
        var events = await session.Events.QueryAllRawEvents()
            .Where(e => e.Sequence > floor && e.Timestamp > since && e.Timestamp < before && e.EventTypeName.IsOneOf(told))
            .OrderBy(e => e.Sequence)
            .ToListAsync(ct);
        var due = events.ToDictionary(e => effects.MailOf(e)!.Value);
        Guid[] ids = [.. due.Keys];
        var written = await session.Query<OutgoingMail>().Where(m => m.Id.IsOneOf(ids)).Select(m => m.Id).ToListAsync(ct);
        foreach (var job in due.Keys.Except(written).SelectMany(id => effects.CausedBy([due[id]])).Where(j => j.Queue == Queues.Mail))
        {
            jobs.Create(job, new EnqueuedState(job.Queue));
        }
    }

    private async Task<long> LastSequenceAsync(CancellationToken ct)
    {
        await using var command = database.CreateCommand($"select coalesce(max(seq_id), 0) from {settings.Schema}.mt_events");
        return Convert.ToInt64(await command.ExecuteScalarAsync(ct), System.Globalization.CultureInfo.InvariantCulture);
    }
}
