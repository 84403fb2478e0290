using System.Net;
using VisionZero.Domain.Common;
using VisionZero.Web.Features.Accounts;
using VisionZero.Web.Pipeline;
using VisionZero.Web.Tests.Http;

namespace VisionZero.Web.Tests.Accounts;

public sealed class StaffTests(Platform platform)
{
    [Fact]
    public async Task An_invited_reviewer_sets_a_password_and_signs_in()
    {
        using var administrator = await platform.SignedInVisitorAsync(Role.Administrator);
        var email = $"{Guid.NewGuid():N}@staff.example";
        await administrator.OpenAsync("/ops/staff");
        await administrator.SubmitAsync(("Name", "Ngozi Okafor"), ("Email", email), ("Roles", "Reviewer"));
        administrator.Page.Body!.TextContent.ShouldContain(email);

        var invited = await platform.ReadAsync(q => Marten.QueryableExtensions.FirstAsync(
            q.Query<Login>().Where(l => l.NormalizedEmail == email.ToUpperInvariant()), TestContext.Current.CancellationToken));
        var (_, text) = await platform.MailAsync(invited.Id, "invitation");
        using var reviewer = new Visitor(platform.Address);
        await reviewer.OpenAsync(text.Link());
        await reviewer.SubmitAsync(("Password", "seven golden rules ok"));
        await reviewer.SubmitAsync(("Email", email), ("Password", "seven golden rules ok"));

        (await reviewer.OpenAsync("/account")).Heading.ShouldBe("Your account");
        (await reviewer.OpenAsync("/ops/staff")).Status.ShouldBe(HttpStatusCode.Forbidden);
    }

    [Theory]
    [InlineData(Role.Trainer)]
    [InlineData(Role.CompanyRepresentative)]
    [InlineData(Role.Reviewer)]
    [InlineData(Role.Approver)]
    public async Task Only_administrators_invite(Role role)
    {
        var outcome = await platform.SendAsync(Platform.Person(role), new InviteStaff("a@staff.example", "A Person", [Role.Approver], "en"));

        outcome.Refusals.Single().Code.ShouldBe("general.not-allowed");
    }

    [Fact]
    public async Task The_first_administrators_link_is_dead_once_there_is_one()
    {
        await platform.AccountAsync(Role.Administrator);

        var outcome = await platform.SendAsync(Actor.Anonymous, new MakeFirstAdministrator("anything", "a@staff.example", "A Person", "a quiet morning", "en"));

        outcome.Refusals.Single().Code.ShouldBe("account.link-invalid");
    }
}
