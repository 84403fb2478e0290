using Marten;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using VisionZero.Web.Pages;
using VisionZero.Web.Security;

namespace VisionZero.Web.Features.Accounts;

/// <summary>Password, address and sessions of the signed-in person.</summary>
[Authorize(Policy = Policies.SignedIn)]
public sealed class AccountPage : VzPage
{
    private string _form = "";

    /// <summary>The sign-in document.</summary>
    public Login Login { get; private set; } = new();

    /// <summary>Open sessions, newest first.</summary>
    public IReadOnlyList<SignInSession> Sessions { get; private set; } = [];

    /// <summary>The session of this browser.</summary>
    public Guid CurrentSession => SessionCookie.SessionId(User);

    /// <summary>The form for the password.</summary>
    [BindProperty]
    public PasswordForm Password { get; set; } = new();

    /// <summary>The form for the address.</summary>
    [BindProperty]
    public EmailForm Email { get; set; } = new();

    /// <summary>Whether the summary of refusals belongs to this form.</summary>
    public bool Shows(string form) => _form == form;

    /// <summary>The page.</summary>
    public async Task<IActionResult> OnGetAsync() => await ShowAsync("");

    /// <summary>Changes the password.</summary>
    public async Task<IActionResult> OnPostPasswordAsync()
    {
        var outcome = await SendAsync(new ChangePassword(Password.CurrentPassword ?? "", Password.NewPassword ?? "", CurrentSession), nameof(Password));
        return outcome.Ok ? Done("accounts.account.password.done") : await ShowAsync("Password");
    }

    /// <summary>Asks for another address.</summary>
    public async Task<IActionResult> OnPostEmailAsync()
    {
        var outcome = await SendAsync(new RequestEmailChange(Email.NewEmail ?? "", Email.Password ?? ""), nameof(Email));
        return outcome.Ok ? Done("accounts.account.email.done") : await ShowAsync("Email");
    }

    /// <summary>Ends one session.</summary>
    public async Task<IActionResult> OnPostEndAsync(Guid session)
    {
        var outcome = await SendAsync(new EndSession(session));
        return outcome.IsNotFound ? NotFound() : Done("accounts.account.sessions.done");
    }

    /// <summary>Ends all other sessions.</summary>
    public async Task<IActionResult> OnPostEndOthersAsync()
    {
        await SendAsync(new EndOtherSessions(CurrentSession));
        return Done("accounts.account.sessions.done");
    }

    private RedirectToPageResult Done(string key)
    {
        Flash(key);
        return RedirectToPage(new { handler = (string?)null, session = (Guid?)null });
    }

    private async Task<IActionResult> ShowAsync(string form)
    {
        _form = form;
        var ct = HttpContext.RequestAborted;
        var login = await Logins.FindAsync(Query, Actor.Person, ct);
        if (login is null)
        {
            return NotFound();
        }

        Login = login;
        Sessions = await Query.Query<SignInSession>().Where(s => s.AccountId == login.Id && s.EndedAt == null).OrderByDescending(s => s.StartedAt).Take(50).ToListAsync(ct);
        return Page();
    }

    /// <summary>Fields of the form for the password.</summary>
    public sealed class PasswordForm
    {
        /// <summary>The password in force.</summary>
        public string? CurrentPassword { get; set; }

        /// <summary>The new one.</summary>
        public string? NewPassword { get; set; }
    }

    /// <summary>Fields of the form for the address.</summary>
    public sealed class EmailForm
    {
        /// <summary>The new address.</summary>
        public string? NewEmail { get; set; }

        /// <summary>The password in force.</summary>
        public string? Password { get; set; }
    }
}
