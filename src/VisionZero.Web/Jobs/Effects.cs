using System.Linq.Expressions;
using Hangfire;
using JasperFx.Events;

namespace VisionZero.Web.Jobs;

/// <summary>
/// Which event causes which job: the only way from the log to an effect. Each area contributes a static
/// <c>Register(EffectTable)</c>, listed in <see cref="EffectTable.Build"/>.
/// </summary>
public sealed class EffectTable
{
    private readonly Dictionary<Type, List<Action<IBackgroundJobClient, IEvent>>> _effects = [];

    /// <summary>The effects of every area.</summary>
    public static EffectTable Build()
    {
        var table = new EffectTable();
        foreach (var area in EffectParts.All)
        {
            area(table);
        }

        return table;
    }

    /// <summary>Event types that have an effect.</summary>
    public IReadOnlyCollection<Type> Events => _effects.Keys;

    /// <summary>
    /// Enqueues a job of type <typeparamref name="TJob"/> on a queue (see <see cref="Queues"/>) whenever the event is
    /// seen. A subscription is at-least-once, so the job must be safe to run twice; its arguments are ids, never names
    /// (the dashboard shows them).
    /// </summary>
    public EffectTable On<TEvent, TJob>(string queue, Func<IEvent<TEvent>, Expression<Func<TJob, Task>>> job)
        where TEvent : class
    {
        if (!_effects.TryGetValue(typeof(TEvent), out var list))
        {
            _effects[typeof(TEvent)] = list = [];
        }

        list.Add((client, e) => client.Enqueue(queue, job((IEvent<TEvent>)e)));
        return this;
    }

    /// <summary>Enqueues what the event causes.</summary>
    public void Cause(IBackgroundJobClient client, IEvent e)
    {
        if (_effects.TryGetValue(e.EventType, out var list))
        {
            foreach (var effect in list)
            {
                effect(client, e);
            }
        }
    }
}
