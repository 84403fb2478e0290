using Marten;
using MediatR;
using VisionZero.Domain.Certificates;
using VisionZero.Domain.Certification;
using VisionZero.Domain.Common;
using VisionZero.Domain.Learning;
using VisionZero.Web.Content;
using VisionZero.Web.Features.Trainers;
using VisionZero.Web.Pipeline;
using VisionZero.Web.Storage;

namespace VisionZero.Web.Features.Certification;

/// <summary>
/// A second person approves. The certificate is awarded in the same commit, under an identity that follows from the
/// application: an approval without certificate, or with two, cannot exist. The file follows by job.
/// </summary>
[Allow(Role.Approver)]
public sealed record ApproveApplication(Guid ApplicationId, int Version, string ShownSha256) : ICommand;

/// <summary>A second person declines, with reasons and words to the applicant.</summary>
[Allow(Role.Approver)]
public sealed record DeclineApplication(Guid ApplicationId, int Version, IReadOnlyList<string> Reasons, string Note, string ShownSha256) : ICommand
{
    /// <inheritdoc/>
    public IEnumerable<Refusal> Check() => Messages.Check(nameof(Note), Note);
}

internal sealed class ApproveApplicationHandler(IDocumentSession session, ActorContext actor, Dossiers dossiers, Scheme scheme, CourseLibrary courses, NumberSequence numbers, TimeProvider clock)
    : IRequestHandler<ApproveApplication, Outcome>
{
    public async Task<Outcome> Handle(ApproveApplication command, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        var me = actor.Current.Person;
        var (instead, weighed) = await dossiers.WeighAsync(session, command.ApplicationId, command.ShownSha256, a => a.State == ApplicationState.Approved && a.Approver == me, cancellationToken);
        if (instead is not null)
        {
            return instead;
        }

        Application? approved = null;
        var outcome = await session.DecideUnexaminedAsync(
            command.ApplicationId,
            command.Version,
            application =>
            {
                var decision = ApplicationDecisions.Approve(application, me, weighed, command.ShownSha256, now);
                approved = decision.Events.Count > 0 ? application : null;
                return decision;
            },
            cancellationToken);
        if (approved is not null)
        {
            await AwardAsync(approved, now, cancellationToken);
        }

        return outcome;
    }

    private async Task AwardAsync(Application application, DateTimeOffset now, CancellationToken ct)
    {
        var profile = await session.LoadAsync<TrainerProfile>(application.TrainerId, ct)
            ?? throw new InvalidOperationException($"Trainer {application.TrainerId} has no profile.");
        var login = await session.LoadAsync<Accounts.Login>(application.AccountId, ct);
        var held = await session.Query<Certificate>().Where(c => c.TrainerId == application.TrainerId && c.Level == application.Level).ToListAsync(ct);
        var renewed = held.Where(c => Standing.Of(c, scheme.Policy, now).Certifies).MaxBy(c => c.ValidThrough);
        var kind = application.Level == Level.Foundation ? 'F' : 'P';
        var marks = new CertificateMarks(
            CertificateNumber.Compose(kind, now.UtcDateTime.Year, await numbers.NextAsync(ct)),
            VerificationCode.Create());
        var holder = new PrintedHolder(profile.Name, profile.LatinName, login?.Locale ?? "en");
        var awarded = CertificateDecisions.Award(application, holder, marks, renewed, scheme.Policy, now, await CourseAsync(application, holder.Locale, ct));
        session.Events.StartStream<Certificate>(DeterministicId.Certificate(application.Id), awarded);
    }

    private async Task<CertifiedCourse?> CourseAsync(Application application, string locale, CancellationToken ct) =>
        await session.LoadAsync<Enrolment>(application.EnrolmentId, ct) is { } taken && courses.Find(taken.Course, taken.CourseVersion) is { } course
            ? new CertifiedCourse(course.Id, course.Version, course.In(locale).Title)
            : null;
}

internal sealed class DeclineApplicationHandler(IDocumentSession session, ActorContext actor, Dossiers dossiers, TimeProvider clock)
    : IRequestHandler<DeclineApplication, Outcome>
{
    public async Task<Outcome> Handle(DeclineApplication command, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        var me = actor.Current.Person;
        if ((await dossiers.WeighAsync(session, command.ApplicationId, command.ShownSha256, a => a.State == ApplicationState.Declined && a.Approver == me, cancellationToken)).Instead is { } instead)
        {
            return instead;
        }

        var id = Messages.Store(session, command.ApplicationId, me, MessageKind.Decision, command.Note, now);
        return await session.DecideUnexaminedAsync(
            command.ApplicationId,
            command.Version,
            a => ApplicationDecisions.Decline(a, me, command.Reasons ?? [], id, command.ShownSha256, now),
            cancellationToken);
    }
}
