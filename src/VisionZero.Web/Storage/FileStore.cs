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
/// backup, one standby. Storing the same bytes twice is storing them once; each thing that rests on a file is noted as its
/// user, and the bytes go when the last user lets go.
/// </summary>
public sealed class FileStore(NpgsqlDataSource database, Settings settings)
{
    private const string Table = "files";
    private const string Uses = "file_uses";

    /// <summary>Lower-case hex of the SHA-256.</summary>
    public static string Hash(ReadOnlySpan<byte> bytes) => Convert.ToHexStringLower(SHA256.HashData(bytes));

    /// <summary>Queues the file into the session's commit; returns its hash.</summary>
    /// <param name="session">The session that speaks of the file.</param>
    /// <param name="bytes">The file.</param>
    /// <param name="mediaType">Its type, recognised by content.</param>
    /// <param name="user">What rests on it: a certificate, a supporter, a piece of evidence.</param>
    public string Store(IDocumentSession session, byte[] bytes, string mediaType, Guid user)
    {
        var hash = Hash(bytes);
        // The update changes nothing; it waits for whoever is letting go of the same bytes, and they wait for this.
        session.QueueSqlCommand(
            $"insert into {settings.Schema}.{Table} (sha256, media_type, bytes) values (?, ?, ?) on conflict (sha256) do update set media_type = {Table}.media_type",
            hash,
            mediaType,
            bytes);
        session.QueueSqlCommand($"insert into {settings.Schema}.{Uses} (sha256, used_by) values (?, ?) on conflict do nothing", hash, user);
        return hash;
    }

    /// <summary>Queues into the session's commit that this user needs the file no more; the last one takes the bytes along.</summary>
    public void Release(IDocumentSession session, string sha256, Guid user)
    {
        // One statement after the other: the last sees every use that was noted while the first waited for the row.
        session.QueueSqlCommand($"update {settings.Schema}.{Table} set media_type = media_type where sha256 = ?", sha256);
        session.QueueSqlCommand($"delete from {settings.Schema}.{Uses} where sha256 = ? and used_by = ?", sha256, user);
        session.QueueSqlCommand(
            $"delete from {settings.Schema}.{Table} f where sha256 = ? and not exists (select from {settings.Schema}.{Uses} u where u.sha256 = f.sha256)",
            sha256);
    }

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

        var uses = new Table($"{options.DatabaseSchemaName}.{Uses}");
        uses.AddColumn<string>("sha256").AsPrimaryKey().ForeignKeyTo(table, "sha256");
        uses.AddColumn<Guid>("used_by").AsPrimaryKey();
        options.Storage.ExtendedSchemaObjects.Add(uses);
    }
}
