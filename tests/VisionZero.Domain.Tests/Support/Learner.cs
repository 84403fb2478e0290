using VisionZero.Domain.Common;
using VisionZero.Domain.Courses;
using VisionZero.Domain.Learning;
using VisionZero.Domain.Scheme;

namespace VisionZero.Domain.Tests.Support;

/// <summary>Histories of a learner, told in events.</summary>
internal static class Learner
{
    public const long Seed = 20260701;

    public static readonly EnrolmentEvent Enrolled =
        new EnrolmentEvent.Enrolled(Facts.Applicant, "foundation", 1, Level.Foundation, 1, Facts.Noon);

    /// <summary>Enrolled, every lesson read, every check answered.</summary>
    public static IEnumerable<EnrolmentEvent> Studied() =>
        [Enrolled, .. Facts.Foundation.Rules.SelectMany(Rule)];

    public static IEnumerable<EnrolmentEvent> Rule(RuleOutline rule) =>
    [
        .. rule.Lessons.Select(l => new EnrolmentEvent.LessonCompleted(rule.Rule, l, Facts.Noon)),
        .. rule.Check.Select(i => new EnrolmentEvent.CheckAnswered(rule.Rule, i.Id, i.Correct, true, Facts.Noon)),
    ];

    public static EnrolmentEvent.AssessmentStarted Started(int attempt = 1, LevelPolicy? policy = null)
    {
        var rules = policy ?? Facts.Policy.Foundation;
        var paper = AssessmentPaper.Draw(Facts.Foundation, rules.Blueprint, Seed);
        return new EnrolmentEvent.AssessmentStarted(attempt, Seed, paper.Questions, Facts.Noon, Facts.Noon.AddMinutes(rules.TimeLimitMinutes), AssessmentPaper.Bank(Facts.Foundation, rules.Blueprint), Blueprint: rules.Blueprint, PassMark: rules.PassMarkPercent);
    }

    /// <summary>The first so many questions answered right, the others wrong.</summary>
    public static IEnumerable<EnrolmentEvent> Answers(EnrolmentEvent.AssessmentStarted started, int right) =>
        started.Questions.Select((q, i) => new EnrolmentEvent.AnswerSaved(
            started.Attempt, q.ItemId, i < right ? Facts.Foundation.BankItem(q.ItemId)!.Correct : ["d"], Facts.Noon));

    /// <summary>Studied and sitting in the first assessment with so many right answers saved.</summary>
    public static IEnumerable<EnrolmentEvent> Sitting(int right, LevelPolicy? policy = null) =>
        [.. Studied(), Started(1, policy), .. Answers(Started(1, policy), right)];

    public static IEnumerable<EnrolmentEvent> Failed(int attempt) =>
        [Started(attempt), new EnrolmentEvent.AssessmentSubmitted(attempt, false, Facts.Noon), new EnrolmentEvent.AssessmentFailed(attempt, [], 10, 60)];

    public static IEnumerable<EnrolmentEvent> Passed(int attempt) =>
        [Started(attempt), new EnrolmentEvent.AssessmentSubmitted(attempt, false, Facts.Noon), new EnrolmentEvent.AssessmentPassed(attempt, [], 90, 60)];

    public static IEnumerable<EnrolmentEvent> Plan(int goals, params IEnumerable<int> rules) =>
        rules.Select(r => new EnrolmentEvent.ActionPlanWritten(r, goals, "plan", Facts.Noon));
}
