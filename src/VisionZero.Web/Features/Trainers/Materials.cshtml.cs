using Marten;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using VisionZero.Domain.Common;
using VisionZero.Domain.Trainers;
using VisionZero.Web.Content;
using VisionZero.Web.Pages;
using VisionZero.Web.Security;

namespace VisionZero.Web.Features.Trainers;

/// <summary>The free materials of the seven rules; open to whoever registered as trainer, legacy registrations included.</summary>
[Authorize(Policy = Policies.Trainer)]
public sealed class MaterialsPage : VzPage
{
    /// <summary>The rules in order, each with its material if there is one.</summary>
    public IReadOnlyList<(int Rule, Material? Material)> Rows { get; private set; } = [];

    /// <summary>The list.</summary>
    public async Task<IActionResult> OnGetAsync()
    {
        if (!await Query.Query<Trainer>().AnyAsync(t => t.AccountId == Actor.Person, HttpContext.RequestAborted))
        {
            return Redirect("~/trainer/register");
        }

        var library = Service<MaterialLibrary>();
        Rows = [.. GoldenRules.All.Select(rule => (rule, library.Find(rule, T.Locale)))];
        return Page();
    }
}
