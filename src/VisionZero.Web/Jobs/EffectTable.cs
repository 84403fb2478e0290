using System.Linq.Expressions;
using Hangfire.Common;
using JasperFx.Events;
using VisionZero.Domain.Common;

namespace VisionZero.Web.Jobs;

/// <summary>
/// Which event causes which job: the only way from the log to an effect. Each area contributes a static
/// <c>Register(EffectTable)</c>, listed in <see cref="EffectTable.Build"/>.
/// </summary>
public sealed class EffectTable
{
    private readonly Dictionary<Type, List<Func<IEvent, Job>>> _effects = [];
    private readonly Dictionary<Type, string> _mails = [];
    private readonly Dictionary<Type, List<(Type Kind, Func<IEvent, Job> Job)>> _merged = [];

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
    public IEnumerable<Type> Events => _effects.Keys.Union(_merged.Keys);

    /// <summary>
    /// Causes a job of type <typeparamref name="TJob"/> on a queue (see <see cref="Queues"/>) whenever the event is
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

        list.Add(e => Job.FromExpression(job((IEvent<TEvent>)e), queue));
        return this;
    }

    /// <summary>Like <see cref="On"/> for a job that writes a message of this purpose; whether it did is reconciled.</summary>
    public EffectTable OnMail<TEvent, TJob>(string purpose, Func<IEvent<TEvent>, Expression<Func<TJob, Task>>> job)
        where TEvent : class
    {
        _mails.Add(typeof(TEvent), purpose);
        return On(Queues.Mail, job);
    }

    /// <summary>Event types that somebody is told of.</summary>
    public IEnumerable<Type> Told => _mails.Keys;

    /// <summary>Identity of the message that an event causes, or null if nobody is told.</summary>
    public Guid? MailOf(IEvent e) => _mails.TryGetValue(e.EventType, out var purpose) ? DeterministicId.Mail(e.Id, purpose) : null;

    /// <summary>
    /// Like <see cref="On"/> for a job that looks at everything up to the event: of the events that are seen together only
    /// the last causes it.
    /// </summary>
    public EffectTable OnLast<TEvent, TJob>(string queue, Func<IEvent, Expression<Func<TJob, Task>>> job)
        where TEvent : class
    {
        if (!_merged.TryGetValue(typeof(TEvent), out var list))
        {
            _merged[typeof(TEvent)] = list = [];
        }

        list.Add((typeof(TJob), e => Job.FromExpression(job(e), queue)));
        return this;
    }

    /// <summary>What the events, in the order of the log, cause; each job carries its queue.</summary>
    public IReadOnlyList<Job> CausedBy(IEnumerable<IEvent> events)
    {
        var jobs = new List<Job>();
        var last = new Dictionary<Type, (Func<IEvent, Job> Job, IEvent Event)>();
        foreach (var e in events)
        {
            jobs.AddRange((_effects.GetValueOrDefault(e.EventType) ?? []).Select(job => job(e)));
            foreach (var (kind, job) in _merged.GetValueOrDefault(e.EventType) ?? [])
            {
                last[kind] = (job, e);
            }
        }

        jobs.AddRange(last.Values.Select(l => l.Job(l.Event)));
        return jobs;
    }
}
