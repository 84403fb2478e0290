using Marten;
using MediatR;
using VisionZero.Domain.Common;
using VisionZero.Domain.Learning;
using VisionZero.Web.Content;
using VisionZero.Web.Pipeline;

namespace VisionZero.Web.Features.Learning;

/// <summary>The learner has read a lesson to its end.</summary>
[Allow(Role.Trainer)]
public sealed record CompleteLesson(Guid EnrolmentId, int Rule, string Lesson) : ICommand;

internal sealed class CompleteLessonHandler(IDocumentSession session, ActorContext actor, CourseLibrary library, TimeProvider clock) : IRequestHandler<CompleteLesson, Outcome>
{
    public Task<Outcome> Handle(CompleteLesson command, CancellationToken cancellationToken) =>
        session.DecideOnEnrolmentAsync(
            actor.Current,
            library,
            command.EnrolmentId,
            null,
            (enrolment, course) => EnrolmentDecisions.CompleteLesson(enrolment, course.Outline, command.Rule, command.Lesson, clock.GetUtcNow()),
            cancellationToken);
}
