using System.Net;
using System.IO.Compression;
using System.Text.Json;
using Marten;
using Microsoft.Extensions.DependencyInjection;
using VisionZero.Domain.Common;
using VisionZero.Domain.Learning;
using VisionZero.Web.Features.Courses;
using VisionZero.Web.Features.Learning;
using VisionZero.Web.Features.Trainers;
using VisionZero.Web.Pipeline;
using VisionZero.Web.Tests.Http;

namespace VisionZero.Web.Tests.Learning;

/// <summary>Other conditions in the assessment: asked for, decided, applied by themselves; why is nobody else's business.</summary>
[Collection(nameof(OneSchool))]
public sealed class AdjustmentTests(LearningPlatform platform)
{
    private const string Why = Learner.Why;

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task What_is_granted_is_seen_before_the_assessment_and_applies_by_itself()
    {
        var learner = await platform.StudiedAsync();
        using var visitor = await learner.VisitAsync();
        await visitor.OpenAsync("/learn/foundation/assessment");
        await visitor.FollowAsync("Do the usual conditions put you at a disadvantage? Ask for others.");
        await visitor.PressAsync("Send the request", ("Text", Why));
        visitor.Page.QuerySelector(".summary")!.TextContent.ShouldContain("Choose at least one thing you need.");
        await visitor.PressAsync("Send the request", ("Wishes", "ExtraTime"), ("Wishes", "LargerType"), ("Text", ""));
        visitor.Page.QuerySelector(".summary")!.TextContent.ShouldContain("Write why");
        await visitor.PressAsync("Send the request", ("Wishes", "ExtraTime"), ("Wishes", "LargerType"), ("Text", Why));
        visitor.Page.Body!.TextContent.ShouldContain("Your request is with staff");
        await visitor.OpenAsync("/learn/foundation/assessment");
        visitor.Page.Body!.TextContent.ShouldContain("is not decided yet");

        using var reviewer = await platform.SignedInVisitorAsync(Role.Reviewer);
        await reviewer.OpenAsync("/staff/adjustments");
        reviewer.Page.Body!.TextContent.ShouldNotContain(Why);
        await reviewer.OpenAsync($"/staff/adjustments/{learner.EnrolmentId()}");
        reviewer.Page.Body!.TextContent.ShouldContain(Why);
        await reviewer.PressAsync("Grant", ("ExtraTimePercent", "50"), ("LargerType", "true"));
        reviewer.Page.Body!.TextContent.ShouldContain("It is granted.");
        reviewer.Page.Body!.TextContent.ShouldNotContain(Why);
        (await ReasonAsync(learner)).ShouldBeNull("nobody needs it any more");
        (await platform.MailAsync(learner.Login.Id, "adjustment-granted")).Text.Link().ShouldEndWith("/learn/foundation/adjustments");

        await visitor.OpenAsync("/learn/foundation/assessment");
        visitor.Page.Body!.TextContent.ShouldContain("50 % more time: 67 minutes in all");
        await visitor.PressAsync("Start the assessment");
        visitor.Page.Body!.ClassList.ShouldContain("large-type");
        var attempt = (await learner.EnrolmentAsync()).Running()!;
        (attempt.Deadline - attempt.StartedAt).ShouldBe(TimeSpan.FromMinutes(67.5));
        await visitor.OpenAsync("/learn/foundation");
        visitor.Page.Body!.ClassList.ShouldNotContain("large-type");
    }

    [Fact]
    public async Task Staff_who_decide_while_the_learner_goes_on_are_told_once()
    {
        var learner = await platform.LearnerAsync();
        (await learner.SendAsync(new Enrol("foundation"))).Ok.ShouldBeTrue();
        await learner.AskAsync();
        using var reviewer = await platform.SignedInVisitorAsync(Role.Reviewer);
        await reviewer.OpenAsync($"/staff/adjustments/{learner.EnrolmentId()}");
        (await learner.SendAsync(new CompleteLesson(learner.EnrolmentId(), 1, platform.Course.Rule(1).Lessons[0].Key))).Ok.ShouldBeTrue();

        await reviewer.PressAsync("Grant");
        reviewer.Status.ShouldBe(HttpStatusCode.Conflict);
        await reviewer.PressAsync("Grant");
        reviewer.Status.ShouldBe(HttpStatusCode.OK);
        (await learner.EnrolmentAsync()).Wish.ShouldBeNull();
    }

    [Fact]
    public async Task A_wish_is_declined_with_a_reason_and_can_be_made_again_or_taken_back()
    {
        var learner = await platform.StudiedAsync();
        await learner.AskAsync();
        var version = (await learner.EnrolmentAsync()).Version;
        var reviewer = Platform.Person(Role.Reviewer);

        (await platform.SendAsync(reviewer, new DeclineAdjustment(learner.EnrolmentId(), version - 1, "tell-more"))).IsConflict.ShouldBeTrue();
        (await platform.SendAsync(reviewer, new DeclineAdjustment(learner.EnrolmentId(), version, "tell-more"))).Refusals.ShouldBeEmpty();
        using var visitor = await learner.VisitAsync();
        await visitor.OpenAsync("/learn/foundation/adjustments");
        visitor.Page.Body!.TextContent.ShouldContain("tell them more about what you need");
        visitor.Page.Body!.TextContent.ShouldContain(Why, Case.Sensitive, "to be completed");

        await learner.AskAsync();
        await visitor.OpenAsync("/learn/foundation/adjustments");
        await visitor.PressAsync("Take the request back");
        (await ReasonAsync(learner)).ShouldBeNull();
        (await learner.EnrolmentAsync()).Wish.ShouldBeNull();
    }

