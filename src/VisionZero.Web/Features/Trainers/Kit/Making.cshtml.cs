using Microsoft.AspNetCore.Mvc;

namespace VisionZero.Web.Features.Trainers.Kit;

/// <summary>A file is being made: looks again by itself until it is there.</summary>
public sealed class MakingPage : KitPage
{
    /// <summary>The file.</summary>
    public KitFile Asked { get; private set; } = null!;

    /// <summary>Whether it is there.</summary>
    public bool Ready { get; private set; }

    /// <summary>Whether it cannot be made.</summary>
    public bool Failed { get; private set; }

    /// <summary>The page.</summary>
    public async Task<IActionResult> OnGetAsync(string file, string? made)
    {
        if (!await IsRegisteredAsync())
        {
            return Redirect("~/trainer/register");
        }

        if (await KitAsync() is not { } kit || kit.Find(file) is not { } asked)
        {
            return NotFound();
        }

        Asked = asked;
        Ready = await Service<KitPress>().FindAsync(Query, kit, asked, HttpContext.RequestAborted) is not null;
        Failed = !Ready && made == "no";
        if (!Ready && !Failed)
        {
            // Whoever comes here after a restart of the process starts it again.
            var making = Service<KitPress>().MakeAsync(kit, asked);
            Failed = making.IsCompletedSuccessfully && await making is null;
            Response.Headers["Refresh"] = Failed ? default : "3";
        }

        return Page();
    }
}
