namespace VisionZero.LocalPostgres;

/// <summary>What the server and its tools said, turned into what the operator can do about it.</summary>
internal static class ServerLog
{
    private static readonly string[] DiskFullWords = ["No space left on device", "disk full", "not enough space", "Disk quota exceeded"];
    private static readonly string[] PortTakenWords = ["Address already in use", "could not bind", "could not create any TCP/IP sockets"];

    public static LocalPostgresException? DiskFullIn(string words, string folder) =>
        DiskFullWords.Any(sign => words.Contains(sign, StringComparison.OrdinalIgnoreCase))
            ? new LocalPostgresException(LocalPostgresProblem.DiskFull,
                $"The disk that holds {folder} is full. Free some space on it (df -h {folder}) or name a data directory on another disk, and start again; nothing that was stored is lost.")
            : null;

    public static bool PortTakenIn(string words) =>
        PortTakenWords.Any(sign => words.Contains(sign, StringComparison.Ordinal));

    /// <summary>After kill -9 of the postmaster its last backends may need a moment to notice.</summary>
    public static bool OldServerStillThereIn(string words) =>
        words.Contains("shared memory block", StringComparison.Ordinal) && words.Contains("still in use", StringComparison.Ordinal);

    public static LocalPostgresException StartFailed(string words, string log) => new(LocalPostgresProblem.StartFailed,
        $"PostgreSQL did not start: {LastCause(words)} Its log is {log}.");

    /// <summary>The end of a log file, without holding up the server that writes to it.</summary>
    public static string Tail(string log, long from)
    {
        try
        {
            using var file = new FileStream(log, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
            file.Seek(Math.Min(from, file.Length), SeekOrigin.Begin);
            using var reader = new StreamReader(file);
            return reader.ReadToEnd();
        }
        catch (Exception absent) when (absent is IOException or UnauthorizedAccessException)
        {
            return "";
        }
    }

    public static string LastLine(string words) =>
        words.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).LastOrDefault() ?? "it has not said anything yet.";

    private static string LastCause(string words)
    {
        var lines = words.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        var cause = lines.LastOrDefault(line => line.Contains("FATAL:", StringComparison.Ordinal) || line.Contains("PANIC:", StringComparison.Ordinal))
                    ?? lines.LastOrDefault(line => line.Contains("rror:", StringComparison.Ordinal))
                    ?? lines.LastOrDefault()
                    ?? "it gave no reason";
        return cause.TrimEnd('.') + ".";
    }
}
