using VisionZero.Domain.Certificates;
using VisionZero.Domain.Certification;
using VisionZero.Domain.Common;
using VisionZero.Domain.Learning;
using VisionZero.Domain.Practices;
using VisionZero.Domain.Scheme;
using VisionZero.Web.Content;

namespace VisionZero.Web.Features.Learning;

/// <summary>What a learner does next.</summary>
public enum StepKind
{
    /// <summary>Enrol.</summary>
    Enrol = 1,

    /// <summary>Read a lesson.</summary>
    Lesson = 2,

    /// <summary>Answer a check.</summary>
    Check = 3,

    /// <summary>Begin the assessment.</summary>
    Assessment = 4,

    /// <summary>Go on with the assessment that runs.</summary>
    Resume = 5,

    /// <summary>Write the action plan.</summary>
    Plan = 6,

    /// <summary>Take the course again: the attempts are used up.</summary>
    Again = 7,

    /// <summary>Apply for the certificate: the course is done.</summary>
    Apply = 8,

    /// <summary>Take the course again: the certificate it led to can be renewed, or is over.</summary>
    Renew = 9,

    /// <summary>Nothing: the course led to a certificate that runs on.</summary>
    Certified = 10,

    /// <summary>Show how one teaches: the assessed practice, once the course is done.</summary>
    Practice = 11,
}

/// <summary>The one next step, with the rule and lesson it is about.</summary>
public sealed record NextStep(StepKind Kind, int Rule = 0, string Lesson = "");

/// <summary>Where a learner stands in a course. Pure.</summary>
public static class LearningPath
{
    // A question of a check takes about a minute and a half with its feedback.
    private const int SecondsPerCheckQuestion = 90;

    /// <summary>Whether every attempt was taken and none passed.</summary>
    public static bool IsUsedUp(Enrolment enrolment, LevelPolicy policy) =>
        !enrolment.HasPassed() && enrolment.Running() is null && enrolment.Attempts.Count >= policy.Attempts;

    /// <summary>Whether a new cycle may begin: the attempts are used up, or the course led to a certificate that can be renewed.</summary>
    public static bool MayBeginAgain(Enrolment enrolment, IReadOnlyCollection<Certificate> certificates, SchemePolicy policy, DateTimeOffset at) =>
        IsUsedUp(enrolment, policy.For(enrolment.Level))
        || (!Eligibility.CountsFor(enrolment, certificates, policy.For(enrolment.Level)) && !Eligibility.IsCertified(enrolment.Level, certificates, policy, at));

    /// <summary>The next step. Goes on in the rule the learner was in last, then with the first that is open.</summary>
    public static NextStep Next(Course course, Enrolment? enrolment, IReadOnlyCollection<Certificate> certificates, IReadOnlyCollection<Practice> practices, SchemePolicy scheme, DateTimeOffset at)
    {
        if (enrolment is null)
        {
            return new NextStep(StepKind.Enrol);
        }

        var policy = scheme.For(enrolment.Level);
        if (!Eligibility.CountsFor(enrolment, certificates, policy))
        {
            return new NextStep(Eligibility.IsCertified(enrolment.Level, certificates, scheme, at) ? StepKind.Certified : StepKind.Renew);
        }

        if (enrolment.Running() is not null)
        {
            return new NextStep(StepKind.Resume);
        }

        if (enrolment.HasPassed())
        {
            return new NextStep(
                !EnrolmentDecisions.HasPlan(enrolment, policy) ? StepKind.Plan
                : AsksForPractice(enrolment.Level, certificates, scheme) && !Eligibility.HasPractice(practices, enrolment.Id, scheme.Practice!) ? StepKind.Practice
                : StepKind.Apply);
        }

        if (IsUsedUp(enrolment, policy))
        {
            return new NextStep(StepKind.Again);
        }

        var open = course.Rules.Where(r => !EnrolmentDecisions.IsStudied(enrolment, course.Outline.Rule(r.Rule))).ToList();
        // Whoever has read everything goes on with the first check that is open, wherever the last lesson was.
        var here = open.Exists(r => HasUnread(r, enrolment)) ? open.FirstOrDefault(r => r.Rule == LastRule(enrolment)) : null;
        return open.Count == 0 ? new NextStep(StepKind.Assessment) : InRule(here ?? open[0], enrolment);
    }

