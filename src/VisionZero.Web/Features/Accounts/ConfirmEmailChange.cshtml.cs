using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using VisionZero.Web.Pages;
using VisionZero.Web.Security;

namespace VisionZero.Web.Features.Accounts;

/// <summary>Puts a new address in force.</summary>
[Authorize(Policy = Policies.SignedIn)]
public sealed class ConfirmEmailChangePage : VzPage
{
    /// <summary>Account of the link.</summary>
    [BindProperty(SupportsGet = true)]
    public Guid Account { get; set; }

    /// <summary>Token of the link.</summary>
    [BindProperty(SupportsGet = true)]
    public string? Token { get; set; }

    /// <summary>Confirms.</summary>
    public async Task<IActionResult> OnPostAsync()
    {
        var outcome = await SendAsync(new ConfirmEmailChange(Account, Token ?? ""));
        if (!outcome.Ok)
        {
            return Again();
        }

        Flash("accounts.confirm-email.done");
        return Redirect("~/me");
    }
}
