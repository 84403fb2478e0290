using System.Net;
using AngleSharp.Dom;
using VisionZero.Domain.Common;
using VisionZero.Domain.Learning;
using VisionZero.Web.Features.Learning;
using VisionZero.Web.Tests.Http;

namespace VisionZero.Web.Tests.Learning;

[Collection(nameof(OneSchool))]
public sealed class LearningJourneyTests(LearningPlatform platform)
{
    [Theory]
    [InlineData("en")]
    [InlineData("zh")]
    public async Task A_trainer_takes_the_whole_course_without_script(string locale)
    {
        var learner = await platform.LearnerAsync();
        using var visitor = await learner.VisitAsync(locale);
        await visitor.OpenAsync("/learn");
        await visitor.SubmitAsync((IForm(visitor, "form input[name=course][value=foundation]")), []);
        visitor.Address.ShouldBe($"/{locale}/learn/foundation");

        // One button leads all the way: lesson, lesson, check, next rule.
        foreach (var rule in platform.Course.Rules)
        {
            await visitor.OpenAsync("/learn/foundation");
            foreach (var lesson in rule.Lessons)
            {
                await visitor.OpenAsync(visitor.Address.EndsWith("/learn/foundation", StringComparison.Ordinal) ? NextLink(visitor) : visitor.Address);
                visitor.Address.ShouldEndWith($"/learn/foundation/{rule.Rule}/{lesson.Key}");
                visitor.Heading.ShouldBe(lesson.In(locale).Title);
                await visitor.SubmitAsync(IForm(visitor, "main form button"), []);
            }

            visitor.Address.ShouldEndWith($"/{rule.Rule}/check");
            visitor.Page.QuerySelectorAll("fieldset.question").Length.ShouldBe(rule.Check.Count);
            await visitor.SubmitAsync(IForm(visitor, "main form"), Answers(visitor, wrongly: rule.Rule == 3));
            visitor.Page.Body!.TextContent.ShouldContain("Because of a.");
            visitor.Page.QuerySelector("main form[method=post]").ShouldBeNull("nothing is left open");
        }

        await visitor.OpenAsync("/learn/foundation");
        await visitor.OpenAsync(NextLink(visitor));
        visitor.Address.ShouldEndWith("/assessment");
        await visitor.SubmitAsync(IForm(visitor, "main form"), []);
        visitor.Address.ShouldEndWith("/assessment/1");
        visitor.Page.QuerySelectorAll("fieldset.question").Length.ShouldBe(21);
        visitor.Page.Body!.TextContent.ShouldNotContain("Because of");
        await visitor.SubmitAsync(IForm(visitor, "#paper"), [.. Answers(visitor), ("then", "hand-in")]);
        visitor.Address.ShouldEndWith("/assessment/1/hand-in");
        await visitor.SubmitAsync(IForm(visitor, "main form"), []);
        visitor.Address.ShouldEndWith("/assessment/1/result");
        visitor.Page.Body!.TextContent.ShouldNotContain("Question f1-03?");

        await visitor.OpenAsync(NextLink(visitor));
        visitor.Address.ShouldEndWith("/plan");
        await visitor.SubmitAsync(IForm(visitor, "main form"), [.. Enumerable.Range(0, 7).Select(i => ($"Rules[{i}].Goals[0].What", $"Do {i} <b>"))]);
        visitor.Status.ShouldBe(HttpStatusCode.OK);
        var done = await learner.EnrolmentAsync();
        done.CompletedAt.ShouldNotBeNull();
        done.Attempts[0].Percent.ShouldBe(100);
        await visitor.OpenAsync("/learn/foundation");
        NextLink(visitor).ShouldEndWith("/apply/foundation");
    }