    /// <summary>What comes after the check of a rule: the next rule that is open, else the first one, else what comes after all of them.</summary>
    public static NextStep AfterCheck(Course course, int rule, Enrolment enrolment, NextStep next)
    {
        var open = course.Rules.Where(r => !EnrolmentDecisions.IsStudied(enrolment, course.Outline.Rule(r.Rule))).ToList();
        return next.Kind is not (StepKind.Lesson or StepKind.Check) || open.Count == 0 ? next : InRule(open.FirstOrDefault(r => r.Rule > rule) ?? open[0], enrolment);
    }

    /// <summary>Whether the assessed teaching practice stands between this course and the application.</summary>
    public static bool AsksForPractice(Level level, IEnumerable<Certificate> certificates, SchemePolicy scheme) =>
        level == Level.Professional && scheme.Practice is { } asked && Eligibility.NeedsPractice(certificates, asked);

    /// <summary>What comes after a lesson: the next one of its rule, else the check.</summary>
    public static NextStep After(CourseRule rule, string lesson)
    {
        var next = rule.Lessons.SkipWhile(l => l.Key != lesson).Skip(1).FirstOrDefault();
        return next is null ? new NextStep(StepKind.Check, rule.Rule) : new NextStep(StepKind.Lesson, rule.Rule, next.Key);
    }

    /// <summary>Minutes of study that are left in a rule; the practice at one's own workplace has its own time.</summary>
    public static int MinutesLeft(CourseRule rule, Enrolment? enrolment, string locale)
    {
        if (enrolment?.HasSkipped(rule.Rule) == true)
        {
            return 0;
        }

        var lessons = rule.Lessons.Where(l => l.Kind != LessonKind.Activity && enrolment?.HasRead(rule.Rule, l.Key) != true).Sum(l => l.In(locale).Minutes);
        var questions = rule.Check.Count(i => enrolment is null || !EnrolmentDecisions.IsAnswered(enrolment, i.Key));
        return lessons + (((questions * SecondsPerCheckQuestion) + 59) / 60);
    }

    /// <summary>Minutes of practice at one's own workplace that are left in a rule.</summary>
    public static int PracticeMinutesLeft(CourseRule rule, Enrolment? enrolment, string locale) =>
        enrolment?.HasSkipped(rule.Rule) == true ? 0
        : rule.Lessons.Where(l => l.Kind == LessonKind.Activity && enrolment?.HasRead(rule.Rule, l.Key) != true).Sum(l => l.In(locale).Minutes);

    /// <summary>Share of each rule that is done, 0 to 1, in the order of the rules.</summary>
    public static double[] Fills(Course course, Enrolment? enrolment) =>
        [.. course.Outline.Rules.Select(r => enrolment is null ? 0 : EnrolmentDecisions.Progress(enrolment, r))];

    /// <summary>Share of points of each rule in an assessment, 0 to 1.</summary>
    public static double[] Fills(Attempt attempt) =>
        [.. GoldenRules.All.Select(r => attempt.Scores.FirstOrDefault(s => s.Rule == r) is { Possible: > 0 } score ? (double)score.Points / score.Possible : 0)];

    private static bool HasUnread(CourseRule rule, Enrolment enrolment) => rule.Lessons.Any(l => !enrolment.HasRead(rule.Rule, l.Key));

    private static NextStep InRule(CourseRule rule, Enrolment enrolment)
    {
        var lesson = rule.Lessons.FirstOrDefault(l => !enrolment.HasRead(rule.Rule, l.Key));
        return lesson is null ? new NextStep(StepKind.Check, rule.Rule) : new NextStep(StepKind.Lesson, rule.Rule, lesson.Key);
    }

    private static int LastRule(Enrolment enrolment) =>
        enrolment.Lessons is [.., var last] ? int.Parse(last.Split('/')[0], System.Globalization.CultureInfo.InvariantCulture) : 0;
}
