using System.Security.Cryptography;
using Marten;
using MediatR;
using VisionZero.Domain.Common;
using VisionZero.Domain.Learning;
using VisionZero.Web.Content;
using VisionZero.Web.Pipeline;

namespace VisionZero.Web.Features.Learning;

/// <summary>Begins an assessment; the paper follows from the seed, and the log keeps the language it is shown in. While one runs, this changes nothing.</summary>
[Allow(Role.Trainer)]
public sealed record StartAssessment(Guid EnrolmentId, long Seed, string Locale = "") : ICommand
{
    /// <summary>Whether somebody who was granted paper wants to take it on the screen.</summary>
    public bool OnScreen { get; init; }

    /// <summary>A seed nobody can foresee.</summary>
    public static long DrawSeed() => BitConverter.ToInt64(RandomNumberGenerator.GetBytes(sizeof(long)));
}

internal sealed class StartAssessmentHandler(IDocumentSession session, ActorContext actor, CourseLibrary library, Scheme scheme, TimeProvider clock) : IRequestHandler<StartAssessment, Outcome>
{
    public Task<Outcome> Handle(StartAssessment command, CancellationToken cancellationToken) =>
        session.DecideOnEnrolmentAsync(
            actor.Current,
            library,
            command.EnrolmentId,
            null,
            (enrolment, course) => AdjustmentDecisions.StartOnScreen(enrolment, course.Outline, scheme.Policy.For(enrolment.Level), command.Seed, clock.GetUtcNow(), command.Locale, command.OnScreen),
            cancellationToken,
            withBank: true);
}