    [Fact]
    public async Task Nobody_decides_on_their_own_wish_and_no_learner_on_any()
    {
        var learner = await platform.StudiedAsync();
        await learner.AskAsync();
        var grant = new GrantAdjustment(learner.EnrolmentId(), (await learner.EnrolmentAsync()).Version, 100, true, true);

        (await platform.SendAsync(Actor.OfPerson(learner.Login.Id, [Role.Trainer, Role.Reviewer]), grant)).Refusals.Select(r => r.Code).ShouldBe(["adjustments.own"]);
        (await learner.SendAsync(grant)).Refusals.Select(r => r.Code).ShouldBe(["general.not-allowed"]);
        var other = await platform.StudiedAsync();
        (await other.SendAsync(new AskForAdjustment(learner.EnrolmentId(), true, false, false, Why))).IsNotFound.ShouldBeTrue();
    }

    [Fact]
    public async Task The_reason_is_in_the_export_and_gone_with_the_person_and_never_in_the_log()
    {
        var learner = await platform.StudiedAsync();
        await learner.AskAsync();
        var events = await platform.ReadAsync(q => q.Events.FetchStreamAsync(learner.EnrolmentId(), token: Ct));
        events.ShouldAllBe(e => !JsonSerializer.Serialize(e.Data, e.EventType).Contains("accident", StringComparison.Ordinal));

        using var visitor = await learner.VisitAsync();
        using var answer = await visitor.Client.GetAsync(new Uri("/en/account/data?handler=Export", UriKind.Relative), Ct);
        await using var archive = new ZipArchive(await answer.Content.ReadAsStreamAsync(Ct));
        await using (var stream = await archive.GetEntry("data.json").ShouldNotBeNull().OpenAsync(Ct))
        {
            var json = (await JsonDocument.ParseAsync(stream, cancellationToken: Ct)).RootElement;
            json.GetProperty("adjustments")[0].GetProperty("Text").GetString().ShouldBe(Why);
        }

        await visitor.OpenAsync("/account/data");
        await visitor.SubmitAsync(("Understood", "true"));
        (await ReasonAsync(learner)).ShouldBeNull();
        (await learner.EnrolmentAsync()).WishedAt.ShouldBeNull("nobody asks any more");
    }

    [Fact]
    public async Task A_grant_as_it_is_shown_meets_the_second_wish_and_keeps_what_was_granted()
    {
        var learner = await platform.StudiedAsync();
        await learner.GrantAsync(50, largerType: false, paper: false);
        (await learner.SendAsync(new AskForAdjustment(learner.EnrolmentId(), false, true, false, Why))).Refusals.ShouldBeEmpty();
        using var visitor = await learner.VisitAsync();
        await visitor.OpenAsync("/learn/foundation/assessment");
        visitor.Page.Body!.TextContent.ShouldContain("what is granted to you already applies");
        visitor.Page.Body!.TextContent.ShouldNotContain("the usual conditions apply");

        using var reviewer = await platform.SignedInVisitorAsync(Role.Reviewer);
        await reviewer.OpenAsync($"/staff/adjustments/{learner.EnrolmentId()}");
        reviewer.Page.Body!.TextContent.ShouldContain("Granted now: 50 % more time. A new grant takes its place");
        await reviewer.PressAsync("Grant");

        (await learner.EnrolmentAsync()).Granted.ShouldBe(new Adjustment(50, true, false));
    }

    [Fact]
    public async Task Why_is_deleted_when_the_answer_is_no_and_when_the_assessment_is_passed()
    {
        var learner = await platform.StudiedAsync();
        await learner.AskAsync();
        await DeclineAsync(learner, "not-possible");
        (await ReasonAsync(learner)).ShouldBeNull();

        await learner.AskAsync();
        var attempt = await learner.StartAsync(right: 21);
        (await learner.SendAsync(new SubmitAssessment(learner.EnrolmentId(), attempt.Number))).Ok.ShouldBeTrue();
        var enrolment = await learner.EnrolmentAsync();
        (enrolment.HasPassed(), enrolment.Wish).ShouldBe((true, null));
        (await ReasonAsync(learner)).ShouldBeNull();
    }

