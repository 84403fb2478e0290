using System.Net;
using Marten;
using VisionZero.Domain.Common;
using VisionZero.Domain.Companies;
using VisionZero.Web.Features.Companies;
using VisionZero.Web.Tests.Http;

namespace VisionZero.Web.Tests.Companies;

public sealed class PledgeTests(Platform platform)
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_company_pledges_is_confirmed_named_and_withdraws()
    {
        var name = "Åkesson Mines " + Guid.NewGuid().ToString("N")[..6];
        var login = await platform.AccountAsync(Role.CompanyRepresentative);
        using var visitor = await platform.SignInAsync(login);
        visitor.Address.ShouldBe("/en/company");
        await visitor.SubmitAsync(
            ("Form.Name", name), ("Form.Country", "SE"), ("Form.City", "Kiruna"), ("Form.Sector", "mining"), ("Form.Size", "250-999"),
            ("Form.SignatoryName", "Siv Åkesson"), ("Form.SignatoryRole", "Managing director"));
        visitor.Status.ShouldBe(HttpStatusCode.OK);
        await visitor.SubmitAsync(("Agreed", "true"), ("Publish", "true"));
        visitor.Page.Body!.TextContent.ShouldContain("Waiting for confirmation");

        using var staff = await platform.SignedInVisitorAsync(Role.Reviewer);
        await staff.OpenAsync("/staff/companies");
        var company = await CompanyAsync(login.Id);
        (await platform.SendAsync(Actors.Of(await platform.AccountAsync(Role.Reviewer)), new ConfirmCompany(company.Id, company.Version))).Refusals.ShouldBeEmpty();
        var (mail, _) = await platform.MailAsync(login.Id, "support-issued");
        mail.Attachments.Count.ShouldBe(1);
        company = await CompanyAsync(login.Id);
        using var file = await visitor.Client.GetAsync(new Uri("/en/company/certificate", UriKind.Relative), Ct);
        file.Content.Headers.ContentType!.MediaType.ShouldBe("application/pdf");
        (await visitor.OpenAsync($"/verify/{company.Number}")).Page.Body!.TextContent.ShouldContain(name);

        await visitor.OpenAsync("/company");
        await visitor.PressAsync("Withdraw the pledge");
        (await CompanyAsync(login.Id)).State.ShouldBe(PledgeState.Withdrawn);
        (await visitor.OpenAsync($"/verify/{company.Number}")).Page.QuerySelector("h2")!.TextContent.Trim().ShouldBe("Support ended");
    }

    [Fact]
    public async Task Another_text_than_the_one_shown_cannot_be_signed()
    {
        var login = await platform.AccountAsync(Role.CompanyRepresentative);
        var input = new CompanyInput(SupporterKind.Partner, "A Ministry", "KE", "Nairobi", "public", "1000+", null, "Wanjiru K", "Director");
        (await platform.SendAsync(Actors.Of(login), new RegisterCompany(input, null))).Refusals.ShouldBeEmpty();

        var outcome = await platform.SendAsync(Actors.Of(login), new SignPledge(1, new string('0', 64), true, true, "en"));

        outcome.IsConflict.ShouldBeTrue();
    }

    [Fact]
    public async Task A_new_name_is_published_only_when_staff_confirm_it_and_the_old_number_says_which()
    {
        var (before, after) = ("Before " + Guid.NewGuid().ToString("N")[..6], "After " + Guid.NewGuid().ToString("N")[..6]);
        var login = await platform.AccountAsync(Role.CompanyRepresentative);
        var reviewer = Actors.Of(await platform.AccountAsync(Role.Reviewer));
        using var visitor = await platform.SignInAsync(login);
        await visitor.SubmitAsync(
            ("Form.Name", before), ("Form.Country", "SE"), ("Form.City", "Kiruna"), ("Form.Sector", "mining"), ("Form.Size", "250-999"),
            ("Form.SignatoryName", "Siv Åkesson"), ("Form.SignatoryRole", "Managing director"));
        await visitor.SubmitAsync(("Agreed", "true"), ("Publish", "true"));
        var company = await CompanyAsync(login.Id);
        (await platform.SendAsync(reviewer, new ConfirmCompany(company.Id, company.Version))).Refusals.ShouldBeEmpty();
        await Platform.EventuallyAsync(async () => (await CompanyAsync(login.Id)).Sha256 is not null, "the first certificate's file");
        var first = await CompanyAsync(login.Id);

        await visitor.OpenAsync("/company?edit=true");
        await visitor.SubmitAsync(("Form.Name", after));
        visitor.Page.Body!.TextContent.ShouldContain("Your new name waits for staff");
        using var anybody = new Visitor(platform.Address);
        (await visitor.OpenAsync("/supporters")).Page.Body!.TextContent.ShouldNotContain(after);
        (await anybody.OpenAsync($"/v/{first.Number}/{first.Code}")).Page.Body!.TextContent.ShouldContain(before);

        using var staff = await platform.SignInAsync((await platform.ReadAsync(q => q.LoadAsync<Web.Features.Accounts.Login>(reviewer.Person, Ct)))!);
        (await staff.OpenAsync("/staff/companies")).Page.Body!.TextContent.ShouldContain($"{first.Number} says “{before}”");
        company = await CompanyAsync(login.Id);
        (await platform.SendAsync(reviewer, new ConfirmCompany(company.Id, company.Version))).Refusals.ShouldBeEmpty();

        company = await CompanyAsync(login.Id);
        company.Number.ShouldNotBe(first.Number);
        (await anybody.OpenAsync($"/v/{company.Number}/{company.Code}")).Page.Body!.TextContent.ShouldContain(after);
        await anybody.OpenAsync($"/v/{first.Number}/{first.Code}");
        anybody.Page.QuerySelector("h2")!.TextContent.Trim().ShouldBe("Superseded");
        anybody.Page.Body!.TextContent.ShouldContain(company.Number!);
    }

    [Fact]
    public async Task Only_staff_confirm()
    {
        var outcome = await platform.SendAsync(Platform.Person(Role.CompanyRepresentative), new ConfirmCompany(Guid.NewGuid(), 1));

        outcome.Refusals.Single().Code.ShouldBe("general.not-allowed");
    }

    private async Task<Company> CompanyAsync(Guid account) =>
        (await platform.ReadAsync(q => q.Query<Company>().FirstOrDefaultAsync(c => c.AccountId == account, Ct))).ShouldNotBeNull();
}
