using System.Globalization;

namespace VisionZero.LocalPostgres;

/// <summary>Whom the server runs as. PostgreSQL refuses to run as root, so root lends it an ordinary user.</summary>
internal sealed record ServerUser(string? Name)
{
    private static readonly string[] Candidates = ["visionzero", "postgres", "nobody"];

    public static bool WeAreRoot => !OperatingSystem.IsWindows() && Environment.IsPrivilegedProcess;

    /// <summary>An existing cluster keeps its owner; a new one gets the first suitable user of this machine.</summary>
    public static ServerUser For(string? existingCluster)
    {
        if (!WeAreRoot)
            return new ServerUser((string?)null);
        if (existingCluster is not null && OwnerOf(existingCluster) is { } owner and not 0)
        {
            return new ServerUser(NameOf(owner) ?? throw new LocalPostgresException(LocalPostgresProblem.NoServerUser,
                $"The database folder {existingCluster} belongs to the user number {owner}, whom this machine does not know. "
                + $"Give it to one it knows, for example: chown -R postgres {existingCluster}"));
        }

        return new ServerUser(Candidates.FirstOrDefault(Exists) ?? throw new LocalPostgresException(LocalPostgresProblem.NoServerUser,
            "PostgreSQL does not run as root, and this machine has none of the users "
            + $"{string.Join(", ", Candidates)}. Add one, for example: useradd --system visionzero"));
    }

    public void TakeOver(string folder)
    {
        if (Name is null)
            return;
        var answer = Tool.Run("chown", ["-R", Name, folder]);
        if (!answer.Succeeded)
        {
            throw new LocalPostgresException(LocalPostgresProblem.NoPermission,
                $"The folder {folder} could not be given to the user {Name}: {answer.Output.Trim()}. Choose a data directory on a file system with owners.");
        }
    }

    /// <summary>Whether this user gets through all folders above; below /root, for example, it does not.</summary>
    public bool Reaches(string folder) =>
        Name is null || Tool.RunAsync("/bin/sh", ["-c", "cd \"$1\" && test -w .", "sh", folder], Name).GetAwaiter().GetResult().Succeeded;

    private static bool Exists(string user) => Tool.Run("id", ["-u", user]).Succeeded;

    private static string? NameOf(int number) =>
        Tool.Run("id", ["-nu", number.ToString(CultureInfo.InvariantCulture)]) is { Succeeded: true } answer ? answer.Output.Trim() : null;

    private static int? OwnerOf(string folder)
    {
        var columns = Tool.Run("ls", ["-ldn", folder]).Output.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        return columns.Length > 2 && int.TryParse(columns[2], NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;
    }
}
