namespace VisionZero.LocalPostgres;

/// <summary>Makes the cluster of a first start, and sets the password of the role we use in it.</summary>
internal static class ClusterCreation
{
    /// <summary>The role of the product. The superuser of the cluster has no password and cannot log in at all.</summary>
    public const string Role = "vision_zero";

    public static async Task CreateAsync(ClusterPlace place, PostgresInstallation server, ServerUser user, CancellationToken ct)
    {
        var folder = place.Prepare(user);
        try
        {
            await InitialiseAsync(folder, server, user, ct).ConfigureAwait(false);
            await File.AppendAllTextAsync(Path.Combine(folder, "postgresql.conf"), ClusterSettings.Includes, ct).ConfigureAwait(false);
            await SetPasswordAsync(folder, server, user, place.NewPassword(), ct).ConfigureAwait(false);
            place.Settle(folder);
        }
        catch (Exception cause) when (cause is not OutOfMemoryException)
        {
            Directory.Delete(folder, recursive: true);
            if (cause is IOException && ServerLog.DiskFullIn(cause.Message, place.DataDirectory) is { } full)
                throw full;
            throw;
        }
    }

    /// <summary>In single-user mode, where no password is asked for: also the way back when the password file was lost.</summary>
    public static async Task SetPasswordAsync(
        string folder, PostgresInstallation server, ServerUser user, string password, CancellationToken ct)
    {
        // One statement a line is what this mode reads; the password is hexadecimal.
        var sql = $"""
            DO $$ BEGIN IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = '{Role}') THEN CREATE ROLE {Role}; END IF; END $$
            ALTER ROLE {Role} LOGIN CREATEDB PASSWORD '{password}'
            GRANT pg_monitor, pg_signal_backend TO {Role}

            """.ReplaceLineEndings("\n");
        var answer = await Tool.RunAsync(server.Tool("postgres"), ["--single", "-D", folder, "-c", "log_min_messages=error", "postgres"], user.Name, sql, ct)
            .ConfigureAwait(false);
        if (!answer.Succeeded || answer.Output.Contains("ERROR:", StringComparison.Ordinal))
            throw Failed(answer, folder, "PostgreSQL could not set the password of its own role");
    }

    private static async Task InitialiseAsync(string folder, PostgresInstallation server, ServerUser user, CancellationToken ct)
    {
        ToolAnswer? answer = null;
        foreach (var locale in Locales(server.Major))
        {
            answer = await Tool.RunAsync(server.Tool("initdb"),
            [
                "--pgdata", folder, "--username", "postgres", "--auth", "reject", "--encoding", "UTF8",
                .. locale, "--lc-messages", "C", "--data-checksums", "--no-instructions"
            ], user.Name, ct: ct).ConfigureAwait(false);
            if (answer.Succeeded)
                return;
            // Another locale mends a missing locale and nothing else.
            if (!answer.Output.Contains("locale", StringComparison.OrdinalIgnoreCase)
                && !answer.Output.Contains("ICU", StringComparison.Ordinal))
            {
                break;
            }
        }

        throw Failed(answer!, folder, "PostgreSQL could not make its cluster");
    }

    /// <summary>Best first: all but the last know upper and lower case beyond ASCII, which searching for names needs.</summary>
    private static IEnumerable<string[]> Locales(int major)
    {
        if (major >= 17)
            yield return ["--locale-provider", "builtin", "--builtin-locale", "C.UTF-8", "--locale", "C"];
        yield return ["--locale", "C.UTF-8"];
        yield return ["--locale", "C.utf8"];
        yield return ["--locale-provider", "icu", "--icu-locale", "und", "--locale", "C"];
        yield return ["--locale", "C"];
    }

    private static LocalPostgresException Failed(ToolAnswer answer, string folder, string what) =>
        ServerLog.DiskFullIn(answer.Output, folder)
        ?? new LocalPostgresException(LocalPostgresProblem.StartFailed,
            $"{what}: {string.Join(' ', answer.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).TakeLast(3))}");
}
