using VisionZero.Domain.Courses;
using VisionZero.Web.Jobs;

namespace VisionZero.Web.Features.Courses;

/// <summary>What the area adds to the product.</summary>
internal static class CoursesParts
{
    public static void Services(IServiceCollection services, Settings settings) => services.AddScoped<RescorePapers>();

    public static void Effects(EffectTable effects) =>
        effects.On<ItemBankEvent.RescoreApplied, RescorePapers>(Queues.Upkeep, e => job => job.RunAsync(e.StreamId, e.Data.RescoreId, CancellationToken.None));
}
