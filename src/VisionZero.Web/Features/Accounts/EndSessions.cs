using Marten;
using MediatR;
using VisionZero.Web.Pipeline;

namespace VisionZero.Web.Features.Accounts;

/// <summary>Ends one session of the person: signing out here, or another browser.</summary>
[AllowSignedIn]
public sealed record EndSession(Guid SessionId) : ICommand;

/// <summary>Ends every session of the person but this one.</summary>
[AllowSignedIn]
public sealed record EndOtherSessions(Guid KeepSessionId) : ICommand;

internal sealed class EndSessionHandler(IDocumentSession session, ActorContext actor, SessionRegistry registry, TimeProvider clock)
    : IRequestHandler<EndSession, Outcome>
{
    public async Task<Outcome> Handle(EndSession command, CancellationToken cancellationToken)
    {
        var found = await session.LoadAsync<SignInSession>(command.SessionId, cancellationToken);
        if (found is null || found.AccountId != actor.Current.Person)
        {
            return Outcome.NotFound;
        }

        session.Store(found with { EndedAt = found.EndedAt ?? clock.GetUtcNow() });
        registry.Close(found.Id);
        return Outcome.Done;
    }
}

internal sealed class EndOtherSessionsHandler(IDocumentSession session, ActorContext actor, SessionRegistry registry, TimeProvider clock)
    : IRequestHandler<EndOtherSessions, Outcome>
{
    public async Task<Outcome> Handle(EndOtherSessions command, CancellationToken cancellationToken)
    {
        await registry.EndAllAsync(session, actor.Current.Person, command.KeepSessionId, clock.GetUtcNow(), cancellationToken);
        return Outcome.Done;
    }
}
