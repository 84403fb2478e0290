using Marten;
using VisionZero.Domain.Trainers;
using VisionZero.Web.Features.Certification;

namespace VisionZero.Web.Features.Trainers;

/// <summary>Everything a trainer's own pages show: who the person is, and what an application would weigh.</summary>
public sealed record TrainerFacts(Trainer Trainer, TrainerProfile Profile, ApplicantFacts Applicant)
{
    /// <summary>The trainer of an account, or null if the person has not registered as one.</summary>
    public static async Task<TrainerFacts?> LoadAsync(IQuerySession session, Guid accountId, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(session);
        var batch = session.CreateBatchQuery();
        var trainers = batch.Query<Trainer>().Where(t => t.AccountId == accountId).ToList();
        var profiles = batch.Query<TrainerProfile>().Where(p => p.AccountId == accountId).ToList();
        await batch.Execute(ct);
        return await trainers is [var trainer, ..]
            ? new TrainerFacts(
                trainer,
                await profiles is [var profile, ..] ? profile : new TrainerProfile { Id = trainer.Id, AccountId = accountId },
                await ApplicantFacts.LoadAsync(session, trainer, ct))
            : null;
    }
}
