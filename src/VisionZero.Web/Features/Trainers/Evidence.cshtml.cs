using Marten;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Rendering;
using VisionZero.Domain.Trainers;
using VisionZero.Web.Pages;
using VisionZero.Web.Security;

namespace VisionZero.Web.Features.Trainers;

/// <summary>Evidence files: added, listed, removed.</summary>
[Authorize(Policy = Policies.Trainer)]
[RequestSizeLimit(Readable)]
[RequestFormLimits(MultipartBodyLengthLimit = Readable)]
public sealed class EvidencePage : VzPage
{
    // More than is accepted, so that a file that is somewhat too large is answered beside its field.
    private const long Readable = 3 * TrainerDecisions.LargestEvidence;

    /// <summary>The trainer.</summary>
    public Trainer Trainer { get; private set; } = new();

    /// <summary>What the file shows.</summary>
    [BindProperty]
    public EvidenceKind Kind { get; set; } = EvidenceKind.OshQualification;

    /// <summary>The file.</summary>
    [BindProperty]
    public new IFormFile? File { get; set; }

    /// <summary>Kinds to choose from.</summary>
    public IEnumerable<SelectListItem> Kinds => Enum.GetValues<EvidenceKind>().Select(k => new SelectListItem(T[$"enums.EvidenceKind.{k}"], k.ToString()));

    /// <summary>The list and the form.</summary>
    public async Task<IActionResult> OnGetAsync() => await LoadAsync() ? Page() : Redirect("~/trainer/register");

    /// <summary>Adds a file.</summary>
    public async Task<IActionResult> OnPostAsync()
    {
        using var bytes = new MemoryStream();
        if (File is not null)
        {
            await File.CopyToAsync(bytes, HttpContext.RequestAborted);
        }

        var outcome = await SendAsync(new AddEvidence(Kind, bytes.ToArray()));
        if (outcome.Ok)
        {
            Flash("trainers.evidence.done");
            return RedirectToPage();
        }

        return await LoadAsync() ? Page() : NotFound();
    }

    /// <summary>Removes a file.</summary>
    public async Task<IActionResult> OnPostRemoveAsync(Guid id)
    {
        ModelState.Clear();
        if (!(await SendAsync(new RemoveEvidence(id))).Ok)
        {
            return await LoadAsync() ? Page() : NotFound();
        }

        return RedirectToPage(new { handler = (string?)null, id = (Guid?)null });
    }

    private async Task<bool> LoadAsync()
    {
        var trainer = await Query.Query<Trainer>().FirstOrDefaultAsync(t => t.AccountId == Actor.Person, HttpContext.RequestAborted);
        Trainer = trainer ?? Trainer;
        return trainer is not null;
    }
}
