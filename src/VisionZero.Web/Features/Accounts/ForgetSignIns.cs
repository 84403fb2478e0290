using Hangfire;
using Marten;
using VisionZero.Web.Jobs;

namespace VisionZero.Web.Features.Accounts;

/// <summary>Forgets tries to sign in that are over.</summary>
public sealed class ForgetSignIns(IDocumentSession session, TimeProvider clock)
{
    /// <summary>How long a try is remembered.</summary>
    public static readonly TimeSpan Memory = TimeSpan.FromDays(1);

    /// <summary>Forgets.</summary>
    [Queue(Queues.Upkeep)]
    public async Task RunAsync(CancellationToken ct)
    {
        session.LastModifiedBy = "job:forget-sign-ins";
        var before = clock.GetUtcNow() - Memory;
        session.DeleteWhere<SignInAttempts>(a => a.LastAt < before);
        await session.SaveChangesAsync(ct);
    }
}
