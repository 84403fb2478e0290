using Marten;

namespace VisionZero.Web.Features.Demonstration;

/// <summary>What the area adds to the product.</summary>
internal static class DemonstrationParts
{
    public static void Store(StoreOptions options) => options.Schema.For<DemonstrationState>();
}
