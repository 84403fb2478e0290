using System.Globalization;
using Marten;
using Microsoft.Extensions.DependencyInjection;
using VisionZero.Domain.Common;
using VisionZero.Domain.Practices;
using VisionZero.Web.Features.Practices;
using VisionZero.Web.Tests.Http;

namespace VisionZero.Web.Tests.Practices;

/// <summary>The way of a practice through the pages, without JavaScript.</summary>
public sealed class PracticePageTests(PracticePlatform platform) : IClassFixture<PracticePlatform>
{
    private static readonly string[] Criteria = ["aim", "rules", "methods", "facilitation", "inclusion", "checking", "accuracy"];

    [Fact]
    public async Task A_candidate_hands_in_is_marked_blind_and_reads_why()
    {
        var candidate = await platform.CandidateAsync("Ngozi Practice");
        using var owner = await platform.SignInAsync(candidate.Login);
        // The course is behind them: its page leads here, and not yet to the application.
        await owner.OpenAsync("/learn/professional");
        owner.Page.Body!.TextContent.ShouldContain("Do the teaching practice");
        await owner.FollowAsync("To your teaching practice");
        await owner.PressAsync("Begin an attempt");
        await owner.SubmitAsync(owner.FormWith(["Plan"]), [], null, ("Plan", "plan.pdf", "MZ this is a program"u8.ToArray()));
        owner.Page.QuerySelector("#Plan-error")!.TextContent.ShouldContain("no PDF");
        await owner.SubmitAsync(owner.FormWith(["Plan"]), [], null, ("Plan", "plan.pdf", new byte[10 * 1024 * 1024 + 1]));
        owner.Status.ShouldBe(System.Net.HttpStatusCode.UnprocessableEntity);
        owner.Page.QuerySelector("#Plan-error")!.TextContent.ShouldContain("10");
        await owner.SubmitAsync(owner.FormWith(["Plan"]), [], null, ("Plan", "whatever.exe", PracticePlatform.Word()));
        owner.Page.Body!.TextContent.ShouldContain("Your session plan is handed in.");
        await owner.SubmitAsync(("Address", "https://video.example/ngozi"), ("Access", "Anybody with the link."));
        await owner.PressAsync("Hand in for marking");
        owner.Page.Body!.TextContent.ShouldContain("With the assessors");

        var (first, second) = (await platform.AssessorAsync(), await platform.AssessorAsync());
        using var one = await platform.SignInAsync(first.Login);
        await one.OpenAsync("/staff/practices");
        await one.FollowAsync("Ngozi Practice");
        await one.PressAsync("Take it up");
        one.Page.Body!.TextContent.ShouldContain("https://video.example/ngozi");
        await one.PressAsync("Hand in marks", [.. Criteria.Select(c => ($"Levels[{c}]", "1")), ("Overall", "Weak.")]);
        one.Page.Body!.TextContent.ShouldContain("level 1 needs words");
        await one.PressAsync("Hand in marks", [.. Criteria.Select(c => ($"Levels[{c}]", "2")), ("Overall", "A beginning.")]);
        one.Page.Body!.TextContent.ShouldContain("Your marks are handed in.");

        using var two = await platform.SignInAsync(second.Login);
        await two.OpenAsync("/staff/practices");
        await two.FollowAsync("Ngozi Practice");
        await two.PressAsync("Take it up");
        two.Page.Body!.TextContent.ShouldNotContain("33 %", Case.Insensitive, "the other's marks are not shown");
        two.Page.Body!.TextContent.ShouldNotContain("A beginning.");
        await two.PressAsync("Hand in marks", [.. Criteria.Select(c => ($"Levels[{c}]", "2")), ("Comments[aim]", "Say what they can do afterwards."), ("Overall", "Not yet.")]);
        two.Page.Body!.TextContent.ShouldContain("Concluded: Not passed, 33 %.");
        two.Page.Body!.TextContent.ShouldContain("Another assessor");

        await owner.OpenAsync("/practice");
        var page = owner.Page.Body!.TextContent;
        page.ShouldContain("Not passed");
        page.ShouldContain("Say what they can do afterwards.");
        page.ShouldContain("There is an aim; the parts are in order");
        page.ShouldContain("Begin an attempt");
        page.ShouldNotContain(first.Login.StaffName!, Case.Sensitive, "assessors are not named to the candidate");
    }

