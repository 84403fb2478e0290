using Hangfire;
using Hangfire.States;

namespace VisionZero.Web.Jobs;

/// <summary>
/// What a killed process was doing is taken up as soon as the next one works. The queue is in the same database as the
/// log, so a kill loses no job: it leaves at most one a worker marked as being processed, which the storage would hand
/// out again only after its invisibility. Putting exactly these back is complete and cheap; causing the effects of recent
/// events anew, or sweeping whatever is open, would double every job that still waits in the queue. With several workers
/// another may be alive and busy with a job, and the invisibility decides.
/// </summary>
internal sealed partial class TakeUp(JobStorage storage, IBackgroundJobClient jobs, RecurringJobs recurring, Settings settings, ILogger<TakeUp> log) : BackgroundService
{
    private const int Most = 1000;

    // Hangfire stamps its jobs with the machine's clock, so this is compared with that one and not with the platform's.
    private readonly DateTime _began = DateTime.UtcNow;

    protected override Task ExecuteAsync(CancellationToken stoppingToken) => Task.Run(
        () =>
        {
            try
            {
                if (!settings.SeveralWorkers)
                {
                    PutBack(stoppingToken);
                }

                recurring.RunAtStart();
            }
            catch (Exception e) when (e is not OperationCanceledException)
            {
                // The invisibility and the sweeps do the same a little later.
                LogFailed(e.GetType().Name);
            }
        },
        stoppingToken);

    private void PutBack(CancellationToken ct)
    {
        // The clock of this machine on both sides: the predecessor of a single worker runs where this one does.
        var cutOff = storage.GetMonitoringApi().ProcessingJobs(0, Most).Where(j => j.Value is not { StartedAt: { } at } || at < _began).ToList();
        foreach (var (id, job) in cutOff)
        {
            ct.ThrowIfCancellationRequested();
            jobs.ChangeState(id, new EnqueuedState(job?.Job?.Queue ?? Queues.Upkeep) { Reason = "cut off by the end of its process" }, ProcessingState.StateName);
        }

        if (cutOff.Count > 0)
        {
            LogPutBack(cutOff.Count);
        }
    }

    [LoggerMessage(LogLevel.Warning, "{Count} jobs were cut off by the end of the last process and are taken up again")]
    private partial void LogPutBack(int count);

    [LoggerMessage(LogLevel.Error, "What the last process left behind could not be looked at ({Kind}); the sweeps will")]
    private partial void LogFailed(string kind);
}
