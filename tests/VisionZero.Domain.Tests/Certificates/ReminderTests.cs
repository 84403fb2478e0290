using VisionZero.Domain.Certificates;
using VisionZero.Domain.Common;
using VisionZero.Domain.Tests.Support;
using static VisionZero.Domain.Tests.Support.Facts;

namespace VisionZero.Domain.Tests.Certificates;

/// <summary>The scheme reminds 180, 90, 30 and 7 days before the last day.</summary>
public sealed class ReminderTests
{
    private static readonly DateTimeOffset LastDay = Day("2030-12-31");

    private static Story<Certificate, CertificateEvent> InForce => Given.Certificate(Papers.Awarded("2026-01-01", "2030-12-31"));

    [Theory]
    [InlineData(181, null)]
    [InlineData(180, 180)]
    [InlineData(91, 180)]
    [InlineData(90, 90)]
    [InlineData(30, 30)]
    [InlineData(8, 30)]
    [InlineData(7, 7)]
    [InlineData(0, 7)]
    [InlineData(-1, null)]
    public void The_nearest_mark_reached_is_due(int daysLeft, int? mark)
    {
        var at = LastDay.AddDays(-daysLeft);
        var outcome = InForce.When(c => CertificateDecisions.Remind(c, [], Policy, at));

        if (mark is { } days)
        {
            outcome.Then(new CertificateEvent.Reminded(days, at));
        }
        else
        {
            outcome.ThenAlreadySo();
        }
    }

    [Fact]
    public void A_job_that_runs_daily_sends_each_reminder_once()
    {
        var story = InForce;
        var sent = new List<CertificateEvent>();
        for (var left = 400; left >= -10; left--)
        {
            var outcome = story.When(c => CertificateDecisions.Remind(c, [], Policy, LastDay.AddDays(-left)));
            sent.AddRange(outcome.Decision.Events);
            story = outcome.After;
        }

        sent.ShouldBe([new CertificateEvent.Reminded(180, LastDay.AddDays(-180)), new CertificateEvent.Reminded(90, LastDay.AddDays(-90)), new CertificateEvent.Reminded(30, LastDay.AddDays(-30)), new CertificateEvent.Reminded(7, LastDay.AddDays(-7))]);
    }

    [Fact]
    public void A_job_that_slept_sends_one_reminder_not_all()
    {
        var at = LastDay.AddDays(-5);
        var reminded = InForce.When(c => CertificateDecisions.Remind(c, [], Policy, at)).Then(new CertificateEvent.Reminded(7, at)).After;

        reminded.When(c => CertificateDecisions.Remind(c, [], Policy, at)).ThenAlreadySo();
    }

    [Fact]
    public void Nobody_is_reminded_of_what_is_not_in_force()
    {
        var at = LastDay.AddDays(-30);

        InForce.And(Papers.Suspended(Noon)).When(c => CertificateDecisions.Remind(c, [], Policy, at)).ThenAlreadySo();
        InForce.And(Papers.Revoked(Noon)).When(c => CertificateDecisions.Remind(c, [], Policy, at)).ThenAlreadySo();
        InForce.And(Papers.Superseded(Noon)).When(c => CertificateDecisions.Remind(c, [], Policy, at)).ThenAlreadySo();
        Given.Certificate(Papers.Awarded("2026-01-01", "2028-12-31", Level.Professional)).When(c => CertificateDecisions.Remind(c, [], Policy, Day("2029-01-15"))).ThenAlreadySo();
    }

    [Fact]
    public void Who_holds_a_renewal_is_not_reminded_of_the_old_one()
    {
        var at = LastDay.AddDays(-30);
        var renewal = Papers.Certificate("2031-01-01", "2035-12-31");

        InForce.When(c => CertificateDecisions.Remind(c, [c, renewal], Policy, at)).ThenAlreadySo();

        // None of these takes its place: itself, one that ends earlier or was taken back, another level, another holder.
        foreach (var other in new[]
        {
            InForce.State,
            Papers.Certificate("2025-01-01", "2029-12-31"),
            Papers.Certificate("2031-01-01", "2035-12-31", Level.Foundation, Papers.Revoked(Noon)),
            Papers.Certificate("2031-01-01", "2035-12-31", Level.Foundation, Papers.Superseded(Noon)),
            Papers.Certificate("2031-01-01", "2035-12-31", Level.Professional),
            renewal with { TrainerId = Anna },
        })
        {
            InForce.When(c => CertificateDecisions.Remind(c, [other], Policy, at)).ThenKinds(typeof(CertificateEvent.Reminded));
        }
    }

    [Fact]
    public void A_scheme_without_reminders_sends_none() =>
        InForce.When(c => CertificateDecisions.Remind(c, [], Policy with { ReminderDays = [] }, LastDay)).ThenAlreadySo();
}
