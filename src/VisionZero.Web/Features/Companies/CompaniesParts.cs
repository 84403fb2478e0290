using Marten;
using VisionZero.Domain.Companies;
using VisionZero.Web.Features.Accounts;
using VisionZero.Web.Features.Certificates;
using VisionZero.Web.Jobs;
using VisionZero.Web.Pipeline;
using VisionZero.Web.Security;
using VisionZero.Web.Storage;

namespace VisionZero.Web.Features.Companies;

/// <summary>What the area adds to the product.</summary>
internal static class CompaniesParts
{
    public static void Store(StoreOptions options) => options.Schema.For<CompanyProfile>().UniqueIndex(p => p.AccountId);

    public static void Services(IServiceCollection services, Settings settings)
    {
        services.AddScoped<IPersonalData, CompanyData>();
        services.AddScoped<IssueSupportCertificate>();
        services.AddScoped<SweepSupportCertificates>();
        services.AddScoped<SendCompanyMail>();
    }

    public static void Effects(EffectTable effects)
    {
        effects.On<CompanyEvent.Confirmed, IssueSupportCertificate>(Queues.Certificates, e => job => job.RunAsync(e.StreamId, CancellationToken.None));
        effects.OnMail<CompanyEvent.SupportCertificateIssued, SendCompanyMail>("support-issued", e => job => job.RunAsync(e.StreamId, e.Id, "support-issued", CancellationToken.None));
        effects.OnMail<CompanyEvent.Rejected, SendCompanyMail>("support-rejected", e => job => job.RunAsync(e.StreamId, e.Id, "support-rejected", CancellationToken.None));
        effects.OnMail<CompanyEvent.NameDeclined, SendCompanyMail>("support-name-declined", e => job => job.RunAsync(e.StreamId, e.Id, "support-name-declined", CancellationToken.None));
        effects.On<CompanyEvent.SupportCertificateStopped, TellOperations>(Queues.Mail, e => job => job.RunAsync(e.StreamId.ToString("N"), e.Data.Reason, e.Data.Detail, e.Id, CancellationToken.None));
    }

    public static void Recurring(RecurringJobs jobs) =>
        jobs.AddSweep<SweepSupportCertificates>("sweep-support-certificates", Queues.Upkeep, "*/10 * * * *", job => job.RunAsync(CancellationToken.None));

    public static void Map(WebApplication app, Settings settings)
    {
        if (settings.ServesPages)
        {
            app.MapGet("/company/certificate", DownloadAsync).RequireAuthorization(Policies.Company);
        }
    }

    private static async Task<IResult> DownloadAsync(IQuerySession session, ActorContext actor, FileStore files, HttpContext context, CancellationToken ct)
    {
        var account = actor.Current.Person;
        var company = await session.Query<Company>().FirstOrDefaultAsync(c => c.AccountId == account, ct);
        var file = company is { State: PledgeState.Active, Sha256: { } sha256 } ? await files.ReadAsync(sha256, ct) : null;
        if (file is not null)
        {
            context.Response.Headers.CacheControl = "private, no-store";
        }

        return file is null ? Results.NotFound() : Results.File(file.Bytes, "application/pdf", CertificatePaper.FileName(company!.Number!));
    }
}
