using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.AspNetCore.RateLimiting;
using VisionZero.Domain.Common;
using VisionZero.Web.Pages;

namespace VisionZero.Web.Features.Accounts;

/// <summary>Opens an account.</summary>
[EnableRateLimiting(AccountsParts.OpenForms)]
public sealed class JoinPage : VzPage
{
    /// <summary>Address typed.</summary>
    [BindProperty]
    public string Email { get; set; } = "";

    /// <summary>Password typed.</summary>
    [BindProperty]
    public string Password { get; set; } = "";

    /// <summary>Trainer or company.</summary>
    [BindProperty(SupportsGet = true)]
    public Role As { get; set; } = Role.Trainer;

    /// <summary>Whether the form was sent.</summary>
    public bool Sent { get; private set; }

    /// <summary>The two ways to join.</summary>
    public IEnumerable<SelectListItem> Kinds =>
        new[] { Role.Trainer, Role.CompanyRepresentative }.Select(r => new SelectListItem(T[$"accounts.join.kinds.{r}"], r.ToString(), r == As));

    /// <summary>The form, or the page after it.</summary>
    public void OnGet(bool sent) => Sent = sent;

    /// <summary>Opens the account.</summary>
    public async Task<IActionResult> OnPostAsync()
    {
        var outcome = await SendAsync(new OpenAccount(Email ?? "", Password ?? "", As, T.Locale));
        return outcome.Ok ? RedirectToPage(new { sent = true }) : Again();
    }
}
