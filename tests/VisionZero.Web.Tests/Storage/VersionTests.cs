using Microsoft.Extensions.DependencyInjection;
using VisionZero.Domain.Accounts;
using VisionZero.Domain.Certification;
using VisionZero.Domain.Common;
using VisionZero.Domain.Trainers;
using VisionZero.Web.Features.Accounts;
using VisionZero.Web.Features.Certification;
using VisionZero.Web.Features.Trainers;
using VisionZero.Web.Pipeline;
using VisionZero.Web.Tests.Http;

namespace VisionZero.Web.Tests.Storage;

/// <summary>
/// Forms carry the version that a view says, and a stream is written at the version it has: after every command the two
/// must be the same number, or the next form is refused as stale although nobody was faster.
/// </summary>
public sealed class VersionTests(Platform platform)
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(nameof(OpenAccount), 3)]
    [InlineData(nameof(RequestPasswordReset), 3)]
    [InlineData(nameof(ResetPassword), 3)]
    [InlineData(nameof(ChangePassword), 3)]
    [InlineData(nameof(RequestEmailChange), 3)]
    [InlineData(nameof(ConfirmEmailChange), 4)]
    [InlineData(nameof(ChangeRoles), 3)]
    [InlineData(nameof(CloseAccount), 3)]
    [InlineData(nameof(SignIn), 3)]
    public async Task The_view_of_an_account_keeps_step_with_its_stream(string command, int version)
    {
        var login = await platform.AccountAsync(Role.Reviewer);

        (await SendAsync(command, login)).ShouldBeTrue();

        (await VersionsAsync<Account>(login.Id, a => a.Version)).ShouldBe((version, version));
    }

    [Fact]
    public async Task So_does_the_view_of_an_account_that_confirms_its_address()
    {
        var tokens = platform.Services.GetRequiredService<AccountTokens>();
        var email = $"{Guid.NewGuid():N}@people.example";
        var id = (await platform.SendAsync(Actor.Anonymous, new OpenAccount(email, People.Password, Role.Trainer, "en"))).Id!.Value;
        (await platform.SendAsync(Actor.Anonymous, new RequestConfirmation(email))).Ok.ShouldBeTrue();
        (await platform.SendAsync(Actor.Anonymous, new ConfirmEmail(id, tokens.Make(await LoginAsync(id), AccountTokens.Confirm), People.Password))).Ok.ShouldBeTrue();
        (await VersionsAsync<Account>(id, a => a.Version)).ShouldBe((3, 3));

        var invited = (await platform.SendAsync(Platform.Person(Role.Administrator), new InviteStaff($"{Guid.NewGuid():N}@staff.example", "A Person", [Role.Approver], "en"))).Id!.Value;
        (await platform.SendAsync(Actor.Anonymous, new ResetPassword(invited, tokens.Make(await LoginAsync(invited), AccountTokens.Reset), "seven golden rules ok"))).Ok.ShouldBeTrue();
        (await VersionsAsync<Account>(invited, a => a.Version)).ShouldBe((3, 3));
    }

    [Fact]
    public async Task So_does_the_view_of_a_trainer_who_registers_with_consent_and_the_next_form_is_not_stale()
    {
        var login = await platform.AccountAsync(Role.Trainer);
        var input = new ProfileInput("Amara Diallo", null, "SN", "Dakar", ["fr"], ["construction"], null, null, 5);

        var id = (await platform.SendAsync(Actors.Of(login), new RegisterTrainer(input, true, 1, Listed: true))).Id!.Value;

        var (stream, view) = await VersionsAsync<Trainer>(id, t => t.Version);
        view.ShouldBe(stream);
        (await platform.ReadAsync(q => q.LoadAsync<Trainer>(id, Ct)))!.ListingConsent.ShouldBeTrue();
        (await platform.SendAsync(Actors.Of(login), new ChangeProfile(view, input with { City = "Thiès" }))).Refusals.ShouldBeEmpty();
    }

    [Fact]
    public async Task So_do_the_views_of_a_trainer_and_an_open_application_that_are_erased()
    {
        var applicant = await platform.ReadyAsync(Level.Foundation);
        var application = (await platform.SendAsync(applicant.Actor, new SubmitApplication(Level.Foundation, []))).Id!.Value;

        (await platform.SendAsync(applicant.Actor, new EraseMyAccount(true))).Refusals.ShouldBeEmpty();

        (await VersionsAsync<Trainer>(applicant.TrainerId, t => t.Version)).ShouldBe((6, 6));
        (await VersionsAsync<Application>(application, a => a.Version)).ShouldBe((2, 2));
        (await platform.ReadAsync(q => q.LoadAsync<Application>(application, Ct)))!.State.ShouldBe(ApplicationState.Withdrawn);
    }

    [Fact]
    public async Task Many_who_ask_for_a_known_address_at_once_are_all_answered_like_one()
    {
        var login = await platform.AccountAsync(Role.Trainer);

        ICommand[] wishes = [.. Enumerable.Range(0, 4).SelectMany(_ => (ICommand[])[new RequestPasswordReset(login.Email), new OpenAccount(login.Email, People.Password, Role.Trainer, "en")])];
        var outcomes = await Task.WhenAll(wishes.Select(w => platform.SendAsync(Actor.Anonymous, w)));

        // A conflict here would tell a stranger that the address is known.
        outcomes.ShouldAllBe(o => o.Ok);
        (await VersionsAsync<Account>(login.Id, a => a.Version)).ShouldBe((10, 10));
    }

    [Fact]
    public async Task Wrong_passwords_tried_at_once_all_count()
    {
        var login = await platform.AccountAsync(Role.Trainer);

        await Task.WhenAll(Enumerable.Range(0, SignInHandlerFailures + 2).Select(_ => platform.SendAsync(Actor.Anonymous, new SignIn(login.Email, "not the password", "A browser"))));

        (await LockedUntilAsync(login)).ShouldNotBeNull();
        (await VersionsAsync<Account>(login.Id, a => a.Version)).ShouldBe((3, 3));
    }

    private async Task<DateTimeOffset?> LockedUntilAsync(Login login) =>
        (await platform.ReadAsync(q => q.LoadAsync<SignInAttempts>(SignInAttempts.IdOf(login.NormalizedEmail), Ct)))?.LockedUntil;

    private async Task<bool> SendAsync(string command, Login login)
    {
        var tokens = platform.Services.GetRequiredService<AccountTokens>();
        var (me, administrator) = (Actors.Of(login), Platform.Person(Role.Administrator));
        switch (command)
        {
            case nameof(ConfirmEmailChange):
                (await platform.SendAsync(me, new RequestEmailChange($"{Guid.NewGuid():N}@people.example", People.Password))).Ok.ShouldBeTrue();
                return (await platform.SendAsync(me, new ConfirmEmailChange(login.Id, tokens.Make(await LoginAsync(login.Id), AccountTokens.Email)))).Ok;
            case nameof(SignIn):
                for (var i = 0; i < SignInHandlerFailures; i++)
                {
                    (await platform.SendAsync(Actor.Anonymous, new SignIn(login.Email, "not the password", "A browser"))).Refusals.Single().Code.ShouldBe("account.sign-in-failed");
                }

                return await LockedUntilAsync(login) is not null;
            default:
                return (await platform.SendAsync(
                    command is nameof(ChangeRoles) or nameof(CloseAccount) ? administrator : me,
                    command switch
                    {
                        nameof(OpenAccount) => new OpenAccount(login.Email, People.Password, Role.Trainer, "en"),
                        nameof(RequestPasswordReset) => new RequestPasswordReset(login.Email),
                        nameof(ResetPassword) => new ResetPassword(login.Id, tokens.Make(login, AccountTokens.Reset), "seven golden rules ok"),
                        nameof(ChangePassword) => new ChangePassword(People.Password, "seven golden rules ok", Guid.Empty),
                        nameof(RequestEmailChange) => new RequestEmailChange($"{Guid.NewGuid():N}@people.example", People.Password),
                        nameof(ChangeRoles) => new ChangeRoles(login.Id, [Role.Approver]),
                        nameof(CloseAccount) => new CloseAccount(login.Id),
                        _ => throw new ArgumentOutOfRangeException(nameof(command)),
                    })).Ok;
        }
    }

    private const int SignInHandlerFailures = 5;

    private async Task<Login> LoginAsync(Guid id) => (await platform.ReadAsync(q => q.LoadAsync<Login>(id, Ct))).ShouldNotBeNull();

    private async Task<(int Stream, int View)> VersionsAsync<TView>(Guid id, Func<TView, int> version)
        where TView : class =>
        ((int)(await platform.ReadAsync(q => q.Events.FetchStreamStateAsync(id, Ct))).ShouldNotBeNull().Version,
         version((await platform.ReadAsync(q => q.LoadAsync<TView>(id, Ct))).ShouldNotBeNull()));
}
