using System.Security.Cryptography;
using Marten;
using Npgsql;
using NpgsqlTypes;
using Weasel.Postgresql.Tables;

namespace VisionZero.Web.Storage;

/// <summary>A stored file.</summary>
public sealed record StoredFile(string Sha256, string MediaType, byte[] Bytes);

/// <summary>
/// Files by the SHA-256 of their content, in the database: a file and the event that speaks of it are one commit, one
/// backup, one standby. Storing the same bytes twice is storing them once.
/// </summary>
public sealed class FileStore(NpgsqlDataSource database, Settings settings)
{
    private const string Table = "files";

    /// <summary>Lower-case hex of the SHA-256.</summary>
    public static string Hash(ReadOnlySpan<byte> bytes) => Convert.ToHexStringLower(SHA256.HashData(bytes));

    /// <summary>Queues the file into the session's commit; returns its hash.</summary>
    public string Store(IDocumentSession session, byte[] bytes, string mediaType)
    {
        var hash = Hash(bytes);
        session.QueueSqlCommand(
            $"insert into {settings.Schema}.{Table} (sha256, media_type, bytes) values (?, ?, ?) on conflict do nothing",
            hash,
            mediaType,
            bytes);
        return hash;
    }

    /// <summary>Queues the deletion of a file into the session's commit.</summary>
    public void Delete(IDocumentSession session, string sha256) =>
        session.QueueSqlCommand($"delete from {settings.Schema}.{Table} where sha256 = ?", sha256);

    /// <summary>Reads a file, or null if there is none of this hash.</summary>
    public async Task<StoredFile?> ReadAsync(string sha256, CancellationToken ct)
    {
        await using var command = database.CreateCommand($"select media_type, bytes from {settings.Schema}.{Table} where sha256 = $1");
        command.Parameters.Add(new NpgsqlParameter { Value = sha256, NpgsqlDbType = NpgsqlDbType.Text });
        await using var reader = await command.ExecuteReaderAsync(ct).ConfigureAwait(false);
        return await reader.ReadAsync(ct).ConfigureAwait(false)
            ? new StoredFile(sha256, reader.GetString(0), await reader.GetFieldValueAsync<byte[]>(1, ct).ConfigureAwait(false))
            : null;
    }

    /// <summary>Number of files stored with this media type.</summary>
    public async Task<long> CountAsync(string mediaType, CancellationToken ct)
    {
        await using var command = database.CreateCommand($"select count(*) from {settings.Schema}.{Table} where media_type = $1");
        command.Parameters.Add(new NpgsqlParameter { Value = mediaType, NpgsqlDbType = NpgsqlDbType.Text });
        return (long)(await command.ExecuteScalarAsync(ct).ConfigureAwait(false))!;
    }

    internal static void AddTable(StoreOptions options)
    {
        var table = new Table($"{options.DatabaseSchemaName}.{Table}");
        table.AddColumn<string>("sha256").AsPrimaryKey();
        table.AddColumn<string>("media_type").NotNull();
        table.AddColumn("bytes", "bytea").NotNull();
        table.AddColumn("stored_at", "timestamptz").DefaultValueByExpression("now()").NotNull();
        options.Storage.ExtendedSchemaObjects.Add(table);
    }
}
