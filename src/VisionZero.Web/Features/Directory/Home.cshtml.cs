using Microsoft.AspNetCore.OutputCaching;
using VisionZero.Web.Content;
using VisionZero.Web.Pages;

namespace VisionZero.Web.Features.Directory;

/// <summary>The first page: what this is, what it counts, why to trust it, where to go.</summary>
[OutputCache(PolicyName = Setup.PublicPages)]
public sealed class HomePage : VzPage
{
    /// <summary>Who supports, counted apart.</summary>
    public SupporterCounts Counts { get; private set; } = new(0, 0, 0);

    /// <summary>Counts.</summary>
    public async Task OnGetAsync() =>
        Counts = await SupporterCounts.ReadAsync(Query, Service<Scheme>().Policy, Now, HttpContext.RequestAborted);
}
