using System.Globalization;
using System.Text.RegularExpressions;

namespace VisionZero.LocalPostgres;

/// <summary>One PostgreSQL server found on this machine.</summary>
public sealed record PostgresInstallation(string Folder, Version Version)
{
    public int Major => Version.Major;

    internal string Tool(string name) => Path.Combine(Folder, OperatingSystem.IsWindows() ? name + ".exe" : name);
}

/// <summary>Finds PostgreSQL servers: named by VZ_POSTGRES_BIN, on the PATH, or where the usual packages put them.</summary>
public static partial class PostgresBinaries
{
    public const int OldestMajor = 15;
    public const int NewestMajor = 18;

    private static readonly string[] Needed = ["postgres", "initdb", "pg_ctl"];

    /// <summary>The supported servers, newest first; empty when there is none.</summary>
    public static IReadOnlyList<PostgresInstallation> Find() =>
        Environment.GetEnvironmentVariable("VZ_POSTGRES_BIN") is { Length: > 0 } named
            ? FindIn([named])
            : FindIn(FoldersOnPath().Concat(UsualFolders()));

    /// <summary>The supported servers in the given folders, newest first.</summary>
    public static IReadOnlyList<PostgresInstallation> FindIn(IEnumerable<string> folders) =>
        [.. folders.Select(WithLinksFollowed).OfType<string>().Distinct(StringComparer.Ordinal)
            .Where(IsComplete)
            .Select(Describe).OfType<PostgresInstallation>()
            .Where(found => found.Major is >= OldestMajor and <= NewestMajor)
            .OrderByDescending(found => found.Version)];

    /// <summary>What an operator can type to get a server of this version.</summary>
    public static string HowToInstall(int? major = null) =>
        OperatingSystem.IsMacOS() ? $"brew install postgresql@{major ?? 17}"
        : OperatingSystem.IsWindows() ? $"winget install PostgreSQL.PostgreSQL.{major ?? 17}"
        : File.Exists("/usr/bin/apt-get") ? $"apt-get install postgresql{(major is null ? "" : $"-{major}")}"
        : File.Exists("/usr/bin/dnf") ? $"dnf install postgresql{major?.ToString(CultureInfo.InvariantCulture)}-server"
        : File.Exists("/sbin/apk") ? $"apk add postgresql{major ?? 17}"
        : $"install PostgreSQL {major ?? 17} with the package manager of this system";

    internal static IEnumerable<string> UsualFolders() =>
        OperatingSystem.IsWindows()
            ? Versions(Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.ProgramFiles), "PostgreSQL", "{0}", "bin"))
            : OperatingSystem.IsMacOS()
                ? Versions(
                    "/opt/homebrew/opt/postgresql@{0}/bin", "/usr/local/opt/postgresql@{0}/bin",
                    "/Applications/Postgres.app/Contents/Versions/{0}/bin", "/Library/PostgreSQL/{0}/bin",
                    "/opt/local/lib/postgresql{0}/bin")
                : Versions(
                    "/usr/lib/postgresql/{0}/bin", "/usr/pgsql-{0}/bin", "/usr/lib/postgresql{0}/bin",
                    "/usr/libexec/postgresql{0}", "/opt/rh/rh-postgresql{0}/root/usr/bin", "/usr/local/pgsql/bin",
                    "/home/linuxbrew/.linuxbrew/opt/postgresql@{0}/bin");

    private static IEnumerable<string> Versions(params string[] patterns) =>
        from major in Enumerable.Range(OldestMajor, NewestMajor - OldestMajor + 1).Reverse()
        from pattern in patterns
        select string.Format(CultureInfo.InvariantCulture, pattern, major);

    private static IEnumerable<string> FoldersOnPath() =>
        (Environment.GetEnvironmentVariable("PATH") ?? "")
            .Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)
            .Where(Path.IsPathRooted);

    /// <summary>Debian and Homebrew put links to single tools on the PATH; the folder that counts is behind them.</summary>
    private static string? WithLinksFollowed(string folder)
    {
        try
        {
            var tool = new FileInfo(Path.Combine(folder, OperatingSystem.IsWindows() ? "initdb.exe" : "initdb"));
            return tool.Exists ? (tool.ResolveLinkTarget(returnFinalTarget: true)?.FullName ?? tool.FullName) is var real
                ? Path.GetDirectoryName(real) : null : null;
        }
        catch (Exception unreadable) when (unreadable is IOException or UnauthorizedAccessException or ArgumentException)
        {
            return null;
        }
    }

    private static bool IsComplete(string folder) =>
        Needed.All(tool => File.Exists(Path.Combine(folder, OperatingSystem.IsWindows() ? tool + ".exe" : tool)));

    private static PostgresInstallation? Describe(string folder)
    {
        try
        {
            var answer = Tool.Run(new PostgresInstallation(folder, new Version()).Tool("postgres"), ["--version"]);
            return VersionInAnswer().Match(answer.Output) is { Success: true } match
                ? new PostgresInstallation(folder, VersionOf(match))
                : null;
        }
        catch (LocalPostgresException)
        {
            return null;
        }
    }

    private static Version VersionOf(Match match) => new(
        int.Parse(match.Groups["major"].ValueSpan, CultureInfo.InvariantCulture),
        match.Groups["minor"].Success ? int.Parse(match.Groups["minor"].ValueSpan, CultureInfo.InvariantCulture) : 0);

    [GeneratedRegex(@"\(PostgreSQL\)\s+(?<major>\d+)(\.(?<minor>\d+))?")]
    private static partial Regex VersionInAnswer();
}
