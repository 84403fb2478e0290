using System.Diagnostics;
using System.Globalization;

namespace VisionZero.LocalPostgres;

/// <summary>
/// Tells the processes of one cluster from all others. A number alone proves nothing: after a restart of a
/// container the number in postmaster.pid soon belongs to somebody else.
/// </summary>
internal sealed class ServerProcesses(string folder, string clusterId)
{
    private readonly string realFolder = WithoutLinks(folder);

    public bool IsServer(int number)
    {
        if (OperatingSystem.IsLinux())
            return Runs(number) && WorksInOurFolder(number);
        try
        {
            using var process = Process.GetProcessById(number);
            return !process.HasExited && process.ProcessName.StartsWith("post", StringComparison.OrdinalIgnoreCase);
        }
        catch (Exception gone) when (gone is ArgumentException or InvalidOperationException)
        {
            return false;
        }
    }

    /// <summary>Every process of the cluster, backends included; only Linux tells.</summary>
    public IReadOnlyList<int> All() => !OperatingSystem.IsLinux()
        ? []
        : [.. Directory.EnumerateDirectories("/proc")
            .Select(path => int.TryParse(Path.GetFileName(path), NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : 0)
            .Where(number => number > 0 && number != Environment.ProcessId && IsServer(number))];

    /// <summary>Backends whose postmaster was killed end by themselves, but one in a long query may take its time.</summary>
    public async Task EndOrphansAsync(TimeSpan patience, CancellationToken ct)
    {
        var waited = Stopwatch.StartNew();
        while (All() is { Count: > 0 } left)
        {
            if (waited.Elapsed > patience)
            {
                foreach (var number in left)
                    Kill(number);
            }

            await Task.Delay(20, ct).ConfigureAwait(false);
        }
    }

    private void Kill(int number)
    {
        try
        {
            using var process = Process.GetProcessById(number);
            if (IsServer(number))
                process.Kill();
        }
        catch (Exception gone) when (gone is ArgumentException or InvalidOperationException or System.ComponentModel.Win32Exception)
        {
            // It ended by itself in between.
        }
    }

    // The id tells a server of another container, the path one that runs on a copy of our folder.
    private bool WorksInOurFolder(int number)
    {
        try
        {
            return new DirectoryInfo($"/proc/{number}/cwd").LinkTarget == realFolder
                && File.ReadAllText($"/proc/{number}/cwd/{ClusterPlace.MarkerName}") == clusterId;
        }
        catch (Exception other) when (other is IOException or UnauthorizedAccessException)
        {
            return false;
        }
    }

    private static string WithoutLinks(string path)
    {
        var above = Path.GetDirectoryName(path);
        if (above is null)
            return path;
        var real = new DirectoryInfo(Path.Combine(WithoutLinks(above), Path.GetFileName(path)));
        return real.ResolveLinkTarget(returnFinalTarget: true) is { } target ? WithoutLinks(target.FullName) : real.FullName;
    }

    private static bool Runs(int number)
    {
        try
        {
            var status = File.ReadAllText($"/proc/{number}/stat");
            var state = status[(status.LastIndexOf(')') + 2)..];
            return state[0] is not ('Z' or 'X');
        }
        catch (Exception gone) when (gone is IOException or UnauthorizedAccessException)
        {
            return false;
        }
    }
}
