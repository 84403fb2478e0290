using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using VisionZero.Domain.Learning;
using VisionZero.Domain.Trainers;
using VisionZero.Web.Content;
using VisionZero.Web.Features.Trainers;
using VisionZero.Web.Pages;
using VisionZero.Web.Security;

namespace VisionZero.Web.Features.Learning;

/// <summary>A page of staff about an assessment that a learner takes on paper; never one's own.</summary>
public abstract class PaperVersionPage : ZonedPage
{
    /// <summary>The enrolment.</summary>
    public Enrolment Enrolment { get; private set; } = null!;

    /// <summary>The assessment.</summary>
    public Attempt Attempt { get; private set; } = null!;

    /// <summary>The course.</summary>
    public Course Course { get; private set; } = null!;

    /// <summary>Who takes it.</summary>
    public string Name { get; private set; } = "–";

    /// <summary>Loads it; false if it does not run, is not on paper, or is one's own.</summary>
    protected async Task<bool> LoadAsync(Guid enrolment, int attempt)
    {
        var ct = HttpContext.RequestAborted;
        if (await Query.LoadAsync<Enrolment>(enrolment, ct) is not { } found
            || found.Running() is not { OnPaper: true } running || running.Number != attempt
            || Service<CourseLibrary>().Find(found.Course, found.CourseVersion) is not { } course
            || (await Query.LoadAsync<Trainer>(found.TrainerId, ct))?.AccountId == Actor.Person)
        {
            return false;
        }

        Response.Headers.CacheControl = "no-store";
        (Enrolment, Attempt, Course) = (found, running, course);
        Name = (await Query.LoadAsync<TrainerProfile>(found.TrainerId, ct))?.Name ?? "–";
        return true;
    }
}

/// <summary>The paper to print: boxes to tick, lines to write on, large type if it was granted.</summary>
[Authorize(Policy = Policies.Staff)]
public sealed class PaperSheetPage : PaperVersionPage
{
    /// <summary>The questions in the order drawn.</summary>
    public IReadOnlyList<QuestionView> Questions =>
        [.. Attempt.Questions.Select((q, i) => new QuestionView(i, Attempt.Questions.Count, Course.Item(q.ItemId)!, q.OptionOrder, [], null, Explains: false))];

    /// <summary>The page.</summary>
    public async Task<IActionResult> OnGetAsync(Guid enrolment, int attempt)
    {
        if (!await LoadAsync(enrolment, attempt))
        {
            return NotFound();
        }

        ViewData["BodyClass"] = Enrolment.Granted.LargerType ? "large-type" : null;
        return Page();
    }
}
