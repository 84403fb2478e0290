using Marten;
using MediatR;
using VisionZero.Domain.Common;
using VisionZero.Domain.Practices;
using VisionZero.Web.Content;
using VisionZero.Web.Pipeline;

namespace VisionZero.Web.Features.Practices;

/// <summary>
/// Marks that an assessor has not handed in yet: levels and words about a candidate, so beside the log, and shown to the
/// assessor alone. It goes with the practice: when the marks are handed in, the practice is given back or taken back, its
/// session is cancelled, or the candidate's data is erased.
/// </summary>
public sealed record MarkingDraft
{
    /// <summary>UUIDv5 of practice and assessor.</summary>
    public Guid Id { get; init; }

    /// <summary>The practice.</summary>
    public Guid PracticeId { get; init; }

    /// <summary>The candidate's account.</summary>
    public Guid AccountId { get; init; }

    /// <summary>Whose draft it is.</summary>
    public Guid Assessor { get; init; }

    /// <summary>Levels chosen so far, by criterion.</summary>
    public IReadOnlyDictionary<string, int> Levels { get; init; } = new Dictionary<string, int>();

    /// <summary>Words typed so far, by criterion.</summary>
    public IReadOnlyDictionary<string, string> Comments { get; init; } = new Dictionary<string, string>();

    /// <summary>Words on the whole, so far.</summary>
    public string Overall { get; init; } = "";

    /// <summary>When it was kept.</summary>
    public DateTimeOffset At { get; init; }
}

/// <summary>Keeps what an assessor has marked so far, complete or not; a later one takes its place.</summary>
[Allow(Role.Assessor)]
public sealed record KeepMarkingDraft(Guid PracticeId, IReadOnlyDictionary<string, int> Levels, IReadOnlyDictionary<string, string> Comments, string? Overall) : ICommand
{
    /// <inheritdoc/>
    public IEnumerable<Refusal> Check() =>
        Comments.Select(c => MarkingWords.TooLong($"Comments[{c.Key}]", c.Value)).Append(MarkingWords.TooLong(nameof(Overall), Overall)).OfType<Refusal>();
}

internal sealed class KeepMarkingDraftHandler(IDocumentSession session, ActorContext actor, RubricLibrary rubrics, TimeProvider clock) : IRequestHandler<KeepMarkingDraft, Outcome>
{
    public async Task<Outcome> Handle(KeepMarkingDraft command, CancellationToken cancellationToken)
    {
        if (await session.LoadAsync<Practice>(command.PracticeId, cancellationToken) is null)
        {
            return Outcome.NotFound;
        }

        var (me, now) = (actor.Current.Person, clock.GetUtcNow());
        // Under the lock of the stream: marks that are handed in at this moment leave no draft behind.
        var stream = await session.Events.FetchForExclusiveWriting<Practice>(command.PracticeId, cancellationToken);
        if (stream.Aggregate is not { } practice)
        {
            return Outcome.NotFound;
        }

        if (MarkingDecisions.NotToMark(practice, me, await PracticeQueries.DecidersAsync(session, practice.TrainerId, cancellationToken), now) is { } refusal)
        {
            return Outcome.Refused(refusal);
        }

        var rubric = rubrics.Find(practice.RubricVersion).Outline;
        session.Store(new MarkingDraft
        {
            Id = DeterministicId.MarkingDraft(practice.Id, me),
            PracticeId = practice.Id,
            AccountId = practice.AccountId,
            Assessor = me,
            Levels = command.Levels.Where(l => rubric.Criteria.Contains(l.Key) && rubric.HasLevel(l.Value)).ToDictionary(),
            Comments = command.Comments.Where(c => rubric.Criteria.Contains(c.Key)).ToDictionary(),
            Overall = command.Overall ?? "",
            At = now,
        });
        return Outcome.Made(practice.Id);
    }
}

/// <summary>How drafts end.</summary>
internal static class MarkingDrafts
{
    /// <summary>Ends the draft of one assessor, who has no use for it any more.</summary>
    public static void EndDraft(this IDocumentSession session, Guid practice, Guid assessor) => session.Delete<MarkingDraft>(DeterministicId.MarkingDraft(practice, assessor));

    /// <summary>Ends every draft of a practice that nobody marks any more.</summary>
    public static void EndDrafts(this IDocumentSession session, Guid practice) => session.DeleteWhere<MarkingDraft>(d => d.PracticeId == practice);
}
