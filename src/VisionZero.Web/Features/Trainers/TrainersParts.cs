using Marten;
using VisionZero.Domain.Trainers;
using VisionZero.Web.Jobs;

namespace VisionZero.Web.Features.Trainers;

/// <summary>What the area adds to the product.</summary>
internal static class TrainersParts
{
    public static void Store(StoreOptions options) => options.Schema.For<TrainerProfile>().UniqueIndex(p => p.AccountId);

    public static void Services(IServiceCollection services, Settings settings)
    {
        services.AddScoped<CloseErasedAccount>();
        services.AddSingleton<HandoutPress>();
    }

    public static void Effects(EffectTable effects) =>
        effects.On<TrainerEvent.PersonalDataErased, CloseErasedAccount>(Queues.Upkeep, e => job => job.RunAsync(e.StreamId, CancellationToken.None));
}