    [Fact]
    public async Task A_marking_tells_all_that_is_missing_keeps_what_was_given_and_can_wait_as_a_draft()
    {
        var id = await platform.HandedInAsync(await platform.CandidateAsync("Draft Person"));
        using var one = await platform.SignInAsync((await platform.AssessorAsync()).Login);
        await one.OpenAsync($"/staff/practices/{id}");
        await one.PressAsync("Take it up");
        one.Page.QuerySelector("[data-total]")!.TextContent.ShouldBe("0 of 7 criteria, 0 of 21 points");

        await one.PressAsync("Hand in marks", ("Levels[aim]", "3"), ("Levels[rules]", "1"), ("Comments[methods]", "Ask them more."));

        one.Status.ShouldBe(System.Net.HttpStatusCode.UnprocessableEntity);
        var links = one.Page.QuerySelectorAll(".summary a").Select(a => a.GetAttribute("href")![1..]).ToList();
        links.ShouldBe(["Comments_rules_", .. Criteria[2..].Select(c => $"Levels_{c}_"), "Overall"]);
        links.ShouldAllBe(field => one.Page.QuerySelectorAll($"#{field}").Length == 1 && one.Page.QuerySelector($"#{field}-error") != null);
        one.Page.QuerySelector("fieldset:has(#Levels_methods_)")!.GetAttribute("aria-describedby").ShouldBe("Levels_methods_-error");
        one.Page.QuerySelector("[data-total]")!.TextContent.ShouldBe("2 of 7 criteria, 2 of 21 points");
        ShouldHold(one);

        await one.PressAsync("Save as draft");
        one.Page.Body!.TextContent.ShouldContain("Your draft is kept.");
        await one.OpenAsync("/staff/practices");
        one.Page.QuerySelector($"tr:has(a[href$='{id}'])")!.TextContent.ShouldContain("Draft kept");
        await one.FollowAsync("Draft Person");
        ShouldHold(one);
        one.Page.QuerySelector("[data-total]")!.TextContent.ShouldBe("2 of 7 criteria, 2 of 21 points");

        using var two = await platform.SignInAsync((await platform.AssessorAsync()).Login);
        await two.OpenAsync($"/staff/practices/{id}");
        await two.PressAsync("Take it up");
        two.Page.Body!.TextContent.ShouldNotContain("Ask them more.");
        two.Page.QuerySelectorAll("input:checked").ShouldBeEmpty("it is not theirs");

        static void ShouldHold(Visitor visitor)
        {
            visitor.Page.QuerySelectorAll("input:checked").Select(i => $"{i.GetAttribute("name")}={i.GetAttribute("value")}").ShouldBe(["Levels[aim]=3", "Levels[rules]=1"]);
            visitor.Page.QuerySelector("#Comments_methods_")!.TextContent.ShouldBe("Ask them more.");
        }
    }

