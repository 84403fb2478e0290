using VisionZero.Domain.Common;
using VisionZero.Domain.Courses;

namespace VisionZero.Domain.Learning;

/// <summary>Something done on a device without a connection: a lesson read, or a question of a check answered.</summary>
/// <param name="Number">The device's own count, from 1; it only grows.</param>
/// <param name="Rule">The golden rule.</param>
/// <param name="Key">The lesson read, or the item answered.</param>
/// <param name="Chosen">The answer in the words of <see cref="ItemKey"/>; null for a lesson.</param>
/// <param name="At">When, by the device's clock.</param>
public sealed record OfflineStep(int Number, int Rule, string Key, IReadOnlyList<string>? Chosen, DateTimeOffset At);

/// <summary>What came of handing over: the events to append, and by number of the step why some of it cannot be taken.</summary>
public sealed record HandedOver(IReadOnlyList<EnrolmentEvent> Events, IReadOnlyList<(int Number, Refusal Refusal)> Refused);

/// <summary>
/// How work done without a connection comes into the log. A lesson read is read; of answers to one question the one given
/// last stands, whichever device tells first; what was told before is not taken again. So devices may hand over in any
/// order, in parts and more than once, and come to the same. Only practice is taken along: an assessment is not.
/// </summary>
public static class OfflineWork
{
    /// <summary>A device's clock that is further off than this is set right by what it says the time is while it hands over.</summary>
    public static readonly TimeSpan ClockBound = TimeSpan.FromMinutes(2);

    /// <summary>Takes the steps of one device in the order of their numbers; one that is refused does not hold up the others.</summary>
    /// <param name="enrolment">The state.</param>
    /// <param name="outline">The course.</param>
    /// <param name="device">Which device: a number it drew for itself.</param>
    /// <param name="steps">What was done on it.</param>
    /// <param name="sent">What time it is by the device's clock.</param>
    /// <param name="now">What time it is.</param>
    public static HandedOver HandOver(Enrolment enrolment, CourseOutline outline, Guid device, IEnumerable<OfflineStep> steps, DateTimeOffset sent, DateTimeOffset now)
    {
        ArgumentNullException.ThrowIfNull(enrolment);
        var taken = enrolment.Devices.GetValueOrDefault(device);
        var upTo = taken;
        DateTimeOffset? last = null;
        List<EnrolmentEvent> events = [];
        List<(int, Refusal)> refused = [];
        foreach (var (step, done) in InTheirOrder(enrolment, device, steps, sent, now))
        {
            // What was told before is not taken again; if it was refused then, and the answer got lost, it is said again.
            var decision = Decide(enrolment, outline, step, now, done);
            refused.AddRange(decision.Refusals.Select(r => (step.Number, r)));
            if (!decision.Accepted || step.Number <= taken)
            {
                continue;
            }

            events.AddRange(decision.Events);
            enrolment = decision.Events.Aggregate(enrolment, Enrolment.Evolve);
            (upTo, last) = (step.Number, done);
        }

        return new HandedOver(events.Count == 0 ? [] : [.. events, new EnrolmentEvent.OfflineWorkHandedOver(device, upTo, now, last)], refused);
    }

    // When each step was done: not before the learner enrolled and not after now, whatever a clock says, and never after the
    // next one: the device's own count says what came first when its clock was set back or ran ahead, also between two parts.
    private static IEnumerable<(OfflineStep Step, DateTimeOffset Done)> InTheirOrder(Enrolment enrolment, Guid device, IEnumerable<OfflineStep> steps, DateTimeOffset sent, DateTimeOffset now)
    {
        // A clock may say anything: what cannot be reckoned with is outside of the bounds in any case.
        decimal off = (now - sent).Duration() > ClockBound ? (now - sent).Ticks : 0;
        var earliest = Math.Max(enrolment.EnrolledAt.UtcTicks, enrolment.DeviceTimes.TryGetValue(device, out var last) ? last.UtcTicks + 1 : 0);
        var latest = Math.Max(earliest, now.UtcTicks);
        OfflineStep[] ordered = [.. steps.OrderBy(s => s.Number)];
        var ticks = ordered.Select(s => (long)Math.Clamp(s.At.UtcTicks + off, earliest, latest)).ToArray();
        for (var i = ticks.Length - 2; i >= 0; i--)
        {
            ticks[i] = Math.Max(earliest, Math.Min(ticks[i], ticks[i + 1] - 1));
        }

        for (var i = 1; i < ticks.Length; i++)
        {
            ticks[i] = Math.Max(ticks[i], ticks[i - 1] + 1);
        }

        return ordered.Zip(ticks, (step, at) => (step, new DateTimeOffset(at, TimeSpan.Zero)));
    }

    private static Decision<EnrolmentEvent> Decide(Enrolment enrolment, CourseOutline outline, OfflineStep step, DateTimeOffset now, DateTimeOffset done) =>
        Decision<EnrolmentEvent>.Map(
            step.Chosen is { } chosen
                ? EnrolmentDecisions.AnswerCheck(enrolment, outline, step.Rule, step.Key, chosen, now)
                : EnrolmentDecisions.CompleteLesson(enrolment, outline, step.Rule, step.Key, now),
            e => e switch
            {
                EnrolmentEvent.LessonCompleted read => read with { ReadAt = done },
                EnrolmentEvent.CheckAnswered answered => answered with { AnsweredAt = done },
                _ => e,
            });
}
