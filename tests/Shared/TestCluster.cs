using Npgsql;
using VisionZero.LocalPostgres;

namespace VisionZero.Tests;

/// <summary>
/// The PostgreSQL that the tests of one process share: the one named in VZ_TEST_DB, else a private one that ends with the
/// process. Tests kill programs, not the machine: what the operating system was given is safe without waiting for the disk,
/// which would take a good part of their time. What is measured runs on a durable server, like the real thing.
/// </summary>
public static class TestCluster
{
    private const string FolderPrefix = "vz-test-";

    // Read last by the server, after the product's own settings.
    private const string NotDurable = "fsync = off\nfull_page_writes = off\ncheckpoint_timeout = 30min\n";

    private const string Access = "local all all trust\nhost all all 127.0.0.1/32 scram-sha-256\n";

    private static readonly Lazy<Task<string>> Started = new(() => StartAsync(durable: false));
    private static readonly Lazy<Task<string>> Durable = new(() => StartAsync(durable: true));

    /// <summary>Tests keep apart by schema, or by a database of their own, which the role may create.</summary>
    public static Task<string> ConnectionStringAsync() => Started.Value;

    /// <summary>For measurements: each commit waits for the disk.</summary>
    public static Task<string> DurableConnectionStringAsync() => Durable.Value;

    private static async Task<string> StartAsync(bool durable)
    {
        if (Environment.GetEnvironmentVariable("VZ_TEST_DB") is { Length: > 0 } configured)
            return configured;

        await ClearAfterKilledRunsAsync();
        var folder = Directory.CreateTempSubdirectory(FolderPrefix);
        if (!OperatingSystem.IsWindows())
            File.SetUnixFileMode(folder.FullName, (UnixFileMode)0b111_101_101);
        var server = await LocalPostgresServer.StartAsync(new LocalPostgresOptions { DataDirectory = folder.FullName });
        var connection = server.ConnectionString;
        if (!durable)
        {
            await server.DisposeAsync();
            var data = Path.Combine(folder.FullName, "postgres");
            var door = await DoorAsync(data);
            await File.WriteAllTextAsync(Path.Combine(data, "local.conf"), NotDurable + door);
            server = await LocalPostgresServer.StartAsync(new LocalPostgresOptions { DataDirectory = folder.FullName });
            connection = door.Length == 0 ? server.ConnectionString : new NpgsqlConnectionStringBuilder(server.ConnectionString) { Host = data }.ConnectionString;
        }

        AppDomain.CurrentDomain.ProcessExit += (_, _) =>
        {
            server.DisposeAsync().AsTask().GetAwaiter().GetResult();
            folder.Delete(recursive: true);
        };
        return connection;
    }

    // Platforms under test connect by a socket in the server's own folder, which nobody else may enter: without network and
    // without working out a password. The way with both stays open, and is what LocalPostgres and the measurements test.
    // The name of a socket has room for some hundred letters.
    private static async Task<string> DoorAsync(string folder)
    {
        if (OperatingSystem.IsWindows() || folder.Length > 80 || folder.Contains('\'', StringComparison.Ordinal))
            return "";

        var access = Path.Combine(folder, "test_hba.conf");
        await File.WriteAllTextAsync(access, Access);
        File.SetUnixFileMode(access, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.GroupRead | UnixFileMode.OtherRead);
        return $"unix_socket_directories = '{folder}'\nhba_file = '{access}'\n";
    }

    /// <summary>A test run ended with kill -9 leaves its server behind; the next run ends it.</summary>
    private static async Task ClearAfterKilledRunsAsync()
    {
        foreach (var folder in new DirectoryInfo(Path.GetTempPath()).EnumerateDirectories(FolderPrefix + "*"))
        {
            try
            {
                if (folder.EnumerateFiles("postgres.password").Any() && await LocalPostgresServer.StopOrphanAsync(folder.FullName))
                    folder.Delete(recursive: true);
            }
            catch (Exception notOurs) when (notOurs is LocalPostgresException or IOException or UnauthorizedAccessException)
            {
                // Another user's, or just being made by another test process.
            }
        }
    }
}
