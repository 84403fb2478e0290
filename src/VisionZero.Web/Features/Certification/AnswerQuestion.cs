using Marten;
using MediatR;
using VisionZero.Domain.Certification;
using VisionZero.Domain.Common;
using VisionZero.Domain.Trainers;
using VisionZero.Web.Pipeline;

namespace VisionZero.Web.Features.Certification;

/// <summary>The applicant answers staff's question; the evidence on the profile is frozen anew.</summary>
[Allow(Role.Trainer)]
public sealed record AnswerQuestion(Guid ApplicationId, int Version, string Answer) : ICommand
{
    /// <inheritdoc/>
    public IEnumerable<Refusal> Check() => Messages.Check(nameof(Answer), Answer);
}

/// <summary>The applicant takes the application back.</summary>
[Allow(Role.Trainer)]
public sealed record WithdrawApplication(Guid ApplicationId) : ICommand;

internal sealed class AnswerQuestionHandler(IDocumentSession session, ActorContext actor, TimeProvider clock) :
    IRequestHandler<AnswerQuestion, Outcome>,
    IRequestHandler<WithdrawApplication, Outcome>
{
    public async Task<Outcome> Handle(AnswerQuestion command, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        var trainer = await session.Query<Trainer>().FirstOrDefaultAsync(t => t.AccountId == actor.Current.Person, cancellationToken);
        if (trainer is null)
        {
            return Outcome.NotFound;
        }

        var id = Messages.Store(session, command.ApplicationId, actor.Current.Person, MessageKind.Answer, command.Answer, now);
        return await session.DecideAsync<Application, ApplicationEvent>(
            command.ApplicationId,
            command.Version,
            a => ApplicationDecisions.Answer(a, actor.Current.Person, id, [.. trainer.Evidence.Select(e => e.Sha256)], now),
            cancellationToken);
    }

    public Task<Outcome> Handle(WithdrawApplication command, CancellationToken cancellationToken) =>
        session.DecideAsync<Application, ApplicationEvent>(
            command.ApplicationId,
            null,
            a => ApplicationDecisions.Withdraw(a, actor.Current.Person, clock.GetUtcNow()),
            cancellationToken);
}
