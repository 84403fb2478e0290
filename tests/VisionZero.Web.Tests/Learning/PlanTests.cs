using System.Net;
using Marten;
using Microsoft.Extensions.DependencyInjection;
using VisionZero.Documents;
using VisionZero.Domain.Common;
using VisionZero.Domain.Learning;
using VisionZero.Web.Features.Accounts.Mail;
using VisionZero.Web.Features.Courses;
using VisionZero.Web.Features.Learning;
using VisionZero.Web.Tests.Http;

namespace VisionZero.Web.Tests.Learning;

/// <summary>A platform whose clock is moved through the months after a plan was written.</summary>
public sealed class PlanPlatform : Platform
{
    public PlanPlatform() => Clock.AutoAdvanceAmount = TimeSpan.Zero;

    /// <summary>Somebody with a plan in the Foundation course.</summary>
    public async Task<(Applicant Owner, Guid Enrolment)> PlannerAsync(params string[] goals)
    {
        var owner = await this.ReadyAsync(Level.Professional, "Siv Åkerlund");
        var id = (await SendAsync(owner.Actor, new Enrol("foundation"))).Id!.Value;
        var written = GoldenRules.All.Zip(goals).ToDictionary(g => g.First, g => (IReadOnlyList<Goal>)[new Goal(g.Second, DateOnly.FromDateTime(Clock.GetUtcNow().UtcDateTime).AddDays(98))]);
        (await SendAsync(owner.Actor, new WriteActionPlan(id, await VersionAsync(id), written))).Refusals.ShouldBeEmpty();

        // Their other plan is of no concern here.
        await using var session = Services.GetRequiredService<IDocumentStore>().LightweightSession();
        var other = await session.Events.FetchForWriting<Enrolment>(DeterministicId.Enrolment(owner.TrainerId, "professional", 1, 1), TestContext.Current.CancellationToken);
        other.AppendOne(new EnrolmentEvent.PlanRemindersStopped(Clock.GetUtcNow()));
        await session.SaveChangesAsync(TestContext.Current.CancellationToken);
        return (owner, id);
    }

    public async Task<int> VersionAsync(Guid id) => (await ReadAsync(q => q.LoadAsync<Enrolment>(id, TestContext.Current.CancellationToken)))!.Version;

    public async Task RemindAsync()
    {
        await using var scope = Services.CreateAsyncScope();
        await scope.ServiceProvider.GetRequiredService<RemindOfPlans>().RunAsync(TestContext.Current.CancellationToken);
    }
}

