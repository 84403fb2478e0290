using Marten;
using MediatR;
using VisionZero.Domain.Common;
using VisionZero.Domain.Learning;
using VisionZero.Domain.Trainers;
using VisionZero.Web.Pipeline;

namespace VisionZero.Web.Features.Learning;

/// <summary>
/// The one window in which an assessment is written: the last that opened it. A paper goes on on any device, but never
/// in two windows side by side, so that nobody wonders which of them counts.
/// </summary>
public sealed record AttemptSeat
{
    /// <summary>Identity of the enrolment.</summary>
    public Guid Id { get; init; }

    /// <summary>The window, named when it opened the paper.</summary>
    public Guid Window { get; init; }

    /// <summary>When it opened it.</summary>
    public DateTimeOffset Since { get; init; }

    /// <summary>Whether a window may write. Without a window nobody sits at a screen (a script of the demonstration, staff with a sheet of paper).</summary>
    public static async Task<bool> IsFreeForAsync(IQuerySession session, Guid enrolmentId, Guid? window, CancellationToken ct) =>
        window is null || await session.LoadAsync<AttemptSeat>(enrolmentId, ct).ConfigureAwait(false) is not { } seat || seat.Window == window;
}

/// <summary>
/// Opens the running paper in a window; any other from now on only shows it. It waits for its turn at the stream like an
/// answer: what another window is saving is written before the seat is taken, or refused after. Send it in a scope of its own
/// and read the paper after it.
/// </summary>
[Allow(Role.Trainer)]
public sealed record TakeSeat(Guid EnrolmentId, Guid Window) : ICommand;

internal sealed class TakeSeatHandler(IDocumentSession session, ActorContext actor, TimeProvider clock) : IRequestHandler<TakeSeat, Outcome>
{
    public async Task<Outcome> Handle(TakeSeat command, CancellationToken cancellationToken)
    {
        var stream = await session.Events.FetchForExclusiveWriting<Enrolment>(command.EnrolmentId, cancellationToken);
        if (stream.Aggregate is not { } enrolment
            || (await session.LoadAsync<Trainer>(enrolment.TrainerId, cancellationToken))?.AccountId != actor.Current.Person)
        {
            return Outcome.NotFound;
        }

        session.Store(new AttemptSeat { Id = enrolment.Id, Window = command.Window, Since = clock.GetUtcNow() });
        return Outcome.Made(enrolment.Id);
    }
}
