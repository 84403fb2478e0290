using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using VisionZero.Web.Security;

namespace VisionZero.Web.Features.Learning;

/// <summary>The result per rule and what to study again; the questions themselves stay in the bank.</summary>
[Authorize(Policy = Policies.Trainer)]
public sealed class ResultPage : AttemptPageBase
{
    /// <summary>The result.</summary>
    public ShownResult Shown => new(Attempt, Attempt.PassMark ?? Policy.PassMarkPercent, this);

    /// <summary>The page.</summary>
    public async Task<IActionResult> OnGetAsync(string course, int attempt) =>
        await LoadAttemptAsync(course, attempt, running: false) ?? Page();
}
