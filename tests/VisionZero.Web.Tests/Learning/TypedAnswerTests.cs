using System.Net;
using AngleSharp.Dom;
using AngleSharp.Html.Dom;
using Marten;
using Microsoft.Extensions.DependencyInjection;
using VisionZero.Domain.Common;
using VisionZero.Web.Features.Courses;
using VisionZero.Web.Features.Learning;
using VisionZero.Web.Pipeline;
using VisionZero.Web.Tests.Http;

namespace VisionZero.Web.Tests.Learning;

/// <summary>What is typed: judged by the server alone, gone when it is taken back, read as people write numbers.</summary>
public sealed class TypedAnswerTests(TypedPlatform platform) : IClassFixture<TypedPlatform>
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Whoever_sends_the_word_for_a_right_term_has_no_answer()
    {
        var (learner, visitor) = await SittingAsync();
        using var _ = visitor;
        foreach (var (item, word) in new[] { (TypedPlatform.Term, "accepted"), (TypedPlatform.Number, "1450") })
        {
            await visitor.OpenAsync("/learn/foundation/assessment/1");
            var name = NameOf(visitor, item);
            await visitor.SubmitAsync(Paper(visitor), [($"{name}.Typed", ""), ($"{name}.Chosen", word), ("then", "save")]);
            visitor.Status.ShouldBe(HttpStatusCode.UnprocessableEntity, item);
            (await SaveByScriptAsync(visitor, ("item", item), ("chosen", word))).ShouldBe(HttpStatusCode.UnprocessableEntity, item);
        }

        (await learner.EnrolmentAsync()).Running()!.Answers.ShouldBeEmpty();
        (await SaveByScriptAsync(visitor, ("item", TypedPlatform.Term), ("typed", "Near-miss"))).ShouldBe(HttpStatusCode.OK);
        (await learner.EnrolmentAsync()).Running()!.Answers[TypedPlatform.Term].ShouldBe(["accepted"]);
    }

    [Fact]
    public async Task Nor_has_it_in_a_check_a_skip_test_or_on_paper()
    {
        var learner = await platform.StudiedAsync();
        var id = learner.EnrolmentId();
        var newcomer = await platform.LearnerAsync();
        (await newcomer.SendAsync(new Enrol("foundation"))).Ok.ShouldBeTrue();
        var skipTest = platform.Course.Rule(7).Skip.Select(i => i.Key.Id == "f7-11" ? new GivenAnswer("f7-11", ["accepted"]) : AnswerFields.Given(i));
        await GrantPaperAsync(learner);

        Outcome[] outcomes =
        [
            await newcomer.SendAsync(new AnswerCheck(newcomer.EnrolmentId(), 1, [new GivenAnswer(TypedPlatform.Check, ["accepted"])])),
            await newcomer.SendAsync(new TakeSkipTest(newcomer.EnrolmentId(), 7, [.. skipTest])),
            await platform.SendAsync(Platform.Person(Role.Reviewer), new EnterAnswers(id, 1, [new GivenAnswer(TypedPlatform.Term, ["accepted"])])),
        ];

        outcomes.SelectMany(o => o.Refusals).Select(r => r.Code).ShouldBe(Enumerable.Repeat("enrolment.no-such-option", 3));
        (await learner.SendAsync(new AnswerCheck(id, 1, [new GivenAnswer(TypedPlatform.Check, [], "near miss")]))).Ok.ShouldBeTrue();
        (await platform.SendAsync(Platform.Person(Role.Reviewer), new EnterAnswers(id, 1, [new GivenAnswer(TypedPlatform.Term, [], "near miss")]))).Ok.ShouldBeTrue();
    }

    [Fact]
    public async Task Half_an_answer_is_named_before_handing_in()
    {
        var (learner, visitor) = await SittingAsync();
        using var _ = visitor;
        var questions = (await learner.EnrolmentAsync()).Running()!.Questions.Select(q => platform.Course.Item(q.ItemId)!).ToList();
        GivenAnswer[] given = [.. questions.Select(i => i.Key.Id == TypedPlatform.Verdict ? new GivenAnswer(i.Key.Id, ["true"]) : AnswerFields.Given(i))];
        (await learner.SendAsync(new SaveAnswers(learner.EnrolmentId(), 1, given) { Window = Guid.Parse(Paper(visitor).QuerySelector("input[name=window]")!.GetAttribute("value")!) })).Refusals.ShouldBeEmpty();

        await visitor.OpenAsync("/learn/foundation/assessment/1/hand-in");
        var open = visitor.Page.QuerySelectorAll("main li:has(a[href*='#q'])").ShouldHaveSingleItem();
        open.QuerySelector("a")!.GetAttribute("href").ShouldEndWith($"#q{questions.FindIndex(i => i.Key.Id == TypedPlatform.Verdict) + 1}");
        open.QuerySelector("bdi")!.TextContent.ShouldNotBeEmpty("few are listed with their words");
        open.QuerySelector(".tag")!.TextContent.ShouldBe("begun, not finished");
        visitor.Page.QuerySelector("main h2")!.TextContent.ShouldBe("One question is not fully answered");
    }

    [Fact]
    public async Task Nothing_that_is_sent_without_its_parts_breaks_the_page()
    {
        var (_, visitor) = await SittingAsync();
        using var __ = visitor;

        (await SaveByScriptAsync(visitor)).ShouldBe(HttpStatusCode.UnprocessableEntity);
        (await SaveByScriptAsync(visitor, ("item", TypedPlatform.Verdict), ("chosen", ""))).ShouldBe(HttpStatusCode.OK);
        (await SaveByScriptAsync(visitor, ("item", TypedPlatform.Term), ("typed", "near\uFFFEmiss"))).ShouldBe(HttpStatusCode.OK);
        await visitor.OpenAsync("/learn/foundation/assessment/1");
        await visitor.SubmitAsync(Paper(visitor), [($"{NameOf(visitor, TypedPlatform.Number)}.Item", ""), ($"{NameOf(visitor, TypedPlatform.Number)}.Typed", "7"), ("then", "save")]);
        visitor.Status.ShouldBe(HttpStatusCode.UnprocessableEntity);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task What_was_cleared_is_gone_from_the_page_and_can_be_given_again(bool byScript)
    {
        var (learner, visitor) = await SittingAsync();
        using var _ = visitor;
        await SaveAsync("62.5");
        (Field(visitor).Value, Was(visitor)).ShouldBe(("62.5", "62.5"));

        await SaveAsync("");
        (Field(visitor).Value, Was(visitor)).ShouldBe(("", ""));
        (await platform.ReadAsync(q => q.LoadAsync<TypedAnswers>(learner.EnrolmentId(), Ct))).ShouldNotBeNull().Words.ShouldBeEmpty();
        (await learner.EnrolmentAsync()).Running()!.Answers[TypedPlatform.Number].ShouldBeEmpty();

        await SaveAsync("62.5");
        (await learner.EnrolmentAsync()).Running()!.Answers[TypedPlatform.Number].ShouldBe(["62.5"]);

        async Task SaveAsync(string typed)
        {
            if (byScript)
            {
                (await SaveByScriptAsync(visitor, ("item", TypedPlatform.Number), ("typed", typed))).ShouldBe(HttpStatusCode.OK);
            }
            else
            {
                await visitor.SubmitAsync(Paper(visitor), [($"{NameOf(visitor, TypedPlatform.Number)}.Typed", typed), ("then", "save")]);
            }

            await visitor.OpenAsync("/learn/foundation/assessment/1");
        }
    }

    [Fact]
    public async Task A_word_without_an_answer_is_not_shown_as_one()
    {
        var (learner, visitor) = await SittingAsync();
        using var _ = visitor;
        await using (var session = platform.Services.GetRequiredService<IDocumentStore>().LightweightSession())
        {
            session.Store(new TypedAnswers { Id = learner.EnrolmentId(), TrainerId = learner.TrainerId, Words = new Dictionary<string, string> { [$"1:{TypedPlatform.Number}"] = "62.5" } });
            await session.SaveChangesAsync(Ct);
        }

        await visitor.OpenAsync("/learn/foundation/assessment/1");

        (Field(visitor).Value, Was(visitor)).ShouldBe(("", ""));
    }

    [Theory]
    [InlineData("1,450", true, "Read as 1,450")]
    [InlineData("1.450", true, "Read as 1,450")]
    [InlineData("1,455", false, "Read as 1.455 / 1,455")]
    [InlineData("1450", true, null)]
    public async Task A_number_counts_as_people_write_it_and_the_paper_says_how_it_was_read(string typed, bool right, string? read)
    {
        var (learner, visitor) = await SittingAsync();
        using var _ = visitor;
        await visitor.SubmitAsync(Paper(visitor), [($"{NameOf(visitor, TypedPlatform.Number)}.Typed", typed), ("then", "save")]);
        (await learner.SendAsync(new SubmitAssessment(learner.EnrolmentId(), 1))).Ok.ShouldBeTrue();

        (await learner.EnrolmentAsync()).Attempts[0].Scores.Sum(s => s.Points).ShouldBe(right ? 1 : 0);
        using var staff = await platform.SignedInVisitorAsync(Role.Reviewer);
        await staff.OpenAsync($"/staff/papers/{learner.EnrolmentId()}/1");
        var question = staff.Page.QuerySelector($"[data-item='{TypedPlatform.Number}']").ShouldNotBeNull().TextContent;
        question.ShouldContain($"Your answer: {typed}");
        if (read is null)
        {
            question.ShouldNotContain("Read as");
        }
        else
        {
            question.ShouldContain(read);
        }
    }

    private async Task<(Learner Learner, Visitor Visitor)> SittingAsync()
    {
        var learner = await platform.StudiedAsync();
        await learner.StartAsync();
        var visitor = await learner.VisitAsync();
        await visitor.OpenAsync("/learn/foundation/assessment/1");
        return (learner, visitor);
    }

    private async Task GrantPaperAsync(Learner learner)
    {
        (await learner.SendAsync(new AskForAdjustment(learner.EnrolmentId(), false, false, true, "My hands."))).Ok.ShouldBeTrue();
        (await platform.SendAsync(Platform.Person(Role.Reviewer), new GrantAdjustment(learner.EnrolmentId(), (await learner.EnrolmentAsync()).Version, 0, false, true))).Ok.ShouldBeTrue();
        (await platform.SendAsync(Platform.Person(Role.Reviewer), new StartOnPaper(learner.EnrolmentId(), 42))).Ok.ShouldBeTrue();
    }

    private static async Task<HttpStatusCode> SaveByScriptAsync(Visitor visitor, params (string Name, string Value)[] fields)
    {
        string[] hidden = ["__RequestVerificationToken", "window"];
        using var content = new FormUrlEncodedContent(hidden.Select(h => (h, Paper(visitor).QuerySelector($"input[name={h}]")!.GetAttribute("value")!)).Concat(fields).Select(f => KeyValuePair.Create(f.Item1, f.Item2)));
        using var answer = await visitor.Client.PostAsync(new Uri("/en/learn/foundation/assessment/1?handler=Answer", UriKind.Relative), content, Ct);
        return answer.StatusCode;
    }

    private static IHtmlFormElement Paper(Visitor visitor) => (IHtmlFormElement)visitor.Page.QuerySelector("#paper")!;

    private static IElement Question(Visitor visitor, string item) => visitor.Page.QuerySelector($"[data-item='{item}']")!;

    private static IHtmlInputElement Field(Visitor visitor) => (IHtmlInputElement)Question(visitor, TypedPlatform.Number).QuerySelector("[data-typed]")!;

    private static string Was(Visitor visitor) => Question(visitor, TypedPlatform.Number).QuerySelector("[data-was]")!.GetAttribute("value") ?? "";

    private static string NameOf(Visitor visitor, string item)
    {
        var name = Question(visitor, item).QuerySelector("input[name$=Item]")!.GetAttribute("name")!;
        return name[..name.LastIndexOf('.')];
    }
}
