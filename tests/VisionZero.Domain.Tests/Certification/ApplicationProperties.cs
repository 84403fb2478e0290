using FsCheck.Fluent;
using VisionZero.Domain.Certification;
using VisionZero.Domain.Common;
using VisionZero.Domain.Tests.Support;
using static VisionZero.Domain.Tests.Support.Facts;

namespace VisionZero.Domain.Tests.Certification;

/// <summary>Anybody tries anything in any order; the history must stay lawful.</summary>
public sealed class ApplicationProperties
{
    private static readonly Guid Note = Person(90);

    private enum Wish
    {
        Claim,
        Release,
        Ask,
        Answer,
        Recommend,
        Approve,
        Decline,
        Withdraw,
    }

    [Fact]
    public void No_sequence_of_wishes_makes_an_unlawful_history()
    {
        var (approved, declined) = (0, 0);
        var step = from wish in Gen.Frequency((4, Gen.Constant(Wish.Claim)), (1, Gen.Constant(Wish.Release)), (2, Gen.Constant(Wish.Ask)), (3, Gen.Constant(Wish.Answer)), (4, Gen.Constant(Wish.Recommend)), (3, Gen.Constant(Wish.Approve)), (2, Gen.Constant(Wish.Decline)), (1, Gen.Frequency((1, Gen.Constant(Wish.Withdraw)), (5, Gen.Constant(Wish.Claim)))))
                   from who in Gen.Elements(Applicant, Tutor, Anna, Ben, Chen)
                   from verdict in Gen.Elements(Verdict.Approve, Verdict.Decline)
                   select (wish, who, verdict);

        Always.HoldsForSequences(step, longest: 80, steps =>
        {
            var submitted = new ApplicationEvent.Submitted(Person(80), Applicant, Level.Foundation, 1, Person(81), [], [Tutor], 1, Noon);
            var story = Given.Application(submitted);
            List<ApplicationEvent> history = [submitted];
            foreach (var (wish, who, verdict) in steps)
            {
                var before = story.State;
                var outcome = story.When(a => Decide(a, wish, who, verdict));
                if (outcome.Decision.Events.Count == 0)
                {
                    outcome.State.ShouldBeSameAs(before);
                }

                history.AddRange(outcome.Decision.Events);
                story = outcome.After;
            }

            ShouldBeLawful(history);
            approved += history.OfType<ApplicationEvent.Approved>().Count();
            declined += history.OfType<ApplicationEvent.Declined>().Count();
        });

        // The walk is only worth something if it comes to decisions.
        approved.ShouldBeGreaterThan(0);
        declined.ShouldBeGreaterThan(0);
    }

    private static Decision<ApplicationEvent> Decide(Application application, Wish wish, Guid who, Verdict verdict) => wish switch
    {
        Wish.Claim => ApplicationDecisions.Claim(application, who, Noon),
        Wish.Release => ApplicationDecisions.Release(application, who, Noon),
        Wish.Ask => ApplicationDecisions.Ask(application, who, Note, Noon),
        Wish.Answer => ApplicationDecisions.Answer(application, who, Note, [], Noon),
        Wish.Recommend => ApplicationDecisions.Recommend(application, who, verdict, Note, "shown", Noon),
        Wish.Approve => ApplicationDecisions.Approve(application, who, "shown", Noon),
        Wish.Decline => ApplicationDecisions.Decline(application, who, verdict == Verdict.Decline ? ["conduct"] : [], Note, "shown", Noon),
        Wish.Withdraw => ApplicationDecisions.Withdraw(application, who, Noon),
        _ => throw new ArgumentOutOfRangeException(nameof(wish)),
    };

    // What may follow what, told by the history alone: the state that the deciders look at is not asked.
    private static void ShouldBeLawful(List<ApplicationEvent> history)
    {
        Guid? holder = null;
        for (var i = 1; i < history.Count; i++)
        {
            var last = history[i - 1];
            last.ShouldNotBeOfType<ApplicationEvent.Approved>("nothing follows an approval");
            last.ShouldNotBeOfType<ApplicationEvent.Declined>("nothing follows a refusal");
            last.ShouldNotBeOfType<ApplicationEvent.Withdrawn>("nothing follows a withdrawal");
            switch (history[i])
            {
                case ApplicationEvent.Claimed e:
                    (last is ApplicationEvent.Submitted or ApplicationEvent.Released).ShouldBeTrue();
                    holder = ShouldBeFree(e.Reviewer);
                    break;
                case ApplicationEvent.Released e:
                    ShouldHold(last, holder, e.Reviewer);
                    break;
                case ApplicationEvent.InformationAsked e:
                    ShouldHold(last, holder, e.AskedBy);
                    break;
                case ApplicationEvent.InformationGiven:
                    last.ShouldBeOfType<ApplicationEvent.InformationAsked>();
                    break;
                case ApplicationEvent.Recommended e:
                    ShouldHold(last, holder, e.Reviewer);
                    break;
                case ApplicationEvent.Approved e:
                    ShouldDecide(last, e.Approver);
                    break;
                case ApplicationEvent.Declined e:
                    ShouldDecide(last, e.Approver);
                    e.Reasons.ShouldNotBeEmpty();
                    break;
            }
        }
    }

    private static Guid ShouldBeFree(Guid staff)
    {
        staff.ShouldNotBe(Applicant);
        staff.ShouldNotBe(Tutor);
        return staff;
    }

    private static void ShouldHold(ApplicationEvent last, Guid? holder, Guid reviewer)
    {
        (last is ApplicationEvent.Claimed or ApplicationEvent.InformationGiven).ShouldBeTrue();
        ShouldBeFree(reviewer).ShouldBe(holder!.Value);
    }

    private static void ShouldDecide(ApplicationEvent last, Guid approver) =>
        ShouldBeFree(approver).ShouldNotBe(last.ShouldBeOfType<ApplicationEvent.Recommended>().Reviewer);
}
