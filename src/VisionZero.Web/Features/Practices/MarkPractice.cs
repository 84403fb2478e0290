using Marten;
using MediatR;
using VisionZero.Domain.Common;
using VisionZero.Domain.Practices;
using VisionZero.Web.Content;
using VisionZero.Web.Pipeline;

namespace VisionZero.Web.Features.Practices;

/// <summary>An assessor takes a practice up.</summary>
[Allow(Role.Assessor)]
public sealed record TakeUpPractice(Guid PracticeId) : ICommand;

/// <summary>The assessor gives it back.</summary>
[Allow(Role.Assessor)]
public sealed record ReleasePractice(Guid PracticeId) : ICommand;

/// <summary>An assessor declares a conflict of interest and takes no part from then on.</summary>
[Allow(Role.Assessor)]
public sealed record DeclarePracticeConflict(Guid PracticeId) : ICommand;

/// <summary>The assessor who should have observed says that the session was not held; the candidate is told and books another.</summary>
[Allow(Role.Assessor)]
public sealed record SayNotHeld(Guid PracticeId, string? Reason) : ICommand;

/// <summary>The assessor hands in marks and words; once, and without having seen the others'.</summary>
[Allow(Role.Assessor)]
public sealed record MarkPractice(Guid PracticeId, IReadOnlyDictionary<string, int> Levels, IReadOnlyDictionary<string, string> Comments, string? Overall) : ICommand
{
    /// <summary>
    /// Everything that is missing or too long, from the top of the form to its end. What is missing depends on the rubric, so
    /// the handler asks, and all of it is told at once.
    /// </summary>
    public IEnumerable<Refusal> Mistakes(Rubric rubric)
    {
        ArgumentNullException.ThrowIfNull(rubric);
        foreach (var (index, criterion) in rubric.Criteria.Index())
        {
            var level = Levels.GetValueOrDefault(criterion);
            if (!rubric.HasLevel(level))
            {
                yield return Refusal.At($"Levels[{criterion}]", "practice.level-needed", ("number", index + 1));
            }

            if (MarkingWords.TooLong($"Comments[{criterion}]", Comments.GetValueOrDefault(criterion)) is { } tooLong)
            {
                yield return tooLong;
            }
            else if (level == 1 && string.IsNullOrWhiteSpace(Comments.GetValueOrDefault(criterion)))
            {
                yield return Refusal.At($"Comments[{criterion}]", "practice.comment-needed", ("number", index + 1));
            }
        }

        if (string.IsNullOrWhiteSpace(Overall))
        {
            yield return Refusal.At(nameof(Overall), "practice.overall-needed");
        }
        else if (MarkingWords.TooLong(nameof(Overall), Overall) is { } tooLong)
        {
            yield return tooLong;
        }
    }
}

