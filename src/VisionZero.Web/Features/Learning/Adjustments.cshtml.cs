using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Rendering;
using VisionZero.Domain.Learning;
using VisionZero.Web.Security;

namespace VisionZero.Web.Features.Learning;

/// <summary>A learner asks for other conditions in the assessment, and sees what was granted.</summary>
[Authorize(Policy = Policies.Trainer)]
public sealed class AdjustmentsPage : LearnerPage
{
    private static readonly string[] Kinds = [nameof(AdjustmentWish.ExtraTime), nameof(AdjustmentWish.LargerType), nameof(AdjustmentWish.Paper)];

    /// <summary>What is asked for.</summary>
    [BindProperty]
    public List<string> Wishes { get; set; } = [];

    /// <summary>Why.</summary>
    [BindProperty]
    public string? Text { get; set; }

    /// <summary>What can be asked for.</summary>
    public IEnumerable<SelectListItem> Choices => Kinds.Select(k => new SelectListItem(T["adjustments.wish." + k], k));

    /// <summary>Minutes of an assessment with the time granted.</summary>
    public int TimeGranted => Minutes(Policy, Enrolment);

    /// <summary>The page.</summary>
    public async Task<IActionResult> OnGetAsync(string course)
    {
        if (await LoadAsync(course) is { } elsewhere)
        {
            return elsewhere;
        }

        Response.Headers.CacheControl = "no-store";
        if (Enrolment.Wish is { } wish)
        {
            Wishes = [.. Kinds.Where(k => k switch { nameof(AdjustmentWish.ExtraTime) => wish.ExtraTime, nameof(AdjustmentWish.LargerType) => wish.LargerType, _ => wish.Paper })];
        }

        Text = (await Query.LoadAsync<AdjustmentReason>(Enrolment.Id, HttpContext.RequestAborted))?.Text;
        return Page();
    }

    /// <summary>Asks.</summary>
    public async Task<IActionResult> OnPostAsync(string course)
    {
        if (await LoadAsync(course) is { } elsewhere)
        {
            return elsewhere;
        }

        var outcome = await SendSurelyAsync(new AskForAdjustment(
            Enrolment.Id,
            Wishes.Contains(nameof(AdjustmentWish.ExtraTime)),
            Wishes.Contains(nameof(AdjustmentWish.LargerType)),
            Wishes.Contains(nameof(AdjustmentWish.Paper)),
            Text ?? ""));
        if (!outcome.Ok)
        {
            return Again();
        }

        Flash("adjustments.asked");
        return To("adjustments");
    }

    /// <summary>Takes the wish back.</summary>
    public async Task<IActionResult> OnPostTakeBackAsync(string course)
    {
        if (await LoadAsync(course) is { } elsewhere)
        {
            return elsewhere;
        }

        if (!(await SendSurelyAsync(new TakeBackAdjustment(Enrolment.Id))).Ok)
        {
            return Again();
        }

        Flash("adjustments.taken-back");
        return To("adjustments");
    }

    /// <summary>Minutes an assessment takes with what was granted.</summary>
    internal static int Minutes(Domain.Scheme.LevelPolicy policy, Enrolment enrolment) =>
        (int)(AdjustmentDecisions.Deadline(policy, enrolment.Granted, DateTimeOffset.UnixEpoch) - DateTimeOffset.UnixEpoch).TotalMinutes;
}
