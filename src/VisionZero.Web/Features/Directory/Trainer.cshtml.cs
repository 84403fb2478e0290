using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.OutputCaching;
using VisionZero.Web.Pages;

namespace VisionZero.Web.Features.Directory;

/// <summary>The public page of a listed trainer.</summary>
[OutputCache(PolicyName = Setup.PublicPages)]
public sealed class TrainerPage : VzPage
{
    /// <summary>The trainer.</summary>
    public DirectoryListing Listing { get; private set; } = new();

    /// <summary>The page, or not found: who is not listed has none.</summary>
    public IActionResult OnGet(Guid id)
    {
        if (Service<DirectoryIndex>().Find(id) is not { } listing)
        {
            return NotFound();
        }

        Listing = listing;
        return Page();
    }
}
