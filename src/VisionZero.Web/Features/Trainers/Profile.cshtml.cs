using Marten;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using VisionZero.Domain.Trainers;
using VisionZero.Web.Pages;
using VisionZero.Web.Security;

namespace VisionZero.Web.Features.Trainers;

/// <summary>The profile, to be changed.</summary>
[Authorize(Policy = Policies.Trainer)]
public sealed class ProfilePage : VzPage
{
    /// <summary>The trainer.</summary>
    public Trainer Trainer { get; private set; } = new();

    /// <summary>The fields.</summary>
    [BindProperty]
    public ProfileForm Profile { get; set; } = new();

    /// <summary>Version of the stream the form was shown with.</summary>
    [BindProperty]
    public int Version { get; set; }

    /// <summary>What somebody else changed meanwhile: label and value now stored.</summary>
    public IReadOnlyList<(string Label, string Value)> Changed { get; private set; } = [];

    /// <summary>The form.</summary>
    public async Task<IActionResult> OnGetAsync()
    {
        var stored = await LoadAsync();
        if (stored is null)
        {
            return Redirect("~/trainer/register");
        }

        Profile = stored;
        Version = Trainer.Version;
        return Page();
    }

    /// <summary>Saves.</summary>
    public async Task<IActionResult> OnPostAsync()
    {
        var outcome = await SendAsync(new ChangeProfile(Version, Profile.Input()), nameof(Profile));
        if (outcome.Ok)
        {
            Flash("trainers.profile.done");
            return RedirectToPage();
        }

        if (await LoadAsync() is not { } stored)
        {
            return NotFound();
        }

        if (outcome.IsConflict)
        {
            Changed = Differences(stored);
            Version = Trainer.Version;
            ModelState.Remove(nameof(Version));
        }

        return Page();
    }

    /// <summary>Gives or withdraws consent to the directory.</summary>
    public async Task<IActionResult> OnPostListingAsync(bool consent)
    {
        ModelState.Clear();
        var outcome = await SendAsync(new SetListingConsent(consent));
        if (!outcome.Ok)
        {
            return NotFound();
        }

        Flash(consent ? "trainers.listing.given" : "trainers.listing.withdrawn");
        return RedirectToPage(new { handler = (string?)null });
    }

    private async Task<ProfileForm?> LoadAsync()
    {
        var ct = HttpContext.RequestAborted;
        var trainer = await Query.Query<Trainer>().FirstOrDefaultAsync(t => t.AccountId == Actor.Person, ct);
        var profile = trainer is null ? null : await Query.LoadAsync<TrainerProfile>(trainer.Id, ct);
        if (trainer is null || profile is null)
        {
            return null;
        }

        Trainer = trainer;
        return ProfileForm.Of(trainer, profile);
    }

    private List<(string, string)> Differences(ProfileForm stored)
    {
        var all = new List<(string Label, string Typed, string Now)>
        {
            ("trainers.name", Profile.Name ?? "", stored.Name ?? ""),
            ("trainers.latin-name", Profile.LatinName ?? "", stored.LatinName ?? ""),
            ("trainers.country", Profile.Country ?? "", stored.Country ?? ""),
            ("trainers.city", Profile.City ?? "", stored.City ?? ""),
            ("trainers.languages", string.Join(T["general.list-separator"], Profile.Languages.Select(T.Language)), string.Join(T["general.list-separator"], stored.Languages.Select(T.Language))),
            ("trainers.sectors", string.Join(T["general.list-separator"], Profile.Sectors.Select(T.Sector)), string.Join(T["general.list-separator"], stored.Sectors.Select(T.Sector))),
            ("trainers.organisation", Profile.Organisation ?? "", stored.Organisation ?? ""),
            ("trainers.years", T.Number(Profile.TrainingYears), T.Number(stored.TrainingYears)),
            ("trainers.qualifications", Profile.Qualifications ?? "", stored.Qualifications ?? ""),
        };
        return [.. all.Where(d => d.Typed != d.Now).Select(d => (d.Label, d.Now))];
    }
}
