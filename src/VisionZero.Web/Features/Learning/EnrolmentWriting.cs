using Marten;
using VisionZero.Domain.Common;
using VisionZero.Domain.Learning;
using VisionZero.Domain.Trainers;
using VisionZero.Web.Content;
using VisionZero.Web.Pipeline;

namespace VisionZero.Web.Features.Learning;

/// <summary>The middle of every handler on an enrolment: whose it is, which version of the course, decide, append.</summary>
internal static class EnrolmentWriting
{
    /// <summary>
    /// Without an expected version a command waits for its turn at the stream, so that answers given in quick succession,
    /// or in two windows, are all written instead of losing a race.
    /// </summary>
    public static async Task<Outcome> DecideOnEnrolmentAsync(
        this IDocumentSession session,
        Actor actor,
        CourseLibrary library,
        Guid id,
        int? expectedVersion,
        Func<Enrolment, Course, Decision<EnrolmentEvent>> decide,
        CancellationToken ct)
    {
        var stream = expectedVersion is { } version
            ? await session.Events.FetchForWriting<Enrolment>(id, version, ct).ConfigureAwait(false)
            : await session.Events.FetchForExclusiveWriting<Enrolment>(id, ct).ConfigureAwait(false);
        if (stream.Aggregate is not { } enrolment || library.Find(enrolment.Course, enrolment.CourseVersion) is not { } course)
        {
            return Outcome.NotFound;
        }

        if (!actor.IsJob && (await session.LoadAsync<Trainer>(enrolment.TrainerId, ct).ConfigureAwait(false))?.AccountId != actor.Person)
        {
            return Outcome.NotFound;
        }

        var decision = decide(enrolment, course);
        if (!decision.Accepted)
        {
            return Outcome.Refused(decision.Refusals);
        }

        foreach (var @event in decision.Events)
        {
            stream.AppendOne(@event);
        }

        return Outcome.Made(id);
    }

    /// <summary>Answers in a row: each is read, then decided on the state after the one before; what was typed is kept beside the log.</summary>
    public static async Task<Outcome> AnswerAsync(
        this IDocumentSession session,
        Actor actor,
        CourseLibrary library,
        Guid id,
        int attempt,
        Func<Enrolment, IEnumerable<GivenAnswer>> answers,
        Func<Enrolment, Course, GivenAnswer, Decision<EnrolmentEvent>> decide,
        CancellationToken ct)
    {
        var trainerId = Guid.Empty;
        IReadOnlyList<GivenAnswer> given = [];
        var outcome = await session.DecideOnEnrolmentAsync(
            actor,
            library,
            id,
            null,
            (enrolment, course) =>
            {
                trainerId = enrolment.TrainerId;
                given = [.. answers(enrolment)];
                return InTurn(enrolment, given, (state, answer) =>
                {
                    var (words, refusal) = answer.Read(course);
                    return refusal is null ? decide(state, course, answer with { Chosen = words }) : refusal;
                });
            },
            ct).ConfigureAwait(false);
        if (outcome.Ok)
        {
            await session.KeepTypedAsync(id, trainerId, attempt, given, ct).ConfigureAwait(false);
        }

        return outcome;
    }

    /// <summary>Keeps what was typed, word for word, beside the log.</summary>
    public static async Task KeepTypedAsync(this IDocumentSession session, Guid id, Guid trainerId, int attempt, IReadOnlyCollection<GivenAnswer> answers, CancellationToken ct)
    {
        if (answers.Any(a => a.Typed is not null))
        {
            var typed = await session.LoadAsync<TypedAnswers>(id, ct).ConfigureAwait(false) ?? new TypedAnswers { Id = id, TrainerId = trainerId };
            session.Store(typed.With(attempt, answers));
        }
    }

    /// <summary>Several decisions in a row, each on the state after the one before; the first refusal ends it.</summary>
    public static Decision<EnrolmentEvent> InTurn<T>(Enrolment enrolment, IEnumerable<T> wishes, Func<Enrolment, T, Decision<EnrolmentEvent>> decide)
    {
        var events = new List<EnrolmentEvent>();
        foreach (var wish in wishes)
        {
            var decision = decide(enrolment, wish);
            if (!decision.Accepted)
            {
                return decision;
            }

            events.AddRange(decision.Events);
            enrolment = decision.Events.Aggregate(enrolment, Enrolment.Evolve);
        }

        return Decision<EnrolmentEvent>.Accept(events);
    }
}
