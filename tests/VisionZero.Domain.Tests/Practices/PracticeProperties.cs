using FsCheck.Fluent;
using VisionZero.Domain.Common;
using VisionZero.Domain.Practices;
using VisionZero.Domain.Scheme;
using VisionZero.Domain.Tests.Support;
using static VisionZero.Domain.Tests.Support.Facts;

namespace VisionZero.Domain.Tests.Practices;

/// <summary>Anybody tries anything in any order; the history must stay lawful, and the verdict follow from the marks alone.</summary>
public sealed class PracticeProperties
{
    internal static readonly PracticePolicy Asked = new(Assessors: 2, BoundPercent: 15, PassMarkPercent: 60, LeastLevel: 2, Attempts: 2, WithinMonths: 6, NoticeHours: 24, MarkingDays: 10, AtRenewal: false, StatisticsLeast: 3);

    internal static readonly Rubric Sheet = new(1, ["aim", "rules", "methods"], 4);

    private static readonly Guid Candidate = Applicant;
    private static readonly PracticeFile Plan = new(Person(70), new string('a', 64), "application/pdf", 1000);
    private static readonly PracticeFile Film = new(Person(71), new string('b', 64), "video/mp4", 1000);
    private static readonly Slot Offered = new() { Id = Person(72), Assessor = Ben, StartsAt = Noon.AddDays(3), Minutes = 60, Language = "en", Way = SlotWay.Remote };

    private enum Wish
    {
        Plan,
        Film,
        HandIn,
        Book,
        Cancel,
        NotHeld,
        Take,
        Release,
        Mark,
        Leave,
        Conflict,
        Withdraw,
    }

    [Fact]
    public void No_sequence_of_wishes_makes_an_unlawful_history()
    {
        var (concluded, thirds) = (0, 0);
        var step = from wish in Gen.Frequency((2, Gen.Constant(Wish.Plan)), (2, Gen.Constant(Wish.Film)), (3, Gen.Constant(Wish.HandIn)), (1, Gen.Elements(Wish.Book, Wish.Book, Wish.Cancel, Wish.NotHeld)), (5, Gen.Constant(Wish.Take)), (6, Gen.Constant(Wish.Mark)), (1, Gen.Elements(Wish.Release, Wish.Leave)), (1, Gen.Frequency((1, Gen.Elements(Wish.Conflict, Wish.Withdraw)), (6, Gen.Constant(Wish.Take)))))
                   from who in Gen.Elements(Candidate, Tutor, Anna, Ben, Chen)
                   from levels in Gen.Elements(1, 2, 3, 3, 4, 4).ArrayOf(3)
                   from hours in Gen.Choose(0, 20)
                   select (wish, who, levels, hours);

        Always.HoldsForSequences(step, longest: 80, steps =>
        {
            var begun = new PracticeEvent.Begun(Person(80), Candidate, Person(81), 1, 1, 1, Noon);
            var story = Given.Practice(begun);
            List<PracticeEvent> history = [begun];
            var at = Noon;
            foreach (var (wish, who, levels, hours) in steps)
            {
                at = at.AddHours(hours);
                var before = story.State;
                var outcome = story.When(p => Decide(p, wish, who, levels, at));
                if (outcome.Decision.Events.Count == 0)
                {
                    outcome.State.ShouldBeSameAs(before);
                }

                history.AddRange(outcome.Decision.Events);
                story = outcome.After;
            }

            ShouldBeLawful(history);
            concluded += history.OfType<PracticeEvent.Concluded>().Count();
            thirds += history.OfType<PracticeEvent.ThirdCalled>().Count();
        });

        // The walk is only worth something if it comes to results, also over a third.
        concluded.ShouldBeGreaterThan(0);
        thirds.ShouldBeGreaterThan(0);
    }

