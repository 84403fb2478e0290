using System.Globalization;
using Npgsql;

namespace VisionZero.LocalPostgres;

/// <summary>A private PostgreSQL server for a machine on which none is configured, owned by this process.</summary>
public sealed class LocalPostgresServer : IAsyncDisposable
{
    private readonly OwnerLock owner;
    private readonly Postmaster postmaster;
    private readonly LocalPostgresOptions options;
    private readonly CancellationTokenSource disposing = new();
    private readonly int port;
    private Task watch = Task.CompletedTask;

    private LocalPostgresServer(OwnerLock owner, Postmaster postmaster, LocalPostgresOptions options, int port)
    {
        this.owner = owner;
        this.postmaster = postmaster;
        this.options = options;
        this.port = port;
    }

    public required string ConnectionString { get; init; }

    public required Version Version { get; init; }

    /// <summary>Whether a server was found running that an owner killed before us had left behind.</summary>
    public required bool Reused { get; init; }

    /// <summary>Starts the server of the data directory, making or recovering its cluster as needed.</summary>
    /// <exception cref="LocalPostgresException">with a sentence that says what to do.</exception>
    public static async Task<LocalPostgresServer> StartAsync(LocalPostgresOptions options, CancellationToken ct = default)
    {
        var full = Path.GetFullPath(options.DataDirectory);
        CreateDataDirectory(full);
        var owner = OwnerLock.Take(full);
        try
        {
            return await StartAsOwnerAsync(owner, full, options, ct).ConfigureAwait(false);
        }
        catch (Exception cause)
        {
            owner.Dispose();
            throw cause switch
            {
                UnauthorizedAccessException => OwnerLock.NotOurs(full, cause),
                IOException when ServerLog.DiskFullIn(cause.Message, full) is { } isFull => isFull,
                _ => cause
            };
        }
    }

    /// <summary>The connection string of a server that another process keeps running now, or null.</summary>
    public static string? FindRunning(LocalPostgresOptions options)
    {
        var place = ClusterPlace.Of(options.DataDirectory);
        return place.Exists && place.Password() is { } password && Running.In(place.Folder) is { Ready: true } running
            && new ServerProcesses(place.Folder, place.Id() ?? "").IsServer(running.Number)
                ? ConnectionStringFor(running.Port, options.Database, password)
                : null;
    }

    /// <summary>Ends a server that a killed process left behind; does nothing while its owner lives.</summary>
    public static async Task<bool> StopOrphanAsync(string dataDirectory)
    {
        using var owner = OwnerLock.TryTake(Path.GetFullPath(dataDirectory));
        var place = ClusterPlace.Of(dataDirectory);
        if (owner is null || !place.Exists)
            return owner is not null;
        var options = new LocalPostgresOptions { DataDirectory = dataDirectory };
        await new Postmaster(place, InstallationChoice.For(place, options), ServerUser.For(place.Folder), options).StopAsync().ConfigureAwait(false);
        return true;
    }

    public async ValueTask DisposeAsync()
    {
        if (disposing.IsCancellationRequested)
            return;
        await disposing.CancelAsync().ConfigureAwait(false);
        await watch.ConfigureAwait(false);
        // Pooled connections would keep pointing at a server that is gone.
        using (var connection = new NpgsqlConnection(ConnectionString))
            NpgsqlConnection.ClearPool(connection);
        await postmaster.StopAsync().ConfigureAwait(false);
        owner.Dispose();
        disposing.Dispose();
    }

    private static async Task<LocalPostgresServer> StartAsOwnerAsync(OwnerLock owner, string full, LocalPostgresOptions options, CancellationToken ct)
    {
        var place = ClusterPlace.Of(full);
        var installation = InstallationChoice.For(place, options);
        var user = ServerUser.For(place.Exists ? place.Folder : null);
        if (!place.Exists)
        {
            RequireSpace(full, options.RequiredFreeBytes);
            options.Progress?.Invoke($"Making a private PostgreSQL {installation.Version} database in {full}.");
            await ClusterCreation.CreateAsync(place, installation, user, ct).ConfigureAwait(false);
            if (!place.Folder.StartsWith(full, StringComparison.Ordinal))
            {
                options.Progress?.Invoke($"It lies in {place.Folder}, because the user {user.Name}, as whom PostgreSQL runs, may not enter {full}.");
            }
        }
        else
        {
            // What a running system needs to start and to write its first log; a full disk is told before, not after.
            RequireSpace(place.Folder, Math.Min(options.RequiredFreeBytes, 32L * 1024 * 1024));
        }

        var postmaster = new Postmaster(place, installation, user, options);
        try
        {
            var (running, reused, password) = await BringUpAsync(place, installation, user, postmaster, options, ct).ConfigureAwait(false);
            var ready = new LocalPostgresServer(owner, postmaster, options, running.Port)
            {
                ConnectionString = ConnectionStringFor(running.Port, options.Database, password),
                Version = installation.Version,
                Reused = reused
            };
            ready.watch = ready.WatchAsync(running);
            return ready;
        }
        catch
        {
            await postmaster.StopAsync().ConfigureAwait(false);
            throw;
        }
    }

