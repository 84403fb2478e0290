using Marten;
using MediatR;
using VisionZero.Domain.Common;
using VisionZero.Domain.Learning;
using VisionZero.Web.Content;
using VisionZero.Web.Features.Learning;
using VisionZero.Web.Pipeline;

namespace VisionZero.Web.Features.Courses;

/// <summary>
/// Enrols the acting trainer in the version of a course that is in force. One who is enrolled already stays so; one whose attempts
/// are used up, or whose certificate can be renewed, begins again in a new cycle.
/// </summary>
[Allow(Role.Trainer)]
public sealed record Enrol(string Course) : ICommand;

internal sealed class EnrolHandler(IDocumentSession session, ActorContext actor, CoursesInForce courses, Scheme scheme, TimeProvider clock) : IRequestHandler<Enrol, Outcome>
{
    public async Task<Outcome> Handle(Enrol command, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        if (await courses.FindAsync(session, command.Course, now, cancellationToken) is not { } course)
        {
            return Outcome.NotFound;
        }

        if (await LearningQueries.TrainerAsync(session, actor.Current.Person, cancellationToken) is not { } trainer)
        {
            return Outcome.Refused(Refusal.Of("enrolment.register-first"));
        }

        var enrolments = await LearningQueries.EnrolmentsAsync(session, trainer.Id, cancellationToken);
        var latest = LearningQueries.Latest(enrolments, course.Id);
        var certificates = await LearningQueries.CertificatesAsync(session, trainer.Id, cancellationToken);
        if (latest is not null && !LearningPath.MayBeginAgain(latest, certificates, scheme.Policy, now))
        {
            return Outcome.Made(latest.Id);
        }

        var foundation = LearningQueries.HasFoundation(certificates, scheme.Policy, now);
        var cycle = enrolments.Count(e => e.Course == course.Id && e.CourseVersion == course.Version) + 1;
        var id = DeterministicId.Enrolment(trainer.Id, course.Id, course.Version, cycle);
        var outcome = session.Start<Enrolment, EnrolmentEvent>(id, EnrolmentDecisions.Enrol(trainer.Id, course.Outline, cycle, foundation, now, latest));
        if (!outcome.Ok || latest is null)
        {
            return outcome;
        }

        await TakeNotesAlongAsync(latest, id, course, cancellationToken);
        return await session.CloseAdjustmentsAsync(latest, id, now, cancellationToken);
    }

    // What was written on a lesson stays with the learner where the lesson is there again.
    private async Task TakeNotesAlongAsync(Enrolment before, Guid next, Course course, CancellationToken ct)
    {
        if (await session.LoadAsync<StudyNotes>(before.Id, ct) is { } kept)
        {
            var there = course.Rules.SelectMany(r => r.Lessons, (r, l) => Enrolment.LessonKey(r.Rule, l.Key)).ToHashSet(StringComparer.Ordinal);
            session.Store(kept with { Id = next, Notes = kept.Notes.Where(n => there.Contains(n.Key)).ToDictionary() });
        }
    }
}
