using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Rendering;
using VisionZero.Domain.Common;
using VisionZero.Web.Pages;
using VisionZero.Web.Security;

namespace VisionZero.Web.Features.Accounts;

/// <summary>Staff accounts: invited, given roles, closed.</summary>
[Authorize(Policy = Policies.Administrator)]
public sealed class StaffPage : VzPage
{
    /// <summary>People of staff, by name.</summary>
    public IReadOnlyList<Login> People { get; private set; } = [];

    /// <summary>Name typed.</summary>
    [BindProperty]
    public string Name { get; set; } = "";

    /// <summary>Address typed.</summary>
    [BindProperty]
    public string Email { get; set; } = "";

    /// <summary>Address of the person whose data is erased.</summary>
    [BindProperty]
    public string EraseEmail { get; set; } = "";

    /// <summary>Whether it was checked who asks.</summary>
    [BindProperty]
    public bool Understood { get; set; }

    /// <summary>Roles ticked.</summary>
    [BindProperty]
    public List<Role> Roles { get; set; } = [];

    /// <summary>The roles to tick.</summary>
    public IEnumerable<SelectListItem> RoleItems => InviteStaff.StaffRoles.Select(r => new SelectListItem(T[$"enums.Role.{r}"], r.ToString(), Roles.Contains(r)));

    /// <summary>The list and the form.</summary>
    public async Task OnGetAsync() => People = await Logins.StaffAsync(Query, HttpContext.RequestAborted);

    /// <summary>Invites.</summary>
    public async Task<IActionResult> OnPostAsync() =>
        await FinishAsync(await SendAsync(new InviteStaff(Email ?? "", Name ?? "", Roles, T.Locale)), "accounts.staff.done");

    /// <summary>Sets roles.</summary>
    public async Task<IActionResult> OnPostRolesAsync(Guid account) =>
        await FinishAsync(await SendAsync(new ChangeRoles(account, Roles)), "accounts.staff.changed");

    /// <summary>Closes an account.</summary>
    public async Task<IActionResult> OnPostCloseAsync(Guid account) =>
        await FinishAsync(await SendAsync(new CloseAccount(account)), "accounts.staff.closed");

    /// <summary>Erases a person's data at their request.</summary>
    public async Task<IActionResult> OnPostEraseAsync() =>
        await FinishAsync(await SendAsync(new EraseAccount(EraseEmail ?? "", Understood)), "accounts.erase.done");

    private async Task<IActionResult> FinishAsync(Pipeline.Outcome outcome, string done)
    {
        if (outcome.Ok)
        {
            Flash(done);
            return RedirectToPage(new { handler = (string?)null, account = (Guid?)null });
        }

        await OnGetAsync();
        return Page();
    }
}
