using System.Collections.Concurrent;
using Marten;

namespace VisionZero.Web.Features.Accounts;

/// <summary>
/// Whether a session is still open, remembered for a few seconds so that a page view costs no look-up. A session ended
/// on another node stops working here when the memory runs out.
/// </summary>
public sealed class SessionRegistry(IDocumentStore store, Settings settings, TimeProvider clock)
{
    private static readonly TimeSpan Memory = TimeSpan.FromSeconds(5);

    private readonly ConcurrentDictionary<Guid, (bool Open, long At)> _known = new();

    /// <summary>Whether the session is open: not ended, and not older than a session gets.</summary>
    public async Task<bool> IsOpenAsync(Guid sessionId, CancellationToken ct)
    {
        if (_known.TryGetValue(sessionId, out var known) && clock.GetElapsedTime(known.At) < Memory)
        {
            return known.Open;
        }

        if (_known.Count > 50_000)
        {
            _known.Clear();
        }

        await using var session = store.QuerySession();
        var open = await session.LoadAsync<SignInSession>(sessionId, ct) is { EndedAt: null } found
            && clock.GetUtcNow() - found.StartedAt < TimeSpan.FromDays(settings.SessionDays);
        _known[sessionId] = (open, clock.GetTimestamp());
        return open;
    }

    /// <summary>Treats the session as ended at once, before the commit is seen.</summary>
    public void Close(Guid sessionId) => _known[sessionId] = (false, clock.GetTimestamp());

    /// <summary>Ends all sessions of an account but one.</summary>
    public async Task EndAllAsync(IDocumentSession session, Guid accountId, Guid? keep, DateTimeOffset at, CancellationToken ct)
    {
        var open = await session.Query<SignInSession>().Where(s => s.AccountId == accountId && s.EndedAt == null).ToListAsync(ct);
        foreach (var other in open.Where(s => s.Id != keep))
        {
            session.Store(other with { EndedAt = at });
            Close(other.Id);
        }
    }
}
