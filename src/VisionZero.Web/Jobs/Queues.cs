namespace VisionZero.Web.Jobs;

/// <summary>Queues; workers take them in alphabetical order, hence the letters.</summary>
public static class Queues
{
    /// <summary>Certificates: somebody waits for them.</summary>
    public const string Certificates = "a-certificates";

    /// <summary>Messages.</summary>
    public const string Mail = "b-mail";

    /// <summary>The directory's snapshot.</summary>
    public const string Directory = "c-directory";

    /// <summary>Sweeps, reminders, reconciliation.</summary>
    public const string Upkeep = "d-upkeep";

    /// <summary>All of them.</summary>
    public static readonly string[] All = [Certificates, Mail, Directory, Upkeep];
}
