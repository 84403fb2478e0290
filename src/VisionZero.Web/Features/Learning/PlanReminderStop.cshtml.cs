using Microsoft.AspNetCore.Mvc;
using VisionZero.Web.Pages;

namespace VisionZero.Web.Features.Learning;

/// <summary>
/// Where the link under a reminder leads: one press stops the reminders. The link alone does not, or a mail system that looks
/// at links would.
/// </summary>
public sealed class PlanReminderStopPage : VzPage
{
    /// <summary>The token of the plan.</summary>
    [BindProperty(SupportsGet = true)]
    public string? Plan { get; set; }

    /// <summary>Whether they are stopped now.</summary>
    public bool Stopped { get; private set; }

    /// <summary>The question.</summary>
    public void OnGet()
    {
    }

    /// <summary>Stops them.</summary>
    public async Task<IActionResult> OnPostAsync()
    {
        Stopped = (await SendAsync(new StopPlanReminders(Plan))).Ok;
        return Page();
    }
}
