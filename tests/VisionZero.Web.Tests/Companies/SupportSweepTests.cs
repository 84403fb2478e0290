using Hangfire;
using Marten;
using Microsoft.Extensions.DependencyInjection;
using VisionZero.Domain.Certificates;
using VisionZero.Domain.Companies;
using VisionZero.Web.Features.Companies;
using VisionZero.Web.Jobs;

namespace VisionZero.Web.Tests.Companies;

/// <summary>Serves pages and runs no job: what an event causes does not happen here by itself.</summary>
public sealed class IdlePlatform : Platform
{
    protected override string Role => "web";
}

public sealed class SupportSweepTests(IdlePlatform platform) : IClassFixture<IdlePlatform>
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_support_certificate_whose_job_was_lost_is_found_and_issued_once()
    {
        var id = Guid.CreateVersion7();
        var now = platform.Clock.GetUtcNow();
        var number = CertificateNumber.Compose('S', 2026, 77);
        await using (var session = platform.Services.GetRequiredService<IDocumentStore>().LightweightSession())
        {
            session.Events.StartStream<Company>(
                id,
                new CompanyEvent.Registered(Guid.CreateVersion7(), SupporterKind.Company, "SE", "mining", "10-49", now),
                new CompanyEvent.PledgeSigned(1, new string('a', 64), true, now),
                new CompanyEvent.Confirmed(Guid.CreateVersion7(), number, VerificationCode.Create(), "Åkesson Mines", "en", now));
            await session.SaveChangesAsync(Ct);
        }

        await SweepAsync();
        Waiting().ShouldBe(0, "its own job may still be at work");
        platform.Clock.Advance(TimeSpan.FromMinutes(2));
        await SweepAsync();
        Waiting().ShouldBe(1);

        await InScopeAsync<IssueSupportCertificate>(job => job.RunAsync(id, Ct));
        await InScopeAsync<IssueSupportCertificate>(job => job.RunAsync(id, Ct));
        (await platform.ReadAsync(q => q.Events.FetchStreamAsync(id, token: Ct))).Count(e => e.Data is CompanyEvent.SupportCertificateIssued).ShouldBe(1);
        await SweepAsync();
        Waiting().ShouldBe(1, "nothing is missing any more");
    }

    private Task SweepAsync() => InScopeAsync<SweepSupportCertificates>(job => job.RunAsync(Ct));

    private long Waiting() => platform.Services.GetRequiredService<JobStorage>().GetMonitoringApi().EnqueuedCount(Queues.Certificates);

    private async Task InScopeAsync<TJob>(Func<TJob, Task> run)
        where TJob : notnull
    {
        await using var scope = platform.Services.CreateAsyncScope();
        await run(scope.ServiceProvider.GetRequiredService<TJob>());
    }
}
