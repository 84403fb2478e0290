using FsCheck.Fluent;
using VisionZero.Domain.Certificates;
using VisionZero.Domain.Common;
using VisionZero.Domain.Tests.Support;
using static VisionZero.Domain.Tests.Support.Facts;

namespace VisionZero.Domain.Tests.Certificates;

/// <summary>Staff and jobs try anything in any order while time goes on; the history must stay lawful.</summary>
public sealed class CertificateProperties
{
    private enum Wish
    {
        Issue,
        Stop,
        Suspend,
        Reinstate,
        Revoke,
        Supersede,
        NoteExpiry,
        Remind,
        Wait,
    }

    [Fact]
    public void No_sequence_of_wishes_makes_an_unlawful_history()
    {
        var seen = new HashSet<Type>();
        var step = from wish in Gen.Frequency((2, Gen.Constant(Wish.Issue)), (2, Gen.Constant(Wish.Stop)), (4, Gen.Constant(Wish.Suspend)), (5, Gen.Constant(Wish.Reinstate)), (1, Gen.Elements(Wish.Revoke, Wish.Supersede, Wish.Wait)), (4, Gen.Constant(Wish.NoteExpiry)), (4, Gen.Constant(Wish.Remind)), (6, Gen.Constant(Wish.Wait)))
                   from number in Gen.Choose(0, 200)
                   select (wish, number);

        Always.HoldsForSequences(step, longest: 60, steps =>
        {
            var level = steps.Length % 2 == 0 ? Level.Foundation : Level.Professional;
            var awarded = Papers.Awarded("2026-07-01", "2028-06-30", level);
            var story = Given.Certificate(awarded);
            List<CertificateEvent> history = [awarded];
            var now = Noon.AddDays(-20);
            foreach (var (wish, number) in steps)
            {
                now = wish == Wish.Wait ? now.AddDays(number) : now;
                var outcome = story.When(c => Decide(c, wish, number, now));
                history.AddRange(outcome.Decision.Events);
                story = outcome.After;
                ShouldBeWorthWhatHappened(history, story.State, now);
            }

            ShouldBeLawful(history, awarded);
            seen.UnionWith(history.Select(e => e.GetType()));
        });

        // The walk is only worth something if it comes to everything that can happen.
        AnyEvent.KindsOf<CertificateEvent>().ShouldBeSubsetOf(seen);
    }

    private static Decision<CertificateEvent> Decide(Certificate certificate, Wish wish, int number, DateTimeOffset now) => wish switch
    {
        Wish.Issue => CertificateDecisions.Issue(certificate, $"hash-{number}", number, "skia", now),
        Wish.Stop => CertificateDecisions.StopIssue(certificate, number % 2 == 0 ? "font" : "text", "detail", now),
        Wish.Suspend => CertificateDecisions.Suspend(certificate, number % 5 == 0 ? "" : "conduct", Anna, Policy, now),
        Wish.Reinstate => CertificateDecisions.Reinstate(certificate, number % 5 == 0 ? "" : "resolved", Anna, Policy, now),
        Wish.Revoke => CertificateDecisions.Revoke(certificate, number % 5 == 0 ? "" : "other", Anna, now),
        Wish.Supersede => CertificateDecisions.Supersede(certificate, Papers.Holder with { Name = $"Name {number % 3}" }, Papers.Marks, Policy, now),
        Wish.NoteExpiry => CertificateDecisions.NoteExpiry(certificate, Policy, now),
        Wish.Remind => CertificateDecisions.Remind(certificate, [], Policy, now),
        Wish.Wait => Decision<CertificateEvent>.AlreadySo,
        _ => throw new ArgumentOutOfRangeException(nameof(wish)),
    };

    // Told by the history and the calendar alone, now and at every later day that matters.
    private static void ShouldBeWorthWhatHappened(List<CertificateEvent> history, Certificate certificate, DateTimeOffset now)
    {
        var suspended = history.FindLast(e => e is CertificateEvent.Suspended or CertificateEvent.Reinstated) is CertificateEvent.Suspended;
        var ended = history.Any(e => e is CertificateEvent.Revoked or CertificateEvent.Superseded);
        foreach (var later in new[] { 0, 1, 100, 1000, 10000 })
        {
            var at = now.AddDays(later);
            var day = DateOnly.FromDateTime(at.UtcDateTime);
            var inTime = day >= certificate.ValidFrom && day <= certificate.ValidThrough.AddDays(Policy.For(certificate.Level).GraceDays);

            Standing.Of(certificate, Policy, at).Certifies.ShouldBe(inTime && !suspended && !ended);
        }
    }

    private static DateTimeOffset At(CertificateEvent e) => e switch
    {
        CertificateEvent.Suspended s => s.At,
        CertificateEvent.Reinstated r => r.At,
        _ => throw new ArgumentOutOfRangeException(nameof(e)),
    };

    private static void ShouldBeLawful(List<CertificateEvent> history, CertificateEvent.Awarded awarded)
    {
        history.OfType<CertificateEvent.Issued>().Count().ShouldBeLessThanOrEqualTo(1);
        history.OfType<CertificateEvent.Expired>().Count().ShouldBeLessThanOrEqualTo(1);
        history.Count(e => e is CertificateEvent.Revoked or CertificateEvent.Superseded).ShouldBeLessThanOrEqualTo(1);

        var grace = Policy.For(awarded.Level).GraceDays;
        history.OfType<CertificateEvent.Expired>().ShouldAllBe(e => DateOnly.FromDateTime(e.At.UtcDateTime) > awarded.ValidThrough.AddDays(grace));

        var reminders = history.OfType<CertificateEvent.Reminded>().ToList();
        reminders.Select(r => r.DaysBefore).ShouldBe(reminders.Select(r => r.DaysBefore).Distinct().OrderDescending());

        var end = history.FindIndex(e => e is CertificateEvent.Revoked or CertificateEvent.Superseded);
        if (end >= 0)
        {
            // The file may still arrive late; nothing else happens.
            history.Skip(end + 1).ShouldAllBe(e => e is CertificateEvent.Issued || e is CertificateEvent.IssueStopped);
        }

        var sanctions = history.Where(e => e is CertificateEvent.Suspended or CertificateEvent.Reinstated).ToList();
        sanctions.ShouldAllBe(e => DateOnly.FromDateTime(At(e).UtcDateTime) <= awarded.ValidThrough.AddDays(grace));
        sanctions.Index().ShouldAllBe(s => s.Index % 2 == 0 ? s.Item is CertificateEvent.Suspended : s.Item is CertificateEvent.Reinstated);
    }
}
