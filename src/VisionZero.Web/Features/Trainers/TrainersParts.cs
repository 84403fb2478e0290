using Marten;
using VisionZero.Web.Features.Accounts;

namespace VisionZero.Web.Features.Trainers;

/// <summary>What the area adds to the product.</summary>
internal static class TrainersParts
{
    public static void Store(StoreOptions options) => options.Schema.For<TrainerProfile>().UniqueIndex(p => p.AccountId);

    public static void Services(IServiceCollection services, Settings settings)
    {
        services.AddScoped<IPersonalData, TrainerData>();
        services.AddSingleton<HandoutPress>();
    }
}
