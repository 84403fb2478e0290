using Marten;
using VisionZero.Domain.Certificates;
using VisionZero.Domain.Trainers;
using VisionZero.Web.Jobs;

namespace VisionZero.Web.Features.Directory;

/// <summary>What the area adds to the product.</summary>
internal static class DirectoryParts
{
    public static void Store(StoreOptions options)
    {
        options.Schema.For<DirectoryListing>();
        options.Schema.For<DirectorySnapshot>();
    }

    public static void Services(IServiceCollection services, Settings settings)
    {
        services.AddScoped<RefreshDirectory>();
        services.AddSingleton<DirectoryIndex>();
        if (settings.ServesPages)
        {
            services.AddHostedService<DirectoryWatch>();
        }
    }

    public static void Effects(EffectTable effects)
    {
        On<TrainerEvent.ProfileChanged>();
        On<TrainerEvent.ListingConsentGiven>();
        On<TrainerEvent.ListingConsentWithdrawn>();
        On<TrainerEvent.PersonalDataErased>();
        On<CertificateEvent.Awarded>();
        On<CertificateEvent.Suspended>();
        On<CertificateEvent.Reinstated>();
        On<CertificateEvent.Revoked>();
        On<CertificateEvent.Superseded>();

        void On<TEvent>()
            where TEvent : class =>
            effects.OnLast<TEvent, RefreshDirectory>(Queues.Directory, e => job => job.RunAsync(e.Sequence, CancellationToken.None));
    }

    public static void Recurring(RecurringJobs jobs) =>
        jobs.Add<RefreshDirectory>("refresh-directory", Queues.Directory, "5 * * * *", job => job.RunAsync(0, CancellationToken.None));

    public static void Map(WebApplication app, Settings settings)
    {
        if (settings.ServesPages)
        {
            app.MapGet("/api/trainers", DirectoryApi.Search);
            app.MapGet("/api/trainers/{id:guid}", DirectoryApi.One);
        }
    }
}
