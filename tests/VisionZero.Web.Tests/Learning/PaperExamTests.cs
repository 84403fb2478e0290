using System.Net;
using Marten;
using Microsoft.Extensions.DependencyInjection;
using VisionZero.Domain.Common;
using VisionZero.Domain.Learning;
using VisionZero.Web.Features.Courses;
using VisionZero.Web.Features.Learning;
using VisionZero.Web.Pipeline;
using VisionZero.Web.Tests.Http;

namespace VisionZero.Web.Tests.Learning;

/// <summary>The assessment on paper: drawn and printed by staff, entered by staff, marked as any other.</summary>
[Collection(nameof(OneSchool))]
public sealed class PaperExamTests(LearningPlatform platform)
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Who_was_granted_paper_is_asked_before_the_screen_and_none_begins_on_paper_beside_it()
    {
        var learner = await platform.StudiedAsync();
        await learner.GrantAsync(0, largerType: false, paper: true);
        using var visitor = await learner.VisitAsync();
        await visitor.OpenAsync("/learn/foundation/assessment");
        await visitor.PressAsync("Start the assessment");
        visitor.Page.QuerySelector(".summary")!.TextContent.ShouldContain("You can take this assessment on paper.");
        (await learner.EnrolmentAsync()).Running().ShouldBeNull();
        await visitor.PressAsync("Start the assessment", ("OnScreen", "true"));
        visitor.Address.ShouldEndWith("/assessment/1");

        using var staff = await platform.SignedInVisitorAsync(Role.Reviewer);
        await staff.OpenAsync($"/staff/adjustments/{learner.EnrolmentId()}");

        staff.Page.Body!.TextContent.ShouldContain("An assessment of this learner is running on the screen.");
        staff.Page.QuerySelector("form[action*='handler=Begin']").ShouldBeNull();
        (await platform.SendAsync(Platform.Person(Role.Reviewer), new StartOnPaper(learner.EnrolmentId(), 5))).Refusals.Select(r => r.Code).ShouldBe(["adjustments.runs-on-screen"]);
    }


    [Fact]
    public async Task The_time_to_hand_in_is_shown_in_the_readers_zone_and_in_utc_on_paper()
    {
        var learner = await platform.StudiedAsync();
        using var visitor = await learner.VisitAsync();
        await visitor.OpenAsync("/learn/foundation/assessment");
        await visitor.PressAsync("Use this zone", ("zone", "Asia/Shanghai"));
        visitor.Address.ShouldEndWith("/learn/foundation/assessment");
        await visitor.PressAsync("Start the assessment");
        var deadline = (await learner.EnrolmentAsync()).Running()!.Deadline;
        visitor.Page.QuerySelector(".assessment-bar")!.TextContent.ShouldContain($"{deadline.AddHours(8):HH:mm} (UTC+08:00)");

        var onPaper = await platform.StudiedAsync();
        await onPaper.GrantAsync(0, largerType: false, paper: true);
        using var staff = await platform.SignedInVisitorAsync(Role.Reviewer);
        await staff.OpenAsync($"/staff/adjustments/{onPaper.EnrolmentId()}");
        await staff.PressAsync("Draw the paper and begin");
        await staff.PressAsync("Use this zone", ("zone", "Asia/Kolkata"));
        deadline = (await onPaper.EnrolmentAsync()).Running()!.Deadline;
        var (there, here) = ($"{deadline.AddHours(5.5):HH:mm} (UTC+05:30)", $"{deadline:HH:mm} UTC");
        staff.Page.Body!.TextContent.ShouldContain(there);
        await staff.FollowAsync("Show and print");
        staff.Page.QuerySelector("dl.facts")!.TextContent.ShouldSatisfyAllConditions(t => t.ShouldContain(there), t => t.ShouldContain(here));
        await staff.OpenAsync($"/staff/papers/{onPaper.EnrolmentId()}/1/entry");
        staff.Page.QuerySelector(".notice")!.TextContent.ShouldContain(there);
        await staff.OpenAsync("/staff/adjustments");
        staff.Page.Body!.TextContent.ShouldContain(there);
    }


    [Fact]
    public async Task A_paper_is_printed_entered_by_staff_and_marked_as_any_other()
    {
        var learner = await platform.StudiedAsync();
        var reviewer = await platform.AccountAsync(Role.Reviewer);
        using var staff = await platform.SignInAsync(reviewer);
        (await platform.SendAsync(Actor.OfPerson(reviewer.Id, [Role.Reviewer]), new StartOnPaper(learner.EnrolmentId(), 5))).Refusals.Select(r => r.Code).ShouldBe(["adjustments.no-paper"]);
        await learner.AskAsync();
        await staff.OpenAsync($"/staff/adjustments/{learner.EnrolmentId()}");
        await staff.PressAsync("Grant", ("ExtraTimePercent", "25"), ("LargerType", "true"), ("Paper", "true"));
        await staff.PressAsync("Draw the paper and begin");
        await staff.FollowAsync("Show and print");
        staff.Page.QuerySelectorAll("section.printed").Length.ShouldBe(21);
        staff.Page.Body!.ClassList.ShouldContain("large-type");
        staff.Page.Body!.TextContent.ShouldNotContain("Because of");

        using var visitor = await learner.VisitAsync();
        await visitor.OpenAsync("/learn/foundation/assessment/1");
        visitor.Page.QuerySelectorAll("fieldset.question").ShouldBeEmpty();
        visitor.Page.Body!.TextContent.ShouldContain("You take this assessment on paper.");
        var attempt = (await learner.EnrolmentAsync()).Running()!;
        var first = attempt.Questions[0].ItemId;
        (await learner.SendAsync(new SaveAnswers(learner.EnrolmentId(), 1, [new GivenAnswer(first, ["a"])]))).Refusals.Select(r => r.Code).ShouldBe(["adjustments.on-paper"]);

        await staff.OpenAsync($"/staff/papers/{learner.EnrolmentId()}/1/entry");
        (string, string)[] answers = [.. attempt.Questions.SelectMany((q, i) => AnswerFields.For(platform.Course.Item(q.ItemId)!, $"Answers[{i}]"))];
        await staff.PressAsync("Save and hand in", answers);
        staff.Page.QuerySelector(".summary")!.TextContent.ShouldContain("Confirm that the paper was put down in time.");
        await staff.PressAsync("Save and hand in", [.. answers, ("InTime", "true")]);
        (staff.Page.QuerySelector(".summary")?.TextContent).ShouldBeNull();
        staff.Address.ShouldEndWith($"/staff/papers/{learner.EnrolmentId()}/1");

        staff.Page.Body!.TextContent.ShouldContain("Taken on paper; staff entered the answers.");
        staff.Page.Body!.TextContent.ShouldContain("the paper is the same, question for question");
        var marked = (await learner.EnrolmentAsync()).Attempts[0];
        (marked.Passed, marked.Percent).ShouldBe((true, 100));
        var events = (await platform.ReadAsync(q => q.Events.FetchStreamAsync(learner.EnrolmentId(), token: Ct))).Select(e => e.Data).ToList();
        events.OfType<EnrolmentEvent.AnswerSaved>().Select(e => e.By).Distinct().ShouldBe([reviewer.Id]);
        events.OfType<EnrolmentEvent.AssessmentSubmitted>().Single().By.ShouldBe(reviewer.Id);
        events.OfType<EnrolmentEvent.AssessmentStarted>().Single().By.ShouldBe(reviewer.Id);
        (await staff.OpenAsync($"/staff/papers/{learner.EnrolmentId()}/1/entry")).Status.ShouldBe(HttpStatusCode.NotFound, "it is handed in");
    }


    [Fact]
    public async Task Who_waits_for_a_paper_is_listed_behind_any_number_who_have_passed()
    {
        var learner = await platform.StudiedAsync();
        await learner.AskAsync();
        (await platform.SendAsync(Platform.Person(Role.Reviewer), new GrantAdjustment(learner.EnrolmentId(), (await learner.EnrolmentAsync()).Version, 0, false, true))).Refusals.ShouldBeEmpty();
        await using (var session = platform.Services.GetRequiredService<IDocumentStore>().LightweightSession())
        {
            var earlier = platform.Clock.GetUtcNow().AddDays(-1000);
            session.Store<Enrolment>(Enumerable.Range(0, 201).Select(_ => new Enrolment
            {
                Id = Guid.CreateVersion7(),
                Course = "foundation",
                CourseVersion = 1,
                EnrolledAt = earlier,
                Granted = new Adjustment(0, false, true),
                Attempts = [new Attempt { Number = 1, Passed = false }, new Attempt { Number = 2, Passed = true }],
            }));
            await session.SaveChangesAsync(Ct);
        }

        using var reviewer = await platform.SignedInVisitorAsync(Role.Reviewer);
        await reviewer.OpenAsync("/staff/adjustments");

        reviewer.Page.QuerySelector($"a[href$='/staff/adjustments/{learner.EnrolmentId()}']").ShouldNotBeNull();
    }


    [Fact]
    public async Task Who_begins_again_waits_for_a_paper_once_and_who_is_erased_not_at_all()
    {
        var (learner, erased) = (await platform.StudiedAsync(), await platform.StudiedAsync());
        await learner.GrantAsync(0, largerType: false, paper: true);
        await erased.GrantAsync(0, largerType: false, paper: true);
        foreach (var _ in Enumerable.Range(1, 2))
        {
            var attempt = await learner.StartAsync();
            (await learner.SendAsync(new SubmitAssessment(learner.EnrolmentId(), attempt.Number))).Ok.ShouldBeTrue();
        }

        (await learner.SendAsync(new Enrol("foundation"))).Refusals.ShouldBeEmpty();
        using var visitor = await erased.VisitAsync();
        await visitor.OpenAsync("/account/data");
        await visitor.SubmitAsync(("Understood", "true"));

        using var reviewer = await platform.SignedInVisitorAsync(Role.Reviewer);
        await reviewer.OpenAsync("/staff/adjustments");

        Row(learner.EnrolmentId(2)).ShouldNotBeNull();
        Row(learner.EnrolmentId()).ShouldBeNull("another round followed");
        Row(erased.EnrolmentId()).ShouldBeNull("nobody waits");

        AngleSharp.Dom.IElement? Row(Guid enrolment) => reviewer.Page.QuerySelector($"a[href$='/staff/adjustments/{enrolment}']");
    }
}
