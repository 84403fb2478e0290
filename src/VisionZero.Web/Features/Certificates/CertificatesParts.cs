using VisionZero.Domain.Certificates;
using VisionZero.Web.Jobs;

namespace VisionZero.Web.Features.Certificates;

/// <summary>What the area adds to the product.</summary>
internal static class CertificatesParts
{
    public static void Services(IServiceCollection services, Settings settings)
    {
        services.AddSingleton<Press>();
        services.AddSingleton<CertificatePress>();
        services.AddScoped<PaperIssue>();
        services.AddScoped<IssueCertificate>();
        services.AddScoped<SweepCertificates>();
        services.AddScoped<SendCertificateMail>();
        services.AddScoped<TellOperations>();
        services.AddScoped<ExpireAndRemind>();
        services.AddScoped<TellExpiry>();
    }

    /// <summary>The renderers prove themselves while the first pages are served already.</summary>
    public static Task PrepareAsync(IServiceProvider services)
    {
        _ = services.GetRequiredService<Press>().Ready;
        return Task.CompletedTask;
    }

    public static void Effects(EffectTable effects)
    {
        effects.On<CertificateEvent.Awarded, IssueCertificate>(Queues.Certificates, e => job => job.RunAsync(e.StreamId, CancellationToken.None));
        effects.On<CertificateEvent.IssueStopped, TellOperations>(Queues.Mail, e => job => job.RunAsync(e.StreamId.ToString("N"), e.Data.Reason, e.Data.Detail, e.Id, CancellationToken.None));
        On<CertificateEvent.Issued>("certificate-issued");
        On<CertificateEvent.Suspended>("certificate-suspended");
        On<CertificateEvent.Reinstated>("certificate-reinstated");
        On<CertificateEvent.Revoked>("certificate-revoked");
        On<CertificateEvent.Reminded>("certificate-reminder");
        effects.On<CertificateEvent.Expired, TellExpiry>(Queues.Mail, e => job => job.RunAsync(e.StreamId, e.Id, CancellationToken.None));

        void On<TEvent>(string purpose)
            where TEvent : class =>
            effects.OnMail<TEvent, SendCertificateMail>(purpose, e => job => job.RunAsync(e.StreamId, e.Id, purpose, CancellationToken.None));
    }

    public static void Recurring(RecurringJobs jobs)
    {
        jobs.AddSweep<SweepCertificates>("sweep-certificates", Queues.Upkeep, "*/10 * * * *", job => job.RunAsync(CancellationToken.None));
        jobs.Add<ExpireAndRemind>("expire-and-remind", Queues.Upkeep, "15 * * * *", job => job.RunAsync(CancellationToken.None));
    }
}
