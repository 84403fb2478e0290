using System.ComponentModel;
using System.Diagnostics;

namespace VisionZero.LocalPostgres;

internal sealed record ToolAnswer(int ExitCode, string Output)
{
    public bool Succeeded => ExitCode == 0;
}

/// <summary>Runs one of PostgreSQL's or the system's tools to its end, as another user if asked to.</summary>
internal static class Tool
{
    public static ToolAnswer Run(string file, IReadOnlyList<string> arguments) =>
        RunAsync(file, arguments).GetAwaiter().GetResult();

    public static async Task<ToolAnswer> RunAsync(
        string file, IReadOnlyList<string> arguments, string? user = null, string? input = null, CancellationToken ct = default)
    {
        var start = new ProcessStartInfo(file, arguments)
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            UseShellExecute = false,
            CreateNoWindow = true,
            // The server's user may not be allowed into the folder we were started from.
            WorkingDirectory = Path.GetPathRoot(Environment.SystemDirectory) is { Length: > 0 } root ? root : "/"
        };
        CleanEnvironment(start, user);

        try
        {
            using var process = Process.Start(start)!;
            try
            {
                var output = process.StandardOutput.ReadToEndAsync(ct);
                var errors = process.StandardError.ReadToEndAsync(ct);
                if (input is not null)
                    await process.StandardInput.WriteAsync(input.AsMemory(), ct).ConfigureAwait(false);
                process.StandardInput.Close();
                await process.WaitForExitAsync(ct).ConfigureAwait(false);
                return new ToolAnswer(process.ExitCode, await output.ConfigureAwait(false) + await errors.ConfigureAwait(false));
            }
            catch (OperationCanceledException)
            {
                process.Kill(entireProcessTree: true);
                throw;
            }
        }
        catch (Exception cause) when (cause is Win32Exception or IOException)
        {
            throw new LocalPostgresException(LocalPostgresProblem.StartFailed,
                $"{file} could not be run{(user is null ? "" : $" as {user}")}: {cause.Message}. Check that it is installed and may be executed.", cause);
        }
    }

    /// <summary>PGPORT and its kin, meant for another server, must not reach ours; its answers must come in English.</summary>
    private static void CleanEnvironment(ProcessStartInfo start, string? user)
    {
        foreach (var name in start.Environment.Keys.Where(key =>
                     key.StartsWith("PG", StringComparison.OrdinalIgnoreCase) || key.StartsWith("LC_", StringComparison.Ordinal)
                     || key is "NOTIFY_SOCKET" or "LANG" or "LANGUAGE").ToList())
        {
            start.Environment.Remove(name);
        }

        start.Environment["LC_ALL"] = "C";

        if (user is null)
            return;
        start.UserName = user;
        start.Environment.Remove("HOME");
    }
}
