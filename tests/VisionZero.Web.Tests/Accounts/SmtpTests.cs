using System.Text;
using Hangfire;
using Marten;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using MimeKit;
using VisionZero.Domain.Common;
using VisionZero.Tests;
using VisionZero.Web.Features.Accounts;
using VisionZero.Web.Features.Accounts.Mail;
using VisionZero.Web.Storage;
using VisionZero.Web.Tests.Http;

namespace VisionZero.Web.Tests.Accounts;

/// <summary>The product with a mail server, and a clock that the tests move.</summary>
public sealed class SmtpPlatform : Platform
{
    public SmtpServer Server { get; } = new();

    protected override void Configure(WebApplicationBuilder builder) => builder.Configuration.AddInMemoryCollection(new Dictionary<string, string?>
    {
        ["VisionZero:Mail:Host"] = "127.0.0.1",
        ["VisionZero:Mail:Port"] = Server.Port.ToString(System.Globalization.CultureInfo.InvariantCulture),
        ["VisionZero:Mail:Security"] = "None",
        ["VisionZero:Mail:From"] = "no-reply@register.example",
    });

    public async Task RunAsync<TJob>(Func<TJob, Task> run)
        where TJob : notnull
    {
        await using var scope = Services.CreateAsyncScope();
        await run(scope.ServiceProvider.GetRequiredService<TJob>());
    }

    /// <summary>Puts a message into the queue and hands it over at once, as the jobs that write messages do.</summary>
    public async Task<Guid> QueueAsync(Login login, string purpose, params (string Name, string Value)[] arguments)
    {
        var id = await WriteAsync(login, new MailDraft(Guid.CreateVersion7(), login.Id, purpose, arguments));
        await RunAsync<DeliverMail>(job => job.RunAsync(id, TestContext.Current.CancellationToken));
        return id;
    }

    /// <summary>An address of the person to which the product writes nothing by itself.</summary>
    public static string Box(Login login) => $"box-{login.Id:N}@people.example";

    /// <summary>Puts a message to <see cref="Box"/> into the queue.</summary>
    public async Task<Guid> WriteAsync(Login login, MailDraft draft)
    {
        draft = draft with { OtherAddress = draft.OtherAddress ?? Box(login) };
        await using var session = Services.GetRequiredService<IDocumentStore>().LightweightSession();
        (await Services.GetRequiredService<MailQueue>().QueueAsync(session, draft, TestContext.Current.CancellationToken)).ShouldBeTrue();
        await session.SaveChangesAsync(TestContext.Current.CancellationToken);
        return draft.Id;
    }

    public Task<OutgoingMail?> FindAsync(Guid id) => ReadAsync(q => q.LoadAsync<OutgoingMail>(id, TestContext.Current.CancellationToken));

    /// <summary>Waits until no job is handed over or under way.</summary>
    public Task QuietAsync() => EventuallyAsync(
        () => Task.FromResult(Services.GetRequiredService<JobStorage>().GetMonitoringApi().GetStatistics() is { Enqueued: 0, Processing: 0 }),
        "the jobs to be done");

    /// <summary>Time passes, and the sweep looks.</summary>
    public async Task SweepAfterAsync(TimeSpan time)
    {
        Clock.Advance(time);
        await RunAsync<SweepMail>(job => job.RunAsync(TestContext.Current.CancellationToken));
    }

    public override async ValueTask DisposeAsync()
    {
        await base.DisposeAsync();
        await Server.DisposeAsync();
    }
}

