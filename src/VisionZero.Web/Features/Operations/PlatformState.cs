using System.Globalization;
using Hangfire;
using Marten;
using Npgsql;
using VisionZero.Domain.Certificates;
using VisionZero.Domain.Certification;
using VisionZero.Web.Features.Accounts.Mail;
using VisionZero.Web.Features.Certificates;
using VisionZero.Web.Features.Directory;

namespace VisionZero.Web.Features.Operations;

/// <summary>One thing that is looked at: a code for its words, whether it is well, and a figure.</summary>
public sealed record Finding(string Code, bool Well, string Figure);

/// <summary>What operations look at: database, log, jobs, documents, mail, and whether approvals, certificates and listings agree.</summary>
public sealed class PlatformState(IDocumentStore store, NpgsqlDataSource database, JobStorage jobs, Press press, Settings settings, TimeProvider clock)
{
    /// <summary>Most events a projection may be behind, and how long it may stand still with work before it, in seconds.</summary>
    private const long MostLag = 1000;

    private static readonly TimeSpan LongestStandstill = TimeSpan.FromSeconds(30);

    private (long Progress, DateTimeOffset At) _lastProgress;

    /// <summary>Whether the process can serve: the database answers.</summary>
    public async Task<Finding> DatabaseAsync(CancellationToken ct)
    {
        try
        {
            await using var command = database.CreateCommand("select 1");
            await command.ExecuteScalarAsync(ct);
            return new Finding("database", true, "");
        }
        catch (NpgsqlException e)
        {
            return new Finding("database", false, e.SqlState ?? e.GetType().Name);
        }
    }

    /// <summary>Whether the daemon moves: a lag is fine while it shrinks, a standstill with work before it is not.</summary>
    public async Task<Finding> DaemonAsync(CancellationToken ct)
    {
        var (effects, last) = await ProgressAsync(ct);
        var now = clock.GetUtcNow();
        if (effects != _lastProgress.Progress || effects >= last)
        {
            _lastProgress = (effects, now);
        }

        var stands = effects < last && now - _lastProgress.At > LongestStandstill;
        var behind = Behind(effects, last);
        return new Finding("daemon", !stands && behind <= MostLag, behind.ToString(CultureInfo.InvariantCulture));
    }

    /// <summary>Events that no effect has been caused by yet.</summary>
    public async Task<long> BehindAsync(CancellationToken ct)
    {
        var (effects, last) = await ProgressAsync(ct);
        return Behind(effects, last);
    }

    /// <summary>The daemon also passes numbers that were given out and never written: it may be further than the last event.</summary>
    private static long Behind(long effects, long last) => Math.Max(0, last - effects);

    private async Task<(long Effects, long Last)> ProgressAsync(CancellationToken ct)
    {
        var progress = await store.Advanced.AllProjectionProgress(token: ct);
        var effects = progress.FirstOrDefault(p => p.ShardName.StartsWith("effects", StringComparison.OrdinalIgnoreCase))?.Sequence ?? 0;
        await using var command = database.CreateCommand($"select coalesce(max(seq_id), 0) from {settings.Schema}.mt_events");
        return (effects, Convert.ToInt64(await command.ExecuteScalarAsync(ct), CultureInfo.InvariantCulture));
    }

    /// <summary>Whether a job server lives, and how many jobs wait or failed.</summary>
    public IReadOnlyList<Finding> Jobs()
    {
        var api = jobs.GetMonitoringApi();
        var alive = api.Servers().Count(s => s.Heartbeat is { } beat && clock.GetUtcNow() - new DateTimeOffset(DateTime.SpecifyKind(beat, DateTimeKind.Utc)) < TimeSpan.FromMinutes(2));
        var statistics = api.GetStatistics();
        return
        [
            new Finding("job-server", alive > 0, alive.ToString(CultureInfo.InvariantCulture)),
            new Finding("jobs-waiting", statistics.Enqueued < 10_000, statistics.Enqueued.ToString(CultureInfo.InvariantCulture)),
            new Finding("jobs-failed", statistics.Failed == 0, statistics.Failed.ToString(CultureInfo.InvariantCulture)),
        ];
    }

    /// <summary>Which renderer prints, and whether it proved itself.</summary>
    public async Task<Finding> PressAsync()
    {
        var choice = (await press.Ready).Choice;
        return new Finding("press", choice.Healthy, $"{choice.Renderer.Name} {choice.Renderer.Version}");
    }

    /// <summary>Approvals, certificates and files agree; messages do not pile up.</summary>
    public async Task<IReadOnlyList<Finding>> ReconcileAsync(CancellationToken ct)
    {
        await using var session = store.QuerySession();
        var minuteAgo = clock.GetUtcNow().AddMinutes(-5);
        var batch = session.CreateBatchQuery();
        var approved = batch.Query<Application>().Where(a => a.State == ApplicationState.Approved).Count();
        var awarded = batch.Query<Certificate>().Where(c => c.Supersedes == null).Count();
        var missing = batch.Query<Certificate>().Where(c => c.Sha256 == null && c.AwardedAt < minuteAgo).Count();
        var waiting = batch.Query<OutgoingMail>().Where(m => (m.State == MailState.Waiting || m.State == MailState.Sending) && m.QueuedAt < minuteAgo).Count();
        var weekAgo = clock.GetUtcNow().AddDays(-7);
        var failed = batch.Query<OutgoingMail>().Where(m => m.State == MailState.Failed && m.FailedAt > weekAgo).Count();
        var snapshot = batch.Load<DirectorySnapshot>(DirectorySnapshot.TheOne);
        await batch.Execute(ct);
        var (a, c) = (await approved, await awarded);
        return
        [
            new Finding("approvals-certificates", a == c, string.Create(CultureInfo.InvariantCulture, $"{a} = {c}")),
            new Finding("files-missing", await missing == 0, (await missing).ToString(CultureInfo.InvariantCulture)),
            new Finding("mail-waiting", await waiting == 0, (await waiting).ToString(CultureInfo.InvariantCulture)),
            new Finding("mail-failed", await failed == 0, (await failed).ToString(CultureInfo.InvariantCulture)),
            new Finding("directory", true, ((await snapshot)?.Count ?? 0).ToString(CultureInfo.InvariantCulture)),
        ];
    }

    /// <summary>Everything.</summary>
    public async Task<IReadOnlyList<Finding>> AllAsync(CancellationToken ct) =>
    [
        await DatabaseAsync(ct),
        await DaemonAsync(ct),
        .. Jobs(),
        await PressAsync(),
        .. await ReconcileAsync(ct),
    ];
}