    [Fact]
    public async Task A_session_is_offered_and_booked_in_each_ones_own_time()
    {
        var (login, _) = await platform.AssessorAsync();
        using var assessor = await platform.SignInAsync(login);
        await assessor.OpenAsync("/staff/slots");
        await assessor.PressAsync("Use this zone", ("zone", "Asia/Kolkata"));
        var day = DateOnly.FromDateTime(platform.Clock.GetUtcNow().UtcDateTime).AddDays(9);
        await assessor.SubmitAsync(("Day", day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)), ("Time", "10:00"), ("Minutes", "5"), ("Language", "en"), ("Where", "Room 1"));
        assessor.Page.QuerySelector("#Minutes-error").ShouldNotBeNull();
        await assessor.SubmitAsync(("Day", day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)), ("Time", "10:00"), ("Minutes", "45"), ("Language", "en"), ("Way", "OnSite"), ("Where", "Room 1"));
        assessor.Page.QuerySelector("#Town-error").ShouldNotBeNull("candidates travel there");
        await assessor.SubmitAsync(("Town", "Geneva"));
        assessor.Page.Body!.TextContent.ShouldContain("10:00 (UTC+05:30)");

        var candidate = await platform.CandidateAsync("Booker Person");
        await platform.PlannedAsync(candidate);
        using var visitor = await platform.SignInAsync(candidate.Login);
        await visitor.OpenAsync("/practice/sessions");
        visitor.Page.Body!.TextContent.ShouldContain("04:30 (UTC+00:00)");
        visitor.Page.Body!.TextContent.ShouldContain("In the room, Geneva");
        var look = visitor.Page.QuerySelectorAll("td a").First(b => b.TextContent.Contains("04:30", StringComparison.Ordinal));
        await visitor.OpenAsync(look.GetAttribute("href")!);
        visitor.Page.Body!.TextContent.ShouldContain("Geneva");
        visitor.Page.Body!.TextContent.ShouldNotContain("Room 1", Case.Sensitive, "only who books learns how to join");
        visitor.Page.Body!.TextContent.ShouldContain(day.DayOfWeek.ToString());
        await visitor.PressAsync("Book");
        visitor.Address.ShouldEndWith("/practice");
        visitor.Page.Body!.TextContent.ShouldContain("Room 1");

        await assessor.OpenAsync("/staff/slots");
        assessor.Page.Body!.TextContent.ShouldContain("Booker Person");
    }

    [Fact]
    public async Task The_list_says_in_which_language_since_when_and_how_many_markings_are_in()
    {
        var id = await platform.HandedInAsync(await platform.CandidateAsync("Listed Person"));
        var (one, two) = (await platform.AssessorAsync(), await platform.AssessorAsync());
        await platform.DoneAsync(one.Actor, new TakeUpPractice(id));
        platform.Clock.Advance(TimeSpan.FromDays(3));
        using var visitor = await platform.SignInAsync(two.Login);
        (await RowAsync()).ShouldSatisfyAllConditions(r => r.ShouldContain("0 of 2"), r => r.ShouldContain("3 days"), r => r.ShouldContain("A recording"));

        await platform.DoneAsync(one.Actor, platform.Marks(id, 3));
        (await RowAsync()).ShouldContain("1 of 2");
        await platform.DoneAsync(two.Actor, new TakeUpPractice(id));
        (await RowAsync()).ShouldContain("To be marked by");

        var trainer = await platform.ReadAsync(async q => await q.LoadAsync<Domain.Trainers.Trainer>((await platform.PracticeAsync(id)).TrainerId, TestContext.Current.CancellationToken));
        var texts = platform.Services.GetRequiredService<Texts.TextSource>().For("en");
        (await RowAsync()).ShouldContain(texts.Language(trainer!.Languages[0]));

        async Task<string> RowAsync()
        {
            await visitor.OpenAsync("/staff/practices");
            return visitor.Page.QuerySelector($"tr:has(a[href$='{id}'])")!.TextContent;
        }
    }

    [Fact]
    public async Task Many_that_wait_are_shown_by_the_page()
    {
        var handedIn = platform.Clock.GetUtcNow().AddYears(1);
        List<Practice> made = [.. Enumerable.Range(0, 30).Select(n => new Practice { Id = Guid.CreateVersion7(), TrainerId = Guid.CreateVersion7(), State = PracticeState.Marking, RubricVersion = 1, Attempt = 1, HandedInAt = handedIn.AddHours(n) })];
        var store = platform.Services.GetRequiredService<IDocumentStore>();
        await store.BulkInsertAsync([.. made], cancellation: TestContext.Current.CancellationToken);
        using var visitor = await platform.SignInAsync((await platform.AssessorAsync()).Login);

        await visitor.OpenAsync("/staff/practices");
        var first = visitor.Page.QuerySelectorAll("tbody tr").Length;
        await visitor.OpenAsync("/staff/practices?waiting=2");
        var second = visitor.Page.QuerySelector($"a[href$='{made[^1].Id}']");
        await using (var session = store.LightweightSession())
        {
            session.DeleteWhere<Practice>(p => p.HandedInAt >= handedIn);
            await session.SaveChangesAsync(TestContext.Current.CancellationToken);
        }

        first.ShouldBe(25);
        second.ShouldNotBeNull("the newest stands on the last page");
    }

    [Fact]
    public async Task Statistics_are_for_those_who_answer_for_the_scheme()
    {
        using var approver = await platform.SignedInVisitorAsync(Role.Approver);
        await approver.OpenAsync("/staff/practices/statistics");
        approver.Page.Body!.TextContent.ShouldContain("Too few to say");
        approver.Page.QuerySelector(".notice-attention")!.TextContent.ShouldContain("Below 10, figures of agreement say nothing");
        approver.Page.QuerySelector("details.card")!.TextContent.ShouldSatisfyAllConditions(d => d.ShouldContain("0 is what chance would give"), d => d.ShouldContain("below 32"));
        using var assessor = await platform.SignedInVisitorAsync(Role.Assessor);
        await assessor.OpenAsync("/staff/practices/statistics");
        assessor.Page.Body!.TextContent.ShouldNotContain("Weighted kappa");
    }
}
