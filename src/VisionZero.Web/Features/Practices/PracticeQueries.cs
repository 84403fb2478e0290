using Marten;
using VisionZero.Domain.Certification;
using VisionZero.Domain.Practices;

namespace VisionZero.Web.Features.Practices;

/// <summary>Reads about practices.</summary>
public static class PracticeQueries
{
    /// <summary>All practices of a trainer, newest first.</summary>
    public static Task<IReadOnlyList<Practice>> OfTrainerAsync(IQuerySession session, Guid trainerId, CancellationToken ct) =>
        session.Query<Practice>().Where(p => p.TrainerId == trainerId).OrderByDescending(p => p.Attempt).ToListAsync(ct);

    /// <summary>The practice of an account that is not closed, or null.</summary>
    public static Task<Practice?> OpenAsync(IQuerySession session, Guid account, CancellationToken ct) =>
        session.Query<Practice>().FirstOrDefaultAsync(p => p.AccountId == account && (p.State == PracticeState.Preparing || p.State == PracticeState.Marking), ct);

    /// <summary>Staff who review or approve the trainer, or did, or declared a conflict of interest there: they do not examine the trainer.</summary>
    public static async Task<IReadOnlyCollection<Guid>> DecidersAsync(IQuerySession session, Guid trainerId, CancellationToken ct)
    {
        var applications = await session.Query<Application>().Where(a => a.TrainerId == trainerId).ToListAsync(ct);
        return DecidersOf(applications);
    }

    /// <summary>The same, of applications that are at hand.</summary>
    public static IReadOnlyCollection<Guid> DecidersOf(IEnumerable<Application> applications) =>
        [.. applications.SelectMany(a => new[] { a.Reviewer, a.Approver }.OfType<Guid>().Concat(a.Conflicts)).Distinct()];

    /// <summary>Staff who ever took up a practice of the trainer, or declared a conflict of interest there: they do not decide on the trainer's certificate.</summary>
    public static async Task<IReadOnlyCollection<Guid>> ExaminersAsync(IQuerySession session, Guid trainerId, CancellationToken ct) =>
        [.. (await OfTrainerAsync(session, trainerId, ct)).SelectMany(p => p.Examiners()).Distinct()];
}
