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
    /// <summary>What was searched for.</summary>
    public string Search { get; private set; } = "";

    /// <summary>What was found.</summary>
    public IReadOnlyList<(Trainer Trainer, TrainerProfile Profile)> Rows { get; private set; } = [];

    /// <summary>Searches.</summary>
    public async Task OnGetAsync(string? q)
    {
        var ct = HttpContext.RequestAborted;
        Search = q?.Trim() ?? "";
        var profiles = Query.Query<TrainerProfile>().AsQueryable();
        if (Search.Length > 0)
        {
            profiles = profiles.Where(p => p.Name.Contains(Search, StringComparison.OrdinalIgnoreCase) || p.LatinName!.Contains(Search, StringComparison.OrdinalIgnoreCase));
        }

        var found = await profiles.OrderBy(p => p.Name).Take(50).ToListAsync(ct);
        var trainers = (await Query.LoadManyAsync<Trainer>(ct, [.. found.Select(p => p.Id)])).ToDictionary(t => t.Id);
        Rows = [.. found.Where(p => trainers.ContainsKey(p.Id)).Select(p => (trainers[p.Id], p))];
    }
}
