using System.Diagnostics;
using Microsoft.AspNetCore.Diagnostics;
using Npgsql;

namespace VisionZero.Web.Hosting;

/// <summary>
/// What operators find under the reference that the visitor was shown. The framework's own entry is left out: messages of
/// exceptions quote what was typed. Kinds and places say nothing about a person; a message stays only if this product
/// wrote it.
/// </summary>
internal sealed partial class FailureLog(ILogger<FailureLog> log) : IExceptionHandler
{
    /// <summary>By which visitor and operator speak of the same failure.</summary>
    public static string Reference(HttpContext context) => Activity.Current?.TraceId.ToString() ?? context.TraceIdentifier;

    /// <inheritdoc/>
    public ValueTask<bool> TryHandleAsync(HttpContext httpContext, Exception exception, CancellationToken cancellationToken)
    {
        LogFailed(Reference(httpContext), httpContext.Request.Method, httpContext.GetEndpoint()?.DisplayName ?? "?", Describe(exception));
        return ValueTask.FromResult(false);
    }

    /// <summary>An exception in words that say nothing about a person.</summary>
    public static string Describe(Exception exception)
    {
        var words = exception switch
        {
            PostgresException pg => $"{pg.SqlState} {pg.TableName} {pg.ConstraintName}",
            _ when exception.TargetSite?.Module.Assembly.GetName().Name?.StartsWith("VisionZero", StringComparison.Ordinal) == true => exception.Message,
            _ => "",
        };
        var inner = exception.InnerException is { } cause ? $"{Environment.NewLine}caused by {Describe(cause)}" : "";
        return $"{exception.GetType().FullName} {words}{Environment.NewLine}{exception.StackTrace}{inner}";
    }

    [LoggerMessage(LogLevel.Error, "Request {Reference} failed: {Method} {Endpoint}: {Failure}")]
    private partial void LogFailed(string reference, string method, string endpoint, string failure);
}
