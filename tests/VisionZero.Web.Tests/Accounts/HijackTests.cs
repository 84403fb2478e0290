using System.Net;
using Marten;
using Microsoft.Extensions.DependencyInjection;
using VisionZero.Domain.Accounts;
using VisionZero.Domain.Common;
using VisionZero.Web.Features.Accounts;
using VisionZero.Web.Features.Accounts.Mail;
using VisionZero.Web.Pipeline;
using VisionZero.Web.Tests.Http;

namespace VisionZero.Web.Tests.Accounts;

/// <summary>Somebody joins with another person's address, before or after its owner: no password but the owner's ever opens it.</summary>
public sealed class HijackTests(Platform platform)
{
    private const string Strangers = "the stranger waits";

    private const string Owners = "the owner is home";

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_stranger_who_joined_first_is_out_when_the_owner_joins()
    {
        var email = Address();
        await JoinAsync(email, Strangers, Role.CompanyRepresentative);
        var login = await FindAsync(email);
        var early = await LinkAsync(login.Id, 1);

        await JoinAsync(email, Owners, Role.Trainer);

        var late = await LinkAsync(login.Id, 2);
        using var owner = new Visitor(platform.Address);
        await owner.OpenAsync(early);
        await owner.SubmitAsync(("Password", Owners));
        owner.Status.ShouldBe(HttpStatusCode.UnprocessableEntity, "an earlier link is void");
        await owner.OpenAsync(late);
        await owner.SubmitAsync(("Password", Owners));
        (await owner.OpenAsync("/account")).Heading.ShouldBe("Your account");
        (await SignInAsync(email, Strangers)).Ok.ShouldBeFalse();
        (await SignInAsync(email, Owners)).Ok.ShouldBeTrue();
        (await FindAsync(email)).Roles.ShouldBe([Role.Trainer]);
        (await platform.ReadAsync(q => q.LoadAsync<Account>(login.Id, Ct)))!.Roles.ShouldBe([Role.Trainer]);
    }

    [Fact]
    public async Task A_stranger_who_joins_after_the_owner_is_not_let_in_by_the_owners_press()
    {
        var email = Address();
        await JoinAsync(email, Owners, Role.Trainer);
        var login = await FindAsync(email);
        var early = await LinkAsync(login.Id, 1);
        await JoinAsync(email, Strangers, Role.Trainer);
        var late = await LinkAsync(login.Id, 2);

        using var owner = new Visitor(platform.Address);
        foreach (var link in new[] { early, late })
        {
            await owner.OpenAsync(link);
            await owner.SubmitAsync(("Password", Owners));
            owner.Status.ShouldBe(HttpStatusCode.UnprocessableEntity);
        }

        owner.Page.Body!.TextContent.ShouldContain("This is not the password");
        (await SignInAsync(email, Strangers)).Ok.ShouldBeFalse();

        // The way out that the page names.
        await owner.FollowAsync("Forgotten password");
        await owner.SubmitAsync(("Email", email));
        var (_, reset) = await platform.MailAsync(login.Id, "reset");
        await owner.OpenAsync(reset.Link());
        await owner.SubmitAsync(("Password", Owners));
        (await SignInAsync(email, Strangers)).Ok.ShouldBeFalse();
        (await SignInAsync(email, Owners)).Ok.ShouldBeTrue();
    }

    [Fact]
    public async Task Nobody_sets_the_password_of_an_invited_person_by_joining()
    {
        var email = Address();
        var id = (await platform.SendAsync(Platform.Person(Role.Administrator), new InviteStaff(email, "Ngozi Okafor", [Role.Approver], "en"))).Id!.Value;
        await platform.MailAsync(id, "invitation");

        await JoinAsync(email, Strangers, Role.Trainer);

        await Platform.EventuallyAsync(async () => (await platform.ReadAsync(q => q.Query<OutgoingMail>().CountAsync(m => m.AccountId == id, Ct))) == 2, "the invitation is sent again");
        var login = await FindAsync(email);
        login.PasswordHash.ShouldBeNull();
        login.Roles.ShouldBe([Role.Approver]);
        (await platform.ReadAsync(q => q.Query<OutgoingMail>().CountAsync(m => m.AccountId == id && m.Purpose == "invitation", Ct))).ShouldBe(2);
    }

    [Fact]
    public async Task Many_who_join_with_an_unconfirmed_address_at_once_are_all_answered_like_one()
    {
        var email = Address();
        await JoinAsync(email, Strangers, Role.Trainer);

        var outcomes = await Task.WhenAll(Enumerable.Range(0, 5).Select(i =>
            platform.SendAsync(Actor.Anonymous, new OpenAccount(email, $"{Owners} {i}", Role.Trainer, "en"))));

        outcomes.ShouldAllBe(o => o.Ok);
    }

    [Fact]
    public async Task An_address_that_a_stranger_wishes_for_is_not_given_to_him_by_its_owner()
    {
        var stranger = await platform.AccountAsync(Role.Trainer);
        var wished = Address();
        (await platform.SendAsync(Actors.Of(stranger), new RequestEmailChange(wished, People.Password))).Ok.ShouldBeTrue();
        var (_, text) = await platform.MailAsync(stranger.Id, "email-confirm");
        var other = await platform.AccountAsync(Role.Trainer);

        using var owner = new Visitor(platform.Address);
        await owner.OpenAsync(text.Link());

        owner.Address.ShouldContain("/sign-in");
        var token = platform.Services.GetRequiredService<AccountTokens>().Make((await platform.ReadAsync(q => q.LoadAsync<Login>(stranger.Id, Ct)))!, AccountTokens.Email);
        (await platform.SendAsync(Actors.Of(other), new ConfirmEmailChange(stranger.Id, token))).Refusals.Single().Code.ShouldBe("account.link-invalid");
    }

    private static string Address() => $"{Guid.NewGuid():N}@hijack.example";

    private async Task JoinAsync(string email, string password, Role role) =>
        (await platform.SendAsync(Actor.Anonymous, new OpenAccount(email, password, role, "en"))).Refusals.ShouldBeEmpty();

    private Task<Outcome> SignInAsync(string email, string password) => platform.SendAsync(Actor.Anonymous, new SignIn(email, password, ""));

    /// <summary>The link of the newest message, once there are so many.</summary>
    private async Task<string> LinkAsync(Guid account, int messages)
    {
        await Platform.EventuallyAsync(
            async () => await platform.ReadAsync(q => q.Query<OutgoingMail>().CountAsync(m => m.AccountId == account && m.Purpose == "confirm" && m.State == MailState.Sent, Ct)) == messages,
            "the confirmation");
        return (await platform.MailAsync(account, "confirm")).Text.Link();
    }

    private async Task<Login> FindAsync(string email)
    {
        var normalized = email.ToUpperInvariant();
        return await platform.ReadAsync(q => q.Query<Login>().SingleAsync(l => l.NormalizedEmail == normalized, Ct));
    }
}