public sealed class SmtpTests(SmtpPlatform platform) : IClassFixture<SmtpPlatform>
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    private static string Box(Login login) => SmtpPlatform.Box(login);

    [Fact]
    public async Task A_message_arrives_once_with_its_headers_and_its_attachment()
    {
        var login = await platform.AccountAsync(Role.Trainer);
        var paper = Encoding.UTF8.GetBytes("%PDF-1.7 a paper of " + login.Id);
        var file = platform.Services.GetRequiredService<FileStore>();
        string sha256;
        await using (var session = platform.Services.GetRequiredService<IDocumentStore>().LightweightSession())
        {
            sha256 = file.Store(session, paper, "application/pdf", login.Id);
            await session.SaveChangesAsync(Ct);
        }

        var draft = new MailDraft(Guid.CreateVersion7(), login.Id, "password-changed", ("link", "http://register.example/en/forgotten")) { Attachments = [new MailAttachment(sha256, "Prüfung.pdf")] };
        var id = await platform.WriteAsync(login, draft);
        for (var i = 0; i < 3; i++)
        {
            await platform.RunAsync<DeliverMail>(job => job.RunAsync(id, Ct));
        }

        await platform.SweepAfterAsync(TimeSpan.FromHours(2));
        var taken = platform.Server.For(Box(login)).ShouldHaveSingleItem();
        using var raw = new MemoryStream(Encoding.Latin1.GetBytes(taken.Raw));
        var message = await MimeMessage.LoadAsync(raw, Ct);
        taken.From.ShouldBe("no-reply@register.example");
        message.From.Mailboxes.Single().Address.ShouldBe("no-reply@register.example");
        message.To.Mailboxes.Single().Address.ShouldBe(Box(login));
        message.MessageId.ShouldBe($"{id:N}@register.example");
        message.Headers[HeaderId.AutoSubmitted].ShouldBe("auto-generated");
        message.Subject.ShouldBe("Your password was changed");
        message.TextBody!.ShouldContain("http://register.example/en/forgotten");
        message.HtmlBody!.ShouldContain("<a href=\"http://register.example/en/forgotten\"");
        var attached = message.Attachments.OfType<MimePart>().ShouldHaveSingleItem();
        attached.FileName.ShouldBe("Prüfung.pdf");
        attached.ContentType.MimeType.ShouldBe("application/pdf");
        using var bytes = new MemoryStream();
        await attached.Content!.DecodeToAsync(bytes, Ct);
        bytes.ToArray().ShouldBe(paper);
        (await platform.FindAsync(id))!.State.ShouldBe(MailState.Sent);
    }

    [Fact]
    public async Task A_server_that_hangs_up_after_taking_a_message_is_not_given_it_again()
    {
        var login = await platform.AccountAsync(Role.Trainer);
        platform.Server.HangsUp = true;
        Guid id;
        try
        {
            id = await platform.QueueAsync(login, "email-change");
        }
        finally
        {
            platform.Server.HangsUp = false;
        }

        (await platform.FindAsync(id))!.State.ShouldBe(MailState.Sent);
        platform.Server.For(Box(login)).Count.ShouldBe(1);
    }

    [Fact]
    public async Task What_the_server_cannot_take_now_is_tried_again_later_and_arrives()
    {
        var login = await platform.AccountAsync(Role.Trainer);
        platform.Server.Answer(Box(login), "450 4.2.1 the mailbox is busy");

        var id = await platform.QueueAsync(login, "email-change");

        (await platform.FindAsync(id))!.State.ShouldNotBe(MailState.Failed);
        platform.Server.Tries(Box(login)).ShouldBe(1);
        platform.Server.Accept(Box(login));
        await platform.SweepAfterAsync(TimeSpan.FromMinutes(3));
        await Platform.EventuallyAsync(async () => (await platform.FindAsync(id))!.State == MailState.Sent, "the message arrives");
        platform.Server.For(Box(login)).Count.ShouldBe(1);
    }

    [Fact]
    public async Task Sweeps_hand_over_a_waiting_message_once_and_tries_grow_rarer()
    {
        var login = await platform.AccountAsync(Role.Trainer);
        platform.Server.Answer(Box(login), "451 4.3.0 not now");
        await platform.QueueAsync(login, "email-change");

        // Six hours of a sweep a minute.
        for (var minute = 0; minute < 360; minute++)
        {
            await platform.SweepAfterAsync(TimeSpan.FromMinutes(1));
            if (minute % 30 == 0)
            {
                await platform.QuietAsync();
            }
        }

        await platform.QuietAsync();
        platform.Server.Tries(Box(login)).ShouldBeInRange(4, 13);
        platform.Server.Accept(Box(login));
    }

    [Theory]
    [InlineData("550 5.1.1 there is no such mailbox", "550")]
    [InlineData(null, "address")]
    public async Task What_is_refused_for_good_fails_once_is_seen_and_is_not_tried_again(string? refusal, string problem)
    {
        var login = await platform.AccountAsync(Role.Trainer);
        if (refusal is not null)
        {
            platform.Server.Answer(Box(login), refusal);
        }

        var id = await platform.WriteAsync(login, new MailDraft(Guid.CreateVersion7(), login.Id, "email-change") { OtherAddress = refusal is null ? "no address <" : null });
        await platform.RunAsync<DeliverMail>(job => job.RunAsync(id, Ct));

        var failed = await platform.FindAsync(id);
        (failed!.State, failed.Problem).ShouldBe((MailState.Failed, problem));
        await platform.SweepAfterAsync(TimeSpan.FromDays(1));
        await platform.RunAsync<DeliverMail>(job => job.RunAsync(id, Ct));
        platform.Server.Tries(Box(login)).ShouldBe(refusal is null ? 0 : 1);
        using var administrator = await platform.SignedInVisitorAsync(Role.Administrator);
        await administrator.OpenAsync("/ops");
        administrator.Page.QuerySelectorAll("tr").Single(r => r.TextContent.Contains("Messages refused", StringComparison.Ordinal)).TextContent.ShouldContain("Look here");
    }

    [Fact]
    public async Task A_message_that_was_erased_while_it_was_sent_stays_erased()
    {
        var login = await platform.AccountAsync(Role.Trainer);
        var id = await platform.WriteAsync(login, new MailDraft(Guid.CreateVersion7(), login.Id, "email-change"));
        var transport = new ErasingTransport(platform.Services.GetRequiredService<IDocumentStore>());
        await using var scope = platform.Services.CreateAsyncScope();

        await ActivatorUtilities.CreateInstance<DeliverMail>(scope.ServiceProvider, transport).RunAsync(id, Ct);

        transport.Erased.ShouldBeTrue();
        (await platform.FindAsync(id)).ShouldBeNull();
    }

    [Fact]
    public async Task Many_messages_that_cannot_be_delivered_do_not_hold_up_a_new_one()
    {
        var refused = await platform.AccountAsync(Role.Trainer);
        platform.Server.Answer(Box(refused), "550 5.1.1 there is no such mailbox");
        var delayed = await platform.AccountAsync(Role.Trainer);
        platform.Server.Answer(Box(delayed), "450 4.2.1 later");
        var longAgo = platform.Clock.GetUtcNow().AddDays(-1);
        await platform.Services.GetRequiredService<IDocumentStore>().BulkInsertDocumentsAsync(
            Enumerable.Range(0, 1200).Select(i => new OutgoingMail { Id = Guid.CreateVersion7(), AccountId = i % 2 == 0 ? refused.Id : delayed.Id, OtherAddress = Box(i % 2 == 0 ? refused : delayed), Purpose = "email-change", QueuedAt = longAgo }),
            cancellation: Ct);
        var login = await platform.AccountAsync(Role.Trainer);

        // Written, and its job was lost.
        var id = await platform.WriteAsync(login, new MailDraft(Guid.CreateVersion7(), login.Id, "email-change"));
        for (var sweep = 0; sweep < 4; sweep++)
        {
            await platform.SweepAfterAsync(TimeSpan.FromMinutes(1.1));
        }

        await Platform.EventuallyAsync(async () => (await platform.FindAsync(id))!.State == MailState.Sent, "the new message arrives", 60);
        await using var session = platform.Services.GetRequiredService<IDocumentStore>().LightweightSession();
        session.DeleteWhere<OutgoingMail>(m => m.AccountId == refused.Id || m.AccountId == delayed.Id);
        await session.SaveChangesAsync(Ct);
    }

    /// <summary>The person has the data erased at the very moment in which the message leaves.</summary>
    private sealed class ErasingTransport(IDocumentStore store) : IMailTransport
    {
        public bool Erased { get; private set; }

        public bool LeavesTheMachine => true;

        public async Task SendAsync(OutgoingMail mail, MailText text, string address, CancellationToken ct)
        {
            await using var session = store.LightweightSession();
            session.DeleteWhere<OutgoingMail>(m => m.AccountId == mail.AccountId);
            await session.SaveChangesAsync(ct);
            Erased = true;
        }
    }
}
