using System.Net;
using Marten;
using VisionZero.Domain.Common;
using VisionZero.Web.Features.Accounts;
using VisionZero.Web.Features.Accounts.Mail;
using VisionZero.Web.Pipeline;
using VisionZero.Web.Tests.Http;

namespace VisionZero.Web.Tests.Accounts;

public sealed class AccountJourneyTests(Platform platform)
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_person_joins_confirms_signs_in_and_sets_a_new_password()
    {
        var email = $"{Guid.NewGuid():N}@journey.example";
        using var visitor = new Visitor(platform.Address);

        await (await visitor.OpenAsync("/join")).SubmitAsync(("Email", email), ("Password", "a quiet morning"));
        visitor.Heading.ShouldBe("Look into your mailbox");
        var login = await FindAsync(email);

        await (await visitor.OpenAsync("/sign-in")).SubmitAsync(("Email", email), ("Password", "a quiet morning"));
        visitor.Page.Body!.TextContent.ShouldContain("do not match an account that is open");

        var (_, confirmation) = await platform.MailAsync(login.Id, "confirm");
        await visitor.OpenAsync(confirmation.Link());
        await visitor.SubmitAsync(("Password", "a quiet morning"));
        (await visitor.OpenAsync("/account")).Status.ShouldBe(HttpStatusCode.OK);
        visitor.Page.Body!.TextContent.ShouldContain(email);

        using var other = new Visitor(platform.Address);
        await (await other.OpenAsync("/forgotten")).SubmitAsync(("Email", email));
        var (_, reset) = await platform.MailAsync(login.Id, "reset");
        await other.OpenAsync(reset.Link());
        await other.SubmitAsync(("Password", "another quiet morning"));
        await other.SubmitAsync(("Email", email), ("Password", "another quiet morning"));
        (await other.OpenAsync("/account")).Heading.ShouldBe("Your account");

        // The old browser is out, and the link works once.
        (await visitor.OpenAsync("/account")).Address.ShouldContain("/sign-in");
        await visitor.OpenAsync(reset.Link());
        await visitor.SubmitAsync(("Password", "yet another morning"));
        visitor.Page.Body!.TextContent.ShouldContain("no longer works");
    }

    [Fact]
    public async Task Joining_with_a_known_address_looks_the_same_and_tells_its_owner()
    {
        var known = await platform.AccountAsync(Role.Trainer);
        using var visitor = new Visitor(platform.Address);

        await (await visitor.OpenAsync("/join")).SubmitAsync(("Email", known.Email), ("Password", "a quiet morning"));

        visitor.Heading.ShouldBe("Look into your mailbox");
        await platform.MailAsync(known.Id, "account-known");
    }

    [Fact]
    public async Task A_wrong_password_and_an_unknown_address_answer_alike()
    {
        var known = await platform.AccountAsync(Role.Trainer);

        var wrong = await platform.SendAsync(Actor.Anonymous, new SignIn(known.Email, "not the password", ""));
        var unknown = await platform.SendAsync(Actor.Anonymous, new SignIn("nobody@people.example", "not the password", ""));

        wrong.Refusals.Single().Code.ShouldBe("account.sign-in-failed");
        unknown.Refusals.Single().Code.ShouldBe("account.sign-in-failed");
    }

    [Fact]
    public async Task Five_wrong_passwords_close_sign_in_and_are_told_by_mail()
    {
        var login = await platform.AccountAsync(Role.Trainer);
        for (var i = 0; i < 5; i++)
        {
            await platform.SendAsync(Actor.Anonymous, new SignIn(login.Email, "not the password", ""));
        }

        var locked = await platform.SendAsync(Actor.Anonymous, new SignIn(login.Email, People.Password, ""));

        locked.Refusals.Single().Code.ShouldBe("account.sign-in-failed");
        await platform.MailAsync(login.Id, "locked");
    }

    [Fact]
    public async Task An_ended_session_stops_working()
    {
        var login = await platform.AccountAsync(Role.Trainer);
        using var here = await platform.SignInAsync(login);
        using var there = await platform.SignInAsync(login);
        (await there.OpenAsync("/account")).Heading.ShouldBe("Your account");

        await here.OpenAsync("/account");
        await here.PressAsync("End all others");

        (await there.OpenAsync("/account")).Address.ShouldContain("/sign-in");
        (await here.OpenAsync("/account")).Heading.ShouldBe("Your account");
    }

    [Fact]
    public async Task A_session_of_another_person_cannot_be_ended()
    {
        var mine = await platform.AccountAsync(Role.Trainer);
        var theirs = await platform.SendAsync(Actor.Anonymous, new SignIn((await platform.AccountAsync(Role.Trainer)).Email, People.Password, ""));

        var outcome = await platform.SendAsync(Actor.OfPerson(mine.Id, [Role.Trainer]), new EndSession(theirs.Id!.Value));

        outcome.IsNotFound.ShouldBeTrue();
    }

    [Fact]
    public async Task Sign_in_goes_on_to_the_page_asked_for_but_never_to_another_site()
    {
        var login = await platform.AccountAsync(Role.Trainer);
        using var visitor = new Visitor(platform.Address);

        await visitor.OpenAsync("/account");
        visitor.Address.ShouldContain("returnUrl=%2Fen%2Faccount");
        await visitor.SubmitAsync(("Email", login.Email), ("Password", People.Password));
        visitor.Address.ShouldBe("/en/account");

        using var lured = new Visitor(platform.Address);
        await lured.OpenAsync("/sign-in?returnUrl=https%3A%2F%2Fevil.example%2F");
        await lured.SubmitAsync(("Email", login.Email), ("Password", People.Password));
        lured.Address.ShouldNotContain("evil");
    }

    [Fact]
    public async Task A_message_is_queued_once_however_often_its_job_runs()
    {
        var login = await platform.AccountAsync(Role.Trainer);
        var eventId = Guid.NewGuid();
        for (var i = 0; i < 3; i++)
        {
            await using var scope = Microsoft.Extensions.DependencyInjection.ServiceProviderServiceExtensions.CreateAsyncScope(platform.Services);
            await Microsoft.Extensions.DependencyInjection.ServiceProviderServiceExtensions.GetRequiredService<SendAccountMail>(scope.ServiceProvider).RunAsync(login.Id, eventId, "reset", Ct);
        }

        (await platform.ReadAsync(q => q.Query<OutgoingMail>().CountAsync(m => m.AccountId == login.Id && m.Purpose == "reset", Ct))).ShouldBe(1);
    }

    [Fact]
    public async Task The_address_changes_only_after_the_new_one_is_confirmed()
    {
        var login = await platform.AccountAsync(Role.Trainer);
        var wished = $"{Guid.NewGuid():N}@new.example";
        using var visitor = await platform.SignInAsync(login);
        await visitor.OpenAsync("/account");

        await visitor.SubmitAsync(("Email.NewEmail", wished), ("Email.Password", People.Password));
        (await FindAsync(login.Email)).Id.ShouldBe(login.Id);
        await platform.MailAsync(login.Id, "email-change");
        var (mail, text) = await platform.MailAsync(login.Id, "email-confirm");
        mail.OtherAddress.ShouldBe(wished);
        await visitor.OpenAsync(text.Link());
        await visitor.PressAsync("Confirm address");

        (await FindAsync(wished)).Id.ShouldBe(login.Id);
    }

    private async Task<Login> FindAsync(string email) =>
        (await platform.ReadAsync(q => q.Query<Login>().FirstOrDefaultAsync(l => l.NormalizedEmail == email.ToUpperInvariant(), Ct))).ShouldNotBeNull();
}
