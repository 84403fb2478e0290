using System.Linq.Expressions;
using Hangfire;

namespace VisionZero.Web.Jobs;

/// <summary>Registers what runs by the clock. Times are UTC; ids are stable; a retired id is removed in <see cref="Retired"/>.</summary>
public sealed class RecurringJobs(IRecurringJobManager manager)
{
    private static readonly string[] Retired = [];
    private readonly HashSet<string> _ids = new(StringComparer.Ordinal);
    private readonly HashSet<string> _sweeps = new(StringComparer.Ordinal);

    /// <summary>Adds the jobs of every area, and removes those that are no more.</summary>
    public void AddAll()
    {
        foreach (var area in RecurringParts.All)
        {
            area(this);
        }

        foreach (var id in Retired)
        {
            manager.RemoveIfExists(id);
        }
    }

    /// <summary>Lets all of them rest until they are added again.</summary>
    public void Rest()
    {
        foreach (var id in _ids)
        {
            manager.RemoveIfExists(id);
        }
    }

    /// <summary>Adds or updates a job.</summary>
    /// <param name="id">Stable id, a verb phrase.</param>
    /// <param name="queue">One of <see cref="Queues"/>.</param>
    /// <param name="cron">Cron expression, UTC.</param>
    /// <param name="job">What runs.</param>
    public void Add<TJob>(string id, string queue, string cron, Expression<Func<TJob, Task>> job)
    {
        _ids.Add(id);
        manager.AddOrUpdate(id, queue, job, cron, new RecurringJobOptions { TimeZone = TimeZoneInfo.Utc, MisfireHandling = MisfireHandlingMode.Relaxed });
    }

    /// <summary>Adds or updates a job that also runs when the process starts: it looks for what the last one left behind.</summary>
    /// <inheritdoc cref="Add"/>
    public void AddSweep<TJob>(string id, string queue, string cron, Expression<Func<TJob, Task>> job)
    {
        Add(id, queue, cron, job);
        _sweeps.Add(id);
    }

    /// <summary>Runs the sweeps now.</summary>
    public void RunAtStart()
    {
        foreach (var id in _sweeps)
        {
            manager.Trigger(id);
        }
    }
}
