using System.Diagnostics;
using System.Globalization;
using Npgsql;

namespace VisionZero.LocalPostgres.Tests;

/// <summary>A data directory of one test, with nothing running and nothing left when the test is over.</summary>
internal sealed class DataFolder : IAsyncDisposable
{
    private static readonly Lazy<Task<DataFolder>> Original = new(MakeOriginalAsync);

    public DataFolder(string? parent = null)
    {
        Path = System.IO.Path.Combine(parent ?? System.IO.Path.GetTempPath(), $"vz-lp-{Guid.NewGuid():N}");
        Directory.CreateDirectory(Path);
    }

    public string Path { get; }

    public List<string> Told { get; } = [];

    public string Cluster => File.Exists(In("postgres.location")) ? File.ReadAllText(In("postgres.location")) : In("postgres");

    public LocalPostgresOptions Options => new() { DataDirectory = Path, Progress = Tell };

    public int Postmaster => int.Parse(File.ReadLines(System.IO.Path.Combine(Cluster, "postmaster.pid")).First(), CultureInfo.InvariantCulture);

    public string In(string name) => System.IO.Path.Combine(Path, name);

    public Task<LocalPostgresServer> StartAsync() => LocalPostgresServer.StartAsync(Options, TestContext.Current.CancellationToken);

    public async Task<LocalPostgresException> RefusedAsync(LocalPostgresOptions? options = null) =>
        await Should.ThrowAsync<LocalPostgresException>(async () =>
        {
            await using var server = await LocalPostgresServer.StartAsync(options ?? Options);
        });

    /// <summary>A cluster made and shut down before the test begins.</summary>
    public async Task<DataFolder> WithClusterAsync()
    {
        try
        {
            await using var server = await StartAsync();
            await RunAsync(server.ConnectionString, "CREATE TABLE kept (word text); INSERT INTO kept VALUES ('promise')");
            return this;
        }
        catch
        {
            await DisposeAsync();
            throw;
        }
    }

    /// <summary>
    /// The same where nothing depends on where it was made: copied, with owners, modes and times, from one that was made by
    /// a first start of this process.
    /// </summary>
    public static async Task<DataFolder> WithCopyAsync()
    {
        var original = await Original.Value;
        var copy = new DataFolder();
        using var copying = Process.Start("cp", ["-a", $"{original.Path}/.", copy.Path]);
        await copying.WaitForExitAsync(TestContext.Current.CancellationToken);
        copying.ExitCode.ShouldBe(0);
        return copy;
    }

    public static async Task<object?> RunAsync(string connectionString, string sql)
    {
        await using var connection = new NpgsqlConnection(connectionString + ";Pooling=false");
        await connection.OpenAsync(TestContext.Current.CancellationToken);
        await using var command = new NpgsqlCommand(sql, connection);
        return await command.ExecuteScalarAsync(TestContext.Current.CancellationToken);
    }

    public static async Task KillAsync(int number)
    {
        using var process = Process.GetProcessById(number);
        process.Kill();
        await WaitForAsync(() => !Runs(number));
    }

    public static bool Runs(int number) =>
        OperatingSystem.IsLinux()
            ? File.Exists($"/proc/{number}/stat") && !File.ReadAllText($"/proc/{number}/stat").Contains(") Z ", StringComparison.Ordinal)
            : Process.GetProcesses().Any(process => process.Id == number);

    public static async Task WaitForAsync(Func<bool> reached)
    {
        for (var waited = Stopwatch.StartNew(); !reached(); await Task.Delay(20))
        {
            waited.Elapsed.ShouldBeLessThan(TimeSpan.FromSeconds(30));
        }
    }

    /// <summary>Numbers of all processes that work in this folder or below.</summary>
    public IReadOnlyList<int> Processes() =>
    [
        .. Directory.EnumerateDirectories("/proc")
            .Where(path => int.TryParse(System.IO.Path.GetFileName(path), CultureInfo.InvariantCulture, out _)
                && new DirectoryInfo($"{path}/cwd").LinkTarget?.StartsWith(Cluster, StringComparison.Ordinal) == true)
            .Select(path => int.Parse(System.IO.Path.GetFileName(path), CultureInfo.InvariantCulture))
    ];

    private void Tell(string sentence)
    {
        lock (Told)
            Told.Add(sentence);
    }

    private static async Task<DataFolder> MakeOriginalAsync()
    {
        var made = await new DataFolder().WithClusterAsync();
        AppDomain.CurrentDomain.ProcessExit += (_, _) => Directory.Delete(made.Path, recursive: true);
        return made;
    }

    public async ValueTask DisposeAsync()
    {
        var far = Cluster;
        try
        {
            await LocalPostgresServer.StopOrphanAsync(Path);
        }
        catch (LocalPostgresException)
        {
            // The test made the folder unusable; nothing runs in it.
        }

        if (!far.StartsWith(Path, StringComparison.Ordinal) && Directory.Exists(far))
            Directory.Delete(far, recursive: true);
        Directory.Delete(Path, recursive: true);
    }
}