    [Fact]
    public async Task An_assessment_goes_on_on_another_device_and_an_old_window_undoes_nothing()
    {
        var learner = await platform.StudiedAsync();
        using var laptop = await learner.VisitAsync();
        await laptop.OpenAsync("/learn/foundation/assessment");
        await laptop.PressAsync("Start the assessment");
        using var phone = await learner.VisitAsync();
        await phone.OpenAsync("/learn/foundation/assessment");
        phone.Address.ShouldEndWith("/assessment/1");

        await phone.SubmitAsync(IForm(phone, "#paper"), [.. Answers(phone).Take(12), ("then", "save")]);
        phone.Page.QuerySelector("[data-state]")!.TextContent.ShouldContain("of 21 answered");
        var saved = (await learner.EnrolmentAsync()).Attempts[0].Answers.Count;
        saved.ShouldBeInRange(6, 12);
        // The laptop still shows the empty paper.
        await laptop.SubmitAsync(IForm(laptop, "#paper"), [("then", "hand-in")]);

        laptop.Status.ShouldBe(HttpStatusCode.Conflict);
        laptop.Page.Body!.TextContent.ShouldContain("opened in another window");
        (await learner.EnrolmentAsync()).Attempts[0].Answers.Count.ShouldBe(saved);
        await laptop.SubmitAsync(IForm(laptop, "#paper"), [("then", "hand-in")]);
        laptop.Address.ShouldEndWith("/hand-in");
        laptop.Page.QuerySelectorAll("main li a[href*='#q']").Length.ShouldBe(21 - saved);
        laptop.Page.QuerySelector("main li bdi").ShouldBeNull("with their words, so many would put the buttons screens away");
    }

    [Fact]
    public async Task A_paper_is_written_in_one_window_and_what_was_chosen_in_the_other_is_kept_on_the_screen()
    {
        var learner = await platform.StudiedAsync();
        await learner.StartAsync();
        using var first = await learner.VisitAsync();
        await first.OpenAsync("/learn/foundation/assessment/1");
        var stale = first.Page.QuerySelector("#paper")!;
        var item = first.Page.QuerySelector("[data-item]")!.GetAttribute("data-item")!;
        using var second = await learner.VisitAsync();
        await second.OpenAsync("/learn/foundation/assessment/1");

        using var answer = await PostAsync(first, stale, item, "a");
        answer.StatusCode.ShouldBe(HttpStatusCode.Conflict);
        (await learner.EnrolmentAsync()).Attempts[0].Answers.ShouldBeEmpty();

        var typed = Answers(first).Take(6).ToArray();
        await first.SubmitAsync(IForm(first, "#paper"), [.. typed, ("then", "save")]);
        first.Status.ShouldBe(HttpStatusCode.Conflict);
        (await learner.EnrolmentAsync()).Attempts[0].Answers.ShouldBeEmpty();
        first.Page.QuerySelectorAll("#paper input:checked").Length.ShouldBeGreaterThan(0);

        // Said once, the first window goes on; now the second is the old one.
        await first.SubmitAsync(IForm(first, "#paper"), [("then", "save")]);
        first.Status.ShouldBe(HttpStatusCode.OK);
        (await learner.EnrolmentAsync()).Attempts[0].Answers.ShouldNotBeEmpty();
        await second.SubmitAsync(IForm(second, "#paper"), [("then", "save")]);
        second.Status.ShouldBe(HttpStatusCode.Conflict);
    }

    [Fact]
    public async Task An_old_window_does_not_hand_in()
    {
        var learner = await platform.StudiedAsync();
        await learner.StartAsync();
        using var first = await learner.VisitAsync();
        await first.OpenAsync("/learn/foundation/assessment/1/hand-in");
        using var second = await learner.VisitAsync();
        await second.OpenAsync("/learn/foundation/assessment/1");

        await first.SubmitAsync(IForm(first, "main form"), []);

        first.Status.ShouldBe(HttpStatusCode.Conflict);
        (await learner.EnrolmentAsync()).Running().ShouldNotBeNull();
        await first.SubmitAsync(IForm(first, "main form"), []);
        first.Address.ShouldEndWith("/result");
    }

