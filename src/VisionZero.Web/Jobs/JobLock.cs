using Npgsql;

namespace VisionZero.Web.Jobs;

/// <summary>
/// One at a time, across processes. The database frees the lock the moment a killed process's connection is gone;
/// Hangfire's own locks are rows, which a killed process leaves behind to block the workers of the next one.
/// </summary>
public sealed class JobLock(NpgsqlDataSource database, Settings settings)
{
    /// <summary>Waits for the lock; it is held until disposed of.</summary>
    public async Task<IAsyncDisposable> TakeAsync(string name, CancellationToken ct)
    {
        var connection = await database.OpenConnectionAsync(ct);
        try
        {
            // Tied to a transaction, so that no connection goes back to the pool with it.
            await connection.BeginTransactionAsync(ct);
            await using var command = new NpgsqlCommand("select pg_advisory_xact_lock(hashtextextended($1, 0))", connection)
            {
                CommandTimeout = 120,
                Parameters = { new NpgsqlParameter<string> { TypedValue = $"{settings.Schema}/{name}" } },
            };
            await command.ExecuteNonQueryAsync(ct);
            return connection;
        }
        catch
        {
            await connection.DisposeAsync();
            throw;
        }
    }
}