    [Fact]
    public async Task Who_is_asked_to_tell_more_finds_what_they_wrote_for_ninety_days()
    {
        var (learner, waiting) = (await platform.StudiedAsync(), await platform.StudiedAsync());
        await learner.AskAsync();
        await waiting.AskAsync();
        await DeclineAsync(learner, "tell-more");

        platform.Clock.Advance(TimeSpan.FromDays(89));
        await ForgetAsync();
        (await ReasonAsync(learner)).ShouldNotBeNull();
        platform.Clock.Advance(TimeSpan.FromDays(1));
        await ForgetAsync();

        (await ReasonAsync(learner)).ShouldBeNull();
        (await ReasonAsync(waiting)).ShouldNotBeNull("staff have not decided");
    }

    [Fact]
    public async Task What_was_granted_holds_in_the_next_cycle_and_an_open_wish_goes_along_with_its_reason()
    {
        var learner = await platform.StudiedAsync();
        await learner.AskAsync();
        (await platform.SendAsync(Platform.Person(Role.Reviewer), new GrantAdjustment(learner.EnrolmentId(), (await learner.EnrolmentAsync()).Version, 50, false, true))).Refusals.ShouldBeEmpty();
        await learner.AskAsync();
        foreach (var _ in Enumerable.Range(1, 2))
        {
            var attempt = await learner.StartAsync();
            (await learner.SendAsync(new SubmitAssessment(learner.EnrolmentId(), attempt.Number))).Ok.ShouldBeTrue();
        }

        (await learner.SendAsync(new Enrol("foundation"))).Refusals.ShouldBeEmpty();

        var next = await learner.EnrolmentAsync(cycle: 2);
        (next.Granted, next.Wish is not null).ShouldBe((new Adjustment(50, false, true), true));
        (await learner.EnrolmentAsync()).Wish.ShouldBeNull("it is asked for in the new enrolment");
        (await ReasonAsync(learner)).ShouldBeNull();
        (await platform.ReadAsync(q => q.LoadAsync<AdjustmentReason>(learner.EnrolmentId(2), Ct))).ShouldNotBeNull().Text.ShouldBe(Why);
    }

    [Fact]
    public async Task What_was_decided_stays_in_the_list_with_who_asked_who_decided_and_until_when()
    {
        var learner = await platform.StudiedAsync();
        var trainer = (await learner.EnrolmentAsync()).TrainerId;
        var login = await platform.AccountAsync(Role.Reviewer);
        await using (var session = platform.Services.GetRequiredService<IDocumentStore>().LightweightSession())
        {
            session.Store(new TrainerProfile { Id = trainer, AccountId = learner.Login.Id, Name = "Asking Person" });
            await session.SaveChangesAsync(Ct);
        }

        for (var i = 0; i < 25; i++)
        {
            await learner.AskAsync();
            await DecideAsync(v => new DeclineAdjustment(learner.EnrolmentId(), v, AdjustmentDecisions.TellMore));
        }

        foreach (var percent in new[] { 25, 50 })
        {
            await learner.AskAsync();
            await DecideAsync(v => new GrantAdjustment(learner.EnrolmentId(), v, percent, percent == 50, false));
        }

        using var reviewer = await platform.SignInAsync(login);
        await reviewer.OpenAsync("/staff/adjustments");

        var rows = Rows(reviewer);
        rows.Count.ShouldBe(25, "a page");
        rows[0].ShouldSatisfyAllConditions(r => r.ShouldContain("50 % more time"), r => r.ShouldContain("Larger type"), r => r.ShouldContain(login.StaffName!), r => r.ShouldContain("As long as the course is taken"));
        rows[1].ShouldSatisfyAllConditions(r => r.ShouldContain("25 % more time"), r => r.ShouldNotContain("As long as the course is taken", Case.Sensitive, "the later one took its place"));
        rows[2].ShouldContain("Not granted: The learner should tell more");
        reviewer.Page.Body!.TextContent.ShouldNotContain(Why);
        await reviewer.OpenAsync("/staff/adjustments?p=2");
        Rows(reviewer).Count.ShouldBeGreaterThanOrEqualTo(2);

        List<string> Rows(Visitor visitor) => [.. visitor.Page.QuerySelectorAll($"tr:has(a[href$='/staff/trainers/{trainer}'])").Select(r => r.TextContent)];

        async Task DecideAsync(Func<int, ICommand> command) =>
            (await platform.SendAsync(Actors.Of(login), command((await learner.EnrolmentAsync()).Version))).Refusals.ShouldBeEmpty();
    }

    private async Task DeclineAsync(Learner learner, string reason) =>
        (await platform.SendAsync(Platform.Person(Role.Reviewer), new DeclineAdjustment(learner.EnrolmentId(), (await learner.EnrolmentAsync()).Version, reason))).Refusals.ShouldBeEmpty();

    private async Task ForgetAsync()
    {
        await using var scope = platform.Services.CreateAsyncScope();
        await scope.ServiceProvider.GetRequiredService<ForgetAdjustmentReasons>().RunAsync(Ct);
    }

    private Task<AdjustmentReason?> ReasonAsync(Learner learner) => platform.ReadAsync(q => q.LoadAsync<AdjustmentReason>(learner.EnrolmentId(), Ct));
}
