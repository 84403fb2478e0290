using JasperFx;
using Marten;
using Marten.Services;
using Npgsql;

namespace VisionZero.Web.Storage;

/// <summary>
/// Marten's own logger writes each failed statement with its parameter values, names and addresses among them, and
/// calls an expected conflict an error. This one keeps the statement's kind and drops the values.
/// </summary>
public sealed partial class QuietMartenLogger(ILogger<QuietMartenLogger> log) : IMartenLogger, IMartenSessionLogger
{
    /// <inheritdoc/>
    public IMartenSessionLogger StartSession(IQuerySession session) => this;

    /// <inheritdoc/>
    public void SchemaChange(string sql) => LogSchemaChange(sql.Length);

    /// <inheritdoc/>
    public void LogSuccess(NpgsqlCommand command)
    {
    }

    /// <inheritdoc/>
    public void LogSuccess(NpgsqlBatch batch)
    {
    }

    /// <inheritdoc/>
    public void LogFailure(NpgsqlCommand command, Exception ex) => LogFailed(Describe(ex));

    /// <inheritdoc/>
    public void LogFailure(NpgsqlBatch batch, Exception ex) => LogFailed(Describe(ex));

    /// <inheritdoc/>
    public void LogFailure(Exception ex, string message)
    {
        if (ex is ConcurrencyException)
        {
            LogConflict(ex.GetType().Name);
        }
        else
        {
            LogFailed(Describe(ex));
        }
    }

    /// <inheritdoc/>
    public void RecordSavedChanges(IDocumentSession session, IChangeSet commit)
    {
    }

    /// <inheritdoc/>
    public void OnBeforeExecute(NpgsqlCommand command)
    {
    }

    /// <inheritdoc/>
    public void OnBeforeExecute(NpgsqlBatch batch)
    {
    }

    // The message of a constraint names constraint and column, the one of a failed conversion quotes the value; the
    // detail would repeat the row.
    private static string Describe(Exception ex) => ex is PostgresException pg
        ? $"{pg.SqlState} {(pg.SqlState.StartsWith("22", StringComparison.Ordinal) ? "" : pg.MessageText)} ({pg.TableName} {pg.ConstraintName})"
        : ex.GetType().Name;

    [LoggerMessage(LogLevel.Information, "Schema changed ({Length} characters of SQL)")]
    private partial void LogSchemaChange(int length);

    [LoggerMessage(LogLevel.Information, "Lost a race: {Kind}")]
    private partial void LogConflict(string kind);

    [LoggerMessage(LogLevel.Warning, "A statement failed: {Problem}")]
    private partial void LogFailed(string problem);
}
