using Marten;
using MediatR;
using VisionZero.Domain.Common;
using VisionZero.Domain.Trainers;
using VisionZero.Web.Content;
using VisionZero.Web.Pipeline;

namespace VisionZero.Web.Features.Trainers;

/// <summary>What a trainer says about themself; the name goes to the document, the codes to the event.</summary>
public sealed record ProfileInput(
    string? Name,
    string? LatinName,
    string? Country,
    string? City,
    IReadOnlyList<string>? Languages,
    IReadOnlyList<string>? Sectors,
    string? Organisation,
    string? Qualifications,
    int TrainingYears)
{
    /// <summary>What events may carry.</summary>
    public ProfileFacts Facts => new(Country ?? "", [.. (Languages ?? []).Distinct()], [.. (Sectors ?? []).Distinct()], TrainingYears);

    /// <summary>What can be said against it without looking anything up.</summary>
    public IEnumerable<Refusal> Check()
    {
        if (!Text.IsName(Text.Tidy(Name)))
        {
            yield return Refusal.At(nameof(Name), "trainer.name");
        }

        if (!string.IsNullOrWhiteSpace(LatinName) && !Text.IsLatin(Text.Tidy(LatinName)))
        {
            yield return Refusal.At(nameof(LatinName), "trainer.latin-name");
        }

        if (!Codes.Countries.Contains(Country ?? ""))
        {
            yield return Refusal.At(nameof(Country), "trainer.country");
        }

        if (!Text.IsName(Text.Tidy(City)))
        {
            yield return Refusal.At(nameof(City), "trainer.city");
        }

        if ((Languages ?? []).Count == 0 || !Languages!.All(Codes.Languages.Contains))
        {
            yield return Refusal.At(nameof(Languages), "trainer.languages");
        }

        if ((Sectors ?? []).Count == 0 || !Sectors!.All(Codes.Sectors.Contains))
        {
            yield return Refusal.At(nameof(Sectors), "trainer.sectors");
        }

        if (!string.IsNullOrWhiteSpace(Organisation) && !Text.IsName(Text.Tidy(Organisation)))
        {
            yield return Refusal.At(nameof(Organisation), "trainer.organisation");
        }

        if (Qualifications is { Length: > 2000 })
        {
            yield return Refusal.At(nameof(Qualifications), "trainer.qualifications", ("most", 2000));
        }
    }

    /// <summary>The document beside the stream.</summary>
    public TrainerProfile Profile(Guid trainerId, Guid accountId) => new()
    {
        Id = trainerId,
        AccountId = accountId,
        Name = Text.Tidy(Name),
        LatinName = Text.Tidy(LatinName) is { Length: > 0 } latin ? latin : null,
        City = Text.Tidy(City),
        Organisation = Text.Tidy(Organisation) is { Length: > 0 } organisation ? organisation : null,
        Qualifications = string.IsNullOrWhiteSpace(Qualifications) ? null : Qualifications.Trim(),
    };
}

/// <summary>Registers the signed-in person as trainer, accepting the code of conduct in the version shown.</summary>
[Allow(Role.Trainer)]
public sealed record RegisterTrainer(ProfileInput Profile, bool ConductAccepted, int ConductVersion, bool Listed) : ICommand
{
    /// <inheritdoc/>
    public IEnumerable<Refusal> Check() =>
        ConductAccepted ? Profile.Check() : [.. Profile.Check(), Refusal.At(nameof(ConductAccepted), "trainer.conduct")];
}

internal sealed class RegisterTrainerHandler(IDocumentSession session, ActorContext actor, Scheme scheme, TimeProvider clock) : IRequestHandler<RegisterTrainer, Outcome>
{
    public async Task<Outcome> Handle(RegisterTrainer command, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        var account = actor.Current.Person;
        if (await session.Query<Trainer>().FirstOrDefaultAsync(t => t.AccountId == account, cancellationToken) is { } known)
        {
            // The second press of a button: there is one trainer an account.
            return Outcome.Made(known.Id);
        }

        if (command.ConductVersion != scheme.Policy.ConductVersion)
        {
            return Outcome.Conflict;
        }

        // The identity follows from the account, so that two registrations at once collide.
        var id = DeterministicId.Of($"trainer/{account:N}");
        var decision = TrainerDecisions.Register(account, command.Profile.Facts, command.ConductVersion, now);
        if (decision.Accepted && command.Listed)
        {
            decision = Decision<TrainerEvent>.Accept([.. decision.Events, new TrainerEvent.ListingConsentGiven(now)]);
        }

        var outcome = session.Start<Trainer, TrainerEvent>(id, decision);
        if (outcome.Ok)
        {
            session.Insert(command.Profile.Profile(id, account));
        }

        return outcome;
    }
}
