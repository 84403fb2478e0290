using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.RateLimiting;
using VisionZero.Web.Pages;

namespace VisionZero.Web.Features.Accounts;

/// <summary>Confirms an address. A press, not the mere opening: mail scanners open links.</summary>
[EnableRateLimiting(AccountsParts.OpenForms)]
public sealed class ConfirmPage : VzPage
{
    /// <summary>Account of the link.</summary>
    [BindProperty(SupportsGet = true)]
    public Guid Account { get; set; }

    /// <summary>Token of the link.</summary>
    [BindProperty(SupportsGet = true)]
    public string? Token { get; set; }

    /// <summary>Address typed to have the message again.</summary>
    [BindProperty]
    public string Email { get; set; } = "";

    /// <summary>Whether the message was asked for again.</summary>
    [BindProperty(SupportsGet = true)]
    public bool Requested { get; set; }

    /// <summary>Confirms.</summary>
    public async Task<IActionResult> OnPostAsync()
    {
        var outcome = await SendAsync(new ConfirmEmail(Account, Token ?? ""));
        if (!outcome.Ok)
        {
            return Again();
        }

        Flash("accounts.confirm.done");
        return RedirectToPage("/Accounts/SignIn");
    }

    /// <summary>Asks for the message again.</summary>
    public async Task<IActionResult> OnPostAgainAsync()
    {
        var outcome = await SendAsync(new RequestConfirmation(Email ?? ""));
        return outcome.Ok ? RedirectToPage(new { requested = true }) : Again();
    }
}
