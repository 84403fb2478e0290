using System.Net;
using Marten;
using VisionZero.Domain.Common;
using VisionZero.Domain.Trainers;
using VisionZero.Web.Features.Accounts;
using VisionZero.Web.Features.Trainers;
using VisionZero.Web.Tests.Http;

namespace VisionZero.Web.Tests.Trainers;

public sealed class RegistrationTests(Platform platform)
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    private static (string, string)[] Form(string name) =>
    [
        ("Profile.Name", name), ("Profile.Country", "SN"), ("Profile.City", "Dakar"), ("Profile.Languages", "fr"), ("Profile.Languages", "wo"),
        ("Profile.Sectors", "construction"), ("Profile.TrainingYears", "4"), ("ConductAccepted", "true"), ("Listed", "true"),
    ];

    [Fact]
    public async Task A_trainer_registers_and_lands_at_home()
    {
        var login = await platform.AccountAsync(Role.Trainer);
        using var visitor = await platform.SignInAsync(login);
        visitor.Address.ShouldBe("/en/trainer/register");

        await visitor.SubmitAsync(Form("Amara Diallo"));

        visitor.Address.ShouldBe("/en/me");
        visitor.Heading.ShouldContain("Amara Diallo");
        visitor.Page.Body!.TextContent.ShouldContain("Start the course");
        var trainer = await TrainerAsync(login);
        trainer.Languages.ShouldBe(["fr", "wo"]);
        trainer.ConductVersion.ShouldBe(1);
        trainer.ListingConsent.ShouldBeTrue();
    }

    [Fact]
    public async Task A_mistake_shows_beside_its_field_and_nothing_typed_is_lost()
    {
        using var visitor = await platform.SignedInVisitorAsync(Role.Trainer);
        await visitor.OpenAsync("/trainer/register");

        await visitor.SubmitAsync([.. Form("Amara Diallo").Where(f => f.Item1 is not "Profile.City" and not "ConductAccepted"), ("Profile.City", "")]);

        visitor.Status.ShouldBe(HttpStatusCode.UnprocessableEntity);
        visitor.Page.QuerySelector("#Profile_City-error")!.TextContent.ShouldBe("Type a city.");
        visitor.Page.QuerySelector("#ConductAccepted-error")!.TextContent.ShouldContain("code of conduct");
        visitor.Page.QuerySelector("#Profile_Name")!.GetAttribute("value").ShouldBe("Amara Diallo");
        visitor.Page.QuerySelectorAll("input[name='Profile.Languages'][checked]").Length.ShouldBe(2);
        visitor.Page.QuerySelector("option[value='SN']")!.HasAttribute("selected").ShouldBeTrue();
    }

    [Fact]
    public async Task Two_presses_register_one_trainer()
    {
        var login = await platform.AccountAsync(Role.Trainer);
        var actor = Actors.Of(login);
        var command = new RegisterTrainer(new ProfileInput("Wei Zhang", null, "CN", "Chengdu", ["zh"], ["chemicals"], null, null, 2), true, 1, false);

        await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => platform.SendAsync(actor, command)));

        (await platform.ReadAsync(q => q.Query<Trainer>().CountAsync(t => t.AccountId == login.Id, Ct))).ShouldBe(1);
        (await platform.ReadAsync(q => q.Query<TrainerProfile>().CountAsync(t => t.AccountId == login.Id, Ct))).ShouldBe(1);
    }

    [Fact]
    public async Task A_change_meanwhile_is_shown_and_what_was_typed_is_kept()
    {
        var applicant = await platform.ReadyAsync(Level.Foundation);
        using var here = await platform.SignInAsync(applicant.Login);
        using var there = await platform.SignInAsync(applicant.Login);
        await here.OpenAsync("/trainer/profile");
        await there.OpenAsync("/trainer/profile");
        await there.SubmitAsync(("Profile.City", "Thiès"));

        await here.SubmitAsync(("Profile.City", "Saint-Louis"));

        here.Status.ShouldBe(HttpStatusCode.Conflict);
        here.Page.QuerySelector(".notice")!.TextContent.ShouldContain("Thiès");
        here.Page.QuerySelector("#Profile_City")!.GetAttribute("value").ShouldBe("Saint-Louis");
        await here.SubmitAsync(("Profile.City", "Saint-Louis"));
        here.Status.ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task Staff_find_a_trainer_and_record_a_registration_from_before_the_programme()
    {
        var name = "Legata " + Guid.NewGuid().ToString("N")[..10].Replace('0', 'o').Replace('1', 'l');
        var applicant = await platform.ReadyAsync(Level.Foundation, name);
        using var staff = await platform.SignedInVisitorAsync(Role.Reviewer);
        await staff.OpenAsync($"/staff/trainers?q={Uri.EscapeDataString(name[..12].ToUpperInvariant())}");
        await staff.FollowAsync(name);
        staff.Heading.ShouldBe(name);

        await staff.SubmitAsync(("RegisteredOn", "2023-02-01"));
        staff.Status.ShouldBe(HttpStatusCode.UnprocessableEntity);
        staff.Page.QuerySelector("#RegisteredOn")!.GetAttribute("value").ShouldBe("2023-02-01");
        await staff.SubmitAsync(("RegisteredOn", "2019-05-02"));

        staff.Page.Body!.TextContent.ShouldContain("2 May 2019");
        using var trainer = await platform.SignInAsync(applicant.Login);
        (await trainer.OpenAsync($"/staff/trainers/{applicant.TrainerId}")).Status.ShouldBe(HttpStatusCode.Forbidden);
    }

    [Fact]
    public async Task A_legacy_registration_is_recorded_by_staff_and_never_shown_as_certified()
    {
        var applicant = await platform.ReadyAsync(Level.Foundation);
        var reviewer = await platform.AccountAsync(Role.Reviewer);
        var version = (await TrainerAsync(applicant.Login)).Version;

        var late = await platform.SendAsync(Actors.Of(reviewer), new RecordLegacy(applicant.TrainerId, version, new DateOnly(2022, 1, 1)));
        var recorded = await platform.SendAsync(Actors.Of(reviewer), new RecordLegacy(applicant.TrainerId, version, new DateOnly(2019, 5, 2)));

        late.Refusals.Single().Code.ShouldBe("trainer.legacy-too-late");
        recorded.Refusals.ShouldBeEmpty();
        (await TrainerAsync(applicant.Login)).LegacySince.ShouldBe(new DateOnly(2019, 5, 2));
    }

    private async Task<Trainer> TrainerAsync(Login login) =>
        (await platform.ReadAsync(q => q.Query<Trainer>().FirstOrDefaultAsync(t => t.AccountId == login.Id, Ct))).ShouldNotBeNull();
}
