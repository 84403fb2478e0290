using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using VisionZero.Domain.Common;
using VisionZero.Domain.Courses;
using VisionZero.Domain.Learning;
using VisionZero.Web.Content;
using VisionZero.Web.Features.Accounts;
using VisionZero.Web.Features.Trainers;
using VisionZero.Web.Pages;
using VisionZero.Web.Security;

namespace VisionZero.Web.Features.Courses;

/// <summary>
/// The proposal to mark papers again: everyone affected with old and new result, before anything happens; a second person
/// applies it.
/// </summary>
[Authorize(Policy = Policies.Staff)]
public sealed class RescorePage : VzPage
{
    private const int PerPage = 50;

    /// <summary>The course.</summary>
    public Course Course { get; private set; } = null!;

    /// <summary>Its bank.</summary>
    public ItemBank Bank { get; private set; } = new();

    /// <summary>The whole proposal.</summary>
    public RescoreProposal Proposal { get; private set; } = new([], []);

    /// <summary>The lines of this page, with names.</summary>
    public IReadOnlyList<(RescoreLine Line, string Name)> Lines { get; private set; } = [];

    /// <summary>Page shown, from 1.</summary>
    public int Current { get; private set; } = 1;

    /// <summary>Number of pages.</summary>
    public int Pages { get; private set; } = 1;

    /// <summary>Names of staff.</summary>
    public StaffNames Names { get; private set; } = null!;

    /// <summary>Whether this person may apply it: another than who withdrew.</summary>
    public bool MayApply => Actor.Roles.Contains(Role.Approver) && Bank.Withdrawn.All(w => w.By != Actor.AccountId);

    /// <summary>Identity of the marking that this form would apply: sent twice, it is one.</summary>
    [BindProperty]
    public Guid RescoreId { get; set; }

    /// <summary>Digest of the list that was shown.</summary>
    [BindProperty]
    public string? Digest { get; set; }

    /// <summary>The page.</summary>
    public async Task<IActionResult> OnGetAsync(string course, int version, int p = 1) => await LoadAsync(course, version, p) ? Page() : NotFound();

    /// <summary>Applies what was shown.</summary>
    public async Task<IActionResult> OnPostAsync(string course, int version)
    {
        var outcome = await SendAsync(new ApplyRescore(course, version, RescoreId, Digest ?? ""));
        if (outcome.Ok)
        {
            Flash("items.done.ApplyRescore");
            return RedirectToPage(new { course, version });
        }

        // What is shown again is the list as it is now, not the digest that was sent.
        ModelState.Remove(nameof(Digest));
        ModelState.Remove(nameof(RescoreId));
        return await LoadAsync(course, version, 1) ? Again() : NotFound();
    }

    private async Task<bool> LoadAsync(string id, int version, int page)
    {
        var ct = HttpContext.RequestAborted;
        if (Service<CourseLibrary>().Find(id, version) is not { } course)
        {
            return false;
        }

        Course = course;
        Bank = await PaperQueries.BankAsync(Query, course, ct);
        var papers = await PaperQueries.RestingOnAsync(Query, course, Bank.Items(), ct);
        Proposal = PaperQueries.Proposal(course, Bank, papers, Service<Scheme>().Policy.For(course.Outline.Level).PassMarkPercent);
        (Digest, RescoreId) = (Proposal.Digest, Guid.CreateVersion7());
        Pages = Math.Max(1, (Proposal.Lines.Count + PerPage - 1) / PerPage);
        Current = Math.Clamp(page, 1, Pages);
        RescoreLine[] shown = [.. Proposal.Lines.Skip((Current - 1) * PerPage).Take(PerPage)];
        var profiles = (await Query.LoadManyAsync<TrainerProfile>(ct, [.. shown.Select(l => l.TrainerId).Distinct()])).ToDictionary(t => t.Id);
        Lines = [.. shown.Select(l => (l, profiles.GetValueOrDefault(l.TrainerId)?.Name ?? "–"))];
        Names = await StaffNames.LoadAsync(Query, ct);
        return true;
    }
}