internal sealed class MarkPracticeHandlers(IDocumentSession session, ActorContext actor, Scheme scheme, RubricLibrary rubrics, TimeProvider clock) :
    IRequestHandler<TakeUpPractice, Outcome>,
    IRequestHandler<ReleasePractice, Outcome>,
    IRequestHandler<DeclarePracticeConflict, Outcome>,
    IRequestHandler<SayNotHeld, Outcome>,
    IRequestHandler<MarkPractice, Outcome>
{
    private DateTimeOffset Now => clock.GetUtcNow();

    public async Task<Outcome> Handle(TakeUpPractice command, CancellationToken cancellationToken)
    {
        if (scheme.Policy.Practice is not { } policy || await session.LoadAsync<Practice>(command.PracticeId, cancellationToken) is not { } known)
        {
            return Outcome.NotFound;
        }

        var barred = await PracticeQueries.DecidersAsync(session, known.TrainerId, cancellationToken);
        return await session.DecideAsync<Practice, PracticeEvent>(command.PracticeId, null, p => PracticeDecisions.TakeUp(p, actor.Current.Person, barred, policy, Now), cancellationToken);
    }

    public async Task<Outcome> Handle(ReleasePractice command, CancellationToken cancellationToken)
    {
        var outcome = await session.DecideAsync<Practice, PracticeEvent>(command.PracticeId, null, p => PracticeDecisions.Release(p, actor.Current.Person, Now), cancellationToken);
        if (outcome.Ok)
        {
            session.EndDraft(command.PracticeId, actor.Current.Person);
        }

        return outcome;
    }

    public async Task<Outcome> Handle(DeclarePracticeConflict command, CancellationToken cancellationToken)
    {
        var now = Now;
        var me = actor.Current.Person;
        PracticeEvent.SessionCancelled? cancelled = null;
        var outcome = await session.DecideAsync<Practice, PracticeEvent>(
            command.PracticeId,
            null,
            p =>
            {
                var decision = MarkingDecisions.DeclareConflict(p, me, now);
                cancelled = decision.Events.OfType<PracticeEvent.SessionCancelled>().FirstOrDefault();
                return decision;
            },
            cancellationToken);
        if (outcome.Ok)
        {
            session.EndDraft(command.PracticeId, me);
        }

        if (cancelled is not null)
        {
            // Without the session nobody has anything to mark.
            session.EndDrafts(command.PracticeId);
            await session.DecideAsync<Slot, SlotEvent>(cancelled.SlotId, null, s => SlotDecisions.Free(s, command.PracticeId, now), cancellationToken);
        }

        return outcome;
    }

    public async Task<Outcome> Handle(SayNotHeld command, CancellationToken cancellationToken)
    {
        var (now, me) = (Now, actor.Current.Person);
        if (await session.LoadAsync<Practice>(command.PracticeId, cancellationToken) is not { Session: { } booked })
        {
            return Outcome.NotFound;
        }

        var outcome = await session.DecideAsync<Practice, PracticeEvent>(command.PracticeId, null, p => PracticeDecisions.NotHeld(p, me, command.Reason, now), cancellationToken);
        if (!outcome.Ok)
        {
            return outcome;
        }

        session.EndDrafts(command.PracticeId);
        return await session.DecideAsync<Slot, SlotEvent>(booked.SlotId, null, s => SlotDecisions.NotHeld(s, command.PracticeId, now), cancellationToken);
    }

    public async Task<Outcome> Handle(MarkPractice command, CancellationToken cancellationToken)
    {
        if (scheme.Policy.Practice is not { } policy || await session.LoadAsync<Practice>(command.PracticeId, cancellationToken) is not { } known)
        {
            return Outcome.NotFound;
        }

        var now = Now;
        var rubric = rubrics.Find(known.RubricVersion).Outline;
        Refusal[] mistakes = [.. command.Mistakes(rubric)];
        if (mistakes.Length > 0)
        {
            return Outcome.Refused(mistakes);
        }

        var barred = await PracticeQueries.DecidersAsync(session, known.TrainerId, cancellationToken);
        var marked = new PracticeEvent.Marked(actor.Current.Person, Guid.CreateVersion7(now), [.. command.Levels.Select(l => new CriterionMark(l.Key, l.Value))], 0, 0, false, now);
        var outcome = await session.DecideAsync<Practice, PracticeEvent>(command.PracticeId, null, p => MarkingDecisions.Mark(p, marked, barred, rubric, policy), cancellationToken);
        if (outcome.Ok)
        {
            session.EndDraft(known.Id, actor.Current.Person);
            session.Insert(new MarkingWords
            {
                Id = marked.MarkingId,
                PracticeId = known.Id,
                AccountId = known.AccountId,
                Comments = command.Comments.Where(c => rubric.Criteria.Contains(c.Key) && !string.IsNullOrWhiteSpace(c.Value)).ToDictionary(c => c.Key, c => c.Value.Trim()),
                Overall = command.Overall!.Trim(),
            });
        }

        return outcome;
    }
}