    private static async Task<(Running Running, bool Reused, string Password)> BringUpAsync(
        ClusterPlace place, PostgresInstallation installation, ServerUser user, Postmaster postmaster, LocalPostgresOptions options, CancellationToken ct)
    {
        var running = await postmaster.SettledAsync(ct).ConfigureAwait(false);
        var reused = running is not null && ClusterSettings.AreIn(place.Folder, running.Port);
        if (reused)
            options.Progress?.Invoke("PostgreSQL still runs from before; using it.");
        else if (running is not null)
            await postmaster.StopAsync().ConfigureAwait(false);

        for (var passwordRenewed = false; ; passwordRenewed = true)
        {
            if (place.Password() is { } password)
            {
                if (!reused || running is null)
                {
                    options.Progress?.Invoke($"Starting PostgreSQL {installation.Version}.");
                    running = await postmaster.StartAsync(null, ct).ConfigureAwait(false);
                    reused = false;
                }

                if (await DatabaseCreation.EnsureAsync(ConnectionStringFor(running.Port, options.Database, password), ct).ConfigureAwait(false))
                    return (running, reused, password);
                if (passwordRenewed)
                {
                    throw new LocalPostgresException(LocalPostgresProblem.StartFailed,
                        $"PostgreSQL does not accept its own password. Delete {Path.Combine(place.DataDirectory, "postgres.password")} and start again; the data stays.");
                }
            }

            options.Progress?.Invoke("The database's password is missing or wrong; setting a new one.");
            await postmaster.StopAsync().ConfigureAwait(false);
            running = null;
            await ClusterCreation.SetPasswordAsync(place.Folder, installation, user, place.NewPassword(), ct).ConfigureAwait(false);
        }
    }

    /// <summary>Brings the server back on the same port when something ended it, so that connections heal by themselves.</summary>
    private async Task WatchAsync(Running running)
    {
        var pause = TimeSpan.FromMilliseconds(250);
        while (true)
        {
            try
            {
                await Task.Delay(pause, disposing.Token).ConfigureAwait(false);
                if (postmaster.IsServer(running))
                    continue;
                options.Progress?.Invoke("PostgreSQL ended unexpectedly; starting it again.");
                running = await postmaster.StartAsync(port, disposing.Token).ConfigureAwait(false);
                options.Progress?.Invoke("PostgreSQL runs again.");
                pause = TimeSpan.FromMilliseconds(250);
            }
            catch (OperationCanceledException)
            {
                return;
            }
            catch (Exception failure) when (failure is LocalPostgresException or IOException or UnauthorizedAccessException)
            {
                options.Progress?.Invoke(failure.Message);
                pause = TimeSpan.FromSeconds(Math.Min(30, pause.TotalSeconds * 2 + 1));
            }
        }
    }

    /// <summary>Half the server's connections each for the two pools that a process may open.</summary>
    private static string ConnectionStringFor(int port, string database, string password) => new NpgsqlConnectionStringBuilder
    {
        Host = "127.0.0.1",
        Port = port,
        Database = database,
        Username = ClusterCreation.Role,
        Password = password,
        SslMode = SslMode.Disable,
        MaxPoolSize = (ClusterSettings.MaxConnections - 8) / 2
    }.ConnectionString;

    private static void CreateDataDirectory(string full)
    {
        try
        {
            Directory.CreateDirectory(full);
        }
        catch (Exception cause) when (cause is UnauthorizedAccessException or IOException)
        {
            throw ServerLog.DiskFullIn(cause.Message, full) ?? OwnerLock.NotOurs(full, cause);
        }
    }

    private static void RequireSpace(string folder, long bytes)
    {
        var free = new DriveInfo(OperatingSystem.IsWindows() ? Path.GetPathRoot(folder)! : folder).AvailableFreeSpace;
        if (free < bytes)
        {
            throw new LocalPostgresException(LocalPostgresProblem.DiskFull, string.Create(CultureInfo.InvariantCulture,
                $"The disk that holds {folder} has {free / 1048576} MB free, and the database needs {bytes / 1048576} MB. Free some space or name a data directory on another disk (VisionZero__DataDirectory)."));
        }
    }
}
