using Hangfire.PostgreSql;
using Npgsql;

namespace VisionZero.Web.Jobs;

/// <summary>The schema of the job server's own tables, beside the platform's.</summary>
public static class JobSchema
{
    /// <summary>Its name.</summary>
    public static string Name(Settings settings)
    {
        ArgumentNullException.ThrowIfNull(settings);
        return settings.Schema + "_jobs";
    }

    /// <summary>Makes the tables, or brings them up to the version of the package. Safe to run again.</summary>
    public static async Task ApplyAsync(NpgsqlDataSource database, Settings settings, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(database);
        await using var connection = await database.OpenConnectionAsync(ct);
        PostgreSqlObjectsInstaller.Install(connection, Name(settings));
    }
}
