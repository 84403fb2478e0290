using System.Globalization;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using VisionZero.Domain.Learning;
using VisionZero.Web.Content;
using VisionZero.Web.Pages;
using VisionZero.Web.Security;

namespace VisionZero.Web.Features.Learning;

/// <summary>
/// A result by its round, so that an address which was told once leads to it for good: to the page of the course while the
/// round is the learner's latest, and to the result alone once another one follows.
/// </summary>
[Authorize(Policy = Policies.Trainer)]
public sealed class RoundResultPage : VzPage
{
    /// <summary>The round.</summary>
    public Enrolment Enrolment { get; private set; } = null!;

    /// <summary>The assessment.</summary>
    public Attempt Attempt { get; private set; } = null!;

    /// <summary>The version of the course it was taken in.</summary>
    public Course Course { get; private set; } = null!;

    /// <summary>The result.</summary>
    public ShownResult Shown => new(Attempt, Attempt.PassMark ?? Service<Scheme>().Policy.For(Enrolment.Level).PassMarkPercent, null);

    /// <summary>The page.</summary>
    public async Task<IActionResult> OnGetAsync(Guid enrolment, int attempt)
    {
        var ct = HttpContext.RequestAborted;
        if (await Query.LoadAsync<Enrolment>(enrolment, ct) is not { } found
            || found.Attempts.FirstOrDefault(a => a.Number == attempt) is not { } taken
            || (await LearningQueries.TrainerAsync(Query, Actor.Person, ct))?.Id != found.TrainerId
            || Service<CourseLibrary>().Find(found.Course, found.CourseVersion) is not { } course)
        {
            return NotFound();
        }

        if ((await LearningQueries.LatestAsync(Query, found.TrainerId, found.Course, ct))?.Id == found.Id)
        {
            return Redirect(Url.Content($"~/learn/{found.Course}/assessment/{attempt.ToString(CultureInfo.InvariantCulture)}/result"));
        }

        if (taken.SubmittedAt is null)
        {
            return NotFound();
        }

        (Enrolment, Attempt, Course) = (found, taken, course);
        ViewData["BodyClass"] = found.Granted.LargerType ? "large-type" : null;
        return Page();
    }
}
