using Marten;
using MediatR;
using VisionZero.Domain.Common;
using VisionZero.Domain.Learning;
using VisionZero.Web.Content;
using VisionZero.Web.Pipeline;

namespace VisionZero.Web.Features.Learning;

/// <summary>Writes the action plan: goals under each golden rule. Rules whose goals did not change are left alone.</summary>
[Allow(Role.Trainer)]
public sealed record WriteActionPlan(Guid EnrolmentId, int Version, IReadOnlyDictionary<int, IReadOnlyList<Goal>> Goals) : ICommand
{
    /// <summary>Most goals under one rule.</summary>
    public const int MostGoals = 3;

    /// <summary>Longest goal, in characters.</summary>
    public const int LongestGoal = 500;

    /// <inheritdoc/>
    public IEnumerable<Refusal> Check()
    {
        foreach (var (rule, goals) in Goals)
        {
            if (goals.Count > MostGoals)
            {
                yield return Refusal.Of("enrolment.too-many-goals", ("most", MostGoals));
            }

            for (var i = 0; i < goals.Count; i++)
            {
                if (!Enum.IsDefined(goals[i].State))
                {
                    yield return Refusal.At($"Rules[{rule - 1}].Goals[{i}].State", "general.invalid");
                }

                if (goals[i].What.Length > LongestGoal)
                {
                    yield return Refusal.At($"Rules[{rule - 1}].Goals[{i}].What", "enrolment.goal-too-long", ("most", LongestGoal));
                }
                else if (goals[i].What.Length == 0)
                {
                    yield return Refusal.At($"Rules[{rule - 1}].Goals[{i}].What", "enrolment.goal-empty");
                }
            }
        }
    }
}

internal sealed class WriteActionPlanHandler(IDocumentSession session, ActorContext actor, CourseLibrary library, Scheme scheme, TimeProvider clock) : IRequestHandler<WriteActionPlan, Outcome>
{
    public async Task<Outcome> Handle(WriteActionPlan command, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        var plan = await session.LoadAsync<ActionPlan>(command.EnrolmentId, cancellationToken) ?? new ActionPlan { Id = command.EnrolmentId };
        List<KeyValuePair<int, IReadOnlyList<Goal>>> changed =
            [.. command.Goals.Where(g => !g.Value.SequenceEqual(plan.Under(g.Key))).OrderBy(g => g.Key)];
        var trainerId = Guid.Empty;
        var outcome = await session.DecideOnEnrolmentAsync(
            actor.Current,
            library,
            command.EnrolmentId,
            command.Version,
            (enrolment, _) =>
            {
                trainerId = enrolment.TrainerId;
                Refusal[] past = [.. changed.SelectMany(c => Past(c.Key, c.Value, plan, now))];
                return past.Length > 0 ? Decision<EnrolmentEvent>.Refuse(past) : EnrolmentWriting.InTurn(enrolment, changed, (state, g) =>
                    EnrolmentDecisions.WriteActionPlan(state, scheme.Policy.For(state.Level), g.Key, g.Value.Count, ActionPlan.Hash(g.Value), now, g.Value.Count(o => o.State == GoalState.UnderWay), g.Value.Count(o => o.State == GoalState.Done)));
            },
            cancellationToken);
        if (outcome.Ok && changed.Count > 0)
        {
            var goals = new Dictionary<int, IReadOnlyList<Goal>>(plan.Goals);
            foreach (var (rule, written) in changed)
            {
                goals[rule] = written;
            }

            session.Store(plan with { TrainerId = trainerId, Goals = goals });
        }

        return outcome;
    }

    // A goal that was kept may have been missed since, and what is done may have been done before: only what is new is for a
    // day to come. Somewhere it is still yesterday.
    private static IEnumerable<Refusal> Past(int rule, IReadOnlyList<Goal> goals, ActionPlan plan, DateTimeOffset now)
    {
        var earliest = DateOnly.FromDateTime(now.UtcDateTime).AddDays(-1);
        var kept = plan.Under(rule).Select(g => g.By).ToHashSet();
        for (var i = 0; i < goals.Count; i++)
        {
            if (goals[i] is { State: not GoalState.Done, By: { } by } && by < earliest && !kept.Contains(by))
            {
                yield return Refusal.At($"Rules[{rule - 1}].Goals[{i}].By", "enrolment.goal-past");
            }
        }
    }
}
