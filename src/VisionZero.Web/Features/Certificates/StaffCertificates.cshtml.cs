using Marten;
using Microsoft.AspNetCore.Authorization;
using VisionZero.Domain.Certificates;
using VisionZero.Web.Content;
using VisionZero.Web.Pages;
using VisionZero.Web.Security;

namespace VisionZero.Web.Features.Certificates;

/// <summary>Staff find a certificate by number or printed name.</summary>
[Authorize(Policy = Policies.Staff)]
public sealed class StaffCertificatesPage : VzPage
{
    /// <summary>What was searched for.</summary>
    public string Search { get; private set; } = "";

    /// <summary>What was found, newest first.</summary>
    public IReadOnlyList<(Certificate Certificate, Standing Standing)> Rows { get; private set; } = [];

    /// <summary>Searches.</summary>
    public async Task OnGetAsync(string? q)
    {
        Search = q?.Trim() ?? "";
        var certificates = Query.Query<Certificate>().AsQueryable();
        if (CertificateNumber.Parse(Search) is { } number)
        {
            certificates = certificates.Where(c => c.Number == number);
        }
        else if (Search.Length > 0)
        {
            certificates = certificates.Where(c => c.PrintedName.Contains(Search, StringComparison.OrdinalIgnoreCase) || c.LatinName!.Contains(Search, StringComparison.OrdinalIgnoreCase));
        }

        var found = await certificates.OrderByDescending(c => c.AwardedAt).Take(100).ToListAsync(HttpContext.RequestAborted);
        Rows = [.. found.Select(c => (c, Standing.Of(c, Service<Scheme>().Policy, Now)))];
    }
}
