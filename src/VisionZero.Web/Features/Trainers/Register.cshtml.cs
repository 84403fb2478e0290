using Marten;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using VisionZero.Domain.Trainers;
using VisionZero.Web.Content;
using VisionZero.Web.Pages;
using VisionZero.Web.Security;

namespace VisionZero.Web.Features.Trainers;

/// <summary>Registers a trainer.</summary>
[Authorize(Policy = Policies.Trainer)]
public sealed class RegisterPage : VzPage
{
    /// <summary>The fields.</summary>
    [BindProperty]
    public ProfileForm Profile { get; set; } = new();

    /// <summary>Consent to the directory.</summary>
    [BindProperty]
    public bool Listed { get; set; }

    /// <summary>Whether the code of conduct is accepted.</summary>
    [BindProperty]
    public bool ConductAccepted { get; set; }

    /// <summary>The version shown.</summary>
    [BindProperty]
    public int ConductVersion { get; set; }

    /// <summary>The code of conduct as HTML.</summary>
    public ContentPage Conduct { get; private set; } = null!;

    /// <summary>The form; who is registered goes home.</summary>
    public async Task<IActionResult> OnGetAsync() =>
        await Query.Query<Trainer>().AnyAsync(t => t.AccountId == Actor.Person, HttpContext.RequestAborted) ? Redirect("~/me") : Show();

    /// <summary>Registers.</summary>
    public async Task<IActionResult> OnPostAsync()
    {
        var outcome = await SendAsync(new RegisterTrainer(Profile.Input(), ConductAccepted, ConductVersion, Listed), nameof(Profile));
        Lift(nameof(ConductAccepted));
        if (!outcome.Ok)
        {
            return Show();
        }

        Flash("trainers.register.done");
        return Redirect("~/me");
    }

    // Refusals come back under the form's prefix; this field stands outside it.
    private void Lift(string field)
    {
        if (ModelState.TryGetValue($"{nameof(Profile)}.{field}", out var entry) && entry.Errors.Count > 0)
        {
            ModelState.AddModelError(field, entry.Errors[0].ErrorMessage);
            ModelState.Remove($"{nameof(Profile)}.{field}");
        }
    }

    private Microsoft.AspNetCore.Mvc.RazorPages.PageResult Show()
    {
        ConductVersion = Service<Scheme>().Policy.ConductVersion;
        Conduct = Service<PageLibrary>().Conduct(ConductVersion, T.Locale);
        return Page();
    }
}
