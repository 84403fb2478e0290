using Marten;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using VisionZero.Domain.Companies;
using VisionZero.Web.Pages;
using VisionZero.Web.Security;

namespace VisionZero.Web.Features.Companies;

/// <summary>Signed pledges, and new names, that wait for staff, oldest first.</summary>
[Authorize(Policy = Policies.Staff)]
public sealed class StaffCompaniesPage : VzPage
{
    /// <summary>What waits.</summary>
    public IReadOnlyList<(Company Company, CompanyProfile Profile)> Rows { get; private set; } = [];

    /// <summary>The list.</summary>
    public async Task OnGetAsync()
    {
        var ct = HttpContext.RequestAborted;
        var companies = await Query.Query<Company>().Where(c => c.State == PledgeState.Signed || (c.State == PledgeState.Active && c.NameWaits)).OrderBy(c => c.SignedAt).Take(50).ToListAsync(ct);
        var profiles = (await Query.LoadManyAsync<CompanyProfile>(ct, [.. companies.Select(c => c.Id)])).ToDictionary(p => p.Id);
        Rows = [.. companies.Where(c => profiles.ContainsKey(c.Id)).Select(c => (c, profiles[c.Id]))];
    }

    /// <summary>Confirms.</summary>
    public async Task<IActionResult> OnPostConfirmAsync(Guid id, int version) =>
        await FinishAsync(await SendAsync(new ConfirmCompany(id, version)), "companies.staff.confirmed");

    /// <summary>Rejects.</summary>
    public async Task<IActionResult> OnPostRejectAsync(Guid id, int version, string? reason) =>
        await FinishAsync(await SendAsync(new RejectCompany(id, version, reason ?? "")), "companies.staff.rejected");

    private async Task<IActionResult> FinishAsync(Pipeline.Outcome outcome, string done)
    {
        if (outcome.Ok)
        {
            Flash(done);
            return RedirectToPage(new { handler = (string?)null });
        }

        await OnGetAsync();
        return Page();
    }
}
