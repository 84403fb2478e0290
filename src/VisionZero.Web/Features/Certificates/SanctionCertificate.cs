using Marten;
using MediatR;
using VisionZero.Domain.Certificates;
using VisionZero.Domain.Certification;
using VisionZero.Domain.Common;
using VisionZero.Web.Content;
using VisionZero.Web.Features.Trainers;
using VisionZero.Web.Pipeline;
using VisionZero.Web.Storage;

namespace VisionZero.Web.Features.Certificates;

/// <summary>Puts a certificate out of force until it is reinstated.</summary>
[Allow(Role.Approver)]
public sealed record SuspendCertificate(Guid CertificateId, int Version, string Reason) : ICommand;

/// <summary>Puts a suspended certificate in force again.</summary>
[Allow(Role.Approver)]
public sealed record ReinstateCertificate(Guid CertificateId, int Version, string Reason) : ICommand;

/// <summary>Withdraws a certificate for good.</summary>
[Allow(Role.Approver)]
public sealed record RevokeCertificate(Guid CertificateId, int Version, string Reason) : ICommand;

/// <summary>Replaces a certificate by one that carries the name now on the holder's profile. The old one says which.</summary>
[Allow(Role.Approver)]
public sealed record SupersedeCertificate(Guid CertificateId, int Version) : ICommand;

internal sealed class SanctionHandlers(IDocumentSession session, ActorContext actor, Scheme scheme, NumberSequence numbers, TimeProvider clock) :
    IRequestHandler<SuspendCertificate, Outcome>,
    IRequestHandler<ReinstateCertificate, Outcome>,
    IRequestHandler<RevokeCertificate, Outcome>,
    IRequestHandler<SupersedeCertificate, Outcome>
{
    private DateTimeOffset Now => clock.GetUtcNow();

    private Guid Person => actor.Current.Person;

    public Task<Outcome> Handle(SuspendCertificate command, CancellationToken cancellationToken) =>
        WithRenewalsAsync(command.CertificateId, command.Version, c => CertificateDecisions.Suspend(c, command.Reason, Person, scheme.Policy, Now), cancellationToken);

    public Task<Outcome> Handle(ReinstateCertificate command, CancellationToken cancellationToken) =>
        WithRenewalsAsync(command.CertificateId, command.Version, c => CertificateDecisions.Reinstate(c, command.Reason, Person, scheme.Policy, Now), cancellationToken);

    public Task<Outcome> Handle(RevokeCertificate command, CancellationToken cancellationToken) =>
        WithRenewalsAsync(command.CertificateId, command.Version, c => CertificateDecisions.Revoke(c, command.Reason, Person, Now), cancellationToken);

    public async Task<Outcome> Handle(SupersedeCertificate command, CancellationToken cancellationToken)
    {
        var now = Now;
        var certificate = await session.LoadAsync<Certificate>(command.CertificateId, cancellationToken);
        var profile = certificate is null ? null : await session.LoadAsync<TrainerProfile>(certificate.TrainerId, cancellationToken);
        if (certificate is null || profile is null)
        {
            return Outcome.NotFound;
        }

        var kind = certificate.Level == Level.Foundation ? 'F' : 'P';
        var marks = new CertificateMarks(CertificateNumber.Compose(kind, now.UtcDateTime.Year, await numbers.NextAsync(cancellationToken)), VerificationCode.Create());
        var holder = new PrintedHolder(profile.Name, profile.LatinName, certificate.Locale);
        var outcome = await DecideAsync(command.CertificateId, command.Version, c => CertificateDecisions.Supersede(c, holder, marks, scheme.Policy, now), cancellationToken);
        if (!outcome.Ok)
        {
            return outcome;
        }

        var successor = DeterministicId.Successor(certificate.Id);
        session.Events.StartStream<Certificate>(successor, CertificateDecisions.Succeed(certificate, holder, marks, now));
        return Outcome.Made(successor);
    }

    // What is decided on a certificate holds for the renewal that takes its place: the same person, the same reason.
    private async Task<Outcome> WithRenewalsAsync(Guid id, int version, Func<Certificate, Decision<CertificateEvent>> decide, CancellationToken ct)
    {
        var certificate = await session.LoadAsync<Certificate>(id, ct);
        var outcome = await DecideAsync(id, version, decide, ct);
        if (certificate is null || !outcome.Ok)
        {
            return outcome;
        }

        var held = await session.Query<Certificate>().Where(c => c.TrainerId == certificate.TrainerId && c.Level == certificate.Level).ToListAsync(ct);
        foreach (var renewal in held.Where(certificate.IsRenewedBy))
        {
            if (await session.DecideAsync(renewal.Id, renewal.Version, decide, ct) is { Ok: false } refused)
            {
                return refused;
            }
        }

        return outcome;
    }

    // Nobody sanctions, corrects or restores a certificate of their own, or of a person they trained or stand close to.
    private async Task<Outcome> DecideAsync(Guid id, int version, Func<Certificate, Decision<CertificateEvent>> decide, CancellationToken ct)
    {
        var certificate = await session.LoadAsync<Certificate>(id, ct);
        var application = certificate is null ? null : await session.LoadAsync<Application>(certificate.ApplicationId, ct);
        return application is not null && ApplicationDecisions.Conflict(application, Person) is { } conflict
            ? Outcome.Refused(conflict)
            : await session.DecideAsync(id, version, decide, ct);
    }
}
