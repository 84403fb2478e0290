using Marten;
using Npgsql;
using VisionZero.Domain.Common;

namespace VisionZero.Web.Features.Accounts;

/// <summary>
/// Wrong passwords in a row for an address, whether or not it has an account: an address without one is closed after as many,
/// so nothing tells the two apart. Kept apart from the account, forgotten after a day.
/// </summary>
public sealed record SignInAttempts
{
    /// <summary>Follows from the address, which is not stored.</summary>
    public Guid Id { get; init; }

    /// <summary>Wrong passwords in a row.</summary>
    public int Failures { get; init; }

    /// <summary>Until when sign-in is closed.</summary>
    public DateTimeOffset? LockedUntil { get; init; }

    /// <summary>When it was tried last.</summary>
    public DateTimeOffset LastAt { get; init; }

    /// <summary>The identity for an address in the form it is compared in.</summary>
    public static Guid IdOf(string? normalizedEmail) => DeterministicId.Of($"sign-in/{normalizedEmail}");

    /// <summary>
    /// Waits for the turn of this address and answers what is known of it; the turn ends with the session's commit. Guesses
    /// sent at once are judged one after the other, the right one too, or it would slip through before they are counted.
    /// </summary>
    public static async Task<SignInAttempts> TakeTurnAsync(IDocumentSession session, Settings settings, Guid id, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(session);
        await session.BeginTransactionAsync(ct);
        await using var command = new NpgsqlCommand("select pg_advisory_xact_lock(hashtextextended($1, 0))")
        {
            Parameters = { new NpgsqlParameter<string> { TypedValue = TurnName(settings, id) } },
        };
        await session.ExecuteAsync(command, ct);
        return await session.LoadAsync<SignInAttempts>(id, ct) ?? new SignInAttempts { Id = id };
    }

    /// <summary>Name of the lock.</summary>
    public static string TurnName(Settings settings, Guid id)
    {
        ArgumentNullException.ThrowIfNull(settings);
        return $"{settings.Schema}/sign-in/{id:N}";
    }
}
