using Marten;
using VisionZero.Domain.Common;
using VisionZero.Domain.Courses;
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
    /// <param name="session">Session of the command.</param>
    /// <param name="actor">Who acts.</param>
    /// <param name="library">The courses.</param>
    /// <param name="id">The enrolment.</param>
    /// <param name="expectedVersion">Version the form was shown with.</param>
    /// <param name="decide">What the rules say; the course knows which questions are withdrawn if the bank is asked for.</param>
    /// <param name="ct">Ends it.</param>
    /// <param name="onBehalf">Whether staff act for the learner, who must then be somebody else.</param>
    /// <param name="withBank">Whether the decision depends on what is withdrawn.</param>
    /// <param name="window">The window it comes from, see <see cref="AttemptSeat"/>; asked once it is this command's turn, so that nobody opens the paper elsewhere meanwhile.</param>
    public static async Task<Outcome> DecideOnEnrolmentAsync(
        this IDocumentSession session,
        Actor actor,
        CourseLibrary library,
        Guid id,
        int? expectedVersion,
        Func<Enrolment, Course, Decision<EnrolmentEvent>> decide,
        CancellationToken ct,
        bool onBehalf = false,
        bool withBank = false,
        Guid? window = null)
    {
        var stream = expectedVersion is { } version
            ? await session.Events.FetchForWriting<Enrolment>(id, version, ct).ConfigureAwait(false)
            : await session.Events.FetchForExclusiveWriting<Enrolment>(id, ct).ConfigureAwait(false);
        if (stream.Aggregate is not { } enrolment || library.Find(enrolment.Course, enrolment.CourseVersion) is not { } course)
        {
            return Outcome.NotFound;
        }

        if (!actor.IsJob && (await session.LoadAsync<Trainer>(enrolment.TrainerId, ct).ConfigureAwait(false))?.AccountId == actor.Person == onBehalf)
        {
            return onBehalf ? Outcome.Refused(Refusal.Of("adjustments.own")) : Outcome.NotFound;
        }

        if (!await AttemptSeat.IsFreeForAsync(session, id, window, ct).ConfigureAwait(false))
        {
            return Outcome.Refused(Refusal.Of("enrolment.opened-elsewhere"));
        }

        var decision = decide(enrolment, withBank ? await session.WithBankAsync(course, ct).ConfigureAwait(false) : course);
        if (!decision.Accepted)
        {
            return Outcome.Refused(decision.Refusals);
        }

        foreach (var @event in decision.Events)
        {
            stream.AppendOne(@event);
        }

        if (!enrolment.HasPassed() && decision.Events.Aggregate(enrolment, Enrolment.Evolve).HasPassed())
        {
            session.Delete<AdjustmentReason>(id);
        }

        return Outcome.Made(id);
    }

    /// <summary>Ends the wish of an enrolment that another one follows; why it was made goes along while it is open.</summary>
    public static async Task<Outcome> CloseAdjustmentsAsync(this IDocumentSession session, Enrolment before, Guid next, DateTimeOffset at, CancellationToken ct)
    {
        var reason = await session.LoadAsync<AdjustmentReason>(before.Id, ct).ConfigureAwait(false);
        session.Delete<AdjustmentReason>(before.Id);
        if (before.Wish is null)
        {
            return Outcome.Made(next);
        }

        if (reason is not null)
        {
            session.Store(reason with { Id = next });
        }

        var stream = await session.Events.FetchForWriting<Enrolment>(before.Id, before.Version, ct).ConfigureAwait(false);
        stream.AppendOne(new EnrolmentEvent.AdjustmentTakenBack(at));
        return Outcome.Made(next);
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
        CancellationToken ct,
        bool onBehalf = false,
        Guid? window = null)
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
            ct,
            onBehalf,
            window: window).ConfigureAwait(false);
        if (outcome.Ok)
        {
            await session.KeepTypedAsync(id, trainerId, attempt, given, ct).ConfigureAwait(false);
        }

        return outcome;
    }

    /// <summary>The course with what is withdrawn from its bank.</summary>
    public static async Task<Course> WithBankAsync(this IQuerySession session, Course course, CancellationToken ct) =>
        await session.LoadAsync<ItemBank>(DeterministicId.ItemBank(course.Id, course.Version), ct).ConfigureAwait(false) is { } bank
            ? course with { Outline = course.Outline with { Withdrawn = bank.Items() } }
            : course;

    /// <summary>Keeps what was typed, word for word, beside the log; what was taken back goes, or it would come back to the page as if it were saved.</summary>
    public static async Task KeepTypedAsync(this IDocumentSession session, Guid id, Guid trainerId, int attempt, IReadOnlyCollection<GivenAnswer> answers, CancellationToken ct)
    {
        var types = answers.Any(a => a.Typed is { Length: > 0 });
        if (!types && answers.All(a => a.IsGiven))
        {
            return;
        }

        var typed = await session.LoadAsync<TypedAnswers>(id, ct).ConfigureAwait(false);
        if (types || typed is not null)
        {
            session.Store((typed ?? new TypedAnswers { Id = id, TrainerId = trainerId }).With(attempt, answers));
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
