using Marten;
using MediatR;
using VisionZero.Domain.Common;
using VisionZero.Domain.Learning;
using VisionZero.Web.Content;
using VisionZero.Web.Pipeline;

namespace VisionZero.Web.Features.Learning;

/// <summary>Hands in the test with which a rule can be skipped.</summary>
[Allow(Role.Trainer)]
public sealed record TakeSkipTest(Guid EnrolmentId, int Rule, IReadOnlyList<GivenAnswer> Answers) : ICommand
{
    /// <inheritdoc/>
    public IEnumerable<Refusal> Check() => GivenAnswer.Check(Answers);
}

internal sealed class TakeSkipTestHandler(IDocumentSession session, ActorContext actor, CourseLibrary library, Scheme scheme, TimeProvider clock) : IRequestHandler<TakeSkipTest, Outcome>
{
    public async Task<Outcome> Handle(TakeSkipTest command, CancellationToken cancellationToken)
    {
        var (trainerId, taken) = (Guid.Empty, false);
        var before = await TakenBeforeAsync(command.EnrolmentId, cancellationToken);
        var outcome = await session.DecideOnEnrolmentAsync(
            actor.Current,
            library,
            command.EnrolmentId,
            null,
            (enrolment, course) =>
            {
                trainerId = enrolment.TrainerId;
                var read = command.Answers.Select(a => (a.ItemId, Answer: a.Read(course))).ToList();
                if (read.FirstOrDefault(a => a.Answer.Refusal is not null).Answer.Refusal is { } refusal)
                {
                    return refusal;
                }

                var decision = SkipTestDecisions.Take(
                    enrolment,
                    course.Outline,
                    scheme.Policy.For(enrolment.Level),
                    command.Rule,
                    read.ToDictionary(a => a.ItemId, a => a.Answer.Words),
                    before,
                    clock.GetUtcNow());
                taken = decision.Events.Count > 0;
                return decision;
            },
            cancellationToken);
        // Sent a second time nothing was looked at: what was typed the first time stands, and the rules saw its questions.
        if (outcome.Ok && taken)
        {
            await session.KeepTypedAsync(command.EnrolmentId, trainerId, 0, command.Answers, cancellationToken);
        }

        return outcome;
    }

    // What was taken in a round that is over stands still: it may be read before it is this command's turn at the stream.
    private async Task<IReadOnlyCollection<int>> TakenBeforeAsync(Guid id, CancellationToken ct) =>
        await session.LoadAsync<Enrolment>(id, ct) is { } enrolment
            ? SkipTestDecisions.TakenBefore(enrolment, await LearningQueries.EnrolmentsAsync(session, enrolment.TrainerId, ct))
            : [];
}
