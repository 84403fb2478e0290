using Hangfire;
using Hangfire.States;
using JasperFx.Events.Daemon;
using JasperFx.Events.Projections;
using Marten;
using Marten.Subscriptions;

namespace VisionZero.Web.Jobs;

/// <summary>
/// Turns events into jobs. Runs in the projection daemon; progress is committed after the page, so a crash in between
/// enqueues a page again: every job is idempotent.
/// </summary>
public sealed class EffectsSubscription : SubscriptionBase
{
    private readonly IBackgroundJobClient _jobs;
    private readonly EffectTable _effects;

    /// <summary>Subscribes to the events that have an effect.</summary>
    public EffectsSubscription(IBackgroundJobClient jobs, EffectTable effects)
    {
        _jobs = jobs;
        _effects = effects;
        Name = "effects";
        foreach (var type in effects.Events)
        {
            IncludeType(type);
        }
    }

    /// <inheritdoc/>
    public override Task<IChangeListener> ProcessEventsAsync(EventRange page, ISubscriptionController controller, IDocumentOperations operations, CancellationToken cancellationToken)
    {
        foreach (var job in _effects.CausedBy(page.Events))
        {
            _jobs.Create(job, new EnqueuedState(job.Queue));
        }
        return Task.FromResult(NullChangeListener.Instance);
    }
}
