using System.Globalization;

namespace VisionZero.LocalPostgres;

/// <summary>The settings of the private server: durable, fit for a small machine, reachable from this machine only.</summary>
internal static class ClusterSettings
{
    public const int MaxConnections = 60;

    /// <summary>Own wishes of an operator go into local.conf, which is never written by us and read last.</summary>
    public const string Includes = "\ninclude_if_exists 'visionzero.conf'\ninclude_if_exists 'local.conf'\n";

    private const string Access = "# Only from this machine, only with the password.\nhost all all 127.0.0.1/32 scram-sha-256\n";

    public static void Write(string folder, int port)
    {
        PrivateFile.WriteReadable(FileIn(folder), For(port));
        PrivateFile.WriteReadable(Path.Combine(folder, "pg_hba.conf"), Access);
    }

    /// <summary>Whether a server found running was started with what we would start it with.</summary>
    public static bool AreIn(string folder, int port) => File.Exists(FileIn(folder)) && File.ReadAllText(FileIn(folder)) == For(port);

    private static string FileIn(string folder) => Path.Combine(folder, "visionzero.conf");

    private static int SharedBuffersMegabytes =>
        GC.GetGCMemoryInfo().TotalAvailableMemoryBytes < 2L * 1024 * 1024 * 1024 ? 64 : 128;

    // Messages stay in English because we read them; failed statements stay out of the log because they may
    // carry personal data, and reach the product as exceptions anyway.
    private static string For(int port) => string.Create(CultureInfo.InvariantCulture, $"""
        # Written at every start of Vision Zero. Put own settings into local.conf beside it.
        listen_addresses = '127.0.0.1'
        port = {port}
        unix_socket_directories = ''
        cluster_name = 'vision_zero'
        max_connections = {MaxConnections}
        password_encryption = 'scram-sha-256'
        shared_buffers = {SharedBuffersMegabytes}MB
        effective_cache_size = {SharedBuffersMegabytes * 4}MB
        work_mem = 4MB
        maintenance_work_mem = 32MB
        huge_pages = off
        jit = off
        fsync = on
        synchronous_commit = on
        full_page_writes = on
        min_wal_size = 64MB
        max_wal_size = 512MB
        max_wal_senders = 2
        max_worker_processes = 4
        max_parallel_workers = 2
        max_parallel_workers_per_gather = 1
        autovacuum_max_workers = 2
        idle_in_transaction_session_timeout = 0
        log_destination = 'stderr'
        logging_collector = off
        log_min_messages = log
        log_min_error_statement = panic
        log_error_verbosity = terse
        log_checkpoints = off
        log_line_prefix = '%m [%p] '
        log_timezone = 'UTC'
        timezone = 'UTC'
        lc_messages = 'C'

        """).ReplaceLineEndings("\n");
}
