using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using VisionZero.Domain.Learning;
using VisionZero.Web.Security;

namespace VisionZero.Web.Features.Learning;

/// <summary>The result per rule and what to study again; the questions themselves stay in the bank.</summary>
[Authorize(Policy = Policies.Trainer)]
public sealed class ResultPage : AttemptPageBase
{
    /// <summary>Share of points of each rule.</summary>
    public double[] Fills => LearningPath.Fills(Attempt);

    /// <summary>Points reached.</summary>
    public int Points => Attempt.Scores.Sum(s => s.Points);

    /// <summary>Points possible.</summary>
    public int Possible => Attempt.Scores.Sum(s => s.Possible);

    /// <summary>The mark it was measured by.</summary>
    public int PassMark => Attempt.PassMark ?? Policy.PassMarkPercent;

    /// <summary>Whether the clock handed it in.</summary>
    public bool TimeRanOut => Attempt.SubmittedAt > Attempt.ClosesAt() + EnrolmentDecisions.Lateness;

    /// <summary>The page.</summary>
    public async Task<IActionResult> OnGetAsync(string course, int attempt) =>
        await LoadAttemptAsync(course, attempt, running: false) ?? Page();
}
