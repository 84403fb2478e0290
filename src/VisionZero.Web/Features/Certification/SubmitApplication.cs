using Marten;
using MediatR;
using VisionZero.Domain.Certification;
using VisionZero.Domain.Common;
using VisionZero.Domain.Trainers;
using VisionZero.Web.Content;
using VisionZero.Web.Features.Accounts;
using VisionZero.Web.Pipeline;

namespace VisionZero.Web.Features.Certification;

/// <summary>Applies for a level; names the people of staff who trained or examined the applicant, who then cannot decide.</summary>
[Allow(Role.Trainer)]
public sealed record SubmitApplication(Level Level, IReadOnlyList<Guid> TrainedBy) : ICommand
{
    /// <inheritdoc/>
    public IEnumerable<Refusal> Check() => Enum.IsDefined(Level) ? [] : [Refusal.At(nameof(Level), "general.invalid")];
}

internal sealed class SubmitApplicationHandler(IDocumentSession session, ActorContext actor, Scheme scheme, TimeProvider clock)
    : IRequestHandler<SubmitApplication, Outcome>
{
    public async Task<Outcome> Handle(SubmitApplication command, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        var trainer = await session.Query<Trainer>().FirstOrDefaultAsync(t => t.AccountId == actor.Current.Person, cancellationToken);
        if (trainer is null || trainer.Erased)
        {
            return Outcome.NotFound;
        }

        var facts = await ApplicantFacts.LoadAsync(session, trainer, cancellationToken);
        var eligibility = facts.For(command.Level, scheme.Policy, now);
        var staff = (await Logins.StaffAsync(session, cancellationToken)).Select(l => l.Id).ToHashSet();
        var cycle = facts.NextCycle(command.Level);
        var examiners = facts.Examiners().ToHashSet();
        Guid[] named = [.. (command.TrainedBy ?? []).Where(staff.Contains).Distinct()];
        var submitted = new ApplicationEvent.Submitted(
            trainer.Id,
            trainer.AccountId,
            command.Level,
            cycle,
            facts.Latest(command.Level)?.Id ?? Guid.Empty,
            [.. trainer.Evidence.Select(e => e.Sha256)],
            [.. named.Union(examiners)],
            scheme.Policy.Version,
            now,
            [.. named.Except(examiners)]);
        return session.Start<Application, ApplicationEvent>(
            DeterministicId.Application(trainer.Id, command.Level, cycle),
            ApplicationDecisions.Submit(eligibility, submitted));
    }
}
