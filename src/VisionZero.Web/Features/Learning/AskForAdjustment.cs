using Marten;
using MediatR;
using VisionZero.Domain.Common;
using VisionZero.Domain.Learning;
using VisionZero.Web.Content;
using VisionZero.Web.Pipeline;

namespace VisionZero.Web.Features.Learning;

/// <summary>
/// Why a learner asks for other conditions: data about health, so beside the log, seen by the staff who decide and by
/// nobody else. It is deleted when nobody needs it any more (<see cref="AdjustmentDecisions.NeedsReason"/>): the wish is
/// granted, finally declined or taken back, the assessment is passed, or the learner was asked to tell more and has not.
/// </summary>
public sealed record AdjustmentReason
{
    /// <summary>Longest reason, in characters.</summary>
    public const int Longest = 2000;

    /// <summary>Identity of the enrolment.</summary>
    public Guid Id { get; init; }

    /// <summary>Who asks.</summary>
    public Guid TrainerId { get; init; }

    /// <summary>In their words.</summary>
    public string Text { get; init; } = "";
}

/// <summary>Asks for other conditions in the assessment.</summary>
[Allow(Role.Trainer)]
public sealed record AskForAdjustment(Guid EnrolmentId, bool ExtraTime, bool LargerType, bool Paper, string Text) : ICommand
{
    /// <inheritdoc/>
    public IEnumerable<Refusal> Check()
    {
        if (Text.Length > AdjustmentReason.Longest)
        {
            yield return Refusal.At(nameof(Text), "adjustments.text-too-long", ("most", AdjustmentReason.Longest));
        }
        else if (string.IsNullOrWhiteSpace(Text))
        {
            yield return Refusal.At(nameof(Text), "adjustments.text");
        }
    }
}

/// <summary>Takes an open wish back.</summary>
[Allow(Role.Trainer)]
public sealed record TakeBackAdjustment(Guid EnrolmentId) : ICommand;

internal sealed class AskForAdjustmentHandlers(IDocumentSession session, ActorContext actor, CourseLibrary library, TimeProvider clock) :
    IRequestHandler<AskForAdjustment, Outcome>,
    IRequestHandler<TakeBackAdjustment, Outcome>
{
    public async Task<Outcome> Handle(AskForAdjustment command, CancellationToken cancellationToken)
    {
        var trainerId = Guid.Empty;
        var outcome = await session.DecideOnEnrolmentAsync(
            actor.Current,
            library,
            command.EnrolmentId,
            null,
            (enrolment, _) =>
            {
                trainerId = enrolment.TrainerId;
                return AdjustmentDecisions.Ask(enrolment, command.ExtraTime, command.LargerType, command.Paper, clock.GetUtcNow());
            },
            cancellationToken);
        if (outcome.Ok)
        {
            session.Store(new AdjustmentReason { Id = command.EnrolmentId, TrainerId = trainerId, Text = command.Text.Trim() });
        }

        return outcome;
    }

    public async Task<Outcome> Handle(TakeBackAdjustment command, CancellationToken cancellationToken)
    {
        var outcome = await session.DecideOnEnrolmentAsync(
            actor.Current,
            library,
            command.EnrolmentId,
            null,
            (enrolment, _) => AdjustmentDecisions.TakeBack(enrolment, clock.GetUtcNow()),
            cancellationToken);
        if (outcome.Ok)
        {
            session.Delete<AdjustmentReason>(command.EnrolmentId);
        }

        return outcome;
    }
}
