using Hangfire;
using Marten;
using VisionZero.Domain.Learning;
using VisionZero.Web.Jobs;

namespace VisionZero.Web.Features.Learning;

/// <summary>
/// Every night: deletes why somebody asked for other conditions where nobody needs it any more. Most of it goes with the
/// decision itself; this finds what only time ends.
/// </summary>
public sealed class ForgetAdjustmentReasons(IDocumentStore store, JobLock turn, TimeProvider clock)
{
    /// <summary>Runs; safe to run twice.</summary>
    [Queue(Queues.Upkeep)]
    public async Task RunAsync(CancellationToken ct)
    {
        await using var mine = await turn.TakeAsync("forget-adjustment-reasons", ct);
        await using var session = store.QuerySession();
        foreach (var id in await session.Query<AdjustmentReason>().Select(r => r.Id).ToListAsync(ct))
        {
            await LookAtAsync(id, ct);
        }
    }

    // Under the lock of the stream: who asks again at this moment keeps what they write.
    private async Task LookAtAsync(Guid id, CancellationToken ct)
    {
        await using var session = store.LightweightSession();
        session.LastModifiedBy = "job:forget-adjustment-reasons";
        var stream = await session.Events.FetchForExclusiveWriting<Enrolment>(id, ct);
        if (stream.Aggregate is not { } enrolment || !AdjustmentDecisions.NeedsReason(enrolment, clock.GetUtcNow()))
        {
            session.Delete<AdjustmentReason>(id);
            await session.SaveChangesAsync(ct);
        }
    }
}
