using System.Net;
using AngleSharp.Html.Dom;
using VisionZero.Domain.Certificates;
using VisionZero.Domain.Common;
using VisionZero.Domain.Companies;
using VisionZero.Domain.Trainers;
using VisionZero.Web.Features.Certificates;
using VisionZero.Web.Features.Companies;
using VisionZero.Web.Features.Trainers;
using VisionZero.Web.Tests.Http;

namespace VisionZero.Web.Tests.Failures;

/// <summary>A form made on a version that has moved on: nothing is written over, nothing typed is lost, the next press works.</summary>
public sealed class StaleFormTests(Platform platform)
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("en", "Somebody changed this")]
    [InlineData("zh", "有人做了修改")]
    public async Task A_profile_changed_meanwhile_comes_back_with_what_was_typed_and_what_is_new(string locale, string sentence)
    {
        var person = await platform.ReadyAsync(Level.Foundation);
        using var visitor = await platform.SignInAsync(person.Login, locale);
        await visitor.OpenAsync("/trainer/profile");
        var trainer = await LoadAsync<Trainer>(person.TrainerId);
        var form = ProfileForm.Of(trainer, await LoadAsync<TrainerProfile>(person.TrainerId));
        form.Organisation = "Another Window";
        (await platform.SendAsync(person.Actor, new ChangeProfile(trainer.Version, form.Input()))).Refusals.ShouldBeEmpty();

        await visitor.SubmitAsync(("Profile.City", "Thiès"));

        visitor.Status.ShouldBe(HttpStatusCode.Conflict);
        visitor.Page.QuerySelector("[role=alert]")!.TextContent.ShouldContain(sentence);
        visitor.Page.QuerySelector("[role=alert]")!.TextContent.ShouldContain("Another Window");
        Input(visitor, "Profile.City").ShouldBe("Thiès");
        (await LoadAsync<TrainerProfile>(person.TrainerId)).City.ShouldBe("Dakar");

        await visitor.SubmitAsync(("Profile.Organisation", "Another Window"));
        visitor.Status.ShouldBe(HttpStatusCode.OK);
        var stored = await LoadAsync<TrainerProfile>(person.TrainerId);
        (stored.City, stored.Organisation).ShouldBe(("Thiès", "Another Window"));
    }

    [Fact]
    public async Task A_company_changed_meanwhile_comes_back_with_what_was_typed()
    {
        var login = await platform.AccountAsync(Role.CompanyRepresentative);
        var input = new CompanyInput(SupporterKind.Company, "A Mine", "SE", "Kiruna", "mining", "250-999", null, "Siv Åkesson", "Director");
        var id = (await platform.SendAsync(Actors.Of(login), new RegisterCompany(input, null))).Id!.Value;
        using var visitor = await platform.SignInAsync(login);
        await visitor.OpenAsync("/company?edit=true");
        (await platform.SendAsync(Actors.Of(login), new RegisterCompany(input with { Website = "https://mine.example/" }, (await LoadAsync<Company>(id)).Version))).Refusals.ShouldBeEmpty();

        await visitor.SubmitAsync(("Form.City", "Malmberget"));

        visitor.Status.ShouldBe(HttpStatusCode.Conflict);
        visitor.Page.Body!.TextContent.ShouldContain("Somebody changed this");
        visitor.Page.QuerySelector("[role=alert]")!.TextContent.ShouldContain("https://mine.example/");
        Input(visitor, "Form.City").ShouldBe("Malmberget");
        (await LoadAsync<CompanyProfile>(id)).City.ShouldBe("Kiruna");

        await visitor.SubmitAsync(("Form.City", "Malmberget"));
        visitor.Status.ShouldBe(HttpStatusCode.OK);
        (await LoadAsync<CompanyProfile>(id)).City.ShouldBe("Malmberget");
    }

    [Fact]
    public async Task A_sanction_on_a_certificate_that_changed_meanwhile_is_not_written_and_the_reason_stays_chosen()
    {
        var applicant = await platform.ReadyAsync(Level.Foundation);
        var id = DeterministicId.Certificate(await platform.ApproveAsync(applicant, Level.Foundation));
        await Platform.EventuallyAsync(async () => (await LoadAsync<Certificate>(id)).Sha256 is not null, "the file to be issued");
        using var staff = await platform.SignedInVisitorAsync(Role.Approver);
        await staff.OpenAsync($"/staff/certificates/{(await LoadAsync<Certificate>(id)).Number}");
        var other = Actors.Of(await platform.AccountAsync(Role.Approver));
        (await platform.SendAsync(other, new SuspendCertificate(id, (await LoadAsync<Certificate>(id)).Version, "conduct"))).Refusals.ShouldBeEmpty();
        (await platform.SendAsync(other, new ReinstateCertificate(id, (await LoadAsync<Certificate>(id)).Version, "resolved"))).Refusals.ShouldBeEmpty();

        await staff.PressAsync("Suspend", ("Reason", "misuse-of-name"));

        staff.Status.ShouldBe(HttpStatusCode.Conflict);
        staff.Page.Body!.TextContent.ShouldContain("Somebody changed this");
        (await LoadAsync<Certificate>(id)).SuspendedAt.ShouldBeNull();
        await staff.PressAsync("Suspend");
        staff.Status.ShouldBe(HttpStatusCode.OK);
        (await LoadAsync<Certificate>(id)).Reason.ShouldBe("misuse-of-name");
    }

    private static string? Input(Visitor visitor, string name) =>
        ((IHtmlInputElement)visitor.FormWith([name]).Elements.Single(e => e.GetAttribute("name") == name)).Value;

    private async Task<T> LoadAsync<T>(Guid id)
        where T : class => (await platform.ReadAsync(q => q.LoadAsync<T>(id, Ct))).ShouldNotBeNull();
}
