using Marten;
using MediatR;
using VisionZero.Domain.Common;
using VisionZero.Domain.Courses;
using VisionZero.Domain.Learning;
using VisionZero.Web.Content;
using VisionZero.Web.Features.Learning;
using VisionZero.Web.Pipeline;

namespace VisionZero.Web.Features.Courses;

/// <summary>
/// A second person has papers marked again without the questions that are withdrawn. The digest is that of the list this
/// person saw; if the list has changed since, nothing happens and it is shown anew.
/// </summary>
[Allow(Role.Approver)]
public sealed record ApplyRescore(string Course, int CourseVersion, Guid RescoreId, string Digest) : ICommand;

internal sealed class ApplyRescoreHandler(IDocumentSession session, ActorContext actor, CourseLibrary library, Scheme scheme, TimeProvider clock) : IRequestHandler<ApplyRescore, Outcome>
{
    public async Task<Outcome> Handle(ApplyRescore command, CancellationToken cancellationToken)
    {
        var me = actor.Current.Person;
        if (library.Find(command.Course, command.CourseVersion) is not { } course)
        {
            return Outcome.NotFound;
        }

        var items = (await PaperQueries.BankAsync(session, course, cancellationToken)).Items();
        var papers = await PaperQueries.RestingOnAsync(session, course, items, cancellationToken);
        var own = await LearningQueries.TrainerAsync(session, me, cancellationToken);
        return await session.DecideOnBankAsync(
            course,
            bank =>
            {
                // Withdrawn or restored between the two readings: these are not the papers it is about.
                if (!bank.Items().SequenceEqual(items))
                {
                    return Refusal.Of("items.proposal-stale");
                }

                var proposal = PaperQueries.Proposal(course, bank, papers, scheme.Policy.For(course.Outline.Level).PassMarkPercent);
                return own is not null && proposal.Lines.Any(l => l.TrainerId == own.Id)
                    ? Refusal.Of("items.own-paper")
                    : ItemBankDecisions.ApplyRescore(bank, proposal, command.Digest, command.RescoreId, me, clock.GetUtcNow());
            },
            cancellationToken);
    }
}

/// <summary>Marks the papers of one enrolment again. Sent by the job; twice is once.</summary>
[AllowJob]
public sealed record RescoreEnrolment(Guid EnrolmentId, Guid RescoreId, IReadOnlyList<string> Items) : ICommand;

internal sealed class RescoreEnrolmentHandler(IDocumentSession session, ActorContext actor, CourseLibrary library, Scheme scheme, TimeProvider clock) : IRequestHandler<RescoreEnrolment, Outcome>
{
    public Task<Outcome> Handle(RescoreEnrolment command, CancellationToken cancellationToken) =>
        session.DecideOnEnrolmentAsync(
            actor.Current,
            library,
            command.EnrolmentId,
            null,
            (enrolment, course) => EnrolmentDecisions.Rescore(enrolment, course.Outline, scheme.Policy.For(enrolment.Level), command.Items, command.RescoreId, clock.GetUtcNow()),
            cancellationToken);
}

/// <summary>
/// Marks again what a rescore is about. What was done stays done if it is cut off: the next run finds only what is left.
/// </summary>
public sealed class RescorePapers(IServiceScopeFactory scopes)
{
    private const int Batch = 100;

    /// <summary>Runs; safe to run twice.</summary>
    [Hangfire.Queue(Jobs.Queues.Upkeep)]
    public async Task RunAsync(Guid bankId, Guid rescoreId, CancellationToken cancellationToken)
    {
        var (items, enrolments) = await FindAsync(bankId, rescoreId, cancellationToken);
        foreach (var batch in enrolments.Chunk(Batch))
        {
            await using var scope = scopes.CreateAsyncScope();
            scope.ServiceProvider.GetRequiredService<ActorContext>().ActAs(Actor.Job("rescore-papers"));
            var mediator = scope.ServiceProvider.GetRequiredService<IMediator>();
            foreach (var id in batch)
            {
                var outcome = await mediator.Send(new RescoreEnrolment(id, rescoreId, items), cancellationToken);
                if (!outcome.Ok)
                {
                    throw new InvalidOperationException($"Enrolment {id} was not marked again: {string.Join(' ', outcome.Refusals.Select(r => r.Code))}.");
                }
            }
        }
    }

    private async Task<(IReadOnlyList<string> Items, IReadOnlyList<Guid> Enrolments)> FindAsync(Guid bankId, Guid rescoreId, CancellationToken ct)
    {
        await using var scope = scopes.CreateAsyncScope();
        var session = scope.ServiceProvider.GetRequiredService<IQuerySession>();
        var bank = await session.LoadAsync<ItemBank>(bankId, ct);
        var rescore = bank?.Rescores.FirstOrDefault(r => r.Id == rescoreId);
        if (rescore is null || scope.ServiceProvider.GetRequiredService<CourseLibrary>().Find(bank!.Course, bank.CourseVersion) is not { } course)
        {
            return ([], []);
        }

        var papers = await PaperQueries.RestingOnAsync(session, course, rescore.Items, ct);
        return (rescore.Items, [.. papers.Where(p => Scoring.Counted(p.Attempt, rescore.Items)).Select(p => p.EnrolmentId).Distinct()]);
    }
}