public sealed class PlanTests(PlanPlatform platform) : IClassFixture<PlanPlatform>
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_new_goal_is_for_a_day_to_come_and_a_missed_one_stays()
    {
        var owner = await platform.ReadyAsync(Level.Professional);
        var id = (await platform.SendAsync(owner.Actor, new Enrol("foundation"))).Id!.Value;
        var today = DateOnly.FromDateTime(platform.Clock.GetUtcNow().UtcDateTime);
        async Task<IEnumerable<string?>> WriteAsync(params Goal[] goals) =>
            (await platform.SendAsync(owner.Actor, new WriteActionPlan(id, await platform.VersionAsync(id), new Dictionary<int, IReadOnlyList<Goal>> { [2] = goals }))).Refusals.Select(r => $"{r.Field} {r.Code}");

        (await WriteAsync(new Goal("Ask the night shift", today), new Goal("Walk the yard", today.AddDays(-2)))).ShouldBe(["Rules[1].Goals[1].By enrolment.goal-past"]);
        (await WriteAsync(new Goal("Ask the night shift", today), new Goal("Walk the yard", today.AddDays(-2)) { State = GoalState.Done })).ShouldBeEmpty();

        platform.Clock.Advance(TimeSpan.FromDays(10));
        (await WriteAsync(new Goal("Ask the night shift and the drivers", today) { State = GoalState.UnderWay }, new Goal("Walk the yard", today.AddDays(-2)) { State = GoalState.Done })).ShouldBeEmpty();
    }

    [Fact]
    public async Task A_plan_is_recalled_at_three_months_once_and_one_press_stops_it()
    {
        var (owner, id) = await platform.PlannerAsync("Walk the floor");
        await platform.RemindAsync();
        platform.Clock.SetUtcNow(platform.Clock.GetUtcNow().AddMonths(3));
        await platform.RemindAsync();
        await platform.RemindAsync();

        var (_, text) = await platform.MailAsync(owner.Login.Id, "plan-reminder");
        (await MailsAsync(owner)).ShouldBe(1);
        (await platform.ReadAsync(q => q.LoadAsync<Enrolment>(id, Ct)))!.PlanReminders.ShouldBe([3]);

        // Who has the message stops it without signing in; only opening the link does not.
        var stop = new Uri(text.Plain.Split('\n').First(l => l.Contains("/plan/reminders", StringComparison.Ordinal)).Trim()).PathAndQuery;
        using var anybody = new Visitor(platform.Address, "en");
        await anybody.OpenAsync(stop);
        (await platform.ReadAsync(q => q.LoadAsync<Enrolment>(id, Ct)))!.PlanRemindersStopped.ShouldBeFalse();
        await anybody.PressAsync("Stop the reminders");
        anybody.Page.Body!.TextContent.ShouldContain("you get no more reminders");
        platform.Clock.SetUtcNow(platform.Clock.GetUtcNow().AddMonths(3));
        await platform.RemindAsync();
        (await platform.ReadAsync(q => q.LoadAsync<Enrolment>(id, Ct)))!.PlanReminders.ShouldBe([3]);

        (await platform.SendAsync(Web.Pipeline.Actor.Anonymous, new StopPlanReminders(stop[^20..]))).Refusals.Single().Code.ShouldBe("account.link-invalid");
    }

    [Fact]
    public async Task The_state_of_a_goal_is_kept_beside_the_log_and_counted_in_it()
    {
        var (owner, id) = await platform.PlannerAsync("Walk the floor");
        using var visitor = await platform.SignInAsync(owner.Login);
        await visitor.OpenAsync("/learn/foundation/plan");
        await visitor.SubmitAsync(("Rules[0].Goals[0].State", "Done"));

        visitor.Page.Body!.TextContent.ShouldContain("Goals done: 1 of 1");
        var last = (await platform.ReadAsync(q => q.Events.FetchStreamAsync(id, token: Ct)))[^1].Data.ShouldBeOfType<EnrolmentEvent.ActionPlanWritten>();
        (last.Goals, last.UnderWay, last.Done).ShouldBe((1, 0, 1));
        (await platform.ReadAsync(q => q.LoadAsync<ActionPlan>(id, Ct)))!.Under(1).Single().State.ShouldBe(GoalState.Done);
        // The text of a goal from before its state was kept has the hash it had.
        System.Text.Json.JsonSerializer.Serialize(new Goal("x", null)).ShouldBe("""{"What":"x","By":null}""");

        await visitor.OpenAsync("/learn/foundation/plan");
        await visitor.PressAsync("Stop the reminders");
        visitor.Page.Body!.TextContent.ShouldContain("Remind me again");
    }

    [Theory]
    [InlineData(1, 2)]
    [InlineData(2, 1)]
    public async Task The_plan_of_an_earlier_round_is_not_recalled(int version, int cycle)
    {
        var (owner, id) = await platform.PlannerAsync("Walk the floor");
        await using var session = platform.Services.GetRequiredService<IDocumentStore>().LightweightSession();
        var again = await session.Events.FetchForWriting<Enrolment>(DeterministicId.Enrolment(owner.TrainerId, "foundation", version, cycle), Ct);
        again.AppendOne(new EnrolmentEvent.Enrolled(owner.TrainerId, "foundation", version, Level.Foundation, cycle, platform.Clock.GetUtcNow()));
        await session.SaveChangesAsync(Ct);

        platform.Clock.SetUtcNow(platform.Clock.GetUtcNow().AddMonths(3));
        await platform.RemindAsync();
        (await platform.ReadAsync(q => q.LoadAsync<Enrolment>(id, Ct)))!.PlanReminders.ShouldBeEmpty();
    }

    [Fact]
    public async Task Two_windows_that_change_a_plan_are_told_what_the_other_saved()
    {
        var (owner, id) = await platform.PlannerAsync("Walk the floor");
        using var early = await platform.SignInAsync(owner.Login);
        await early.OpenAsync("/learn/foundation/plan");
        using var late = await platform.SignInAsync(owner.Login);
        await late.OpenAsync("/learn/foundation/plan");
        await late.SubmitAsync(("Rules[0].Goals[0].What", "Walk the floor weekly"));

        await early.SubmitAsync(("Rules[0].Goals[0].What", "Walk the yard"));
        early.Page.QuerySelector("section[aria-labelledby=there-title]")!.TextContent.ShouldContain("Walk the floor weekly");
        early.Page.QuerySelector("[name='Rules[0].Goals[0].What']")!.TextContent.Trim().ShouldBe("Walk the yard");
        await early.SubmitAsync(("Rules[0].Goals[0].What", "Walk the yard"));
        (await platform.ReadAsync(q => q.LoadAsync<ActionPlan>(id, Ct)))!.Under(1).Single().What.ShouldBe("Walk the yard");
    }

    [Theory]
    [InlineData("en", "By 1. rule *not* [a](b) <b> # heading", "My action plan")]
    [InlineData("zh", "每月一次 | 由工人出题", "我的行动计划")]
    [InlineData("ar", "جولة شهرية مع العمال", "خطة عملي")]
    public async Task The_plan_is_printed_in_the_readers_language_for_its_owner_alone(string locale, string goal, string title)
    {
        var (owner, _) = await platform.PlannerAsync(goal);
        using var visitor = await platform.SignInAsync(owner.Login);
        using var answer = await visitor.Client.GetAsync(new Uri($"/{locale}/learn/foundation/plan.pdf", UriKind.Relative), Ct);
        answer.StatusCode.ShouldBe(HttpStatusCode.OK);
        answer.Content.Headers.ContentType!.MediaType.ShouldBe("application/pdf");
        var pdf = await answer.Content.ReadAsByteArrayAsync(Ct);
        pdf.AsSpan(0, 5).SequenceEqual("%PDF-"u8).ShouldBeTrue();
        var text = PlanPress.Markdown(new ActionPlan { Goals = new Dictionary<int, IReadOnlyList<Goal>> { [1] = [new Goal(goal, null)] } }, platform.Services.GetRequiredService<Texts.TextSource>().For(locale));
        new HandoutDocument { Title = title, Language = locale, Markdown = text, Footer = "f", Author = "a", IssuedAt = DateTimeOffset.UnixEpoch }
            .Texts().ShouldContain(t => t.Text == goal, "what people type comes out as they typed it");

        // Somebody else with the same address gets their own, or nothing.
        var other = await platform.ReadyAsync(Level.Professional);
        using var stranger = await platform.SignInAsync(other.Login);
        using var nothing = await stranger.Client.GetAsync(new Uri($"/{locale}/learn/foundation/plan.pdf", UriKind.Relative), Ct);
        nothing.StatusCode.ShouldBe(HttpStatusCode.NotFound);
    }

    private Task<int> MailsAsync(Applicant owner) =>
        platform.ReadAsync(q => q.Query<OutgoingMail>().CountAsync(m => m.AccountId == owner.Login.Id && m.Purpose == "plan-reminder", Ct));
}
