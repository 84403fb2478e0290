using VisionZero.Domain.Common;
using VisionZero.Domain.Courses;
using VisionZero.Domain.Scheme;

namespace VisionZero.Domain.Learning;

/// <summary>The test with which a rule can be skipped: all its questions, in one go, once in a course. Pure.</summary>
public static class SkipTestDecisions
{
    /// <summary>
    /// Rules whose test the learner took in another round of the course. It is the same for everybody and is shown with its
    /// keys afterwards, so it says nothing about who has seen it.
    /// </summary>
    public static IReadOnlyCollection<int> TakenBefore(Enrolment enrolment, IEnumerable<Enrolment> all) =>
    [
        .. all.Where(e => e.TrainerId == enrolment.TrainerId && e.Course == enrolment.Course && e.Id != enrolment.Id)
            .SelectMany(e => e.SkipTests).Select(t => t.Rule).Distinct(),
    ];

    /// <summary>Whether the test of a rule is open to the learner.</summary>
    public static bool IsOffered(Enrolment enrolment, RuleOutline rule, IReadOnlyCollection<int> takenBefore) =>
        rule.Skip.Count > 0
        && enrolment.SkipTests.All(t => t.Rule != rule.Rule)
        && !takenBefore.Contains(rule.Rule)
        && !EnrolmentDecisions.IsStudied(enrolment, rule);

    /// <summary>Takes it, while the rule is still to be studied. While a question is open nothing is handed in: there is no second try.</summary>
    public static Decision<EnrolmentEvent> Take(
        Enrolment enrolment,
        CourseOutline outline,
        LevelPolicy policy,
        int rule,
        IReadOnlyDictionary<string, IReadOnlyList<string>> answers,
        IReadOnlyCollection<int> takenBefore,
        DateTimeOffset at)
    {
        if (!GoldenRules.Exists(rule) || outline.Rule(rule).Skip is not { Count: > 0 } items)
        {
            return Refusal.Of("enrolment.no-such-rule");
        }

        if (enrolment.SkipTests.Any(t => t.Rule == rule))
        {
            return Decision<EnrolmentEvent>.AlreadySo;
        }

        Refusal[] refusals = [.. Refusals(enrolment, outline.Rule(rule), answers, takenBefore)];
        if (refusals.Length > 0)
        {
            return Decision<EnrolmentEvent>.Refuse(refusals);
        }

        CheckAnswer[] given = [.. items.Select(i => new CheckAnswer(i.Id, answers[i.Id], i.IsRight(answers[i.Id])))];
        return new EnrolmentEvent.SkipTestTaken(rule, given, given.Count(a => a.Right) * 100 >= policy.SkipMarkPercent * given.Length, at);
    }

    private static IEnumerable<Refusal> Refusals(Enrolment enrolment, RuleOutline rule, IReadOnlyDictionary<string, IReadOnlyList<string>> answers, IReadOnlyCollection<int> takenBefore)
    {
        if (answers.Keys.Except(rule.Skip.Select(i => i.Id)).Any())
        {
            return [Refusal.Of("enrolment.no-such-question")];
        }

        if (rule.Skip.Any(i => !i.CanChoose(answers.GetValueOrDefault(i.Id) ?? [])))
        {
            return [Refusal.Of("enrolment.no-such-option")];
        }

        if (EnrolmentDecisions.IsStudied(enrolment, rule))
        {
            return [Refusal.Of("enrolment.studied-already")];
        }

        return takenBefore.Contains(rule.Rule)
            ? [Refusal.Of("enrolment.skip-taken-before")]
            : rule.Skip.Select((item, i) => (Item: item, Number: i + 1))
                .Where(q => !q.Item.IsComplete(answers.GetValueOrDefault(q.Item.Id) ?? []))
                .Select(q => Refusal.Of("enrolment.skip-open", ("number", q.Number)));
    }
}
