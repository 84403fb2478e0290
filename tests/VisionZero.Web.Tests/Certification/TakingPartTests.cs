using Marten;
using VisionZero.Domain.Certification;
using VisionZero.Domain.Common;
using VisionZero.Domain.Learning;
using VisionZero.Web.Features.Accounts;
using VisionZero.Web.Features.Certification;
using VisionZero.Web.Pipeline;
using VisionZero.Web.Tests.Http;

namespace VisionZero.Web.Tests.Certification;

/// <summary>Who of staff takes part in a decision, and what happens when they cannot, or leave.</summary>
public sealed class TakingPartTests(Platform platform)
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task An_approver_sends_back_what_another_person_holds()
    {
        var (id, _) = await ClaimedAsync();
        var approver = await platform.AccountAsync(Role.Approver);
        using var visitor = await platform.SignInAsync(approver);
        await visitor.OpenAsync($"/staff/applications/{id}");

        await visitor.PressAsync("Send back to the queue");

        visitor.Page.Body!.TextContent.ShouldContain("It is back in the queue.");
        visitor.Page.Body!.TextContent.ShouldContain("sent back to the queue");
        (await platform.DossierAsync(id)).Application.ShouldSatisfyAllConditions(
            a => a.State.ShouldBe(ApplicationState.Submitted),
            a => a.Reviewer.ShouldBeNull());
    }

    [Fact]
    public async Task What_a_reviewer_held_who_left_goes_back_and_the_trail_goes_on_naming_them()
    {
        var (id, reviewer) = await ClaimedAsync();
        var name = (await platform.ReadAsync(q => q.LoadAsync<Login>(reviewer.Person, Ct)))!.StaffName!;
        var administrator = Actor.OfPerson((await platform.AccountAsync(Role.Administrator)).Id, [Role.Administrator]);

        (await platform.SendAsync(administrator, new CloseAccount(reviewer.Person))).Refusals.ShouldBeEmpty();

        await Platform.EventuallyAsync(async () => (await platform.DossierAsync(id)).Application.State == ApplicationState.Submitted, "the application to be taken back");
        using var staff = await platform.SignedInVisitorAsync(Role.Reviewer);
        await staff.OpenAsync($"/staff/applications/{id}");
        staff.Page.QuerySelector(".trail")!.TextContent.ShouldContain($"claimed · {name}");
        await staff.PressAsync("Claim");
        (await platform.DossierAsync(id)).Application.State.ShouldBe(ApplicationState.InReview);
    }

    [Fact]
    public async Task A_reviewer_who_reviews_no_more_holds_nothing_one_whose_roles_grow_keeps_it()
    {
        var (id, reviewer) = await ClaimedAsync();
        var administrator = Actor.OfPerson((await platform.AccountAsync(Role.Administrator)).Id, [Role.Administrator]);

        (await platform.SendAsync(administrator, new ChangeRoles(reviewer.Person, [Role.Reviewer, Role.Approver]))).Refusals.ShouldBeEmpty();
        var (other, second) = await ClaimedAsync();
        (await platform.SendAsync(administrator, new ChangeRoles(second.Person, [Role.Approver]))).Refusals.ShouldBeEmpty();

        await Platform.EventuallyAsync(async () => (await platform.DossierAsync(other)).Application.State == ApplicationState.Submitted, "the application to be taken back");
        (await platform.DossierAsync(id)).Application.Reviewer.ShouldBe(reviewer.Person);
    }

    [Fact]
    public async Task Who_declares_a_conflict_is_asked_no_more()
    {
        var (id, reviewer) = await ClaimedAsync();
        var login = (await platform.ReadAsync(q => q.LoadAsync<Login>(reviewer.Person, Ct)))!;
        using var visitor = await platform.SignInAsync(login);
        await visitor.OpenAsync($"/staff/applications/{id}");

        await visitor.PressAsync("Declare a conflict of interest");

        visitor.Page.Body!.TextContent.ShouldContain("You declared a conflict of interest");
        visitor.Page.QuerySelectorAll("main form").ShouldBeEmpty();
        (await platform.SendAsync(reviewer, new ClaimApplication(id))).Refusals.ShouldHaveSingleItem().Code.ShouldBe("application.conflict-declared");
        (await platform.DossierAsync(id)).Application.State.ShouldBe(ApplicationState.Submitted);
    }

    [Fact]
    public async Task Who_entered_the_applicants_paper_is_named_and_takes_no_part()
    {
        var applicant = await platform.ReadyAsync(Level.Foundation);
        var writer = await platform.AccountAsync(Role.Reviewer);
        var id = (await platform.SendAsync(applicant.Actor, new SubmitApplication(Level.Foundation, []))).Id!.Value;
        await using (var session = Microsoft.Extensions.DependencyInjection.ServiceProviderServiceExtensions.GetRequiredService<IDocumentStore>(platform.Services).LightweightSession())
        {
            session.Events.Append((await platform.DossierAsync(id)).Enrolment!.Id, new EnrolmentEvent.AnswerSaved(1, "q1", ["a"], platform.Clock.GetUtcNow(), writer.Id));
            await session.SaveChangesAsync(Ct);
        }

        (await platform.SendAsync(Actor.OfPerson(writer.Id, [Role.Reviewer]), new ClaimApplication(id))).Refusals.ShouldHaveSingleItem().Code.ShouldBe("application.trained-by-you");
        using var other = await platform.SignedInVisitorAsync(Role.Reviewer);
        await other.OpenAsync($"/staff/applications/{id}");
        other.Page.Body!.TextContent.ShouldContain($"drawn, entered or handed in by {writer.StaffName}");

        await platform.SendAsync(applicant.Actor, new WithdrawApplication(id));
        var again = (await platform.SendAsync(applicant.Actor, new SubmitApplication(Level.Foundation, []))).Id!.Value;
        (await platform.ReadAsync(q => q.LoadAsync<Application>(again, Ct)))!.TrainedBy.ShouldBe([writer.Id]);
    }

    [Fact]
    public async Task Recommending_twice_with_one_form_is_one_recommendation()
    {
        var (id, reviewer) = await ClaimedAsync();
        var shown = await platform.DossierAsync(id);
        var recommend = new RecommendApplication(id, shown.Application.Version, Verdict.Approve, "All there.", shown.Sha256);

        (await platform.SendAsync(reviewer, recommend)).Ok.ShouldBeTrue();
        (await platform.SendAsync(reviewer, recommend)).Ok.ShouldBeTrue();

        (await platform.DossierAsync(id)).Messages.Count.ShouldBe(1);
    }

    [Fact]
    public async Task A_condition_that_fell_away_since_the_recommendation_stops_the_approval()
    {
        var (id, reviewer) = await ClaimedAsync();
        var shown = await platform.DossierAsync(id);
        await platform.SendAsync(reviewer, new RecommendApplication(id, shown.Application.Version, Verdict.Approve, "All there.", shown.Sha256));
        await using (var session = Microsoft.Extensions.DependencyInjection.ServiceProviderServiceExtensions.GetRequiredService<IDocumentStore>(platform.Services).LightweightSession())
        {
            var login = (await session.LoadAsync<Login>(shown.Trainer.AccountId, Ct))!;
            login.EmailConfirmed = false;
            session.Store(login);
            await session.SaveChangesAsync(Ct);
        }

        shown = await platform.DossierAsync(id);
        var approver = Actor.OfPerson((await platform.AccountAsync(Role.Approver)).Id, [Role.Approver]);
        var outcome = await platform.SendAsync(approver, new ApproveApplication(id, shown.Application.Version, shown.Sha256));

        outcome.Refusals.ShouldHaveSingleItem().Code.ShouldBe("application.condition-unmet");
    }

    private async Task<(Guid Application, Actor Reviewer)> ClaimedAsync()
    {
        var applicant = await platform.ReadyAsync(Level.Foundation);
        var id = (await platform.SendAsync(applicant.Actor, new SubmitApplication(Level.Foundation, []))).Id!.Value;
        var reviewer = Actor.OfPerson((await platform.AccountAsync(Role.Reviewer)).Id, [Role.Reviewer]);
        (await platform.SendAsync(reviewer, new ClaimApplication(id))).Refusals.ShouldBeEmpty();
        return (id, reviewer);
    }
}
