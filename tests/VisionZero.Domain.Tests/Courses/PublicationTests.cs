using FsCheck.Fluent;
using VisionZero.Domain.Courses;
using VisionZero.Domain.Tests.Support;
using static VisionZero.Domain.Tests.Support.Facts;

namespace VisionZero.Domain.Tests.Courses;

public sealed class PublicationTests
{
    private static readonly Guid Author = Person(1);
    private static readonly Guid Second = Person(2);
    private static readonly CourseEdition Files = new("foundation", 2, "aa", "outline", []);
    private static readonly PublicationEvent Proposal = new PublicationEvent.Proposed("foundation", 2, "aa", "outline", Author, Noon);
    private static readonly PublicationEvent Publication = new PublicationEvent.Published("foundation", 2, "aa", "outline", Second, Noon);

    private enum Wish
    {
        Propose,
        Publish,
        Schedule,
        Cancel,
        Correct,
        ChangeTexts,
        ChangeOutline,
        Wait,
    }

    [Fact]
    public void What_one_person_proposed_another_publishes() =>
        Given.Publication(Proposal).When(p => PublicationDecisions.Publish(p, Files, 1, Second, Noon)).Then(Publication).State.IsInForce(Noon).ShouldBeTrue();

    [Fact]
    public void Who_proposed_does_not_publish() =>
        Given.Publication(Proposal).When(p => PublicationDecisions.Publish(p, Files, 1, Author, Noon)).ThenRefused("publication.second-person");

    [Fact]
    public void Nothing_is_published_that_nobody_proposed() =>
        Given.Publication().When(p => PublicationDecisions.Publish(p, Files, 1, Second, Noon)).ThenRefused("publication.not-proposed");

    [Fact]
    public void Files_that_changed_after_the_proposal_are_proposed_again() =>
        Given.Publication(Proposal).When(p => PublicationDecisions.Publish(p, Files with { Sha256 = "bb" }, 1, Second, Noon)).ThenRefused("publication.changed-since");

    [Fact]
    public void A_version_with_problems_is_neither_proposed_nor_published()
    {
        var ill = Files with { Problems = ["courses/foundation/v2/rule-1/items.yaml:1: too few."] };

        Given.Publication().When(p => PublicationDecisions.Propose(p, ill, Author, Noon)).ThenRefused("publication.not-clean")
            .Decision.Refusals[0].Arguments["first"].ShouldBe("courses/foundation/v2/rule-1/items.yaml:1: too few.");
        Given.Publication(Proposal).When(p => PublicationDecisions.Publish(p, ill, 1, Second, Noon)).ThenRefused("publication.not-clean");
    }

    [Fact]
    public void An_older_version_does_not_follow_a_newer_one() =>
        Given.Publication(Proposal).When(p => PublicationDecisions.Publish(p, Files, 3, Second, Noon)).ThenRefused("publication.older");

    [Fact]
    public void A_schedule_takes_effect_by_the_clock_alone()
    {
        var from = Noon.AddDays(3);
        var state = Given.Publication(Proposal).When(p => PublicationDecisions.Schedule(p, Files, 1, from, Second, Noon)).Then(new PublicationEvent.Scheduled("foundation", 2, "aa", "outline", from, Second, Noon)).State;

        state.StateAt(from.AddTicks(-1)).ShouldBe(PublicationState.Scheduled);
        state.StateAt(from).ShouldBe(PublicationState.InForce);
        VisionZero.Domain.Courses.Publication.Newest([state], from.AddTicks(-1)).ShouldBeEmpty();
        VisionZero.Domain.Courses.Publication.Newest([state], from)["foundation"].ShouldBe(2);
    }

    [Fact]
    public void A_day_that_has_begun_is_no_day_to_come() =>
        Given.Publication(Proposal).When(p => PublicationDecisions.Schedule(p, Files, 1, Noon, Second, Noon)).ThenRefusedAt("From", "publication.date-past");

    [Fact]
    public void A_schedule_is_taken_back_only_before_its_day()
    {
        var scheduled = new PublicationEvent.Scheduled("foundation", 2, "aa", "outline", Noon.AddDays(3), Second, Noon);

        Given.Publication(Proposal, scheduled).When(p => PublicationDecisions.CancelSchedule(p, Second, Noon.AddDays(1))).Then(new PublicationEvent.ScheduleCancelled(Second, Noon.AddDays(1)))
            .State.StateAt(Noon.AddDays(9)).ShouldBe(PublicationState.Draft);
        Given.Publication(Proposal, scheduled).When(p => PublicationDecisions.CancelSchedule(p, Second, Noon.AddDays(3))).ThenRefused("publication.in-force");
        Given.Publication(Proposal).When(p => PublicationDecisions.CancelSchedule(p, Second, Noon)).ThenAlreadySo();
    }