    [Fact]
    public async Task Every_answer_that_the_script_is_told_is_saved_is_in_the_log()
    {
        var learner = await platform.StudiedAsync();
        var attempt = await learner.StartAsync();
        using var visitor = await learner.VisitAsync();
        await visitor.OpenAsync("/learn/foundation/assessment/1");
        var form = visitor.Page.QuerySelector("#paper")!;

        // All at once: each waits for its turn.
        var answers = await Task.WhenAll(attempt.Questions.Select(async q =>
        {
            using var answer = await PostAsync(visitor, form, q.ItemId, "a");
            return (q.ItemId, answer.StatusCode);
        }));

        answers.ShouldAllBe(a => a.StatusCode == HttpStatusCode.OK);
        var events = await platform.ReadAsync(q => q.Events.FetchStreamAsync(learner.EnrolmentId(), token: TestContext.Current.CancellationToken));
        events.Select(e => e.Data).OfType<EnrolmentEvent.AnswerSaved>().Select(e => e.ItemId).Order().ShouldBe(answers.Select(a => a.ItemId).Order());
    }

    [Fact]
    public async Task The_script_is_told_what_is_saved_and_how_long_there_is()
    {
        var learner = await platform.StudiedAsync();
        await learner.StartAsync();
        using var visitor = await learner.VisitAsync();
        await visitor.OpenAsync("/learn/foundation/assessment/1");
        var form = visitor.Page.QuerySelector("#paper")!;
        var item = visitor.Page.QuerySelector("[data-item]")!.GetAttribute("data-item")!;

        using var saved = await PostAsync(visitor, form, item, "a");
        using var wrong = await PostAsync(visitor, form, item, "z");

        saved.StatusCode.ShouldBe(HttpStatusCode.OK);
        var json = await saved.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        json.ShouldContain("\"saved\":true");
        json.ShouldContain("\"seconds\":269");
        wrong.StatusCode.ShouldBe(HttpStatusCode.UnprocessableEntity);
        (await learner.EnrolmentAsync()).Attempts[0].Answers[item].ShouldBe(["a"]);
        await learner.SendAsync(new SubmitAssessment(learner.EnrolmentId(), 1));
        using var late = await PostAsync(visitor, form, item, "b");
        late.StatusCode.ShouldBe(HttpStatusCode.Gone);
    }

    [Fact]
    public async Task Whoever_comes_back_too_late_finds_the_result()
    {
        var learner = await platform.StudiedAsync();
        await learner.StartAsync(right: 4);
        using var visitor = await learner.VisitAsync();
        await visitor.OpenAsync("/learn/foundation/assessment/1");
        platform.Clock.Advance(TimeSpan.FromMinutes(45) + EnrolmentDecisions.Lateness + TimeSpan.FromSeconds(1));

        await visitor.SubmitAsync(IForm(visitor, "#paper"), [.. Answers(visitor), ("then", "save")]);

        visitor.Address.ShouldEndWith("/assessment/1/result");
        visitor.Heading.ShouldBe("Not passed yet");
        visitor.Page.Body!.TextContent.ShouldContain("The time ran out");
        visitor.Page.Body!.TextContent.ShouldContain("19 %");
    }

    [Fact]
    public async Task Pages_send_away_who_cannot_learn_yet()
    {
        using var stranger = new Visitor(platform.Address);
        await stranger.OpenAsync("/learn");
        stranger.Status.ShouldBe(HttpStatusCode.OK);
        await stranger.OpenAsync("/learn/foundation");
        stranger.Address.ShouldContain("/sign-in");

        using var noProfile = await platform.SignedInVisitorAsync(Role.Trainer);
        await noProfile.OpenAsync("/learn/foundation/1/lesson-1");
        noProfile.Address.ShouldEndWith("/trainer/register");

        using var notEnrolled = await (await platform.LearnerAsync()).VisitAsync();
        await notEnrolled.OpenAsync("/learn/foundation/1/lesson-1");
        notEnrolled.Address.ShouldEndWith("/learn/foundation");
        foreach (var nowhere in new[] { "/learn/astrology", "/learn/foundation/8/lesson-1" })
        {
            await notEnrolled.OpenAsync(nowhere);
            notEnrolled.Status.ShouldBe(HttpStatusCode.NotFound, nowhere);
        }
    }

