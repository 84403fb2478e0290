using Marten;
using MediatR;
using VisionZero.Domain.Common;
using VisionZero.Domain.Learning;
using VisionZero.Web.Content;
using VisionZero.Web.Pipeline;

namespace VisionZero.Web.Features.Learning.Along;

/// <summary>One thing done on a device without a connection; of an answer that is typed, what was typed.</summary>
public sealed record WorkDone(OfflineStep Step, string? Typed = null);

/// <summary>
/// Hands over what was done on a device without a connection. What cannot be taken is refused by its number (the argument
/// <c>step</c> of the refusal), and the rest is kept.
/// </summary>
/// <param name="EnrolmentId">The enrolment it was done in.</param>
/// <param name="Device">The number the device drew for itself.</param>
/// <param name="Sent">What time it is by the device's clock.</param>
/// <param name="Work">What was done, at most <see cref="Most"/>.</param>
[Allow(Role.Trainer)]
public sealed record HandOverWork(Guid EnrolmentId, Guid Device, DateTimeOffset Sent, IReadOnlyList<WorkDone> Work) : ICommand
{
    /// <summary>The most that is handed over at once; a device that has more comes again.</summary>
    public const int Most = 50;

    /// <summary>The most that a device keeps until it is handed over: a year's practice, and some 100 KB.</summary>
    public const int MostKept = 500;

    /// <summary>Name of the refusal's argument that says which step it is about.</summary>
    public const string StepArgument = "step";

    /// <inheritdoc/>
    public IEnumerable<Refusal> Check()
    {
        if (Device == Guid.Empty || Work.Count is 0 or > Most || Work.Any(w => w.Step.Number < 1))
        {
            yield return Refusal.Of("general.invalid");
        }
    }
}

internal sealed class HandOverWorkHandler(IDocumentSession session, ActorContext actor, CourseLibrary library, TimeProvider clock) : IRequestHandler<HandOverWork, Outcome>
{
    public async Task<Outcome> Handle(HandOverWork command, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        List<(int Number, Refusal Refusal)> refused = [];
        var (before, after) = (new Enrolment(), new Enrolment());
        if (await session.LoadAsync<Enrolment>(command.EnrolmentId, cancellationToken).ConfigureAwait(false) is { } round
            && await LearningQueries.IsFollowedAsync(session, round, cancellationToken).ConfigureAwait(false))
        {
            // Whose it is, is asked below; whoever it is not learns nothing of the round either.
            refused = [.. command.Work.Select(w => (w.Step.Number, Refusal.Of("enrolment.round-followed")))];
        }

        var outcome = await session.DecideOnEnrolmentAsync(
            actor.Current,
            library,
            command.EnrolmentId,
            null,
            (enrolment, course) =>
            {
                if (refused.Count > 0)
                {
                    (before, after) = (enrolment, enrolment);
                    return Decision<EnrolmentEvent>.AlreadySo;
                }

                var (steps, unreadable) = Read(command.Work, course);
                var handed = OfflineWork.HandOver(enrolment, course.Outline, command.Device, steps, command.Sent, now);
                refused = [.. unreadable, .. handed.Refused];
                (before, after) = (enrolment, handed.Events.Aggregate(enrolment, Enrolment.Evolve));
                return Decision<EnrolmentEvent>.Accept(handed.Events);
            },
            cancellationToken).ConfigureAwait(false);
        if (!outcome.Ok)
        {
            return outcome;
        }

        await session.KeepTypedAsync(after.Id, after.TrainerId, 0, [.. Standing(command, refused, before, after)], cancellationToken).ConfigureAwait(false);
        return refused.Count == 0
            ? outcome
            : new Outcome([.. refused.Select(r => r.Refusal with { Arguments = new Dictionary<string, object>(r.Refusal.Arguments) { [HandOverWork.StepArgument] = r.Number } })]) { KeepsWrites = true };
    }

    // A typed answer becomes the words the rules decide by, as it does on the page.
    private static (List<OfflineStep> Steps, List<(int Number, Refusal Refusal)> Unreadable) Read(IEnumerable<WorkDone> work, Course course)
    {
        List<OfflineStep> steps = [];
        List<(int, Refusal)> unreadable = [];
        foreach (var (step, typed) in work)
        {
            var answer = new GivenAnswer(step.Key, step.Chosen ?? [], typed);
            var (words, refusal) = GivenAnswer.Check([answer]).FirstOrDefault() is { } unfit ? (null, unfit)
                : step.Chosen is null ? (null, null)
                : answer.Read(course);
            if (refusal is null)
            {
                steps.Add(step with { Chosen = words });
            }
            else
            {
                unreadable.Add((step.Number, refusal));
            }
        }

        return (steps, unreadable);
    }

    // What was typed is kept where that answer stands: the last one taken from this device, unless another answered later.
    private static IEnumerable<GivenAnswer> Standing(HandOverWork command, List<(int Number, Refusal Refusal)> refused, Enrolment before, Enrolment after) =>
        command.Work.Where(w => w.Typed is { Length: > 0 } && w.Step.Number > before.Devices.GetValueOrDefault(command.Device) && refused.All(r => r.Number != w.Step.Number))
            .GroupBy(w => w.Step.Key, (key, given) => new GivenAnswer(key, [], given.MaxBy(w => w.Step.Number)!.Typed))
            .Where(g => after.Checks.FirstOrDefault(c => c.ItemId == g.ItemId) is { } stands && !before.Checks.Contains(stands));
}
