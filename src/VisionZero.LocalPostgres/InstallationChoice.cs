namespace VisionZero.LocalPostgres;

/// <summary>A cluster can only be run by the major version that made it; a new one gets the newest there is.</summary>
internal static class InstallationChoice
{
    public static PostgresInstallation For(ClusterPlace place, LocalPostgresOptions options)
    {
        var found = options.Installations ?? PostgresBinaries.Find();
        if (!place.Exists)
            return found.Count > 0 ? found[0] : throw NoneFound(null);

        var major = place.MajorVersion();
        if (found.FirstOrDefault(installation => installation.Major == major) is { } fitting)
            return fitting;
        if (found.Count == 0)
            throw NoneFound(major);

        var newest = found[0].Major;
        var (problem, direction) = major > newest ? (LocalPostgresProblem.NewerCluster, "newer") : (LocalPostgresProblem.OlderCluster, "older");
        throw new LocalPostgresException(problem,
            $"The database in {place.Folder} was made by PostgreSQL {major}, {direction} than what this machine has "
            + $"({string.Join(", ", found.Select(installation => installation.Version))}). Install PostgreSQL {major} beside it "
            + $"({PostgresBinaries.HowToInstall(major)}) and start again.");
    }

    private static LocalPostgresException NoneFound(int? major) => new(LocalPostgresProblem.NoBinaries,
        $"No PostgreSQL server {major?.ToString(System.Globalization.CultureInfo.InvariantCulture) ?? $"{PostgresBinaries.OldestMajor} to {PostgresBinaries.NewestMajor}"} was found on this machine. "
        + $"Install one ({PostgresBinaries.HowToInstall(major)}), name its folder in VZ_POSTGRES_BIN, "
        + "or name another server in ConnectionStrings__VisionZero.");
}
