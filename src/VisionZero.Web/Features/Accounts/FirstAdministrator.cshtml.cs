using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.RateLimiting;
using VisionZero.Web.Pages;

namespace VisionZero.Web.Features.Accounts;

/// <summary>Makes the first administrator with the link of the start.</summary>
[EnableRateLimiting(AccountsParts.OpenForms)]
public sealed class FirstAdministratorPage : VzPage
{
    /// <summary>Token of the link.</summary>
    [BindProperty(SupportsGet = true)]
    public string? Token { get; set; }

    /// <summary>Name typed.</summary>
    [BindProperty]
    public string Name { get; set; } = "";

    /// <summary>Address typed.</summary>
    [BindProperty]
    public string Email { get; set; } = "";

    /// <summary>Password typed.</summary>
    [BindProperty]
    public string Password { get; set; } = "";

    /// <summary>Makes the account.</summary>
    public async Task<IActionResult> OnPostAsync()
    {
        var outcome = await SendAsync(new MakeFirstAdministrator(Token ?? "", Email ?? "", Name ?? "", Password ?? "", T.Locale));
        if (!outcome.Ok)
        {
            return Again();
        }

        Flash("accounts.first.done");
        return RedirectToPage("/Accounts/SignIn");
    }
}
