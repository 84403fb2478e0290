using Hangfire;
using VisionZero.Web.Security;

namespace VisionZero.Web.Features.Operations;

/// <summary>What the area adds to the product.</summary>
internal static class OperationsParts
{
    public static void Services(IServiceCollection services, Settings settings) => services.AddSingleton<PlatformState>();

    public static void Map(WebApplication app, Settings settings)
    {
        // Alive: the process answers. Ready: it can do its work, and does.
        app.MapGet("/health/live", () => Results.Text("alive"));
        app.MapGet("/health/ready", ReadyAsync);
        if (settings.ServesPages)
        {
            app.MapHangfireDashboardWithAuthorizationPolicy(
                Policies.Administrator,
                "/ops/jobs",
                new DashboardOptions { DisplayStorageConnectionString = false, DashboardTitle = "Vision Zero", AppPath = "/" });
        }
    }

    private static async Task<IResult> ReadyAsync(PlatformState state, Settings settings, CancellationToken ct)
    {
        var database = await state.DatabaseAsync(ct);
        List<Finding> findings = [database];
        if (database.Well && settings.Works)
        {
            findings.Add(await state.DaemonAsync(ct));
            findings.AddRange(state.Jobs().Where(f => f.Code == "job-server"));
        }

        var ready = findings.All(f => f.Well);
        return Results.Json(
            new { status = ready ? "ready" : "not-ready", checks = findings.Select(f => new { check = f.Code, well = f.Well, figure = f.Figure }) },
            statusCode: ready ? StatusCodes.Status200OK : StatusCodes.Status503ServiceUnavailable);
    }
}
