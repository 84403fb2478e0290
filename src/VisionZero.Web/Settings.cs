namespace VisionZero.Web;

/// <summary>Configuration under <c>VisionZero</c>; each value has a default that serves one machine. README has the table.</summary>
public sealed class Settings
{
    /// <summary>Where the private PostgreSQL and its password live when no connection string is configured.</summary>
    public string DataDirectory { get; set; } = Path.Combine(
        Environment.GetFolderPath(Environment.SpecialFolder.LocalApplicationData), "vision-zero");

    /// <summary>Folder of courses, scheme and locales; found by itself beside the program or in the source tree.</summary>
    public string? ContentDirectory { get; set; }

    /// <summary>Whether pages load themselves again when the platform has started anew: set by <c>content watch</c>.</summary>
    public bool WatchesContent { get; set; }

    /// <summary>Whether a course may lack the folder of a golden rule while it is being written.</summary>
    public bool AllowIncompleteContent { get; set; }

    /// <summary>
    /// Whether courses are shown as they are being written: the newest version of each is in force, and nothing is
    /// published or held to what was. For authors; a platform with learners never does.
    /// </summary>
    public bool PreviewsContent => WatchesContent || AllowIncompleteContent;

    /// <summary>The official address printed on certificates and in messages, without a trailing slash.</summary>
    public string PublicAddress { get; set; } = "http://127.0.0.1:5080";

    /// <summary><c>web</c>, <c>worker</c> or <c>all</c>.</summary>
    public string Role { get; set; } = "all";

    /// <summary>Whether several workers run: the projection daemon then elects a leader.</summary>
    public bool SeveralWorkers { get; set; }

    /// <summary>Whether the schema is brought up to date at start; off in production, where <c>db-apply</c> does it.</summary>
    public bool ApplySchema { get; set; } = true;

    /// <summary>Database schema of documents and events; Hangfire uses the same name with <c>_jobs</c>.</summary>
    public string Schema { get; set; } = "vision_zero";

    /// <summary>Hangfire workers of this process.</summary>
    public int JobWorkers { get; set; } = 3;

    /// <summary>Licence tier under which QuestPDF is used: <c>Community</c>, <c>Professional</c> or <c>Enterprise</c>.</summary>
    public string QuestPdfLicence { get; set; } = "Community";

    /// <summary>Whether this is the demonstration: every page says that nothing on it is real.</summary>
    public bool Demonstration { get; set; }

    /// <summary>Further folder with fonts.</summary>
    public string? FontDirectory { get; set; }

    /// <summary>Sign-ins, registrations and the like that one address may send in a minute.</summary>
    public int OpenFormsPerMinute { get; set; } = 20;

    /// <summary>Days after which one signs in again, however often one was here; without a visit it is fourteen.</summary>
    public int SessionDays { get; set; } = 60;

    /// <summary>
    /// Proxies whose word on a visitor's address and scheme is taken: addresses or networks (<c>10.0.0.0/8</c>). Nobody
    /// else's is.
    /// </summary>
    public IReadOnlyList<string> TrustedProxies { get; set; } = [];

    /// <summary>
    /// Further names under which the platform may be asked for, such as the one a proxy uses inside. The name of the
    /// official address and this machine's own are always answered.
    /// </summary>
    public IReadOnlyList<string> AllowedHosts { get; set; } = [];

    /// <summary>Outgoing mail; without a host, messages are kept and shown on a local page.</summary>
    public MailSettings Mail { get; set; } = new();

    /// <summary>Whether this process serves pages.</summary>
    public bool ServesPages => Role is "all" or "web";

    /// <summary>Whether this process runs jobs and projections.</summary>
    public bool Works => Role is "all" or "worker";
}

/// <summary>Outgoing mail under <c>VisionZero:Mail</c>.</summary>
public sealed class MailSettings
{
    /// <summary>SMTP server; empty keeps the messages.</summary>
    public string? Host { get; set; }

    /// <summary>SMTP port.</summary>
    public int Port { get; set; } = 587;

    /// <summary>Account on the server, if it asks for one.</summary>
    public string? User { get; set; }

    /// <summary>Its password.</summary>
    public string? Password { get; set; }

    /// <summary><c>StartTls</c>, <c>Tls</c> or <c>None</c>.</summary>
    public string Security { get; set; } = "StartTls";

    /// <summary>Sender address.</summary>
    public string From { get; set; } = "no-reply@vision-zero.invalid";

    /// <summary>Days after which what a message said is deleted, counted from when it was sent or given up.</summary>
    public int KeepDays { get; set; } = 30;
}
