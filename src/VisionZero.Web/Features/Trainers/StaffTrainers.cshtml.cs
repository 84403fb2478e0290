using Marten;
using Microsoft.AspNetCore.Authorization;
using VisionZero.Domain.Trainers;
using VisionZero.Web.Pages;
using VisionZero.Web.Security;

namespace VisionZero.Web.Features.Trainers;

/// <summary>Staff find trainers by name.</summary>
[Authorize(Policy = Policies.Staff)]
public sealed class StaffTrainersPage : VzPage
{
    private const int PerPage = 50;

    /// <summary>What was searched for.</summary>
    public string Search { get; private set; } = "";

    /// <summary>What was found.</summary>
    public IReadOnlyList<(Trainer Trainer, TrainerProfile Profile)> Rows { get; private set; } = [];

    /// <summary>How many were found.</summary>
    public int Total { get; private set; }

    /// <summary>Page shown, from 1.</summary>
    public int Current { get; private set; } = 1;

    /// <summary>Number of pages.</summary>
    public int Pages => Math.Max(1, (Total + PerPage - 1) / PerPage);

    /// <summary>Searches.</summary>
    public async Task OnGetAsync(string? q, int p = 1)
    {
        var ct = HttpContext.RequestAborted;
        Search = q?.Trim() ?? "";
        var profiles = Query.Query<TrainerProfile>().AsQueryable();
        if (Search.Length > 0)
        {
            profiles = profiles.Where(t => t.Name.Contains(Search, StringComparison.OrdinalIgnoreCase) || t.LatinName!.Contains(Search, StringComparison.OrdinalIgnoreCase));
        }

        Total = await profiles.CountAsync(ct);
        Current = Math.Clamp(p, 1, Pages);
        var found = await profiles.OrderBy(t => t.Name).ThenBy(t => t.Id).Skip((Current - 1) * PerPage).Take(PerPage).ToListAsync(ct);
        var trainers = (await Query.LoadManyAsync<Trainer>(ct, [.. found.Select(t => t.Id)])).ToDictionary(t => t.Id);
        Rows = [.. found.Where(t => trainers.ContainsKey(t.Id)).Select(t => (trainers[t.Id], t))];
    }
}
