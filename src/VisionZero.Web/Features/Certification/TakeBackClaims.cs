using Hangfire;
using Marten;
using MediatR;
using VisionZero.Domain.Certification;
using VisionZero.Domain.Common;
using VisionZero.Web.Features.Accounts;
using VisionZero.Web.Jobs;
using VisionZero.Web.Pipeline;

namespace VisionZero.Web.Features.Certification;

/// <summary>Puts back into the queue what a person of staff had claimed who left, or reviews no more: nothing waits for nobody.</summary>
public sealed class TakeBackClaims(IQuerySession session, IMediator mediator, ActorContext actor)
{
    /// <summary>Looks whether the account still reviews; safe to run twice.</summary>
    /// <exception cref="InvalidOperationException">An application was changed at the same moment; the job is run again.</exception>
    [Queue(Queues.Upkeep)]
    public async Task RunAsync(Guid account, CancellationToken ct)
    {
        actor.ActAs(Actor.Job("take-back-claims"));
        if (await session.LoadAsync<Login>(account, ct) is { } login && login.Roles.Contains(Role.Reviewer))
        {
            return;
        }

        var held = await session.Query<Application>()
            .Where(a => a.Reviewer == account && (a.State == ApplicationState.InReview || a.State == ApplicationState.WaitingForApplicant))
            .Select(a => a.Id)
            .ToListAsync(ct);
        foreach (var id in held)
        {
            var outcome = await mediator.Send(new TakeBackApplication(id, account), ct);
            if (!outcome.Ok)
            {
                throw new InvalidOperationException($"Application {id} could not be taken back: {string.Join(' ', outcome.Refusals.Select(r => r.Code))}.");
            }
        }
    }
}
