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
    private static readonly Eligibility AllMet = new(Level.Foundation, []);

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
        SendBack,
        Leave,
        DeclareConflict,
    }

    [Fact]
    public void No_sequence_of_wishes_makes_an_unlawful_history()
    {
        var (approved, declined) = (0, 0);
        var step = from wish in Gen.Frequency((4, Gen.Constant(Wish.Claim)), (1, Gen.Constant(Wish.Release)), (2, Gen.Constant(Wish.Ask)), (3, Gen.Constant(Wish.Answer)), (4, Gen.Constant(Wish.Recommend)), (3, Gen.Constant(Wish.Approve)), (2, Gen.Constant(Wish.Decline)), (1, Gen.Elements(Wish.SendBack, Wish.Leave)), (1, Gen.Frequency((1, Gen.Elements(Wish.Withdraw, Wish.DeclareConflict)), (5, Gen.Constant(Wish.Claim)))))
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
        Wish.Recommend => ApplicationDecisions.Recommend(application, who, verdict, AllMet, Note, "shown", Noon),
        Wish.Approve => ApplicationDecisions.Approve(application, who, AllMet, "shown", Noon),
        Wish.Decline => ApplicationDecisions.Decline(application, who, verdict == Verdict.Decline ? ["conduct"] : [], Note, "shown", Noon),
        Wish.Withdraw => ApplicationDecisions.Withdraw(application, who, Noon),
        Wish.SendBack => ApplicationDecisions.SendBack(application, who, Noon),
        Wish.Leave => ApplicationDecisions.ReleaseFrom(application, who, Noon),
        Wish.DeclareConflict => ApplicationDecisions.DeclareConflict(application, who, Noon),
        _ => throw new ArgumentOutOfRangeException(nameof(wish)),
    };

    // What may follow what, told by the history alone: the state that the deciders look at is not asked.
    private static void ShouldBeLawful(List<ApplicationEvent> history)
    {
        Guid? holder = null;
        Guid? recommender = null;
        var asked = false;
        HashSet<Guid> barred = [Applicant, Tutor];
        for (var i = 1; i < history.Count; i++)
        {
            (history[i - 1] is ApplicationEvent.Approved or ApplicationEvent.Declined or ApplicationEvent.Withdrawn).ShouldBeFalse("nothing follows the end");
            switch (history[i])
            {
                case ApplicationEvent.Claimed e:
                    (holder is null && recommender is null && !asked).ShouldBeTrue("one works on it at a time");
                    holder = e.Reviewer;
                    barred.ShouldNotContain(e.Reviewer);
                    break;
                case ApplicationEvent.Released e:
                    e.Reviewer.ShouldBe(holder!.Value);
                    holder = null;
                    break;
                case ApplicationEvent.SentBack e:
                    (holder ?? recommender).ShouldNotBeNull("it is with somebody");
                    barred.ShouldNotContain(e.Approver);
                    holder = recommender = null;
                    break;
                case ApplicationEvent.ConflictDeclared e:
                    barred.Add(e.Staff).ShouldBeTrue("once");
                    holder = holder == e.Staff ? null : holder;
                    recommender = recommender == e.Staff ? null : recommender;
                    break;
                case ApplicationEvent.InformationAsked e:
                    e.AskedBy.ShouldBe(holder!.Value);
                    asked.ShouldBeFalse();
                    asked = true;
                    break;
                case ApplicationEvent.InformationGiven:
                    asked.ShouldBeTrue();
                    asked = false;
                    break;
                case ApplicationEvent.Recommended e:
                    e.Reviewer.ShouldBe(holder!.Value);
                    asked.ShouldBeFalse();
                    (holder, recommender) = (null, e.Reviewer);
                    break;
                case ApplicationEvent.Approved e:
                    ShouldDecide(e.Approver);
                    break;
                case ApplicationEvent.Declined e:
                    ShouldDecide(e.Approver);
                    e.Reasons.ShouldNotBeEmpty();
                    break;
            }
        }

        void ShouldDecide(Guid approver)
        {
            approver.ShouldNotBe(recommender!.Value);
            barred.ShouldNotContain(approver);
        }
    }
}
