using System.Diagnostics;
using System.Reflection;
using JasperFx;
using Marten;
using Marten.Exceptions;
using MediatR;
using Npgsql;
using VisionZero.Domain.Common;

namespace VisionZero.Web.Pipeline;

/// <summary>Opens a span and logs what was sent, by whom, how it ended. Never what was in it.</summary>
public sealed partial class TraceBehaviour<TCommand, TOutcome>(ActorContext actor, ILogger<TraceBehaviour<TCommand, TOutcome>> log)
    : IPipelineBehavior<TCommand, TOutcome>
    where TCommand : ICommand
{
    /// <inheritdoc/>
    public async Task<TOutcome> Handle(TCommand request, CancellationToken cancellationToken, RequestHandlerDelegate<TOutcome> next)
    {
        using var span = Telemetry.Source.StartActivity(typeof(TCommand).Name);
        var started = Stopwatch.GetTimestamp();
        var outcome = await next().ConfigureAwait(false);
        if (outcome is Outcome { Ok: false } refused)
        {
            span?.SetTag("refusals", string.Join(' ', refused.Refusals.Select(r => r.Code)));
            LogRefused(typeof(TCommand).Name, actor.Current.Name, string.Join(' ', refused.Refusals.Select(r => r.Code)));
        }
        else
        {
            LogDone(typeof(TCommand).Name, actor.Current.Name, (long)Stopwatch.GetElapsedTime(started).TotalMilliseconds);
        }

        return outcome;
    }

    [LoggerMessage(LogLevel.Debug, "{Command} by {Actor}: done in {Milliseconds} ms")]
    private partial void LogDone(string command, string actor, long milliseconds);

    [LoggerMessage(LogLevel.Information, "{Command} by {Actor}: refused ({Codes})")]
    private partial void LogRefused(string command, string actor, string codes);
}

/// <summary>Lets a command through only if one of its rules permits the actor.</summary>
public sealed class AuthoriseBehaviour<TCommand, TOutcome>(ActorContext actor) : IPipelineBehavior<TCommand, TOutcome>
    where TCommand : ICommand
{
    private static readonly AuthorisationRuleAttribute[] Rules =
        [.. typeof(TCommand).GetCustomAttributes<AuthorisationRuleAttribute>()];

    /// <inheritdoc/>
    public async Task<TOutcome> Handle(TCommand request, CancellationToken cancellationToken, RequestHandlerDelegate<TOutcome> next) =>
        Rules.Any(rule => rule.Permits(actor.Current))
            ? await next().ConfigureAwait(false)
            : (TOutcome)(object)Outcome.Refused(Refusal.Of("general.not-allowed"));
}

/// <summary>Asks the command for what can be said against it without looking anything up.</summary>
public sealed class ValidateBehaviour<TCommand, TOutcome> : IPipelineBehavior<TCommand, TOutcome>
    where TCommand : ICommand
{
    /// <inheritdoc/>
    public async Task<TOutcome> Handle(TCommand request, CancellationToken cancellationToken, RequestHandlerDelegate<TOutcome> next)
    {
        Refusal[] refusals = [.. request.Check()];
        return refusals.Length == 0
            ? await next().ConfigureAwait(false)
            : (TOutcome)(object)Outcome.Refused(refusals);
    }
}

/// <summary>One commit for everything the handler appended and stored; a lost race becomes a value.</summary>
public sealed class UnitOfWorkBehaviour<TCommand, TOutcome>(IDocumentSession session, ActorContext actor)
    : IPipelineBehavior<TCommand, TOutcome>
    where TCommand : ICommand
{
    /// <inheritdoc/>
    public async Task<TOutcome> Handle(TCommand request, CancellationToken cancellationToken, RequestHandlerDelegate<TOutcome> next)
    {
        session.LastModifiedBy = actor.Current.Name;
        session.CorrelationId = Activity.Current?.TraceId.ToString() ?? Guid.CreateVersion7().ToString("N");
        session.CausationId = typeof(TCommand).Name;
        try
        {
            var outcome = await next().ConfigureAwait(false);
            if (outcome is Outcome { Ok: true } or Outcome { KeepsWrites: true })
            {
                await session.SaveChangesAsync(cancellationToken).ConfigureAwait(false);
            }
            else
            {
                session.EjectAllPendingChanges();
            }

            return outcome;
        }
        catch (ConcurrencyException)
        {
            session.EjectAllPendingChanges();
            return (TOutcome)(object)Outcome.Conflict;
        }
        catch (Exception e) when (Duplicates.IsDuplicate(e))
        {
            // The stream's identity is the idempotency key: somebody made this very thing a moment ago.
            session.EjectAllPendingChanges();
            return (TOutcome)(object)Outcome.Conflict;
        }
    }
}

/// <summary>Recognises that a thing exists already.</summary>
internal static class Duplicates
{
    /// <summary>
    /// Marten names the collision of two new streams, except where the streams are partitioned and PostgreSQL reports the
    /// partition's own constraint: then, as for unique indexes, the error state tells.
    /// </summary>
    public static bool IsDuplicate(Exception exception) =>
        exception is ExistingStreamIdCollisionException or DocumentAlreadyExistsException
        || (exception is MartenCommandException or PostgresException
            && (exception as PostgresException ?? exception.InnerException as PostgresException)?.SqlState == PostgresErrorCodes.UniqueViolation);
}

/// <summary>The platform's own spans and figures.</summary>
public static class Telemetry
{
    /// <summary>Source of the spans.</summary>
    public static readonly ActivitySource Source = new("VisionZero");
}
