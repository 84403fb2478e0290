using Marten;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using VisionZero.Domain.Common;
using VisionZero.Domain.Trainers;
using VisionZero.Web.Content;
using VisionZero.Web.Pages;
using VisionZero.Web.Security;

namespace VisionZero.Web.Features.Trainers;

/// <summary>The material of one rule, on screen.</summary>
[Authorize(Policy = Policies.Trainer)]
public sealed class MaterialPage : VzPage
{
    /// <summary>The material.</summary>
    public Material Material { get; private set; } = null!;

    /// <summary>Whether the handout was asked for and could not be printed.</summary>
    public bool NotPrinted { get; private set; }

    /// <summary>The rule before it that has a material.</summary>
    public int? Previous { get; private set; }

    /// <summary>The rule after it that has one.</summary>
    public int? Next { get; private set; }

    /// <summary>The page.</summary>
    public async Task<IActionResult> OnGetAsync(int rule, string? print)
    {
        if (!await Query.Query<Trainer>().AnyAsync(t => t.AccountId == Actor.Person, HttpContext.RequestAborted))
        {
            return Redirect("~/trainer/register");
        }

        var library = Service<MaterialLibrary>();
        if (library.Find(rule, T.Locale) is not { } material)
        {
            return NotFound();
        }

        Material = material;
        NotPrinted = print == "no";
        var there = GoldenRules.All.Where(r => library.Find(r, T.Locale) is not null).ToList();
        var at = there.IndexOf(rule);
        Previous = at > 0 ? there[at - 1] : null;
        Next = at < there.Count - 1 ? there[at + 1] : null;
        return Page();
    }
}
