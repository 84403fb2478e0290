using VisionZero.Web.Features.Accounts;

namespace VisionZero.Web.Hosting;

/// <summary>What the areas add to the product, one line each.</summary>
public static class AreaParts
{
    /// <summary>Services.</summary>
    public static IReadOnlyList<Action<IServiceCollection, Settings>> Services { get; } =
    [
        AccountsParts.Services,
    ];

    /// <summary>Endpoints that are no Razor pages (files, JSON, health).</summary>
    public static IReadOnlyList<Action<WebApplication, Settings>> Endpoints { get; } = [];

    /// <summary>What must be ready before the first request.</summary>
    public static IReadOnlyList<Func<IServiceProvider, Task>> Preparations { get; } =
    [
        AccountsParts.PrepareAsync,
    ];
}
