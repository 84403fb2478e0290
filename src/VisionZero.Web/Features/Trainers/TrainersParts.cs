using Marten;
using VisionZero.Web.Features.Accounts;
using VisionZero.Web.Features.Trainers.Kit;
using VisionZero.Web.Jobs;

namespace VisionZero.Web.Features.Trainers;

/// <summary>What the area adds to the product.</summary>
internal static class TrainersParts
{
    public static void Store(StoreOptions options)
    {
        options.Schema.For<TrainerProfile>().UniqueIndex(p => p.AccountId);
        options.Schema.For<MadeKitFile>();
    }

    public static void Services(IServiceCollection services, Settings settings)
    {
        services.AddScoped<IPersonalData, TrainerData>();
        services.AddSingleton<HandoutPress>();
        services.AddSingleton<KitLibrary>();
        services.AddSingleton<KitPress>();
        services.AddScoped<MakeKit>();
    }

    public static void Recurring(RecurringJobs jobs) =>
        jobs.Add<MakeKit>("make-kit", Queues.Upkeep, "40 2 * * *", job => job.RunAsync(CancellationToken.None));
}
