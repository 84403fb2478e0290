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
    public async Task Only_staff_confirm()
    {
        var outcome = await platform.SendAsync(Platform.Person(Role.CompanyRepresentative), new ConfirmCompany(Guid.NewGuid(), 1));

        outcome.Refusals.Single().Code.ShouldBe("general.not-allowed");
    }

    private async Task<Company> CompanyAsync(Guid account) =>
        (await platform.ReadAsync(q => q.Query<Company>().FirstOrDefaultAsync(c => c.AccountId == account, Ct))).ShouldNotBeNull();
}
