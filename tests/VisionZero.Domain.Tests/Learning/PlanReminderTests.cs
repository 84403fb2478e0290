using VisionZero.Domain.Learning;
using VisionZero.Domain.Tests.Support;
using static VisionZero.Domain.Tests.Support.Facts;

namespace VisionZero.Domain.Tests.Learning;

public sealed class PlanReminderTests
{
    private static readonly Scheme.SchemePolicy Quarterly = Policy with { PlanReminderMonths = [3, 6, 12] };

    private static Story<Enrolment, EnrolmentEvent> Written => Given.Enrolment(new EnrolmentEvent.ActionPlanWritten(1, 2, "a", Day("2026-01-31")));

    [Theory]
    [InlineData("2026-04-29", null)]
    [InlineData("2026-04-30", 3)]
    [InlineData("2026-05-30", 3)]
    [InlineData("2026-05-31", null)]
    [InlineData("2026-07-31", 6)]
    [InlineData("2027-01-31", 12)]
    [InlineData("2031-01-31", null)]
    public void A_reminder_comes_at_its_date_and_not_long_after(string day, int? months)
    {
        var outcome = Written.When(e => PlanReminders.Remind(e, Quarterly, Day(day)));
        outcome.Decision.Events.OfType<EnrolmentEvent.PlanReminded>().Select(r => (int?)r.Months).ShouldBe(months is null ? [] : [months]);
    }

    [Fact]
    public void Each_comes_once_and_none_when_stopped_or_done()
    {
        var reminded = Written.When(e => PlanReminders.Remind(e, Quarterly, Day("2026-05-01"))).After;
        reminded.When(e => PlanReminders.Remind(e, Quarterly, Day("2026-05-02"))).ThenAlreadySo();
        reminded.When(e => PlanReminders.Remind(e, Quarterly, Day("2026-08-01"))).Then(new EnrolmentEvent.PlanReminded(6, Day("2026-08-01")));

        var stopped = reminded.When(e => PlanReminders.Stop(e, Noon)).ThenKinds(typeof(EnrolmentEvent.PlanRemindersStopped)).After;
        stopped.When(e => PlanReminders.Remind(e, Quarterly, Day("2026-08-01"))).ThenAlreadySo();
        stopped.When(e => PlanReminders.Stop(e, Noon)).ThenAlreadySo();
        stopped.When(e => PlanReminders.Resume(e, Noon)).After.When(e => PlanReminders.Remind(e, Quarterly, Day("2026-08-01"))).ThenKinds(typeof(EnrolmentEvent.PlanReminded));

        Written.And(new EnrolmentEvent.ActionPlanWritten(1, 2, "b", Day("2026-02-01"), 1, 1)).When(e => PlanReminders.Remind(e, Quarterly, Day("2026-05-01"))).ThenKinds(typeof(EnrolmentEvent.PlanReminded));
        Written.And(new EnrolmentEvent.ActionPlanWritten(1, 2, "b", Day("2026-02-01"), 0, 2)).When(e => PlanReminders.Remind(e, Quarterly, Day("2026-05-01"))).ThenAlreadySo();
        Given.Enrolment().When(e => PlanReminders.Remind(e, Quarterly, Noon)).ThenAlreadySo();
    }
}
