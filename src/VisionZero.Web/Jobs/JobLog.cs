using Hangfire.Logging;
using VisionZero.Web.Hosting;
using LogLevel = Hangfire.Logging.LogLevel;

namespace VisionZero.Web.Jobs;

/// <summary>
/// What the job server logs. It keeps its loggers in static fields, for longer than one host lives: one that wrote to a
/// host's ended log would throw in the middle of another host's jobs. And as everywhere, the message of an exception that
/// this product did not write is left out, because it may quote what somebody typed.
/// </summary>
internal sealed class JobLog(ILoggerFactory factory) : ILogProvider
{
    /// <inheritdoc/>
    public ILog GetLogger(string name)
    {
        try
        {
            return new Entry(factory.CreateLogger(name));
        }
        catch (ObjectDisposedException)
        {
            return new Entry(null);
        }
    }

    private sealed class Entry(ILogger? logger) : ILog
    {
        public bool Log(LogLevel logLevel, Func<string>? messageFunc, Exception? exception)
        {
            var level = logLevel switch
            {
                LogLevel.Trace => Microsoft.Extensions.Logging.LogLevel.Trace,
                LogLevel.Debug => Microsoft.Extensions.Logging.LogLevel.Debug,
                LogLevel.Info => Microsoft.Extensions.Logging.LogLevel.Information,
                LogLevel.Warn => Microsoft.Extensions.Logging.LogLevel.Warning,
                LogLevel.Error => Microsoft.Extensions.Logging.LogLevel.Error,
                _ => Microsoft.Extensions.Logging.LogLevel.Critical,
            };
            try
            {
                if (logger?.IsEnabled(level) != true)
                {
                    return false;
                }

                if (messageFunc is not null)
                {
                    Write(logger, level, messageFunc(), exception is null ? "" : FailureLog.Describe(exception));
                }

                return true;
            }
            catch (ObjectDisposedException)
            {
                // The host whose log this was has ended.
                return false;
            }
        }

        private static void Write(ILogger logger, Microsoft.Extensions.Logging.LogLevel level, string message, string failure) =>
            logger.Log(level, default, (message, failure), null, static (said, _) => said.failure.Length == 0 ? said.message : $"{said.message} {said.failure}");
    }
}
