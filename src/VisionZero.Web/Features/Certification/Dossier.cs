using System.Text.Json;
using Marten;
using VisionZero.Domain.Certification;
using VisionZero.Domain.Learning;
using VisionZero.Domain.Trainers;
using VisionZero.Web.Content;
using VisionZero.Web.Features.Accounts;
using VisionZero.Web.Features.Trainers;
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
    IReadOnlyList<Condition> Conditions,
    IReadOnlyList<ApplicationMessage> Messages)
{
    /// <summary>SHA-256 over the canonical form of what is shown, lower-case hex.</summary>
    public string Sha256 { get; } = Hash(Application, Profile, Evidence, Enrolment, Conditions, Messages);

    private static string Hash(Application application, TrainerProfile profile, IReadOnlyList<Evidence> evidence, Enrolment? enrolment, IReadOnlyList<Condition> conditions, IReadOnlyList<ApplicationMessage> messages) =>
        FileStore.Hash(JsonSerializer.SerializeToUtf8Bytes(new
        {
            application = new { application.Id, application.Level, application.Cycle, application.SubmittedAt, application.EvidenceSha256, application.TrainedBy },
            profile,
            evidence = evidence.Select(e => new { e.Id, e.Kind, e.Sha256, e.MediaType, e.Bytes }),
            course = enrolment is null ? null : new { enrolment.Id, enrolment.CourseVersion, enrolment.CompletedAt, attempts = enrolment.Attempts.Select(a => new { a.Number, a.Percent, a.Passed, a.Scores }) },
            conditions = conditions.Select(c => new { c.Code, c.Met }),
            messages,
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
        var eligibility = Eligibility.Of(application.Level, trainer, facts.EmailConfirmed, await enrolmentTask, [.. facts.Certificates], openApplication: false, scheme.Policy, clock.GetUtcNow());
        return new Dossier(
            application,
            trainer,
            profile,
            [.. trainer.Evidence.Where(e => application.EvidenceSha256.Contains(e.Sha256))],
            await enrolmentTask,
            eligibility.Conditions,
            await messagesTask);
    }

    /// <summary>Whether the dossier is still the one that was on the screen.</summary>
    public async Task<bool> IsStillAsync(IQuerySession session, Guid applicationId, string shownSha256, CancellationToken ct) =>
        await LoadAsync(session, applicationId, ct) is { } dossier && dossier.Sha256 == shownSha256;

    /// <summary>Whether this very person made this very decision before.</summary>
    public async Task<bool> WasDecidedByAsync(IQuerySession session, Guid applicationId, Guid person, ApplicationState state, CancellationToken ct) =>
        await session.LoadAsync<Application>(applicationId, ct) is { } application && application.State == state && application.Approver == person;

    /// <summary>Names of the people of staff, by account.</summary>
    public async Task<IReadOnlyDictionary<Guid, string>> StaffNamesAsync(IQuerySession session, CancellationToken ct) =>
        (await Logins.StaffAsync(session, ct)).ToDictionary(l => l.Id, l => l.StaffName ?? "");
}
