using Marten;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Npgsql;
using VisionZero.Domain.Accounts;
using VisionZero.Domain.Common;
using VisionZero.Web.Features.Accounts;
using VisionZero.Web.Pipeline;
using VisionZero.Web.Tests.Http;

namespace VisionZero.Web.Tests.Accounts;

/// <summary>Signing in tells nobody but the owner of the mailbox whether an address has an account, and lets no guess slip through.</summary>
public sealed class SignInTests(MailPlatform platform) : IClassFixture<MailPlatform>
{
    private const string Wrong = "not the password";

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("en")]
    [InlineData("zh")]
    public async Task Known_unknown_closed_and_unconfirmed_addresses_are_answered_with_the_same_page(string locale)
    {
        var pages = new List<string>();
        foreach (var (email, password) in new[]
        {
            ((await platform.AccountAsync(Role.Trainer)).Email, Wrong),
            ($"{Guid.NewGuid():N}@people.example", Wrong),
            (await ClosedAsync(), People.Password),
            (await UnconfirmedAsync(), Wrong),
            (await UnconfirmedAsync(), People.Password),
        })
        {
            using var visitor = new Visitor(platform.Address, locale);
            await visitor.OpenAsync("/sign-in");
            await visitor.SubmitAsync(("Email", email), ("Password", password));
            pages.Add($"{visitor.Status} {visitor.Page.QuerySelector("main")!.TextContent}");
        }

        pages.Distinct().ShouldHaveSingleItem().ShouldStartWith("UnprocessableEntity");
    }

    [Fact]
    public async Task An_address_without_account_is_closed_and_opened_like_one_with()
    {
        var unknown = $"{Guid.NewGuid():N}@people.example";
        var known = await platform.AccountAsync(Role.Trainer);
        foreach (var email in new[] { unknown, known.Email })
        {
            for (var i = 0; i < 5; i++)
            {
                await SignInAsync(email, Wrong);
            }

            (await AttemptsAsync(email))!.LockedUntil.ShouldNotBeNull();
        }

        platform.Clock.Advance(TimeSpan.FromMinutes(16));
        (await SignInAsync(known.Email, People.Password)).Ok.ShouldBeTrue();
        (await AttemptsAsync(known.Email)).ShouldBeNull();
        platform.Clock.Advance(TimeSpan.FromDays(1.1));
        await platform.RunAsync<ForgetSignIns>(job => job.RunAsync(Ct));
        (await AttemptsAsync(unknown)).ShouldBeNull();
    }

    [Fact]
    public async Task Every_answer_costs_the_comparison_of_one_hash()
    {
        // What it costs is the time it takes: whoever only measures cannot tell an address with an account from one without.
        foreach (var (email, password) in new[]
        {
            ((await platform.AccountAsync(Role.Trainer)).Email, Wrong),
            ($"{Guid.NewGuid():N}@people.example", Wrong),
            (await ClosedAsync(), People.Password),
            (await UnconfirmedAsync(), People.Password),
        })
        {
            platform.Hasher.Compared.Clear();
            await SignInAsync(email, password);
            platform.Hasher.Compared.ShouldHaveSingleItem(email).ShouldBe(NotingHasher.CostOf(platform.Hasher.HashPassword(new Login(), "any")));
        }
    }

    [Fact]
    public async Task The_right_password_among_wrong_ones_sent_at_once_waits_for_its_turn()
    {
        var login = await platform.AccountAsync(Role.Trainer);
        await using var connection = await platform.Services.GetRequiredService<NpgsqlDataSource>().OpenConnectionAsync(Ct);
        await using var transaction = await HoldTurnAsync(connection, login);

        // All of them have compared the password before the first is counted.
        var guesses = Enumerable.Range(0, 5).Select(_ => SignInAsync(login.Email, Wrong)).ToList();
        await WaitingAsync(connection, 5);
        var right = SignInAsync(login.Email, People.Password);
        await WaitingAsync(connection, 6);
        await transaction.CommitAsync(Ct);

        (await Task.WhenAll(guesses)).ShouldAllBe(o => !o.Ok);
        (await right).Ok.ShouldBeFalse();
        (await platform.ReadAsync(q => q.Events.FetchStreamAsync(login.Id, token: Ct))).Count(e => e.Data is AccountEvent.LockedOut).ShouldBe(1);
    }

    [Fact]
    public async Task Two_who_sign_in_at_once_both_get_in_when_the_first_makes_the_hash_costlier()
    {
        var login = await platform.AccountAsync(Role.Trainer);
        await using (var session = platform.Services.GetRequiredService<IDocumentStore>().LightweightSession())
        {
            var stored = (await session.LoadAsync<Login>(login.Id, Ct)).ShouldNotBeNull();
            stored.PasswordHash = new PasswordHasher<Login>(Options.Create(new PasswordHasherOptions { IterationCount = 10 })).HashPassword(stored, People.Password);
            session.Store(stored);
            await session.SaveChangesAsync(Ct);
        }

        await using var connection = await platform.Services.GetRequiredService<NpgsqlDataSource>().OpenConnectionAsync(Ct);
        await using var transaction = await HoldTurnAsync(connection, login);
        var both = Enumerable.Range(0, 2).Select(_ => SignInAsync(login.Email, People.Password)).ToList();
        await WaitingAsync(connection, 2);
        await transaction.CommitAsync(Ct);

        (await Task.WhenAll(both)).ShouldAllBe(o => o.Ok);
        (await AttemptsAsync(login.Email)).ShouldBeNull("nobody typed a wrong password");
    }

    [Fact]
    public async Task A_new_password_opens_what_wrong_ones_closed()
    {
        var login = await platform.AccountAsync(Role.Trainer);
        for (var i = 0; i < 5; i++)
        {
            await SignInAsync(login.Email, Wrong);
        }

        var token = platform.Services.GetRequiredService<AccountTokens>().Make(login, AccountTokens.Reset);
        (await platform.SendAsync(Actor.Anonymous, new ResetPassword(login.Id, token, "another quiet morning"))).Ok.ShouldBeTrue();

        (await SignInAsync(login.Email, "another quiet morning")).Ok.ShouldBeTrue();
    }

    private Task<Outcome> SignInAsync(string email, string password) => platform.SendAsync(Actor.Anonymous, new SignIn(email, password, "A browser"));

    // Whoever signs in compares the password and then waits for this.
    private async Task<NpgsqlTransaction> HoldTurnAsync(NpgsqlConnection connection, Login login)
    {
        var transaction = await connection.BeginTransactionAsync(Ct);
        await using var hold = new NpgsqlCommand("select pg_advisory_xact_lock(hashtextextended($1, 0))", connection);
        hold.Parameters.Add(new NpgsqlParameter<string> { TypedValue = SignInAttempts.TurnName(platform.Services.GetRequiredService<Settings>(), SignInAttempts.IdOf(login.NormalizedEmail)) });
        await hold.ExecuteNonQueryAsync(Ct);
        return transaction;
    }

    private Task<SignInAttempts?> AttemptsAsync(string email) =>
        platform.ReadAsync(q => q.LoadAsync<SignInAttempts>(SignInAttempts.IdOf(email.ToUpperInvariant()), Ct));

    private async Task<string> ClosedAsync()
    {
        var login = await platform.AccountAsync(Role.Trainer);
        for (var i = 0; i < 5; i++)
        {
            await SignInAsync(login.Email, Wrong);
        }

        return login.Email;
    }

    private async Task<string> UnconfirmedAsync()
    {
        var email = $"{Guid.NewGuid():N}@people.example";
        (await platform.SendAsync(Actor.Anonymous, new OpenAccount(email, People.Password, Role.Trainer, "en"))).Ok.ShouldBeTrue();
        return email;
    }

    private static async Task WaitingAsync(NpgsqlConnection connection, long count) => await Platform.EventuallyAsync(
        async () =>
        {
            await using var command = new NpgsqlCommand(
                "select count(*) from pg_locks w join pg_locks h using (locktype, classid, objid, objsubid) where locktype = 'advisory' and h.pid = pg_backend_pid() and not w.granted", connection);
            return (long)(await command.ExecuteScalarAsync(Ct))! == count;
        },
        $"{count} to wait");
}