    [Fact]
    public async Task Goals_typed_in_an_old_window_are_kept_on_the_page()
    {
        var learner = await platform.StudiedAsync();
        using var first = await learner.VisitAsync();
        using var second = await learner.VisitAsync();
        await first.OpenAsync("/learn/foundation/plan");
        await second.OpenAsync("/learn/foundation/plan");
        await first.SubmitAsync(("Rules[0].Goals[0].What", "First"));
        first.Page.QuerySelector("[role=status]").ShouldNotBeNull(first.Page.QuerySelector("main")?.InnerHtml.Substring(0, 1500)).TextContent.ShouldContain("saved");

        await second.SubmitAsync(("Rules[0].Goals[0].What", "Second"));
        second.Status.ShouldBe(HttpStatusCode.Conflict);
        second.Page.QuerySelector("[name='Rules[0].Goals[0].What']")!.TextContent.ShouldBe("Second");
        await second.SubmitAsync(("Rules[1].Goals[0].What", new string('x', 501)));
        second.Status.ShouldBe(HttpStatusCode.UnprocessableEntity);
        second.Page.QuerySelector("#Rules_1__Goals_0__What-error").ShouldNotBeNull();
        await second.SubmitAsync(("Rules[1].Goals[0].What", "Third"));

        var plan = await platform.ReadAsync(q => q.LoadAsync<ActionPlan>(learner.EnrolmentId(), TestContext.Current.CancellationToken));
        plan.ShouldNotBeNull().Under(1).ShouldHaveSingleItem().What.ShouldBe("Second");
        plan.Under(2).ShouldHaveSingleItem().What.ShouldBe("Third");
    }

    private static AngleSharp.Html.Dom.IHtmlFormElement IForm(Visitor visitor, string selector) =>
        (AngleSharp.Html.Dom.IHtmlFormElement)(visitor.Page.QuerySelector(selector) ?? throw new InvalidOperationException($"No {selector} on {visitor.Address}: {visitor.Page.Body?.TextContent}")).Closest("form")!;

    private static string NextLink(Visitor visitor) =>
        visitor.Page.QuerySelector(".card-next a.button")?.GetAttribute("href") ?? throw new InvalidOperationException($"No next step on {visitor.Address}.");

    private (string Name, string Value)[] Answers(Visitor visitor, bool wrongly = false) =>
    [
        .. visitor.Page.QuerySelectorAll("fieldset.question").SelectMany(q =>
        {
            var name = q.QuerySelector("input[name$=Item]")!.GetAttribute("name")!;
            return AnswerFields.For(platform.Course.Item(q.GetAttribute("data-item")!)!, name[..name.LastIndexOf('.')], !wrongly);
        }),
    ];

    private static async Task<HttpResponseMessage> PostAsync(Visitor visitor, IElement form, string item, string chosen)
    {
        using var content = new FormUrlEncodedContent(
        [
            new("__RequestVerificationToken", form.QuerySelector("input[name=__RequestVerificationToken]")!.GetAttribute("value")!),
            new("window", form.QuerySelector("input[name=window]")!.GetAttribute("value")!),
            new("item", item),
            new("chosen", chosen),
        ]);
        return await visitor.Client.PostAsync(new Uri(form.GetAttribute("data-autosave")!, UriKind.Relative), content, TestContext.Current.CancellationToken);
    }
}
