using Marten;
using MediatR;
using VisionZero.Domain.Common;
using VisionZero.Domain.Courses;
using VisionZero.Web.Pipeline;
using VisionZero.Web.Storage;

namespace VisionZero.Web.Features.Courses;

/// <summary>An approver publishes what another person proposed: learners enrol on it from now on.</summary>
[Allow(Role.Approver)]
public sealed record PublishCourse(string Course, int CourseVersion, int Version) : ICommand;

/// <summary>An approver says from which day (UTC) the version that another person proposed is in force.</summary>
[Allow(Role.Approver)]
public sealed record ScheduleCourse(string Course, int CourseVersion, DateOnly? From, int Version) : ICommand
{
    /// <inheritdoc/>
    public IEnumerable<Refusal> Check() => From is null ? [Refusal.At(nameof(From), "general.missing")] : [];
}

/// <summary>An approver takes a schedule back before its day.</summary>
[Allow(Role.Approver)]
public sealed record CancelSchedule(string Course, int CourseVersion, int Version) : ICommand;

/// <summary>An approver publishes the correction of texts that another person proposed.</summary>
[Allow(Role.Approver)]
public sealed record CorrectCourse(string Course, int CourseVersion, int Version) : ICommand;

internal sealed class PublishCourseHandlers(IDocumentSession session, ActorContext actor, CourseEditions editions, FileStore files, Settings settings, TimeProvider clock) :
    IRequestHandler<PublishCourse, Outcome>,
    IRequestHandler<ScheduleCourse, Outcome>,
    IRequestHandler<CancelSchedule, Outcome>,
    IRequestHandler<CorrectCourse, Outcome>
{
    private Guid Me => actor.Current.Person;

    private DateTimeOffset Now => clock.GetUtcNow();

    public async Task<Outcome> Handle(PublishCourse command, CancellationToken cancellationToken)
    {
        var newest = await session.NewestAsync(command.Course, cancellationToken);
        return await DecideAsync(command.Course, command.CourseVersion, command.Version, (p, e) => PublicationDecisions.Publish(p, e, newest, Me, Now), cancellationToken);
    }

    public async Task<Outcome> Handle(ScheduleCourse command, CancellationToken cancellationToken)
    {
        var newest = await session.NewestAsync(command.Course, cancellationToken);
        var from = new DateTimeOffset(command.From!.Value, TimeOnly.MinValue, TimeSpan.Zero);
        return await DecideAsync(command.Course, command.CourseVersion, command.Version, (p, e) => PublicationDecisions.Schedule(p, e, newest, from, Me, Now), cancellationToken);
    }

    public Task<Outcome> Handle(CancelSchedule command, CancellationToken cancellationToken) =>
        DecideAsync(command.Course, command.CourseVersion, command.Version, (p, _) => PublicationDecisions.CancelSchedule(p, Me, Now), cancellationToken);

    public Task<Outcome> Handle(CorrectCourse command, CancellationToken cancellationToken) =>
        DecideAsync(command.Course, command.CourseVersion, command.Version, (p, e) => PublicationDecisions.Correct(p, e, Me, Now), cancellationToken);

    private Task<Outcome> DecideAsync(string course, int courseVersion, int version, Func<Publication, CourseEdition, Decision<PublicationEvent>> decide, CancellationToken ct) =>
        session.DecideOnPublicationAsync(editions, files, settings, (course, courseVersion), version, decide, ct);
}
