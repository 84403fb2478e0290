using Marten;
using Npgsql;
using Weasel.Postgresql;

namespace VisionZero.Web.Storage;

/// <summary>The running number of certificates: a database sequence, so no number is ever given twice. Gaps are fine.</summary>
public sealed class NumberSequence(NpgsqlDataSource database, Settings settings)
{
    private const string Name = "certificate_numbers";

    /// <summary>The next number, positive.</summary>
    public async Task<long> NextAsync(CancellationToken ct)
    {
        await using var command = database.CreateCommand($"select nextval('{settings.Schema}.{Name}')");
        return (long)(await command.ExecuteScalarAsync(ct).ConfigureAwait(false))!;
    }

    internal static void AddSequence(StoreOptions options) =>
        options.Storage.ExtendedSchemaObjects.Add(new Sequence(PostgresqlProvider.Instance.Parse(options.DatabaseSchemaName, Name), 1));
}
