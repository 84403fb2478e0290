using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using VisionZero.Domain.Common;
using VisionZero.Domain.Learning;
using VisionZero.Web.Content;
using VisionZero.Web.Pages.Tags;
using VisionZero.Web.Security;

namespace VisionZero.Web.Features.Learning;

/// <summary>The path of a course over the seven rules, with the one next step.</summary>
[Authorize(Policy = Policies.Trainer)]
public sealed class CoursePage : LearnerPage
{
    /// <summary>Whether a valid Foundation is missing for this course.</summary>
    public bool NeedsFoundation { get; private set; }

    /// <summary>Share of each rule that is done.</summary>
    public double[] Fills { get; private set; } = [];

    /// <summary>Percent of lessons and checks done.</summary>
    public int Percent => (int)(Fills.Average() * 100);

    /// <summary>Minutes of study left.</summary>
    public int MinutesLeft => Course.Rules.Sum(r => LearningPath.MinutesLeft(r, Enrolled, T.Locale));

    /// <summary>Minutes of practice at one's own workplace left.</summary>
    public int PracticeMinutesLeft => Course.Rules.Sum(r => LearningPath.PracticeMinutesLeft(r, Enrolled, T.Locale));

    /// <summary>Assessments of earlier rounds, the latest round first.</summary>
    public IReadOnlyList<(Enrolment Round, Attempt Attempt)> EarlierAttempts =>
        [.. EarlierRounds.SelectMany(e => e.Attempts, (e, a) => (e, a)).Where(r => r.a.SubmittedAt is not null)];

    /// <summary>Whether the check of a rule waits for its lessons.</summary>
    public bool IsCheckAhead(CourseRule rule) => Enrolled is not null && !Enrolled.HasSkipped(rule.Rule) && rule.Lessons.Any(l => !Enrolled.HasRead(rule.Rule, l.Key));

    /// <summary>The path: study, assessment, plan, teaching practice where it is asked for, application.</summary>
    public IReadOnlyList<Step> Steps =>
    [
        .. Stages.Select((name, i) => new Step(
            T["learning.path.step." + name],
            i < Stage ? StepState.Done : i == Stage ? StepState.Current : StepState.Ahead)),
    ];

    private string[] Stages => LearningPath.AsksForPractice(Course.Outline.Level, Certificates, SchemePolicy)
        ? ["study", "assessment", "plan", "practice", "apply"]
        : ["study", "assessment", "plan", "apply"];

    private int Stage => Next.Kind switch
    {
        StepKind.Assessment or StepKind.Resume => Array.IndexOf(Stages, "assessment"),
        StepKind.Plan => Array.IndexOf(Stages, "plan"),
        StepKind.Practice => Array.IndexOf(Stages, "practice"),
        StepKind.Apply => Array.IndexOf(Stages, "apply"),
        StepKind.Certified or StepKind.Renew => Stages.Length,
        _ => 0,
    };

    /// <summary>The page.</summary>
    public async Task<IActionResult> OnGetAsync(string course)
    {
        if (await LoadAsync(course, enrolled: false) is { } elsewhere)
        {
            return elsewhere;
        }

        Fills = LearningPath.Fills(Course, Enrolled);
        NeedsFoundation = Enrolled is null && Course.Outline.Level == Level.Professional
            && !LearningQueries.HasFoundation(Certificates, SchemePolicy, Now);
        return Page();
    }

    /// <summary>Minutes as hours and minutes.</summary>
    public string Duration(int minutes) => minutes < 60
        ? T.Count("learning.minutes", minutes)
        : T["learning.hours-minutes", ("hours", minutes / 60), ("minutes", minutes % 60)];

    /// <summary>Questions of a rule's check that are answered.</summary>
    public int Answered(CourseRule rule) => Checks(rule).Count();

    /// <summary>Questions of a rule's check that are answered rightly.</summary>
    public int Right(CourseRule rule) => Checks(rule).Count(c => c.Right);

    /// <summary>Whether the test to skip a rule is open to the learner.</summary>
    public bool MaySkip(CourseRule rule) =>
        Enrolled is not null && SkipTestDecisions.IsOffered(Enrolled, Course.Outline.Rule(rule.Rule), SkipTestsBefore);

    private IEnumerable<CheckAnswer> Checks(CourseRule rule) =>
        Enrolled?.Checks.Where(c => rule.Check.Any(i => i.Key.Id == c.ItemId && EnrolmentDecisions.IsAnswered(Enrolled, i.Key))) ?? [];
}
