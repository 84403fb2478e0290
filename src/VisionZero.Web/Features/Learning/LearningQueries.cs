using Marten;
using VisionZero.Domain.Certificates;
using VisionZero.Domain.Common;
using VisionZero.Domain.Learning;
using VisionZero.Domain.Scheme;
using VisionZero.Domain.Trainers;

namespace VisionZero.Web.Features.Learning;

/// <summary>Reads about learners.</summary>
public static class LearningQueries
{
    /// <summary>The trainer of an account, or null.</summary>
    public static Task<Trainer?> TrainerAsync(IQuerySession session, Guid accountId, CancellationToken ct) =>
        session.Query<Trainer>().FirstOrDefaultAsync(t => t.AccountId == accountId, ct);

    /// <summary>All enrolments of a trainer, newest first.</summary>
    public static Task<IReadOnlyList<Enrolment>> EnrolmentsAsync(IQuerySession session, Guid trainerId, CancellationToken ct) =>
        session.Query<Enrolment>().Where(e => e.TrainerId == trainerId).OrderByDescending(e => e.EnrolledAt).ToListAsync(ct);

    /// <summary>The latest enrolment of a trainer in a course, or null.</summary>
    public static async Task<Enrolment?> LatestAsync(IQuerySession session, Guid trainerId, string course, CancellationToken ct) =>
        Latest(await EnrolmentsAsync(session, trainerId, ct).ConfigureAwait(false), course);

    /// <summary>The latest enrolment in a course among these, or null.</summary>
    public static Enrolment? Latest(IEnumerable<Enrolment> enrolments, string course) =>
        Rounds(enrolments, course) is [var latest, ..] ? latest : null;

    /// <summary>Whether this account is still to be examined in a course: until then it does not see what with.</summary>
    public static async Task<bool> IsToBeExaminedAsync(IQuerySession session, Guid accountId, string course, CancellationToken ct) =>
        await TrainerAsync(session, accountId, ct).ConfigureAwait(false) is { } trainer
        && await LatestAsync(session, trainer.Id, course, ct).ConfigureAwait(false) is { } own
        && !own.HasPassed();

    /// <summary>The enrolments in a course among these, the latest first: cycles are counted anew in each version.</summary>
    public static IReadOnlyList<Enrolment> Rounds(IEnumerable<Enrolment> enrolments, string course) =>
        [.. enrolments.Where(e => e.Course == course).OrderByDescending(e => e.CourseVersion).ThenByDescending(e => e.Cycle)];

    /// <summary>Whether the learner has begun the course again after this enrolment.</summary>
    public static Task<bool> IsFollowedAsync(IQuerySession session, Enrolment enrolment, CancellationToken ct)
    {
        var (trainer, course, version, cycle) = (enrolment.TrainerId, enrolment.Course, enrolment.CourseVersion, enrolment.Cycle);
        return session.Query<Enrolment>().AnyAsync(e => e.TrainerId == trainer && e.Course == course && (e.CourseVersion > version || (e.CourseVersion == version && e.Cycle > cycle)), ct);
    }

    /// <summary>All certificates of a trainer.</summary>
    public static Task<IReadOnlyList<Certificate>> CertificatesAsync(IQuerySession session, Guid trainerId, CancellationToken ct) =>
        session.Query<Certificate>().Where(c => c.TrainerId == trainerId).ToListAsync(ct);

    /// <summary>Whether a Foundation among these counts today.</summary>
    public static bool HasFoundation(IEnumerable<Certificate> certificates, SchemePolicy policy, DateTimeOffset now) =>
        certificates.Any(c => c.Level == Level.Foundation && Standing.Of(c, policy, now).Certifies);
}
