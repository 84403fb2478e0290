using Marten;
using MediatR;
using VisionZero.Domain.Common;
using VisionZero.Domain.Trainers;
using VisionZero.Web.Content;
using VisionZero.Web.Pipeline;

namespace VisionZero.Web.Features.Trainers;

/// <summary>Changes the profile. A certificate keeps the name it was printed with until staff replace it.</summary>
[Allow(Role.Trainer)]
public sealed record ChangeProfile(int Version, ProfileInput Profile) : ICommand
{
    /// <inheritdoc/>
    public IEnumerable<Refusal> Check() => Profile.Check();
}

/// <summary>Gives or withdraws consent to the public directory.</summary>
[Allow(Role.Trainer)]
public sealed record SetListingConsent(bool Consent) : ICommand;

/// <summary>Accepts the code of conduct in the version shown.</summary>
[Allow(Role.Trainer)]
public sealed record AcceptConduct(int ConductVersion) : ICommand;

/// <summary>Staff record a registration from before the programme.</summary>
[Allow(Role.Reviewer, Role.Approver)]
public sealed record RecordLegacy(Guid TrainerId, int Version, DateOnly RegisteredOn) : ICommand;

internal sealed class ProfileHandlers(IDocumentSession session, ActorContext actor, Scheme scheme, TimeProvider clock) :
    IRequestHandler<ChangeProfile, Outcome>,
    IRequestHandler<SetListingConsent, Outcome>,
    IRequestHandler<AcceptConduct, Outcome>,
    IRequestHandler<RecordLegacy, Outcome>
{
    public async Task<Outcome> Handle(ChangeProfile command, CancellationToken cancellationToken)
    {
        var mine = await MineAsync(cancellationToken);
        if (mine is null)
        {
            return Outcome.NotFound;
        }

        var before = await session.LoadAsync<TrainerProfile>(mine.Id, cancellationToken);
        var after = command.Profile.Profile(mine.Id, mine.AccountId);
        var nameChanged = before?.Name != after.Name || before?.LatinName != after.LatinName;
        // City and organisation are shown publicly too: the log says that the document changed, never how.
        var documentChanged = before != after;
        var outcome = await session.DecideAsync<Trainer, TrainerEvent>(
            mine.Id,
            command.Version,
            t => TrainerDecisions.ChangeProfile(t, command.Profile.Facts, nameChanged || documentChanged),
            cancellationToken);
        if (outcome.Ok && documentChanged)
        {
            session.Store(after);
        }

        return outcome;
    }

    public async Task<Outcome> Handle(SetListingConsent command, CancellationToken cancellationToken) =>
        await MineAsync(cancellationToken) is { } mine
            ? await session.DecideAsync<Trainer, TrainerEvent>(mine.Id, null, t => TrainerDecisions.SetListingConsent(t, command.Consent, clock.GetUtcNow()), cancellationToken)
            : Outcome.NotFound;

    public async Task<Outcome> Handle(AcceptConduct command, CancellationToken cancellationToken)
    {
        if (command.ConductVersion != scheme.Policy.ConductVersion)
        {
            return Outcome.Conflict;
        }

        return await MineAsync(cancellationToken) is { } mine
            ? await session.DecideAsync<Trainer, TrainerEvent>(mine.Id, null, t => TrainerDecisions.AcceptConduct(t, command.ConductVersion, clock.GetUtcNow()), cancellationToken)
            : Outcome.NotFound;
    }

    public Task<Outcome> Handle(RecordLegacy command, CancellationToken cancellationToken) =>
        session.DecideAsync<Trainer, TrainerEvent>(
            command.TrainerId,
            command.Version,
            t => TrainerDecisions.RecordLegacy(t, command.RegisteredOn, actor.Current.Person),
            cancellationToken);

    private Task<Trainer?> MineAsync(CancellationToken ct)
    {
        var account = actor.Current.Person;
        return session.Query<Trainer>().FirstOrDefaultAsync(t => t.AccountId == account, ct);
    }
}
