using JasperFx.Events.Aggregation;
using Marten;
using Npgsql;
using VisionZero.LocalPostgres;
using VisionZero.Web.Features.Demonstration;
using VisionZero.Web.Features.Operations;
using VisionZero.Web.Jobs;
using VisionZero.Web.Texts;
using Weasel.Core.Migrations;

namespace VisionZero.Web.Hosting;

/// <summary>The verbs of the program: <c>serve</c> (default), and those of <see cref="Verbs"/>.</summary>
public static class CommandLine
{
    /// <summary>Exit code for a start that was refused with a sentence.</summary>
    public const int Refused = 2;

    /// <summary>Further verbs, each given the arguments after it; it answers the exit code.</summary>
    public static IReadOnlyDictionary<string, Func<string[], Task<int>>> Verbs { get; } = new Dictionary<string, Func<string[], Task<int>>>(StringComparer.Ordinal)
    {
        ["content"] = ContentCommand.RunAsync,
        ["db-apply"] = ApplySchemaAsync,
        ["db-patch"] = WritePatchAsync,
        ["db-rebuild"] = RebuildAsync,
        ["demo"] = Demonstration.RunAsync,
        ["doctor"] = Doctor.RunAsync,
    };

    /// <summary>Runs a verb.</summary>
    public static async Task<int> RunAsync(string[] args)
    {
        var verb = args is [var first, ..] && !first.StartsWith('-') ? first : "serve";
        var rest = args is [var same, ..] && same == verb ? args[1..] : args;
        try
        {
            if (verb == "serve")
            {
                await using var app = await PlatformHost.StartAsync(rest);
                await app.WaitForShutdownAsync();
                return 0;
            }

            if (Verbs.TryGetValue(verb, out var run))
            {
                return await run(rest);
            }

            await Console.Error.WriteLineAsync($"'{verb}' is no verb; there are: serve, {string.Join(", ", Verbs.Keys.Order(StringComparer.Ordinal))}.");
            return Refused;
        }
        catch (Exception e) when (e is LocalPostgresException or ContentException or StartRefusedException || (verb == "content" && e is IOException or UnauthorizedAccessException))
        {
            await Console.Error.WriteLineAsync(e.Message);
            return Refused;
        }
    }

    private static async Task<int> ApplySchemaAsync(string[] args)
    {
        await using var app = await PlatformHost.BuildAsync(args);
        var services = app.App.Services;
        await services.GetRequiredService<IDocumentStore>().Storage.ApplyAllConfiguredChangesToDatabaseAsync();
        await JobSchema.ApplyAsync(services.GetRequiredService<NpgsqlDataSource>(), services.GetRequiredService<Settings>(), CancellationToken.None);
        await Console.Out.WriteLineAsync("The schema is up to date.");
        return 0;
    }

    // While pages are served a view that is being made again is empty for a moment: for a maintenance window.
    private static async Task<int> RebuildAsync(string[] args)
    {
        await using var app = await PlatformHost.BuildAsync(args);
        var store = app.App.Services.GetRequiredService<IDocumentStore>();
        using var daemon = await store.BuildProjectionDaemonAsync();
        foreach (var view in ((IReadOnlyStoreOptions)store.Options).Events.Projections().OfType<IAggregateProjection>().Select(p => p.AggregateType))
        {
            await daemon.RebuildProjectionAsync(view, CancellationToken.None);
            await Console.Out.WriteLineAsync($"{view.Name} is made again from the log.");
        }

        return 0;
    }

    private static async Task<int> WritePatchAsync(string[] args)
    {
        await using var app = await PlatformHost.BuildAsync(args);
        var file = args is [.., var last] && last.EndsWith(".sql", StringComparison.Ordinal) ? last : "vision-zero.sql";
        await app.App.Services.GetRequiredService<IDocumentStore>().Storage.Database.WriteMigrationFileAsync(file);
        await Console.Out.WriteLineAsync($"What would change is in {file}. The job server's own schema, {JobSchema.Name(app.App.Services.GetRequiredService<Settings>())}, is not in it: its package makes and updates it at db-apply.");
        return 0;
    }
}

/// <summary>The platform cannot start as configured; the message is a sentence that says what to do.</summary>
public sealed class StartRefusedException(string sentence, Exception? cause = null) : Exception(sentence, cause);
