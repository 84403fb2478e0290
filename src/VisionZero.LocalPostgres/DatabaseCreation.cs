using Npgsql;

namespace VisionZero.LocalPostgres;

internal static class DatabaseCreation
{
    /// <summary>Makes the database unless it is there; false when the server does not accept the password.</summary>
    public static async Task<bool> EnsureAsync(string connectionString, CancellationToken ct)
    {
        // Without a pool: no connection of the first seconds may outlive them.
        var wanted = new NpgsqlConnectionStringBuilder(connectionString) { Pooling = false };
        try
        {
            await using var connection = new NpgsqlConnection(wanted.ConnectionString);
            await connection.OpenAsync(ct).ConfigureAwait(false);
            return true;
        }
        catch (PostgresException refused) when (refused.SqlState is PostgresErrorCodes.InvalidPassword or PostgresErrorCodes.InvalidAuthorizationSpecification)
        {
            return false;
        }
        catch (PostgresException absent) when (absent.SqlState == PostgresErrorCodes.InvalidCatalogName)
        {
            await CreateAsync(wanted, ct).ConfigureAwait(false);
            return true;
        }
    }

    private static async Task CreateAsync(NpgsqlConnectionStringBuilder wanted, CancellationToken ct)
    {
        using var names = new NpgsqlCommandBuilder();
        await using var connection = new NpgsqlConnection(new NpgsqlConnectionStringBuilder(wanted.ConnectionString) { Database = "postgres" }.ConnectionString);
        await connection.OpenAsync(ct).ConfigureAwait(false);
        await using var command = connection.CreateCommand();
#pragma warning disable CA2100 // A name cannot be a parameter; it is quoted.
        command.CommandText = $"CREATE DATABASE {names.QuoteIdentifier(wanted.Database!)}";
#pragma warning restore CA2100
        await command.ExecuteNonQueryAsync(ct).ConfigureAwait(false);
    }
}
