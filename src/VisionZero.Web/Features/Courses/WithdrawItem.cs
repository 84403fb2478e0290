using Marten;
using MediatR;
using VisionZero.Domain.Common;
using VisionZero.Domain.Courses;
using VisionZero.Web.Content;
using VisionZero.Web.Pipeline;

namespace VisionZero.Web.Features.Courses;

/// <summary>Withdraws a question: it comes on no new paper and does not count on those that run.</summary>
[Allow(Role.Reviewer, Role.Approver)]
public sealed record WithdrawItem(string Course, int CourseVersion, string ItemId, string Reason) : ICommand;

/// <summary>Takes a withdrawal back; what was marked without the question stays as it is.</summary>
[Allow(Role.Reviewer, Role.Approver)]
public sealed record RestoreItem(string Course, int CourseVersion, string ItemId) : ICommand;

internal sealed class WithdrawItemHandlers(IDocumentSession session, ActorContext actor, CourseLibrary library, Scheme scheme, TimeProvider clock) :
    IRequestHandler<WithdrawItem, Outcome>,
    IRequestHandler<RestoreItem, Outcome>
{
    public async Task<Outcome> Handle(WithdrawItem command, CancellationToken cancellationToken) =>
        library.Find(command.Course, command.CourseVersion) is { } course
            ? await session.DecideOnBankAsync(
                course,
                bank => ItemBankDecisions.Withdraw(bank, course.Outline, scheme.Policy.For(course.Outline.Level).Blueprint, command.ItemId, command.Reason, actor.Current.Person, clock.GetUtcNow()),
                cancellationToken)
            : Outcome.NotFound;

    public async Task<Outcome> Handle(RestoreItem command, CancellationToken cancellationToken) =>
        library.Find(command.Course, command.CourseVersion) is { } course
            ? await session.DecideOnBankAsync(
                course,
                bank => ItemBankDecisions.Restore(bank, command.ItemId, actor.Current.Person, clock.GetUtcNow()),
                cancellationToken)
            : Outcome.NotFound;
}

/// <summary>The middle of every handler on a bank of questions.</summary>
internal static class BankWriting
{
    /// <summary>Waits for its turn at the bank, decides, appends. A bank to which nothing has happened yet is an empty one.</summary>
    public static async Task<Outcome> DecideOnBankAsync(this IDocumentSession session, Course course, Func<ItemBank, Decision<ItemBankEvent>> decide, CancellationToken ct)
    {
        var id = DeterministicId.ItemBank(course.Id, course.Version);
        var stream = await session.Events.FetchForExclusiveWriting<ItemBank>(id, ct).ConfigureAwait(false);
        var decision = decide(stream.Aggregate ?? new ItemBank { Id = id });
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
}
