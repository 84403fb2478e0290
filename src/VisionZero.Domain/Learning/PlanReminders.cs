using VisionZero.Domain.Common;
using VisionZero.Domain.Scheme;

namespace VisionZero.Domain.Learning;

/// <summary>When the owner of an action plan is reminded of it. Pure.</summary>
public static class PlanReminders
{
    /// <summary>Days after its date in which a reminder is still sent; later it would speak of another time.</summary>
    public const int LateDays = 30;

    /// <summary>
    /// The reminder that is due: the latest of the scheme's months that was reached, once, while there is something left to
    /// do. A job that slept through several sends one.
    /// </summary>
    public static Decision<EnrolmentEvent> Remind(Enrolment enrolment, SchemePolicy policy, DateTimeOffset at)
    {
        if (enrolment is not { PlanWrittenAt: { } written, PlanRemindersStopped: false } || IsDone(enrolment))
        {
            return Decision<EnrolmentEvent>.AlreadySo;
        }

        var reached = policy.PlanReminderMonths.Where(m => written.AddMonths(m) <= at).Select(m => (int?)m).Max();
        return reached is { } months && at <= written.AddMonths(months).AddDays(LateDays) && !enrolment.PlanReminders.Any(sent => sent >= months)
            ? new EnrolmentEvent.PlanReminded(months, at)
            : Decision<EnrolmentEvent>.AlreadySo;
    }

    /// <summary>Stops them.</summary>
    public static Decision<EnrolmentEvent> Stop(Enrolment enrolment, DateTimeOffset at) =>
        enrolment.PlanRemindersStopped ? Decision<EnrolmentEvent>.AlreadySo : new EnrolmentEvent.PlanRemindersStopped(at);

    /// <summary>Lets them come again.</summary>
    public static Decision<EnrolmentEvent> Resume(Enrolment enrolment, DateTimeOffset at) =>
        enrolment.PlanRemindersStopped ? new EnrolmentEvent.PlanRemindersResumed(at) : Decision<EnrolmentEvent>.AlreadySo;

    /// <summary>Whether every goal is done.</summary>
    public static bool IsDone(Enrolment enrolment) =>
        enrolment.Goals.Values.Sum() is > 0 and var goals && enrolment.GoalsDone.Values.Sum() >= goals;
}
