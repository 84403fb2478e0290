using Hangfire;
using Marten;
using MediatR;
using VisionZero.Domain.Certification;
using VisionZero.Domain.Common;
using VisionZero.Domain.Trainers;
using VisionZero.Web.Features.Accounts;
using VisionZero.Web.Features.Accounts.Mail;
using VisionZero.Web.Features.Certification;
using VisionZero.Web.Features.Learning;
using VisionZero.Web.Jobs;
using VisionZero.Web.Pipeline;
using VisionZero.Web.Storage;

namespace VisionZero.Web.Features.Trainers;

/// <summary>
/// Erases what is stored about the person: profile, evidence, messages, sign-in. The log stays; a certificate keeps the
/// name printed on it for its legal life, as the privacy page says.
/// </summary>
[Allow(Role.Trainer)]
public sealed record ErasePersonalData(bool Understood) : ICommand
{
    /// <inheritdoc/>
    public IEnumerable<Refusal> Check() => Understood ? [] : [Refusal.At(nameof(Understood), "trainer.erase-understood")];
}

internal sealed class ErasePersonalDataHandler(IDocumentSession session, ActorContext actor, FileStore files, TimeProvider clock) : IRequestHandler<ErasePersonalData, Outcome>
{
    public async Task<Outcome> Handle(ErasePersonalData command, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        var account = actor.Current.Person;
        var trainer = await session.Query<Trainer>().FirstOrDefaultAsync(t => t.AccountId == account, cancellationToken);
        if (trainer is null || trainer.Erased)
        {
            return trainer is null ? Outcome.NotFound : Outcome.Done;
        }

        var applications = await session.Query<Application>().Where(a => a.TrainerId == trainer.Id).ToListAsync(cancellationToken);
        foreach (var open in applications.Where(a => !a.IsClosed()))
        {
            // A decision that was faster stays, as it does for the applicant's own withdrawal.
            await session.DecideAsync<Application, ApplicationEvent>(open.Id, null, a => ApplicationDecisions.Withdraw(a, account, now), cancellationToken);
        }

        Guid[] ids = [.. applications.Select(a => a.Id)];
        session.DeleteWhere<ApplicationMessage>(m => ids.Contains(m.ApplicationId));
        session.DeleteWhere<OutgoingMail>(m => m.AccountId == account);
        session.DeleteWhere<ActionPlan>(p => p.TrainerId == trainer.Id);
        session.Delete<TrainerProfile>(trainer.Id);
        foreach (var file in trainer.Evidence)
        {
            files.Release(session, file.Sha256, file.Id);
        }

        await session.AppendAsync<Trainer>(trainer.Id, cancellationToken, new TrainerEvent.PersonalDataErased(now));
        return Outcome.Done;
    }
}

/// <summary>Closes the account of a person whose data was erased.</summary>
public sealed class CloseErasedAccount(IDocumentStore store, IMediator mediator, ActorContext actor)
{
    /// <summary>Closes it; safe to run twice.</summary>
    [Queue(Queues.Upkeep)]
    public async Task RunAsync(Guid trainerId, CancellationToken ct)
    {
        actor.ActAs(Actor.Job("close-erased-account"));
        await using var session = store.QuerySession();
        if (await session.LoadAsync<Trainer>(trainerId, ct) is { Erased: true } trainer)
        {
            await mediator.Send(new CloseAccount(trainer.AccountId), ct);
        }
    }
}
