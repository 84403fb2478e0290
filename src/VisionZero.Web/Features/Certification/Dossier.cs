using System.Text.Json;
using Marten;
using VisionZero.Domain.Certificates;
using VisionZero.Domain.Certification;
using VisionZero.Domain.Common;
using VisionZero.Domain.Learning;
using VisionZero.Domain.Practices;
using VisionZero.Domain.Trainers;
using VisionZero.Web.Content;
using VisionZero.Web.Features.Trainers;
using VisionZero.Web.Pipeline;
using VisionZero.Web.Storage;

namespace VisionZero.Web.Features.Certification;

/// <summary>
/// Everything that is on the screen when staff decide. Its hash goes into the event: later changes of profile or
/// evidence do not change what was decided on.
/// </summary>
public sealed record Dossier(
    Application Application,
    Trainer Trainer,
    TrainerProfile Profile,
    IReadOnlyList<Evidence> Evidence,
    Enrolment? Enrolment,
    Eligibility Eligibility,
    IReadOnlyList<Certificate> Certificates,
    IReadOnlyList<ApplicationMessage> Messages,
    IReadOnlyList<Practice> Practices)
{
    /// <summary>SHA-256 over the canonical form of what is shown, lower-case hex.</summary>
    public string Sha256 { get; } = Hash(Application, Profile, Evidence, Enrolment, Eligibility.Conditions, Certificates, Messages, Practices);

    private static string Hash(Application application, TrainerProfile profile, IReadOnlyList<Evidence> evidence, Enrolment? enrolment, IReadOnlyList<Condition> conditions, IReadOnlyList<Certificate> certificates, IReadOnlyList<ApplicationMessage> messages, IReadOnlyList<Practice> practices) =>
        FileStore.Hash(JsonSerializer.SerializeToUtf8Bytes(new
        {
            application = new { application.Id, application.Level, application.Cycle, application.SubmittedAt, application.EvidenceSha256, application.TrainedBy },
            profile,
            evidence = evidence.Select(e => new { e.Id, e.Kind, e.Sha256, e.MediaType, e.Bytes }),
            course = enrolment is null ? null : new { enrolment.Id, enrolment.CourseVersion, enrolment.CompletedAt, attempts = enrolment.Attempts.Select(a => new { a.Number, a.Percent, a.Passed, a.Scores, a.WrittenBy }) },
            conditions = conditions.Select(c => new { c.Code, c.Met }),
            certificates = certificates.Select(c => new { c.Number, c.SuspendedAt, c.RevokedAt, c.Reason }),
            messages,
            practices = practices.Select(p => new { p.Id, p.State, p.Percent, p.ClosedAt }),
        }));
}

/// <summary>Puts dossiers together.</summary>
public sealed class Dossiers(Scheme scheme, TimeProvider clock)
{
    /// <summary>The dossier of an application, or null.</summary>
    public async Task<Dossier?> LoadAsync(IQuerySession session, Guid applicationId, CancellationToken ct)
    {
        var application = await session.LoadAsync<Application>(applicationId, ct);
        if (application is null)
        {
            return null;
        }

        var batch = session.CreateBatchQuery();
        var trainerTask = batch.Load<Trainer>(application.TrainerId);
        var profileTask = batch.Load<TrainerProfile>(application.TrainerId);
        var enrolmentTask = batch.Load<Enrolment>(application.EnrolmentId);
        var messagesTask = batch.Query<ApplicationMessage>().Where(m => m.ApplicationId == applicationId).OrderBy(m => m.At).ToList();
        await batch.Execute(ct);
        var trainer = await trainerTask ?? throw new InvalidOperationException($"Application {applicationId} has no trainer.");
        var profile = await profileTask ?? new TrainerProfile { Id = trainer.Id, AccountId = trainer.AccountId };
        var facts = await ApplicantFacts.LoadAsync(session, trainer, ct);
        // Of a decided application the conditions are shown as they were: what it led to does not count against it.
        var at = application.ClosedAt ?? clock.GetUtcNow();
        Certificate[] earlier = [.. facts.Certificates.Where(c => c.ApplicationId != application.Id && c.AwardedAt <= at).OrderByDescending(c => c.AwardedAt)];
        Practice[] practices = application.Level == Level.Professional ? [.. facts.Practices.Where(p => p.ClosedAt <= at).OrderByDescending(p => p.Attempt)] : [];
        var eligibility = Eligibility.Of(application.Level, trainer, facts.EmailConfirmed, await enrolmentTask, earlier, openApplication: false, scheme.Policy, at, practices);
        return new Dossier(
            application.ExaminedBy(facts.Examiners()),
            trainer,
            profile,
            [.. trainer.Evidence.Where(e => application.EvidenceSha256.Contains(e.Sha256))],
            await enrolmentTask,
            eligibility,
            earlier,
            await messagesTask,
            practices);
    }

    /// <summary>
    /// The dossier to decide on, if it is still the one that was on the screen. Whoever did this very thing before has
    /// clicked twice, or tries again after a lost answer: for them it is done.
    /// </summary>
    public async Task<(Outcome? Instead, Eligibility Weighed)> WeighAsync(IQuerySession session, Guid applicationId, string shownSha256, Func<Application, bool> isDone, CancellationToken ct)
    {
        if (await LoadAsync(session, applicationId, ct) is not { } dossier)
        {
            return (Outcome.NotFound, new Eligibility(default, []));
        }

        return isDone(dossier.Application) ? (Outcome.Made(applicationId), dossier.Eligibility)
            : dossier.Sha256 != shownSha256 ? (Outcome.Conflict, dossier.Eligibility)
            : (null, dossier.Eligibility);
    }
}
