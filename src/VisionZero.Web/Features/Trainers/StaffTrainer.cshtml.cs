using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using VisionZero.Domain.Certificates;
using VisionZero.Domain.Trainers;
using VisionZero.Web.Content;
using VisionZero.Web.Features.Certification;
using VisionZero.Web.Pages;
using VisionZero.Web.Security;

namespace VisionZero.Web.Features.Trainers;

/// <summary>A trainer as staff see them; records a registration from before the programme.</summary>
[Authorize(Policy = Policies.Staff)]
public sealed class StaffTrainerPage : VzPage
{
    /// <summary>What is known.</summary>
    public ApplicantFacts Facts { get; private set; } = null!;

    /// <summary>The trainer.</summary>
    public Trainer Trainer => Facts.Trainer;

    /// <summary>Who it is.</summary>
    public TrainerProfile Profile { get; private set; } = new();

    /// <summary>Version of the stream the form was shown with.</summary>
    [BindProperty]
    public int Version { get; set; }

    /// <summary>Day of the registration.</summary>
    [BindProperty]
    public DateOnly? RegisteredOn { get; set; }

    /// <summary>Standing of a certificate now.</summary>
    public Standing StandingOf(Certificate certificate) => Standing.Of(certificate, Service<Scheme>().Policy, Now);

    /// <summary>The page.</summary>
    public async Task<IActionResult> OnGetAsync(Guid id)
    {
        if (!await LoadAsync(id))
        {
            return NotFound();
        }

        Version = Trainer.Version;
        RegisteredOn = Trainer.LegacySince;
        return Page();
    }

    /// <summary>Records the registration.</summary>
    public async Task<IActionResult> OnPostAsync(Guid id)
    {
        var outcome = await SendAsync(new RecordLegacy(id, Version, RegisteredOn ?? default));
        if (outcome.Ok)
        {
            Flash("trainers.staff.recorded");
            return RedirectToPage(new { id });
        }

        if (!await LoadAsync(id))
        {
            return NotFound();
        }

        if (outcome.IsConflict)
        {
            ModelState.AddModelError("", T["general.conflict"]);
            ModelState.Remove(nameof(Version));
            Version = Trainer.Version;
        }

        return Page();
    }

    private async Task<bool> LoadAsync(Guid id)
    {
        var ct = HttpContext.RequestAborted;
        if (await Query.LoadAsync<Trainer>(id, ct) is not { } trainer)
        {
            return false;
        }

        Facts = await ApplicantFacts.LoadAsync(Query, trainer, ct);
        Profile = await Query.LoadAsync<TrainerProfile>(id, ct) ?? Profile;
        return true;
    }
}
