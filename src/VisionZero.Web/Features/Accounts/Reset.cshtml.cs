using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.RateLimiting;
using VisionZero.Web.Pages;

namespace VisionZero.Web.Features.Accounts;

/// <summary>Sets a new password, or the first one of an invited person.</summary>
[EnableRateLimiting(AccountsParts.OpenForms)]
public sealed class ResetPage : VzPage
{
    /// <summary>Account of the link.</summary>
    [BindProperty(SupportsGet = true)]
    public Guid Account { get; set; }

    /// <summary>Token of the link.</summary>
    [BindProperty(SupportsGet = true)]
    public string? Token { get; set; }

    /// <summary>Password typed.</summary>
    [BindProperty]
    public string Password { get; set; } = "";

    /// <summary>Sets it.</summary>
    public async Task<IActionResult> OnPostAsync()
    {
        var outcome = await SendAsync(new ResetPassword(Account, Token ?? "", Password ?? ""));
        if (!outcome.Ok)
        {
            return Again();
        }

        Flash("accounts.reset.done");
        return RedirectToPage("/Accounts/SignIn");
    }
}