    [Fact]
    public void The_result_does_not_depend_on_who_came_first()
    {
        var marking = from levels in Gen.Choose(1, 4).ArrayOf(3) select Marked(levels);
        Always.Holds(marking.ArrayOf(3), marked =>
        {
            var expected = Settlement.Of(marked, Asked);
            foreach (var other in new[] { [marked[0], marked[2], marked[1]], [marked[1], marked[0], marked[2]], new[] { marked[2], marked[1], marked[0] } })
            {
                Settlement.Of(other, Asked).ShouldBe(expected);
            }

            Settlement.Of([marked[0], marked[1]], Asked).ShouldBe(Settlement.Of([marked[1], marked[0]], Asked));
            (Settlement.Of([marked[0], marked[1]], Asked) is null).ShouldBe(Settlement.Differ([marked[0], marked[1]], Asked), "a third only beyond the bound");
            expected.ShouldNotBeNull("three always settle it");
            expected.Passed.ShouldBe(marked.Count(m => m.Passed) >= 2);
        });
    }

    internal static Marking Marked(IReadOnlyList<int> levels, Guid? who = null)
    {
        CriterionMark[] marks = [.. Sheet.Criteria.Zip(levels, (c, l) => new CriterionMark(c, l))];
        return new Marking(who ?? Anna, Noon, Noon) { Id = Person(73), MarkedAt = Noon, Marks = marks, Points = Rubric.Points(marks), Possible = Sheet.Possible, Passed = Sheet.IsPass(marks, Asked) };
    }

    private static Decision<PracticeEvent> Decide(Practice practice, Wish wish, Guid who, int[] levels, DateTimeOffset at) => wish switch
    {
        Wish.Plan => PracticeDecisions.HandInPlan(practice, who, Plan, at),
        Wish.Film => PracticeDecisions.HandInRecording(practice, who, Film, at),
        Wish.HandIn => PracticeDecisions.HandIn(practice, Candidate, at),
        Wish.Book => PracticeDecisions.Book(practice, Candidate, Offered, [Tutor], Asked, at),
        Wish.Cancel => PracticeDecisions.CancelSession(practice, who, Asked, at),
        Wish.NotHeld => PracticeDecisions.NotHeld(practice, who, "technical", at),
        Wish.Take => PracticeDecisions.TakeUp(practice, who, [Tutor], Asked, at),
        Wish.Release => PracticeDecisions.Release(practice, who, at),
        Wish.Mark => MarkingDecisions.Mark(practice, new PracticeEvent.Marked(who, Person(74), [.. Sheet.Criteria.Zip(levels, (c, l) => new CriterionMark(c, l))], 0, 0, false, at), [Tutor], Sheet, Asked),
        Wish.Leave => MarkingDecisions.ReleaseFrom(practice, who, at),
        Wish.Conflict => MarkingDecisions.DeclareConflict(practice, who, at),
        Wish.Withdraw => MarkingDecisions.Withdraw(practice, who, Asked, at),
        _ => throw new ArgumentOutOfRangeException(nameof(wish)),
    };

