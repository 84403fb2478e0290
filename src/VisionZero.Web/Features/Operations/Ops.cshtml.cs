using Microsoft.AspNetCore.Authorization;
using VisionZero.Web.Pages;
using VisionZero.Web.Security;

namespace VisionZero.Web.Features.Operations;

/// <summary>The administrator's home: is everything well, and if not, how to mend it.</summary>
[Authorize(Policy = Policies.Administrator)]
public sealed class OpsPage : VzPage
{
    /// <summary>What was looked at.</summary>
    public IReadOnlyList<Finding> Findings { get; private set; } = [];

    /// <summary>Looks.</summary>
    public async Task OnGetAsync() => Findings = await Service<PlatformState>().AllAsync(HttpContext.RequestAborted);
}
