using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.RateLimiting;
using VisionZero.Web.Pages;

namespace VisionZero.Web.Features.Accounts;

/// <summary>Asks for a link to set a new password.</summary>
[EnableRateLimiting(AccountsParts.OpenForms)]
public sealed class ForgottenPage : VzPage
{
    /// <summary>Address typed.</summary>
    [BindProperty]
    public string Email { get; set; } = "";

    /// <summary>Whether the form was sent.</summary>
    [BindProperty(SupportsGet = true)]
    public bool Sent { get; set; }

    /// <summary>Asks.</summary>
    public async Task<IActionResult> OnPostAsync()
    {
        var outcome = await SendAsync(new RequestPasswordReset(Email ?? ""));
        return outcome.Ok ? RedirectToPage(new { sent = true }) : Again();
    }
}
