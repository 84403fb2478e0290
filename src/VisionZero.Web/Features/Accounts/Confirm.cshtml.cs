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

    /// <summary>Password of the join.</summary>
    [BindProperty]
    public string Password { get; set; } = "";

    /// <summary>Whether the link can be used: nothing was refused yet, or only the password.</summary>
    public bool CanConfirm => Token is not null && (ModelState.IsValid || ModelState[nameof(Password)] is { Errors.Count: > 0 });

    /// <summary>Confirms, and signs in with the same password.</summary>
    public async Task<IActionResult> OnPostAsync()
    {
        var outcome = await SendAsync(new ConfirmEmail(Account, Token ?? "", Password ?? ""));
        if (!outcome.Ok)
        {
            return Again();
        }

        Flash("accounts.confirm.done");
        var login = outcome.Id is null ? null : await Logins.FindAsync(Query, Account, HttpContext.RequestAborted);
        if (login is null || await SendAsync(new SignIn(login.Email, Password ?? "", SessionCookie.Device(Request))) is not { Ok: true } opened)
        {
            return RedirectToPage("/Accounts/SignIn");
        }

        await SessionCookie.WriteAsync(HttpContext, Query, opened.Id!.Value);
        return Redirect("~/me");
    }

    /// <summary>Asks for the message again.</summary>
    public async Task<IActionResult> OnPostAgainAsync()
    {
        var outcome = await SendAsync(new RequestConfirmation(Email ?? ""));
        return outcome.Ok ? RedirectToPage(new { requested = true }) : Again();
    }
}
