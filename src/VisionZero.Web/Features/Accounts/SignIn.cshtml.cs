using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.RateLimiting;
using VisionZero.Web.Pages;

namespace VisionZero.Web.Features.Accounts;

/// <summary>Signs in and goes on to the page that was asked for.</summary>
[EnableRateLimiting(AccountsParts.OpenForms)]
public sealed class SignInPage : VzPage
{
    /// <summary>Address typed.</summary>
    [BindProperty]
    public string Email { get; set; } = "";

    /// <summary>Password typed.</summary>
    [BindProperty]
    public string Password { get; set; } = "";

    /// <summary>The page asked for; only ever one of this site.</summary>
    [BindProperty(SupportsGet = true)]
    public string? ReturnUrl { get; set; }

    /// <summary>The form; a person who is signed in goes home.</summary>
    public IActionResult OnGet() => Actor.AccountId is null ? Page() : Redirect("~/me");

    /// <summary>Signs in.</summary>
    public async Task<IActionResult> OnPostAsync()
    {
        var outcome = await SendAsync(new SignIn(Email ?? "", Password ?? "", SessionCookie.Device(Request)));
        if (!outcome.Ok)
        {
            return Again();
        }

        await SessionCookie.WriteAsync(HttpContext, Query, outcome.Id!.Value);
        return Url.IsLocalUrl(ReturnUrl) ? LocalRedirect(ReturnUrl) : Redirect("~/me");
    }

    /// <summary>Signs out (posted from the header of every page).</summary>
    public async Task<IActionResult> OnPostOutAsync()
    {
        if (Actor.AccountId is not null)
        {
            await SendAsync(new EndSession(SessionCookie.SessionId(User)));
        }

        await HttpContext.SignOutAsync(CookieAuthenticationDefaults.AuthenticationScheme);
        return Redirect("~/");
    }
}
