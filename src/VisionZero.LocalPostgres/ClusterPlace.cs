using System.Globalization;
using System.Security.Cryptography;

namespace VisionZero.LocalPostgres;

/// <summary>
/// Where the cluster of a data directory lies: in its folder "postgres", or, where the server's user cannot
/// reach that (below /root, say), in a folder of the system that "postgres.location" names.
/// </summary>
internal sealed class ClusterPlace
{
    private const string SystemFolder = "/var/lib/visionzero";

    private ClusterPlace(string dataDirectory, string folder) => (DataDirectory, Folder) = (dataDirectory, folder);

    public string DataDirectory { get; }

    public string Folder { get; private set; }

    public string Log => Path.Combine(Folder, "server.log");

    public bool Exists => Directory.Exists(Folder) && Directory.EnumerateFileSystemEntries(Folder).Any();

    private string Marker => Path.Combine(Folder, MarkerName);

    private string LocationFile => Path.Combine(DataDirectory, "postgres.location");

    private string PasswordFile => Path.Combine(DataDirectory, "postgres.password");

    /// <summary>Written when a cluster is complete, with an id by which its processes are told from others.</summary>
    public const string MarkerName = "visionzero.cluster";

    public static ClusterPlace Of(string dataDirectory)
    {
        var full = Path.GetFullPath(dataDirectory);
        var place = new ClusterPlace(full, Path.Combine(full, "postgres"));
        if (!File.Exists(place.LocationFile))
            return place;

        place.Folder = File.ReadAllText(place.LocationFile).Trim();
        return place.Exists
            ? place
            : throw new LocalPostgresException(LocalPostgresProblem.ClusterMissing,
                $"The database of {full} lay in {place.Folder}, and is no longer there. Put that folder back, "
                + $"or delete {place.LocationFile} to begin with an empty database.");
    }

    /// <summary>The major version of a cluster of ours; anything else in its place is refused.</summary>
    public int MajorVersion()
    {
        var major = 0;
        var version = Path.Combine(Folder, "PG_VERSION");
        if (!File.Exists(version) || !int.TryParse(File.ReadAllText(version).Trim(), NumberStyles.None, CultureInfo.InvariantCulture, out major))
            throw Foreign("holds files that are no PostgreSQL cluster");
        return File.Exists(Marker) ? major : throw Foreign("holds a PostgreSQL cluster that Vision Zero did not make");
    }

    public string? Id() => File.Exists(Marker) ? File.ReadAllText(Marker) : null;

    /// <summary>An empty folder that the server's user owns and reaches; <see cref="Settle"/> gives it its final name.</summary>
    public string Prepare(ServerUser user)
    {
        foreach (var leftOver in Directory.EnumerateDirectories(DataDirectory, "postgres.unfinished-*"))
            Directory.Delete(leftOver, recursive: true);

        var name = Guid.NewGuid().ToString("N");
        var near = NewFolder(Path.Combine(DataDirectory, $"postgres.unfinished-{name}"), user);
        if (user.Reaches(near))
            return near;

        Directory.Delete(near);
        Folder = Path.Combine(SystemFolder, name);
        var far = NewFolder($"{Folder}.unfinished", user);
        return user.Reaches(far)
            ? far
            : throw new LocalPostgresException(LocalPostgresProblem.NoPermission,
                $"The user {user.Name}, as whom PostgreSQL runs, reaches neither {DataDirectory} nor {SystemFolder}. Name a data directory that it may enter (VisionZero__DataDirectory).");
    }

    public void Settle(string prepared)
    {
        PrivateFile.WriteReadable(Path.Combine(prepared, MarkerName), Guid.NewGuid().ToString("N"));
        if (Directory.Exists(Folder))
            Directory.Delete(Folder);
        Directory.Move(prepared, Folder);
        if (Folder.StartsWith(SystemFolder, StringComparison.Ordinal))
            PrivateFile.WriteReadable(LocationFile, Folder);
    }

    public string? Password() => File.Exists(PasswordFile) && File.ReadAllText(PasswordFile).Trim() is { Length: > 0 } password ? password : null;

    public string NewPassword()
    {
        var password = RandomNumberGenerator.GetHexString(40, lowercase: true);
        PrivateFile.WriteSecret(PasswordFile, password);
        return password;
    }

    private LocalPostgresException Foreign(string what) => new(LocalPostgresProblem.ForeignCluster,
        $"The folder {Folder} {what}. Move it away, name another data directory (VisionZero__DataDirectory), "
        + "or use that server by naming it in ConnectionStrings__VisionZero.");

    private static string NewFolder(string path, ServerUser user)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        if (OperatingSystem.IsWindows())
            Directory.CreateDirectory(path);
        else
            Directory.CreateDirectory(path, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        user.TakeOver(path);
        return path;
    }
}
