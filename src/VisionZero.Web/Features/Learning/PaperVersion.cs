using Marten;
using MediatR;
using VisionZero.Domain.Common;
using VisionZero.Domain.Learning;
using VisionZero.Web.Content;
using VisionZero.Web.Pipeline;

namespace VisionZero.Web.Features.Learning;

/// <summary>Draws the paper of a learner who takes the assessment on paper; its time begins now.</summary>
[Allow(Role.Reviewer, Role.Approver)]
public sealed record StartOnPaper(Guid EnrolmentId, long Seed) : ICommand;

/// <summary>Enters answers that a learner wrote on paper.</summary>
[Allow(Role.Reviewer, Role.Approver)]
public sealed record EnterAnswers(Guid EnrolmentId, int Attempt, IReadOnlyList<GivenAnswer> Answers) : ICommand
{
    /// <inheritdoc/>
    public IEnumerable<Refusal> Check() => GivenAnswer.Check(Answers);
}

/// <summary>Hands in for the learner; staff say that the paper was put down in time.</summary>
[Allow(Role.Reviewer, Role.Approver)]
public sealed record HandInPaper(Guid EnrolmentId, int Attempt, bool InTime) : ICommand
{
    /// <inheritdoc/>
    public IEnumerable<Refusal> Check() => InTime ? [] : [Refusal.At(nameof(InTime), "adjustments.in-time")];
}

internal sealed class PaperVersionHandlers(IDocumentSession session, ActorContext actor, CourseLibrary library, Scheme scheme, TimeProvider clock) :
    IRequestHandler<StartOnPaper, Outcome>,
    IRequestHandler<EnterAnswers, Outcome>,
    IRequestHandler<HandInPaper, Outcome>
{
    public Task<Outcome> Handle(StartOnPaper command, CancellationToken cancellationToken) =>
        session.DecideOnEnrolmentAsync(
            actor.Current,
            library,
            command.EnrolmentId,
            null,
            (enrolment, course) => AdjustmentDecisions.StartOnPaper(enrolment, course.Outline, scheme.Policy.For(enrolment.Level), command.Seed, clock.GetUtcNow(), actor.Current.Person),
            cancellationToken,
            onBehalf: true,
            withBank: true);

    public Task<Outcome> Handle(EnterAnswers command, CancellationToken cancellationToken)
    {
        var (now, me) = (clock.GetUtcNow(), actor.Current.Person);
        return session.AnswerAsync(
            actor.Current,
            library,
            command.EnrolmentId,
            command.Attempt,
            _ => command.Answers,
            (state, course, a) => EnrolmentDecisions.SaveAnswer(state, course.Outline, command.Attempt, a.ItemId, a.Chosen, now, me),
            cancellationToken,
            onBehalf: true);
    }

    public Task<Outcome> Handle(HandInPaper command, CancellationToken cancellationToken) =>
        session.DecideOnEnrolmentAsync(
            actor.Current,
            library,
            command.EnrolmentId,
            null,
            (enrolment, course) => EnrolmentDecisions.Submit(enrolment, course.Outline, scheme.Policy.For(enrolment.Level), command.Attempt, clock.GetUtcNow(), actor.Current.Person),
            cancellationToken,
            onBehalf: true,
            withBank: true);
}
