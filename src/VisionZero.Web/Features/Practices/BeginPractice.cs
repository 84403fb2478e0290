using Marten;
using MediatR;
using VisionZero.Domain.Common;
using VisionZero.Domain.Practices;
using VisionZero.Web.Content;
using VisionZero.Web.Features.Certification;
using VisionZero.Web.Features.Learning;
using VisionZero.Web.Pipeline;
using VisionZero.Web.Storage;

namespace VisionZero.Web.Features.Practices;

/// <summary>Begins an attempt at the assessed teaching practice.</summary>
[Allow(Role.Trainer)]
public sealed record BeginPractice : ICommand;

/// <summary>Takes the attempt back while nobody has marked it.</summary>
[Allow(Role.Trainer)]
public sealed record WithdrawPractice(Guid PracticeId) : ICommand;

internal sealed class BeginPracticeHandler(IDocumentSession session, ActorContext actor, Scheme scheme, RubricLibrary rubrics, FileStore files, TimeProvider clock) :
    IRequestHandler<BeginPractice, Outcome>,
    IRequestHandler<WithdrawPractice, Outcome>
{
    public async Task<Outcome> Handle(BeginPractice command, CancellationToken cancellationToken)
    {
        if (scheme.Policy.Practice is not { } policy || await LearningQueries.TrainerAsync(session, actor.Current.Person, cancellationToken) is not { Erased: false } trainer)
        {
            return Outcome.NotFound;
        }

        var facts = await ApplicantFacts.LoadAsync(session, trainer, cancellationToken);
        var enrolment = facts.Latest(Level.Professional);
        var attempt = facts.Practices.Count + 1;
        var rubric = rubrics.Newest.Outline;
        var begun = new PracticeEvent.Begun(trainer.Id, trainer.AccountId, enrolment?.Id ?? Guid.Empty, attempt, rubric.Version, scheme.Policy.Version, clock.GetUtcNow(), policy);
        var outcome = session.Start<Practice, PracticeEvent>(
            DeterministicId.Practice(trainer.Id, attempt),
            PracticeDecisions.Begin(facts.Practices, begun, enrolment?.HasPassed() == true, policy));
        if (outcome.Ok)
        {
            // Every practice of this version says the same; the start refuses another.
            session.Store(RubricInUse.Of(rubric));
        }

        return outcome;
    }

    public async Task<Outcome> Handle(WithdrawPractice command, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        if (scheme.Policy.Practice is not { } policy)
        {
            return Outcome.NotFound;
        }

        Practice? practice = null;
        var withdrawn = await session.DecideAsync<Practice, PracticeEvent>(
            command.PracticeId,
            null,
            p =>
            {
                practice = p;
                return MarkingDecisions.Withdraw(p, actor.Current.Person, policy, now);
            },
            cancellationToken);
        if (!withdrawn.Ok || practice is null)
        {
            return withdrawn;
        }

        // Nobody marks it any more, so nobody needs what was handed in.
        files.ReleaseHandedIn(session, practice);
        session.EndDrafts(practice.Id);
        // A time that has passed is free for nobody.
        return practice.Session is { } booked && booked.StartsAt > now
            ? await session.DecideAsync<Slot, SlotEvent>(booked.SlotId, null, s => SlotDecisions.Free(s, practice.Id, now), cancellationToken)
            : withdrawn;
    }
}
