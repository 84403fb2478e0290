using System.Net;
using AngleSharp.Dom;
using Marten;
using Microsoft.Extensions.DependencyInjection;
using VisionZero.Domain.Learning;
using VisionZero.Web.Features.Courses;
using VisionZero.Web.Features.Learning;
using VisionZero.Web.Tests.Http;

namespace VisionZero.Web.Tests.Learning;

/// <summary>Questions that are more than letters: told, typed, put in order, found in a picture.</summary>
[Collection(nameof(OneSchool))]
public sealed class QuestionTests(LearningPlatform platform)
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_skip_test_has_every_kind_and_skips_the_rule()
    {
        var learner = await EnrolledAsync();
        using var visitor = await learner.VisitAsync();
        await visitor.OpenAsync("/learn/foundation");
        visitor.Page.QuerySelector("a[href$='/7/skip']").ShouldNotBeNull();
        visitor.Page.QuerySelector("a[href$='/6/skip']").ShouldBeNull("rule 6 has no test");

        await visitor.OpenAsync("/learn/foundation/7/skip");
        visitor.Page.QuerySelectorAll("fieldset.question").Length.ShouldBe(6);
        visitor.Page.QuerySelectorAll(".scene svg [data-spot]").Length.ShouldBe(3);
        visitor.Page.Body!.TextContent.ShouldNotContain("Because");
        await visitor.SubmitAsync([.. Answers(visitor)]);

        visitor.Page.Body!.TextContent.ShouldContain("6 of 6 right. This rule counts as studied");
        visitor.Page.Body!.TextContent.ShouldContain("Because 25 / 2 = 12.5.");
        var enrolment = await learner.EnrolmentAsync();
        enrolment.HasSkipped(7).ShouldBeTrue();
        await visitor.OpenAsync("/learn/foundation");
        visitor.Page.QuerySelector("a[href$='/7/skip']").ShouldBeNull();
        visitor.Page.Body!.TextContent.ShouldContain("Skipped by test");
        await visitor.OpenAsync("/learn/foundation/7/check");
        visitor.Page.QuerySelectorAll("fieldset.question").ShouldNotBeEmpty("whoever has studied a rule may practise it, in whichever way");
        await visitor.OpenAsync("/learn/foundation/1/lesson-1");
        visitor.Page.QuerySelector("[data-lessons]")!.GetAttribute("data-lessons")!.Split(' ').ShouldContain("7/skip");
    }

    [Fact]
    public async Task A_failed_skip_test_is_explained_and_does_not_come_again()
    {
        var learner = await EnrolledAsync();
        using var visitor = await learner.VisitAsync("zh");
        await visitor.OpenAsync("/learn/foundation/7/skip");
        await visitor.SubmitAsync([.. Answers(visitor, right: false)]);

        visitor.Page.Body!.TextContent.ShouldContain("6 题答对 0 题，需要达到 80%");
        await visitor.OpenAsync("/learn/foundation/7/skip");
        visitor.Page.QuerySelector("main form[method=post]").ShouldBeNull();
        (await learner.EnrolmentAsync()).HasSkipped(7).ShouldBeFalse();
        using var enrolled = await learner.VisitAsync();
        (await enrolled.OpenAsync("/learn/foundation/6/skip")).Status.ShouldBe(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task A_story_is_told_step_by_step_and_shows_what_each_choice_leads_to()
    {
        var learner = await platform.StudiedAsync();
        using var visitor = await learner.VisitAsync();
        await visitor.OpenAsync("/learn/foundation/7/check?afresh=true");
        Story(visitor).TextContent.ShouldContain("It begins.");
        Story(visitor).TextContent.ShouldNotContain("It goes on.");
        var name = NameOf(visitor, "f7-13");
        var asked = visitor.Page.QuerySelectorAll("main form fieldset[data-item]").Length;

        // The step of a story leaves what else is asked afresh as it is: what was chosen there stays chosen, and is not handed in.
        var other = visitor.Page.QuerySelectorAll("main form fieldset[data-item]").First(q => q.GetAttribute("data-kind") != "Branch" && q.QuerySelector("input[name$=Chosen]") is not null);
        var before = (await learner.EnrolmentAsync()).Checks.Single(c => c.ItemId == other.GetAttribute("data-item")).Chosen;
        var letter = other.QuerySelectorAll("input[name$=Chosen]").Select(i => i.GetAttribute("value")!).First(v => !before.Contains(v));
        await visitor.SubmitAsync([($"{name}.Chosen", "n1-a"), ($"{NameOf(visitor, other.GetAttribute("data-item")!)}.Chosen", letter), ("then", "q3")]);
        visitor.Page.QuerySelector($"[data-item='{other.GetAttribute("data-item")}'] input[checked]")!.GetAttribute("value").ShouldBe(letter);
        (await learner.EnrolmentAsync()).Checks.Single(c => c.ItemId == other.GetAttribute("data-item")).Chosen.ShouldBe(before);
        Story(visitor).QuerySelector("[autofocus]").ShouldNotBeNull("the reader goes on where the story goes on");
        visitor.Page.QuerySelectorAll("main form fieldset[data-item]").Length.ShouldBe(asked);
        visitor.Page.QuerySelectorAll("fieldset.question").ShouldContain(q => q.TextContent.Contains("It goes on.", StringComparison.Ordinal));
        Story(visitor).QuerySelectorAll("input[name$=Chosen][type=hidden][value='n1-a']").Length.ShouldBe(1);
        visitor.Page.Body!.TextContent.ShouldNotContain("All is well.");

        await visitor.SubmitAsync([($"{name}.Chosen", "n1-a"), ($"{name}.Chosen", "n2-b"), ("then", "q3")]);
        Story(visitor).TextContent.ShouldContain("All is lost.");
        Story(visitor).TextContent.ShouldContain("They leave.");
        Story(visitor).TextContent.ShouldContain("What else could have happened");
        (await learner.EnrolmentAsync()).Checks.Single(c => c.ItemId == "f7-13").Right.ShouldBeFalse();
    }

    [Fact]
    public async Task What_is_typed_stays_beside_the_log_and_comes_back_to_the_page()
    {
        var learner = await EnrolledAsync();
        var id = learner.EnrolmentId();

        (await learner.SendAsync(new TakeSkipTest(id, 7, Answers(new GivenAnswer("f7-10", [], "12,5"), new GivenAnswer("f7-11", [], "my own words, Anna"))))).Ok.ShouldBeTrue();

        var events = await platform.ReadAsync(q => q.Events.FetchStreamAsync(id, token: Ct));
        var taken = events.Select(e => e.Data).OfType<EnrolmentEvent.SkipTestTaken>().Single();
        taken.Answers.Single(a => a.ItemId == "f7-10").Chosen.ShouldBe(["12.5"]);
        taken.Answers.Single(a => a.ItemId == "f7-11").Chosen.ShouldBe(["other"]);
        taken.Answers.Count(a => a.Right).ShouldBe(5);
        using var visitor = await learner.VisitAsync();
        await visitor.OpenAsync("/learn/foundation/7/skip");
        visitor.Page.Body!.TextContent.ShouldContain("Your answer: my own words, Anna");
        (await platform.ReadAsync(q => q.LoadAsync<TypedAnswers>(id, Ct)))!.Words.Values.ShouldContain("my own words, Anna");
    }

    [Theory]
    [InlineData("f7-10", "about twelve", "enrolment.no-number")]
    [InlineData("f7-07", "words where letters are asked for", "enrolment.no-such-option")]
    [InlineData("f7-99", "no question", "enrolment.no-such-question")]
    public async Task What_is_no_answer_is_refused_and_nothing_is_kept(string item, string typed, string refusal)
    {
        var learner = await EnrolledAsync();

        var outcome = await learner.SendAsync(new TakeSkipTest(learner.EnrolmentId(), 7, [new GivenAnswer(item, [], typed)]));

        outcome.Refusals.Select(r => r.Code).ShouldBe([refusal]);
        (await learner.EnrolmentAsync()).SkipTests.ShouldBeEmpty();
        (await platform.ReadAsync(q => q.LoadAsync<TypedAnswers>(learner.EnrolmentId(), Ct))).ShouldBeNull();
    }

    [Fact]
    public async Task A_skip_test_sent_a_second_time_leaves_what_was_typed_the_first_time()
    {
        var learner = await EnrolledAsync();
        var id = learner.EnrolmentId();
        (await learner.SendAsync(new TakeSkipTest(id, 7, Answers(new GivenAnswer("f7-11", [], "near miss"))))).Ok.ShouldBeTrue();

        (await learner.SendAsync(new TakeSkipTest(id, 7, [new GivenAnswer("f7-11", [], "something else"), new GivenAnswer("made-up", [], "anything")]))).Ok.ShouldBeTrue();

        (await platform.ReadAsync(q => q.LoadAsync<TypedAnswers>(id, Ct)))!.Words["0:f7-11"].ShouldBe("near miss");
    }

    [Fact]
    public async Task A_skip_test_with_an_open_question_is_not_handed_in_and_keeps_what_was_chosen()
    {
        var learner = await EnrolledAsync();
        using var visitor = await learner.VisitAsync();
        await visitor.OpenAsync("/learn/foundation/7/skip");
        await visitor.PressAsync("Hand in");
        visitor.Status.ShouldBe(HttpStatusCode.UnprocessableEntity);
        visitor.Page.QuerySelectorAll(".summary li").Length.ShouldBe(6);

        var (term, picture) = (NameOf(visitor, "f7-11"), NameOf(visitor, "f7-12"));
        await visitor.SubmitAsync([.. Answers(visitor).Where(a => !a.Name.StartsWith($"{term}.", StringComparison.Ordinal))]);
        visitor.Page.QuerySelectorAll(".summary li").Select(l => l.TextContent).ShouldBe(["Question 5 is not fully answered yet. Nothing was handed in."]);
        visitor.Page.QuerySelectorAll($"input[name='{picture}.Chosen'][checked]").Length.ShouldBe(2);
        (await learner.EnrolmentAsync()).SkipTests.ShouldBeEmpty();

        await visitor.PressAsync("Hand in", ($"{term}.Typed", "near miss"));
        (await learner.EnrolmentAsync()).HasSkipped(7).ShouldBeTrue("the rest was kept");
    }

    [Fact]
    public async Task A_skip_test_taken_in_an_earlier_round_is_not_offered_again()
    {
        var learner = await platform.StudiedAsync();
        await using (var session = platform.Services.GetRequiredService<IDocumentStore>().LightweightSession())
        {
            session.Events.Append(learner.EnrolmentId(), new EnrolmentEvent.SkipTestTaken(7, [], false, platform.Clock.GetUtcNow()));
            await session.SaveChangesAsync(Ct);
        }

        await learner.BeginAgainAsync();
        using var visitor = await learner.VisitAsync();
        await visitor.OpenAsync("/learn/foundation");
        visitor.Page.QuerySelector("a[href$='/7/skip']").ShouldBeNull();
        await visitor.OpenAsync("/learn/foundation/7/skip");
        visitor.Page.Body!.TextContent.ShouldContain("You took this test in an earlier round of the course.");
        visitor.Page.QuerySelector("main form[method=post]").ShouldBeNull();
        (await learner.SendAsync(new TakeSkipTest(learner.EnrolmentId(2), 7, Answers()))).Refusals.Select(r => r.Code).ShouldBe(["enrolment.skip-taken-before"]);
    }

    [Fact]
    public async Task One_question_takes_one_answer_and_has_a_short_name()
    {
        var learner = await EnrolledAsync();
        var id = learner.EnrolmentId();

        (await learner.SendAsync(new TakeSkipTest(id, 7, [new GivenAnswer("f7-11", [], "near miss"), new GivenAnswer("f7-11", [], "another")]))).Refusals.Select(r => r.Code).ShouldBe(["enrolment.answered-twice"]);
        (await learner.SendAsync(new TakeSkipTest(id, 7, [new GivenAnswer(new string('x', 500), [])]))).Refusals.Select(r => r.Code).ShouldBe(["enrolment.no-such-question"]);
        (await learner.SendAsync(new TakeSkipTest(id, 7, [new GivenAnswer("f7-11", [new string('x', 500)])]))).Refusals.Select(r => r.Code).ShouldBe(["enrolment.answer-too-long"]);
        (await learner.EnrolmentAsync()).SkipTests.ShouldBeEmpty();
    }

    [Fact]
    public async Task Half_an_answer_to_a_check_is_not_taken()
    {
        var learner = await platform.StudiedAsync();

        var outcome = await learner.SendAsync(new AnswerCheck(learner.EnrolmentId(), 7, [new GivenAnswer("f7-13", ["n2-a"])]));

        outcome.Refusals.Select(r => r.Code).ShouldBe(["enrolment.no-such-option"]);
    }

    private async Task<Learner> EnrolledAsync()
    {
        var learner = await platform.LearnerAsync();
        (await learner.SendAsync(new Enrol("foundation"))).Ok.ShouldBeTrue();
        return learner;
    }

    private static IElement Story(Visitor visitor) => visitor.Page.QuerySelector("[data-kind=Branch]")!;

    private static string NameOf(Visitor visitor, string item)
    {
        var name = visitor.Page.QuerySelector($"[data-item='{item}'] input[name$=Item]")!.GetAttribute("name")!;
        return name[..name.LastIndexOf('.')];
    }

    // Right answers to the whole test, but for these.
    private GivenAnswer[] Answers(params GivenAnswer[] instead) =>
        [.. platform.Course.Rule(7).Skip.Select(i => instead.FirstOrDefault(a => a.ItemId == i.Key.Id) ?? AnswerFields.Given(i))];

    private IEnumerable<(string Name, string Value)> Answers(Visitor visitor, bool right = true) =>
        visitor.Page.QuerySelectorAll("fieldset.question").SelectMany(q =>
            AnswerFields.For(platform.Course.Item(q.GetAttribute("data-item")!)!, NameOf(visitor, q.GetAttribute("data-item")!), right));
}
