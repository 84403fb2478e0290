using System.Globalization;

namespace VisionZero.LocalPostgres;

/// <summary>
/// Held by the one process that owns a data directory. The operating system lets go of it when that
/// process ends, however it ends, so a lock file left behind never blocks a start.
/// </summary>
internal sealed class OwnerLock : IDisposable
{
    private readonly FileStream file;

    private OwnerLock(FileStream file) => this.file = file;

    public static OwnerLock Take(string dataDirectory) =>
        TryTake(dataDirectory) ?? throw new LocalPostgresException(LocalPostgresProblem.SecondInstance,
            $"Another process{Number(dataDirectory)} already runs Vision Zero on {dataDirectory}. Use that one, stop it, "
            + "or give this one a data directory of its own (VisionZero__DataDirectory).");

    /// <summary>Null when another living process holds it.</summary>
    public static OwnerLock? TryTake(string dataDirectory)
    {
        FileStream file;
        try
        {
            file = new FileStream(Path.Combine(dataDirectory, "owner.lock"), FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
        }
        catch (UnauthorizedAccessException cause)
        {
            throw NotOurs(dataDirectory, cause);
        }
        catch (IOException cause) when (cause is not (DirectoryNotFoundException or PathTooLongException))
        {
            return ServerLog.DiskFullIn(cause.Message, dataDirectory) is { } full ? throw full : null;
        }

        TellNumber(dataDirectory);
        return new OwnerLock(file);
    }

    public static LocalPostgresException NotOurs(string folder, Exception cause) => new(LocalPostgresProblem.NoPermission,
        $"The user {Environment.UserName} may not write to {folder}. Start as the user who owns it, give it to {Environment.UserName} "
        + "with chown -R, or name another data directory (VisionZero__DataDirectory).", cause);

    public void Dispose() => file.Dispose();

    private static string NumberFile(string dataDirectory) => Path.Combine(dataDirectory, "owner.pid");

    /// <summary>Beside the lock, because a locked file cannot be read; only used to tell a person where to look.</summary>
    private static void TellNumber(string dataDirectory)
    {
        try
        {
            File.WriteAllText(NumberFile(dataDirectory), Environment.ProcessId.ToString(CultureInfo.InvariantCulture));
        }
        catch (Exception unimportant) when (unimportant is IOException or UnauthorizedAccessException)
        {
            // A full disk is told with a better sentence a moment later.
        }
    }

    private static string Number(string dataDirectory)
    {
        try
        {
            return $" (number {File.ReadAllText(NumberFile(dataDirectory)).Trim()})";
        }
        catch (Exception unimportant) when (unimportant is IOException or UnauthorizedAccessException)
        {
            return "";
        }
    }
}
