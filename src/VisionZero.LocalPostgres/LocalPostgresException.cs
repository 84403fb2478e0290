namespace VisionZero.LocalPostgres;

public enum LocalPostgresProblem
{
    NoBinaries,
    NoServerUser,
    NoPermission,
    SecondInstance,
    ForeignCluster,
    NewerCluster,
    OlderCluster,
    ClusterMissing,
    DiskFull,
    StartFailed
}

/// <summary>The private server cannot be used; the message is a sentence for the operator that says what to do.</summary>
public sealed class LocalPostgresException(LocalPostgresProblem problem, string sentence, Exception? cause = null)
    : Exception(sentence, cause)
{
    public LocalPostgresProblem Problem { get; } = problem;
}
