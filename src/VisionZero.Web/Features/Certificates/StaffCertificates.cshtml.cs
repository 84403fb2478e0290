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
    private const int PerPage = 50;

    /// <summary>What was searched for.</summary>
    public string Search { get; private set; } = "";

    /// <summary>What was found, newest first.</summary>
    public IReadOnlyList<(Certificate Certificate, Standing Standing)> Rows { get; private set; } = [];

    /// <summary>How many were found.</summary>
    public int Total { get; private set; }

    /// <summary>Page shown, from 1.</summary>
    public int Current { get; private set; } = 1;

    /// <summary>Number of pages.</summary>
    public int Pages => Math.Max(1, (Total + PerPage - 1) / PerPage);

    /// <summary>Searches.</summary>
    public async Task OnGetAsync(string? q, int p = 1)
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

        var ct = HttpContext.RequestAborted;
        Total = await certificates.CountAsync(ct);
        Current = Math.Clamp(p, 1, Pages);
        var found = await certificates.OrderByDescending(c => c.AwardedAt).ThenByDescending(c => c.Number).Skip((Current - 1) * PerPage).Take(PerPage).ToListAsync(ct);
        Rows = [.. found.Select(c => (c, Standing.Of(c, Service<Scheme>().Policy, Now)))];
    }
}
