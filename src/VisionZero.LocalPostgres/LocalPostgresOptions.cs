namespace VisionZero.LocalPostgres;

public sealed record LocalPostgresOptions
{
    /// <summary>Folder that holds the cluster, its password and the lock of the process that owns it.</summary>
    public required string DataDirectory { get; init; }

    public string Database { get; init; } = "vision_zero";

    /// <summary>Told in plain sentences what is being done and what is being waited for.</summary>
    public Action<string>? Progress { get; init; }

    /// <summary>A new cluster is only made where this much space is free.</summary>
    public long RequiredFreeBytes { get; init; } = 256L * 1024 * 1024;

    /// <summary>How long a start, with recovery after a crash, may take before it is given up.</summary>
    public TimeSpan StartTimeout { get; init; } = TimeSpan.FromMinutes(5);

    /// <summary>Servers to choose from; all that this machine has when null.</summary>
    public IReadOnlyList<PostgresInstallation>? Installations { get; init; }
}
