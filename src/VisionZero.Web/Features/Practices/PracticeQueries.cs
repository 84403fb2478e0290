using Marten;
using VisionZero.Domain.Certification;
using VisionZero.Domain.Learning;
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

    /// <summary>Staff who ever reviewed or decided on an application of the trainer, declared a conflict of interest there, or trained the trainer: they do not examine the trainer.</summary>
    public static async Task<IReadOnlyCollection<Guid>> DecidersAsync(IQuerySession session, Guid trainerId, CancellationToken ct)
    {
        var applications = await session.Query<Application>().Where(a => a.TrainerId == trainerId).ToListAsync(ct);
        return DecidersOf(applications);
    }

    /// <summary>The same, of applications that are at hand.</summary>
    public static IReadOnlyCollection<Guid> DecidersOf(IEnumerable<Application> applications) =>
        [.. applications.SelectMany(a => a.Deciders()).Distinct()];

    /// <summary>
    /// Staff who ever took up a practice of the trainer, declared a conflict of interest there, or wrote or handed in a paper
    /// for the trainer: they do not decide on the trainer's certificate.
    /// </summary>
    public static async Task<IReadOnlyCollection<Guid>> ExaminersAsync(IQuerySession session, Guid trainerId, CancellationToken ct)
    {
        var enrolments = await session.Query<Enrolment>().Where(e => e.TrainerId == trainerId).ToListAsync(ct);
        return [.. (await OfTrainerAsync(session, trainerId, ct)).SelectMany(p => p.Examiners()).Union(enrolments.SelectMany(e => e.WrittenBy()))];
    }
}