    // What may follow what, told by the history alone: the state that the deciders look at is not asked.
    private static void ShouldBeLawful(List<PracticeEvent> history)
    {
        HashSet<Guid> holding = [];
        HashSet<Guid> barred = [Candidate, Tutor];
        HashSet<Guid> declared = [];
        Dictionary<Guid, PracticeEvent.Marked> marks = [];
        HashSet<Guid> sent = [];
        var (third, open, film) = (false, false, false);
        PracticeEvent.SessionBooked? session = null;
        for (var i = 1; i < history.Count; i++)
        {
            (history[i - 1] is PracticeEvent.Concluded or PracticeEvent.Withdrawn).ShouldBeFalse("nothing follows the end");
            switch (history[i])
            {
                case PracticeEvent.PlanHandedIn:
                    open.ShouldBeFalse("what is with the assessors is not exchanged");
                    break;
                case PracticeEvent.RecordingHandedIn:
                    (!open || (session is not null && (marks.Count == 0 || !film))).ShouldBeTrue("what somebody may have marked by is not exchanged");
                    film = true;
                    break;
                case PracticeEvent.HandedIn or PracticeEvent.SessionBooked:
                    open.ShouldBeFalse();
                    history.Take(i).OfType<PracticeEvent.PlanHandedIn>().ShouldNotBeEmpty();
                    open = true;
                    session = history[i] as PracticeEvent.SessionBooked;
                    break;
                case PracticeEvent.SessionNotHeld e:
                    e.At.ShouldBeGreaterThanOrEqualTo(session.ShouldNotBeNull().StartsAt, "before it is cancelled");
                    e.Assessor.ShouldBe(session.Assessor);
                    ShouldHaveSentAll();
                    Reset();
                    break;
                case PracticeEvent.SessionCancelled:
                    ShouldHaveSentAll();
                    Reset();
                    break;
                case PracticeEvent.Joined e:
                    history[i - 1].ShouldBeOfType<PracticeEvent.Taken>().Assessor.ShouldBe(e.Assessor);
                    e.At.ShouldBeLessThan(session.ShouldNotBeNull().StartsAt);
                    break;
                case PracticeEvent.JoinEnded e:
                    holding.ShouldContain(e.Assessor);
                    e.Assessor.ShouldNotBe(session.ShouldNotBeNull().Assessor);
                    sent.Add(e.Assessor);
                    break;
                case PracticeEvent.Taken e:
                    open.ShouldBeTrue();
                    (session is null || film || e.Assessor == session.Assessor || e.At < session.StartsAt).ShouldBeTrue("nobody marks what they have not seen");
                    barred.ShouldNotContain(e.Assessor);
                    marks.ShouldNotContainKey(e.Assessor);
                    holding.Add(e.Assessor).ShouldBeTrue("once");
                    (holding.Count + marks.Count).ShouldBeLessThanOrEqualTo(third ? 3 : 2);
                    break;
                case PracticeEvent.Released e:
                    holding.Remove(e.Assessor).ShouldBeTrue();
                    break;
                case PracticeEvent.ConflictDeclared e:
                    holding.Remove(e.Assessor);
                    declared.Add(e.Assessor).ShouldBeTrue("once");
                    barred.Add(e.Assessor);
                    break;
                case PracticeEvent.Withdrawn e:
                    ShouldHaveSentAll();
                    (session is null || e.At <= session.StartsAt.AddHours(-24) || (!film && marks.Count > 0 && holding.Count + marks.Count < (third ? 3 : 2)))
                        .ShouldBeTrue("nobody gets out of a session within its notice, but where nobody else can mark it");
                    break;
                case PracticeEvent.Marked e:
                    (session is null || e.At >= session.StartsAt.AddMinutes(session.Minutes)).ShouldBeTrue("only what was seen to its end is marked");
                    holding.Remove(e.Assessor).ShouldBeTrue("who marks has taken it up");
                    marks.TryAdd(e.Assessor, e).ShouldBeTrue("nobody marks twice");
                    break;
                case PracticeEvent.ThirdCalled:
                    third.ShouldBeFalse("once");
                    marks.Count.ShouldBe(2);
                    var points = marks.Values.Select(m => m.Points).ToList();
                    ((points.Max() - points.Min()) * 100 > 15 * 9 || marks.Values.Select(m => m.Passed).Distinct().Count() == 2).ShouldBeTrue("only beyond the bound");
                    third = true;
                    break;
                case PracticeEvent.Concluded e:
                    marks.Count.ShouldBe(third ? 3 : 2);
                    e.Passed.ShouldBe(marks.Values.Count(m => m.Passed) >= 2);
                    break;
            }
        }

        // Who wanted to join a session knows that there is none.
        void ShouldHaveSentAll()
        {
            holding.Where(h => session is not null && h != session.Assessor).ShouldBeSubsetOf(sent);
            sent.Clear();
        }

        void Reset()
        {
            marks.ShouldBeEmpty("a session that was marked took place");
            holding.Clear();
            open = false;
            session = null;
        }
    }
}
