using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;

namespace VisionZero.LocalPostgres;

/// <summary>What a running server says of itself in its file postmaster.pid.</summary>
internal sealed record Running(int Number, int Port, bool Ready)
{
    public static Running? In(string folder)
    {
        try
        {
            var lines = File.ReadAllLines(Path.Combine(folder, "postmaster.pid"));
            return lines.Length > 3
                && int.TryParse(lines[0], NumberStyles.None, CultureInfo.InvariantCulture, out var number)
                && int.TryParse(lines[3], NumberStyles.None, CultureInfo.InvariantCulture, out var port)
                ? new Running(number, port, lines.Length > 7 && lines[7].Trim() == "ready")
                : null;
        }
        catch (Exception absent) when (absent is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }
}

/// <summary>Starts and stops the server of one cluster.</summary>
internal sealed class Postmaster(ClusterPlace place, PostgresInstallation server, ServerUser user, LocalPostgresOptions options)
{
    private const int PortAttempts = 10;
    private static readonly TimeSpan Glance = TimeSpan.FromMilliseconds(15);
    private readonly ServerProcesses processes = new(place.Folder, place.Id() ?? "");
    private Task<ToolAnswer>? starter;

    /// <summary>The server of this cluster if it runs, whoever started it.</summary>
    public Running? Find() => Running.In(place.Folder) is { } found && processes.IsServer(found.Number) ? found : null;

    public bool IsServer(Running running) => processes.IsServer(running.Number);

    /// <summary>Starts it on the given port, or on a free one, and returns once it takes connections.</summary>
    public async Task<Running> StartAsync(int? port, CancellationToken ct)
    {
        var patience = Stopwatch.StartNew();
        await processes.EndOrphansAsync(TimeSpan.FromSeconds(3), ct).ConfigureAwait(false);
        ForgetStrangerWithOurNumber();
        for (var attempt = 1; ; attempt++)
        {
            ClusterSettings.Write(place.Folder, port ?? FreePort());
            KeepLogShort();
            var from = File.Exists(place.Log) ? new FileInfo(place.Log).Length : 0;
            if (await TryStartAsync(from, patience, ct).ConfigureAwait(false) is { } running)
                return running;

            var words = ServerLog.Tail(place.Log, from) is { Length: > 0 } log ? log : (await starter!.ConfigureAwait(false)).Output;
            if (ServerLog.DiskFullIn(words, place.Folder) is { } full)
                throw full;
            var mayMend = ServerLog.OldServerStillThereIn(words) || (port is null && ServerLog.PortTakenIn(words));
            if (!mayMend || attempt == PortAttempts)
                throw ServerLog.StartFailed(words, place.Log);
            await Task.Delay(TimeSpan.FromMilliseconds(100 * attempt), ct).ConfigureAwait(false);
        }
    }

    /// <summary>Ends it and all its backends; open transactions are rolled back, nothing committed is lost.</summary>
    public async Task StopAsync()
    {
        foreach (var (mode, patience) in new[] { ("fast", 30), ("immediate", 15) })
        {
            if (Find() is not { } running)
                break;
            await Tool.RunAsync(server.Tool("pg_ctl"), ["stop", "--pgdata", place.Folder, "--mode", mode, "--no-wait", "--silent"], user.Name)
                .ConfigureAwait(false);
            var waited = Stopwatch.StartNew();
            while (waited.Elapsed < TimeSpan.FromSeconds(patience) && processes.IsServer(running.Number))
                await Task.Delay(Glance).ConfigureAwait(false);
        }

        if (starter is not null)
            await starter.ConfigureAwait(false);
        await processes.EndOrphansAsync(TimeSpan.FromSeconds(5), CancellationToken.None).ConfigureAwait(false);
    }

    /// <summary>Waits for a server that is just starting or stopping to have done so.</summary>
    public async Task<Running?> SettledAsync(CancellationToken ct)
    {
        var waited = Stopwatch.StartNew();
        while (Find() is { Ready: false } && waited.Elapsed < options.StartTimeout)
            await Task.Delay(Glance, ct).ConfigureAwait(false);
        return Find();
    }

    private async Task<Running?> TryStartAsync(long from, Stopwatch patience, CancellationToken ct)
    {
        var seconds = ((int)options.StartTimeout.TotalSeconds).ToString(CultureInfo.InvariantCulture);
        // pg_ctl detaches the server from our terminal, so that Ctrl+C reaches it through us alone, and on
        // Windows gives up rights that the server refuses to run with. Its own wait is coarser than ours.
        starter = Tool.RunAsync(server.Tool("pg_ctl"),
            ["start", "--pgdata", place.Folder, "--log", place.Log, "--wait", "--timeout", seconds, "--silent"], user.Name, ct: CancellationToken.None);
        var nextWord = TimeSpan.FromSeconds(2);
        while (true)
        {
            if (Find() is { Ready: true } running)
                return running;
            if (starter.IsCompleted)
                return Find() is { Ready: true } late ? late : null;
            if (patience.Elapsed > nextWord)
            {
                nextWord = patience.Elapsed + TimeSpan.FromSeconds(5);
                options.Progress?.Invoke($"Waiting for PostgreSQL: {ServerLog.LastLine(ServerLog.Tail(place.Log, from))}");
            }

            if (ct.IsCancellationRequested)
                await StopAsync().ConfigureAwait(false);
            ct.ThrowIfCancellationRequested();
            await Task.Delay(Glance, CancellationToken.None).ConfigureAwait(false);
        }
    }

    /// <summary>
    /// A postmaster.pid left by a crash whose number now belongs to another program would stop the server
    /// from starting for ever. We hold the owner's lock and have looked at that program, so it can go.
    /// </summary>
    private void ForgetStrangerWithOurNumber()
    {
        if (OperatingSystem.IsLinux() && Running.In(place.Folder) is { } stale && Directory.Exists($"/proc/{stale.Number}"))
            File.Delete(Path.Combine(place.Folder, "postmaster.pid"));
    }

    private void KeepLogShort()
    {
        if (File.Exists(place.Log) && new FileInfo(place.Log).Length > 1024 * 1024)
            File.Move(place.Log, place.Log + ".1", overwrite: true);
    }

    private static int FreePort()
    {
        using var probe = new TcpListener(IPAddress.Loopback, 0);
        probe.Start();
        return ((IPEndPoint)probe.LocalEndpoint).Port;
    }
}
