using Marten;
using MediatR;
using VisionZero.Domain.Common;
using VisionZero.Domain.Learning;
using VisionZero.Web.Content;
using VisionZero.Web.Pipeline;

namespace VisionZero.Web.Features.Learning;

/// <summary>Saves answers of the running assessment: all of them or, if one is refused, none.</summary>
[Allow(Role.Trainer)]
public sealed record SaveAnswers(Guid EnrolmentId, int Attempt, IReadOnlyList<GivenAnswer> Answers) : ICommand
{
    /// <summary>The window they were given in, see <see cref="AttemptSeat"/>.</summary>
    public Guid? Window { get; init; }

    /// <inheritdoc/>
    public IEnumerable<Refusal> Check() => GivenAnswer.Check(Answers);
}

internal sealed class SaveAnswersHandler(IDocumentSession session, ActorContext actor, CourseLibrary library, TimeProvider clock) : IRequestHandler<SaveAnswers, Outcome>
{
    public Task<Outcome> Handle(SaveAnswers command, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        return session.AnswerAsync(
            actor.Current,
            library,
            command.EnrolmentId,
            command.Attempt,
            _ => command.Answers,
            (state, course, a) => EnrolmentDecisions.SaveAnswer(state, course.Outline, command.Attempt, a.ItemId, a.Chosen, now),
            cancellationToken,
            window: command.Window);
    }
}
