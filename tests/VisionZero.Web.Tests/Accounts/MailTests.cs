using Marten;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.DependencyInjection;
using VisionZero.Domain.Accounts;
using VisionZero.Domain.Common;
using VisionZero.Web.Features.Accounts;
using VisionZero.Web.Features.Accounts.Mail;
using VisionZero.Web.Tests.Http;

namespace VisionZero.Web.Tests.Accounts;

/// <summary>A server that takes its time and counts; messages leave the machine.</summary>
public sealed class SlowTransport : IMailTransport
{
    private int _sent;

    public int Sent => _sent;

    public bool LeavesTheMachine => true;

    public async Task SendAsync(OutgoingMail mail, MailText text, string address, CancellationToken ct)
    {
        await Task.Delay(300, ct);
        Interlocked.Increment(ref _sent);
    }
}

/// <summary>A platform whose clock the tests move.</summary>
public sealed class MailPlatform : Platform
{
    /// <summary>Compares passwords as the platform does, and notes what it was asked to compare.</summary>
    public NotingHasher Hasher { get; } = new();

    protected override void Configure(WebApplicationBuilder builder) => builder.Services.AddSingleton<IPasswordHasher<Login>>(Hasher);

    public async Task RunAsync<TJob>(Func<TJob, Task> run, params object[] services)
        where TJob : notnull
    {
        ArgumentNullException.ThrowIfNull(run);
        await using var scope = Services.CreateAsyncScope();
        await run(ActivatorUtilities.CreateInstance<TJob>(scope.ServiceProvider, services));
    }
}

public sealed class MailTests(MailPlatform platform) : IClassFixture<MailPlatform>
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_message_whose_job_was_lost_is_written_when_the_log_is_compared()
    {
        var applicant = await platform.ReadyAsync(Level.Foundation);
        await platform.ApproveAsync(applicant, Level.Foundation);
        var (lost, _) = await platform.MailAsync(applicant.Login.Id, "certificate-issued");
        await using (var session = platform.Services.GetRequiredService<IDocumentStore>().LightweightSession())
        {
            session.Delete(lost);
            await session.SaveChangesAsync(Ct);
        }

        await platform.RunAsync<ReconcileMail>(job => job.RunAsync(Ct));
        await Task.Delay(500, Ct);
        (await CountAsync(applicant.Login, "certificate-issued")).ShouldBe(0, "its job may still be on the way");
        platform.Clock.Advance(TimeSpan.FromMinutes(6));
        await platform.RunAsync<ReconcileMail>(job => job.RunAsync(Ct));
        await platform.RunAsync<ReconcileMail>(job => job.RunAsync(Ct));

        var (found, _) = await platform.MailAsync(applicant.Login.Id, "certificate-issued");
        found.Id.ShouldBe(lost.Id);
        found.Attachments.Single().Sha256.ShouldBe(lost.Attachments.Single().Sha256);
        (await CountAsync(applicant.Login, "certificate-issued")).ShouldBe(1);
    }

    [Fact]
    public async Task A_confirmation_caused_twice_does_not_speak_of_a_second_account()
    {
        var email = $"{Guid.NewGuid():N}@journey.example";
        using var visitor = new Visitor(platform.Address);
        await (await visitor.OpenAsync("/join")).SubmitAsync(("Email", email), ("Password", "a quiet morning"));
        var normalized = email.ToUpperInvariant();
        var login = await platform.ReadAsync(q => q.Query<Login>().SingleAsync(l => l.NormalizedEmail == normalized, Ct));
        var (_, confirmation) = await platform.MailAsync(login.Id, "confirm");
        await visitor.OpenAsync(confirmation.Link());
        await visitor.SubmitAsync(("Password", "a quiet morning"));
        var registered = (await platform.ReadAsync(q => q.Events.FetchStreamAsync(login.Id, token: Ct))).Single(e => e.Data is AccountEvent.Registered);

        await platform.RunAsync<SendAccountMail>(job => job.RunAsync(login.Id, registered.Id, "confirm", Ct));

        (await CountAsync(login, "account-known")).ShouldBe(0);
        (await CountAsync(login, "confirm")).ShouldBe(1);
    }

    [Fact]
    public async Task Two_workers_with_the_same_message_send_it_once()
    {
        var login = await platform.AccountAsync(Role.Trainer);
        var mail = new OutgoingMail { Id = Guid.CreateVersion7(), AccountId = login.Id, Purpose = "password-changed", QueuedAt = platform.Clock.GetUtcNow() };
        await using (var session = platform.Services.GetRequiredService<IDocumentStore>().LightweightSession())
        {
            session.Insert(mail);
            await session.SaveChangesAsync(Ct);
        }

        var transport = new SlowTransport();

        await Task.WhenAll(Enumerable.Range(0, 3).Select(_ => platform.RunAsync<DeliverMail>(job => job.RunAsync(mail.Id, Ct), transport)));

        transport.Sent.ShouldBe(1);
        (await platform.ReadAsync(q => q.LoadAsync<OutgoingMail>(mail.Id, Ct)))!.State.ShouldBe(MailState.Sent);
    }

    private Task<int> CountAsync(Login login, string purpose) =>
        platform.ReadAsync(q => q.Query<OutgoingMail>().CountAsync(m => m.AccountId == login.Id && m.Purpose == purpose, Ct));
}
