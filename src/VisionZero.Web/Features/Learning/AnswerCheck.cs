using Marten;
using MediatR;
using VisionZero.Domain.Common;
using VisionZero.Domain.Learning;
using VisionZero.Web.Content;
using VisionZero.Web.Pipeline;

namespace VisionZero.Web.Features.Learning;

/// <summary>Answers questions of a rule's check; it may be done again, and the last answer counts.</summary>
[Allow(Role.Trainer)]
public sealed record AnswerCheck(Guid EnrolmentId, int Rule, IReadOnlyList<GivenAnswer> Answers) : ICommand
{
    /// <inheritdoc/>
    public IEnumerable<Refusal> Check()
    {
        return Answers.Any(a => a.IsGiven) ? GivenAnswer.Check(Answers) : [Refusal.Of("enrolment.choose-an-answer")];
    }
}

internal sealed class AnswerCheckHandler(IDocumentSession session, ActorContext actor, CourseLibrary library, TimeProvider clock) : IRequestHandler<AnswerCheck, Outcome>
{
    public Task<Outcome> Handle(AnswerCheck command, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        return session.AnswerAsync(
            actor.Current,
            library,
            command.EnrolmentId,
            0,
            enrolment => command.Answers.Where(a => a.IsGiven && !IsSame(enrolment, a, now)),
            (state, course, a) => EnrolmentDecisions.AnswerCheck(state, course.Outline, command.Rule, a.ItemId, a.Chosen, now),
            cancellationToken);
    }

    // A form sent twice tells nothing new. Later the same words are an answer of their own: it may be that another device
    // answered otherwise meanwhile and has not told it yet.
    private static bool IsSame(Enrolment enrolment, GivenAnswer given, DateTimeOffset now) =>
        given.Typed is null
        && enrolment.AnsweredAt.GetValueOrDefault(given.ItemId) > now.AddMinutes(-1)
        && enrolment.Checks.FirstOrDefault(c => c.ItemId == given.ItemId) is { } last
        && last.Chosen.ToHashSet(StringComparer.Ordinal).SetEquals(given.Chosen);
}
