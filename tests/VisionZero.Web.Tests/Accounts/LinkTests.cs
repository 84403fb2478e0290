using Marten;
using Microsoft.Extensions.DependencyInjection;
using MimeKit;
using Npgsql;
using VisionZero.Domain.Common;
using VisionZero.Web.Features.Accounts;
using VisionZero.Web.Features.Accounts.Mail;
using VisionZero.Web.Pipeline;
using VisionZero.Web.Tests.Http;

namespace VisionZero.Web.Tests.Accounts;

/// <summary>One-time links: made when a message leaves or is shown, stored nowhere; and what is left of old messages.</summary>
public sealed class LinkTests(MailPlatform kept, SmtpPlatform sending) : IClassFixture<MailPlatform>, IClassFixture<SmtpPlatform>
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task No_token_is_stored_and_the_link_that_is_shown_works()
    {
        var login = await kept.AccountAsync(Role.Trainer);
        var newcomer = (await kept.SendAsync(Actor.Anonymous, new OpenAccount($"{Guid.NewGuid():N}@link.example", People.Password, Role.Trainer, "en"))).Id!.Value;
        var invited = (await kept.SendAsync(Platform.Person(Role.Administrator), new InviteStaff($"{Guid.NewGuid():N}@link.example", "Ngozi Okafor", [Role.Approver], "en"))).Id!.Value;
        await kept.SendAsync(Actors.Of(login), new RequestEmailChange($"{Guid.NewGuid():N}@link.example", People.Password));
        await kept.SendAsync(Actor.Anonymous, new RequestPasswordReset(login.Email));
        foreach (var (account, purpose) in new[] { (newcomer, "confirm"), (invited, "invitation"), (login.Id, "email-confirm"), (login.Id, "reset") })
        {
            await kept.MailAsync(account, purpose);
        }

        (await StoredAsync(kept)).ShouldNotContain("token=");

        using var visitor = new Visitor(kept.Address);
        await visitor.OpenAsync($"/ops/mail?to={Uri.EscapeDataString(login.Email)}");
        var link = visitor.Page.QuerySelectorAll("main a").Select(a => a.GetAttribute("href")!).First(h => h.Contains("/reset?", StringComparison.Ordinal));
        await visitor.OpenAsync(link);
        await visitor.SubmitAsync(("Password", "another quiet morning"));
        (await kept.SendAsync(Actor.Anonymous, new SignIn(login.Email, "another quiet morning", ""))).Ok.ShouldBeTrue();

        await visitor.OpenAsync($"/ops/mail?to={Uri.EscapeDataString(login.Email)}");
        visitor.Page.Body!.TextContent.ShouldContain("This link no longer works");
    }

    [Fact]
    public async Task A_link_that_stopped_working_before_its_message_left_is_not_sent()
    {
        var login = await sending.AccountAsync(Role.Trainer);
        var id = await sending.WriteAsync(login, Reset(login));
        (await sending.SendAsync(Actors.Of(login), new ChangePassword(People.Password, "another quiet morning", Guid.Empty))).Ok.ShouldBeTrue();

        await sending.RunAsync<DeliverMail>(job => job.RunAsync(id, Ct));

        (await sending.FindAsync(id))!.State.ShouldBe(MailState.Overtaken);
        sending.Server.Tries(SmtpPlatform.Box(login)).ShouldBe(0);
    }

    [Fact]
    public async Task A_message_that_arrives_days_late_brings_a_link_that_works()
    {
        var login = await sending.AccountAsync(Role.Trainer);
        sending.Server.Answer(SmtpPlatform.Box(login), "450 4.2.1 later");
        var id = await sending.WriteAsync(login, Reset(login));
        await sending.RunAsync<DeliverMail>(job => job.RunAsync(id, Ct));
        sending.Server.Accept(SmtpPlatform.Box(login));

        await sending.SweepAfterAsync(TimeSpan.FromDays(2));

        await Platform.EventuallyAsync(async () => (await sending.FindAsync(id))!.State == MailState.Sent, "the message arrives");
        using var raw = new MemoryStream(System.Text.Encoding.Latin1.GetBytes(sending.Server.For(SmtpPlatform.Box(login)).Single().Raw));
        var text = (await MimeMessage.LoadAsync(raw, Ct)).TextBody!;
        var link = new Uri(text.Split('\n').First(l => l.StartsWith("http", StringComparison.Ordinal)).Trim());
        var token = Uri.UnescapeDataString(link.Query.Split("token=")[1]);
        sending.Services.GetRequiredService<AccountTokens>().IsValid(login, AccountTokens.Reset, token).ShouldBeTrue();
        (await StoredAsync(sending)).ShouldNotContain("token=");
    }

    [Fact]
    public async Task What_a_message_said_is_deleted_after_its_time_and_it_is_not_written_again()
    {
        var login = await sending.AccountAsync(Role.Trainer);
        var draft = new MailDraft(Guid.CreateVersion7(), login.Id, "certificate-revoked", ("reason", "a very personal reason"), ("number", "VZ-1"), ("level", "Foundation"), ("link", "http://register.example/en"))
        {
            Attachments = [],
            OneTimeLink = new OneTimeLink("reset", AccountTokens.Reset, AccountTokens.Binding(login, AccountTokens.Reset)),
        };
        var id = await sending.WriteAsync(login, draft);
        await sending.RunAsync<DeliverMail>(job => job.RunAsync(id, Ct));
        sending.Clock.Advance(TimeSpan.FromDays(29));
        var young = await sending.WriteAsync(login, draft with { Id = Guid.CreateVersion7() });
        await sending.RunAsync<DeliverMail>(job => job.RunAsync(young, Ct));
        await sending.RunAsync<PurgeMail>(job => job.RunAsync(Ct));
        (await sending.FindAsync(id))!.Arguments.ShouldNotBeEmpty();

        sending.Clock.Advance(TimeSpan.FromDays(2));
        await sending.RunAsync<PurgeMail>(job => job.RunAsync(Ct));

        var old = (await sending.FindAsync(id))!;
        (old.State, old.Purpose, old.OtherAddress, old.OneTimeLink).ShouldBe((MailState.Sent, "certificate-revoked", null, null));
        old.Arguments.ShouldBeEmpty();
        (await sending.FindAsync(young))!.Arguments["reason"].ShouldBe("a very personal reason");
        await using var session = sending.Services.GetRequiredService<IDocumentStore>().LightweightSession();
        (await sending.Services.GetRequiredService<MailQueue>().QueueAsync(session, draft, Ct)).ShouldBeFalse();
    }

    private static MailDraft Reset(Login login) => new(Guid.CreateVersion7(), login.Id, "reset", ("hours", "24"))
    {
        OneTimeLink = new OneTimeLink("reset", AccountTokens.Reset, AccountTokens.Binding(login, AccountTokens.Reset)),
    };

    /// <summary>Every message as the database has it.</summary>
    private static async Task<string> StoredAsync(Platform platform)
    {
        var schema = platform.Services.GetRequiredService<Settings>().Schema;
        await using var command = platform.Services.GetRequiredService<NpgsqlDataSource>().CreateCommand($"select string_agg(data::text, ' ') from {schema}.mt_doc_outgoingmail");
        return (string)(await command.ExecuteScalarAsync(Ct))!;
    }
}