    [Fact]
    public void Texts_are_corrected_with_four_eyes()
    {
        var corrected = Files with { Sha256 = "bb" };
        var proposal = new PublicationEvent.Proposed("foundation", 2, "bb", "outline", Author, Noon);

        Given.Publication(Publication).When(p => PublicationDecisions.Propose(p, corrected, Author, Noon)).Then(proposal);
        Given.Publication(Publication, proposal).When(p => PublicationDecisions.Correct(p, corrected, Author, Noon)).ThenRefused("publication.second-person");
        var state = Given.Publication(Publication, proposal).When(p => PublicationDecisions.Correct(p, corrected, Second, Noon)).Then(new PublicationEvent.Corrected("bb", Second, Noon)).State;
        state.Sha256.ShouldBe("bb");
        state.InForceFrom.ShouldBe(Noon);
    }

    [Fact]
    public void An_outline_is_never_corrected() =>
        Given.Publication(Publication).When(p => PublicationDecisions.Propose(p, Files with { Sha256 = "bb", OutlineSha256 = "other" }, Author, Noon)).ThenRefused("publication.outline-changed");

    [Fact]
    public void What_is_published_already_is_not_proposed() =>
        Given.Publication(Publication).When(p => PublicationDecisions.Propose(p, Files, Author, Noon)).ThenRefused("publication.nothing-new");

    [Fact]
    public void No_sequence_of_wishes_breaks_four_eyes_or_changes_a_published_outline()
    {
        var (published, scheduled, cancelled, corrected) = (0, 0, 0, 0);
        var step = from wish in Gen.Elements(Enum.GetValues<Wish>())
                   from person in Gen.Choose(1, 3)
                   from number in Gen.Choose(0, 5)
                   select (wish, person, number);

        Always.HoldsForSequences(step, longest: 60, steps =>
        {
            var (story, now, files) = (Given.Publication(), Noon, Files);
            var history = new List<PublicationEvent>();
            foreach (var (wish, person, number) in steps)
            {
                (now, files) = (now.AddDays(wish == Wish.Wait ? number : 0), Change(files, wish, number));
                var (at, edition) = (now, files);
                var before = story.State;
                var outcome = story.When(p => Decide(p, edition, wish, Person(person), number, at));
                ShouldBeLawful(before, outcome.Decision.Events, Person(person), edition, at);
                history.AddRange(outcome.Decision.Events);
                story = outcome.After;
            }

            published += history.OfType<PublicationEvent.Published>().Count();
            scheduled += history.OfType<PublicationEvent.Scheduled>().Count();
            cancelled += history.OfType<PublicationEvent.ScheduleCancelled>().Count();
            corrected += history.OfType<PublicationEvent.Corrected>().Count();
        });

        // The walk is only worth something if it comes to each of them.
        new[] { published, scheduled, cancelled, corrected }.ShouldAllBe(count => count > 0);
    }

    private static CourseEdition Change(CourseEdition files, Wish wish, int number) => wish switch
    {
        Wish.ChangeTexts => files with { Sha256 = $"t{number}{files.OutlineSha256}" },
        Wish.ChangeOutline when number == 0 => files with { Sha256 = "o" + files.Sha256, OutlineSha256 = "other" },
        _ => files,
    };

    private static Domain.Common.Decision<PublicationEvent> Decide(Publication publication, CourseEdition files, Wish wish, Guid by, int number, DateTimeOffset at) => wish switch
    {
        Wish.Propose => PublicationDecisions.Propose(publication, files, by, at),
        Wish.Publish => PublicationDecisions.Publish(publication, files, 1, by, at),
        Wish.Schedule => PublicationDecisions.Schedule(publication, files, 1, at.AddDays(number), by, at),
        Wish.Cancel => PublicationDecisions.CancelSchedule(publication, by, at),
        Wish.Correct => PublicationDecisions.Correct(publication, files, by, at),
        _ => Domain.Common.Decision<PublicationEvent>.AlreadySo,
    };

    private static void ShouldBeLawful(Publication before, IReadOnlyList<PublicationEvent> events, Guid by, CourseEdition files, DateTimeOffset at)
    {
        foreach (var @event in events)
        {
            switch (@event)
            {
                case PublicationEvent.Published or PublicationEvent.Scheduled or PublicationEvent.Corrected:
                    before.ProposedBy.ShouldNotBeNull().ShouldNotBe(by);
                    before.ProposedSha256.ShouldBe(files.Sha256);
                    (before.IsFixed ? before.OutlineSha256 : files.OutlineSha256).ShouldBe(files.OutlineSha256);
                    break;
                case PublicationEvent.ScheduleCancelled:
                    before.IsInForce(at).ShouldBeFalse();
                    break;
            }
        }
    }
}
