using Marten;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Rendering;
using VisionZero.Domain.Certification;
using VisionZero.Domain.Common;
using VisionZero.Domain.Trainers;
using VisionZero.Web.Content;
using VisionZero.Web.Features.Accounts;
using VisionZero.Web.Pages;
using VisionZero.Web.Security;

namespace VisionZero.Web.Features.Certification;

/// <summary>Applies for a level, or says what is missing.</summary>
[Authorize(Policy = Policies.Trainer)]
public sealed class ApplyPage : VzPage
{
    // Those who review or decide, and those who mark a practice: whoever trained the applicant does neither.
    private static readonly Role[] Examining = [Role.Reviewer, Role.Approver, Role.Assessor];

    /// <summary>The level applied for.</summary>
    public Level Target { get; private set; }

    /// <summary>The conditions, met and unmet.</summary>
    public Eligibility Eligibility { get; private set; } = new(Level.Foundation, []);

    /// <summary>People of staff to tick.</summary>
    public IReadOnlyList<SelectListItem> Staff { get; private set; } = [];

    /// <summary>Those who trained or examined the applicant.</summary>
    [BindProperty]
    public List<Guid> TrainedBy { get; set; } = [];

    /// <summary>The page.</summary>
    public async Task<IActionResult> OnGetAsync(string level) => await ShowAsync(level);

    /// <summary>Applies.</summary>
    public async Task<IActionResult> OnPostAsync(string level)
    {
        if (!Enum.TryParse<Level>(level, ignoreCase: true, out var target))
        {
            return NotFound();
        }

        var outcome = await SendAsync(new SubmitApplication(target, TrainedBy));
        return outcome.Ok ? RedirectToPage("/Certification/Application", new { id = outcome.Id }) : await ShowAsync(level);
    }

    private async Task<IActionResult> ShowAsync(string level)
    {
        var ct = HttpContext.RequestAborted;
        if (!Enum.TryParse<Level>(level, ignoreCase: true, out var target) || !Enum.IsDefined(target))
        {
            return NotFound();
        }

        var trainer = await Query.Query<Trainer>().FirstOrDefaultAsync(t => t.AccountId == Actor.Person, ct);
        if (trainer is null)
        {
            return Redirect("~/trainer/register");
        }

        Target = target;
        var facts = await ApplicantFacts.LoadAsync(Query, trainer, ct);
        if (facts.Open(target) is { } open)
        {
            return RedirectToPage("/Certification/Application", new { id = open.Id });
        }

        Eligibility = facts.For(target, Service<Scheme>().Policy, Now);
        Staff = [.. (await Logins.StaffAsync(Query, ct)).Where(l => l.Roles.Any(Examining.Contains)).Select(l => new SelectListItem(l.StaffName, l.Id.ToString(), TrainedBy.Contains(l.Id)))];
        return Page();
    }
}
