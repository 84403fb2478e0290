using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Rendering;
using VisionZero.Domain.Learning;
using VisionZero.Domain.Trainers;
using VisionZero.Web.Content;
using VisionZero.Web.Features.Trainers;
using VisionZero.Web.Pages;
using VisionZero.Web.Pipeline;
using VisionZero.Web.Security;

namespace VisionZero.Web.Features.Learning;

/// <summary>One learner's wish and what was granted; staff decide, and see to an assessment on paper. Never one's own.</summary>
[Authorize(Policy = Policies.Staff)]
public sealed class StaffAdjustmentPage : ZonedPage
{
    /// <summary>The enrolment.</summary>
    public Enrolment Enrolment { get; private set; } = null!;

    /// <summary>The course.</summary>
    public Course Course { get; private set; } = null!;

    /// <summary>Who asks.</summary>
    public string Name { get; private set; } = "–";

    /// <summary>Why, in their words; only while it is to be decided.</summary>
    public string? Why { get; private set; }

    /// <summary>Minutes of an assessment with what was granted.</summary>
    public int Minutes { get; private set; }

    /// <summary>What is granted now, in words: what ends with a grant that leaves it out.</summary>
    public string GrantedNow => string.Join(
        T["general.list-separator"],
        new[]
        {
            Enrolment.Granted.ExtraTimePercent > 0 ? T["adjustments.staff.extra", ("percent", T.Percent(Enrolment.Granted.ExtraTimePercent))] : null,
            Enrolment.Granted.LargerType ? T["adjustments.wish.LargerType"] : null,
            Enrolment.Granted.Paper ? T["adjustments.wish.Paper"] : null,
        }.OfType<string>());

    /// <summary>Whether an assessment runs on the screen, so that none can begin on paper.</summary>
    public bool RunsOnScreen => AdjustmentDecisions.RunsOnScreen(Enrolment, Now);

    /// <summary>Version of the stream the form was shown with.</summary>
    [BindProperty]
    public int Version { get; set; }

    /// <summary>Time granted on top.</summary>
    [BindProperty]
    public int ExtraTimePercent { get; set; }

    /// <summary>Whether larger type is granted.</summary>
    [BindProperty]
    public bool LargerType { get; set; }

    /// <summary>Whether the paper version is granted.</summary>
    [BindProperty]
    public bool Paper { get; set; }

    /// <summary>Why it is not granted.</summary>
    [BindProperty]
    public string? Reason { get; set; }

    /// <summary>Times that can be granted.</summary>
    public IEnumerable<SelectListItem> ExtraTimes => AdjustmentDecisions.ExtraTimes.Prepend(0)
        .Select(t => new SelectListItem(t == 0 ? T["adjustments.staff.no-extra"] : T["adjustments.staff.extra", ("percent", T.Percent(t))], t.ToString(System.Globalization.CultureInfo.InvariantCulture)));

    /// <summary>Reasons not to grant.</summary>
    public IEnumerable<SelectListItem> Reasons => AdjustmentDecisions.DeclineReasons.Select(r => new SelectListItem(T["adjustments.staff.reasons." + r], r));

    /// <summary>The page.</summary>
    public async Task<IActionResult> OnGetAsync(Guid enrolment)
    {
        if (!await LoadAsync(enrolment))
        {
            return NotFound();
        }

        Version = Enrolment.Version;
        (ExtraTimePercent, LargerType, Paper) = AdjustmentDecisions.Proposal(Enrolment);
        return Page();
    }

    /// <summary>Grants.</summary>
    public Task<IActionResult> OnPostGrantAsync(Guid enrolment) => FinishAsync(enrolment, new GrantAdjustment(enrolment, Version, ExtraTimePercent, LargerType, Paper));

    /// <summary>Does not grant.</summary>
    public Task<IActionResult> OnPostDeclineAsync(Guid enrolment) => FinishAsync(enrolment, new DeclineAdjustment(enrolment, Version, Reason ?? ""));

    /// <summary>Begins an assessment on paper.</summary>
    public Task<IActionResult> OnPostBeginAsync(Guid enrolment) => FinishAsync(enrolment, new StartOnPaper(enrolment, StartAssessment.DrawSeed()));

    private async Task<IActionResult> FinishAsync(Guid id, ICommand command)
    {
        if (!await LoadAsync(id))
        {
            return NotFound();
        }

        var outcome = await SendAsync(command);
        if (outcome.IsConflict)
        {
            // What is shown now is what is there now; sent again, the form stands on it.
            Version = Enrolment.Version;
            ModelState.Remove(nameof(Version));
        }

        if (!outcome.Ok)
        {
            return Again();
        }

        Flash($"adjustments.done.{command.GetType().Name}");
        return RedirectToPage(new { enrolment = id, handler = (string?)null });
    }

    private async Task<bool> LoadAsync(Guid id)
    {
        var ct = HttpContext.RequestAborted;
        if (await Query.LoadAsync<Enrolment>(id, ct) is not { } found
            || Service<CourseLibrary>().Find(found.Course, found.CourseVersion) is not { } course
            || (await Query.LoadAsync<Trainer>(found.TrainerId, ct))?.AccountId == Actor.Person)
        {
            return false;
        }

        Response.Headers.CacheControl = "no-store";
        (Enrolment, Course) = (found, course);
        Name = (await Query.LoadAsync<TrainerProfile>(found.TrainerId, ct))?.Name ?? "–";
        Why = found.Wish is null ? null : (await Query.LoadAsync<AdjustmentReason>(id, ct))?.Text;
        Minutes = AdjustmentsPage.Minutes(Service<Scheme>().Policy.For(found.Level), found);
        return true;
    }
}
