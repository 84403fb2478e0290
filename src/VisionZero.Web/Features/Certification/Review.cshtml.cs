using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Rendering;
using VisionZero.Domain.Certificates;
using VisionZero.Domain.Certification;
using VisionZero.Domain.Common;
using VisionZero.Web.Content;
using VisionZero.Web.Features.Accounts;
using VisionZero.Web.Pages;
using VisionZero.Web.Pipeline;
using VisionZero.Web.Security;
using VisionZero.Web.Storage;

namespace VisionZero.Web.Features.Certification;

/// <summary>A step of the trail: code, who, when.</summary>
public sealed record TrailStep(string Code, string Who, DateTimeOffset At);

/// <summary>Evidence beside the form: what staff see when they claim, ask, recommend and decide.</summary>
[Authorize(Policy = Policies.Staff)]
public sealed class ReviewPage : VzPage
{
    private StaffNames? _names;

    /// <summary>What is shown.</summary>
    public Dossier? Dossier { get; private set; }

    /// <summary>What happened so far.</summary>
    public IReadOnlyList<TrailStep> Trail { get; private set; } = [];

    /// <summary>Version of the stream the form was shown with.</summary>
    [BindProperty]
    public int Version { get; set; }

    /// <summary>Hash of what was on the screen.</summary>
    [BindProperty]
    public string? Shown { get; set; }

    /// <summary>The recommendation ticked.</summary>
    [BindProperty]
    public Verdict Verdict { get; set; }

    /// <summary>The reviewer's note.</summary>
    [BindProperty]
    public string? Note { get; set; }

    /// <summary>The question typed.</summary>
    [BindProperty]
    public string? Question { get; set; }

    /// <summary>Reasons ticked.</summary>
    [BindProperty]
    public List<string> Reasons { get; set; } = [];

    /// <summary>The words to the applicant.</summary>
    [BindProperty]
    public string? DeclineNote { get; set; }

    /// <summary>Why this person may not touch it, or null.</summary>
    public Refusal? Conflict => ApplicationDecisions.Conflict(Dossier!.Application, Actor.Person);

    /// <summary>Whether to offer claiming.</summary>
    public bool MayClaim => Conflict is null && Actor.Roles.Contains(Role.Reviewer) && Dossier!.Application.State == ApplicationState.Submitted;

    /// <summary>Whether to offer recommending and asking.</summary>
    public bool MayReview => Conflict is null && Dossier!.Application is { State: ApplicationState.InReview } a && a.Reviewer == Actor.Person;

    /// <summary>Whether to offer the decision.</summary>
    public bool MayDecide => Conflict is null && Actor.Roles.Contains(Role.Approver)
        && Dossier!.Application is { State: ApplicationState.Recommended } a && a.Reviewer != Actor.Person;

    /// <summary>The two recommendations.</summary>
    public IEnumerable<SelectListItem> Verdicts =>
        new[] { Verdict.Approve, Verdict.Decline }.Select(v => new SelectListItem(T[$"certification.verdicts.{v}"], v.ToString(), v == Verdict));

    /// <summary>The reasons to tick.</summary>
    public IEnumerable<SelectListItem> ReasonItems =>
        ApplicationDecisions.DeclineReasons.Select(r => new SelectListItem(T[$"certification.reasons.{r}"], r, Reasons.Contains(r)));

    /// <summary>Whether to offer sending it back to the queue, from another person.</summary>
    public bool MaySendBack => Conflict is null && Actor.Roles.Contains(Role.Approver)
        && Dossier!.Application is { Reviewer: { } reviewer } a && !a.IsClosed() && reviewer != Actor.Person;

    /// <summary>Whether to offer declaring a conflict of interest.</summary>
    public bool MayDeclareConflict => Conflict is null && !Dossier!.Application.IsClosed() && (Actor.Roles.Contains(Role.Reviewer) || Actor.Roles.Contains(Role.Approver));

    /// <summary>Name of a person of staff, or the word for the applicant.</summary>
    public string NameOf(Guid account) => _names!.Of(account) ?? T[account == Dossier!.Application.AccountId ? "certification.review.applicant" : "certification.review.former"];

    /// <summary>Standing of an earlier certificate.</summary>
    public Standing StandingOf(Certificate certificate) => Standing.Of(certificate, Service<Scheme>().Policy, Now);

    /// <summary>The page.</summary>
    public async Task<IActionResult> OnGetAsync(Guid id) => await ShowAsync(id);

    /// <summary>Claims.</summary>
    public async Task<IActionResult> OnPostClaimAsync(Guid id) => await FinishAsync(id, new ClaimApplication(id));

    /// <summary>Gives back.</summary>
    public async Task<IActionResult> OnPostReleaseAsync(Guid id) => await FinishAsync(id, new ReleaseApplication(id));

    /// <summary>Sends back.</summary>
    public async Task<IActionResult> OnPostSendBackAsync(Guid id) => await FinishAsync(id, new SendBackApplication(id, Version));

    /// <summary>Declares a conflict of interest.</summary>
    public async Task<IActionResult> OnPostConflictAsync(Guid id) => await FinishAsync(id, new DeclareConflict(id));

    /// <summary>Asks the applicant.</summary>
    public async Task<IActionResult> OnPostAskAsync(Guid id) => await FinishAsync(id, new AskApplicant(id, Version, Question ?? ""));

    /// <summary>Recommends.</summary>
    public async Task<IActionResult> OnPostRecommendAsync(Guid id) => await FinishAsync(id, new RecommendApplication(id, Version, Verdict, Note ?? "", Shown ?? ""));

    /// <summary>Approves.</summary>
    public async Task<IActionResult> OnPostApproveAsync(Guid id) => await FinishAsync(id, new ApproveApplication(id, Version, Shown ?? ""));

    /// <summary>Declines.</summary>
    public async Task<IActionResult> OnPostDeclineAsync(Guid id) => await FinishAsync(id, new DeclineApplication(id, Version, Reasons, DeclineNote ?? "", Shown ?? ""));

    private async Task<IActionResult> FinishAsync(Guid id, ICommand command)
    {
        // "Note" of the command is "DeclineNote" on this page, where both notes stand.
        var outcome = await SendAsync(command);
        if (command is DeclineApplication && ModelState.TryGetValue("Note", out var note) && note.Errors.Count > 0)
        {
            ModelState.AddModelError(nameof(DeclineNote), note.Errors[0].ErrorMessage);
            ModelState.Remove("Note");
        }

        if (outcome.IsNotFound)
        {
            return NotFound();
        }

        if (!outcome.Ok)
        {
            return await ShowAsync(id);
        }

        Flash($"certification.done.{command.GetType().Name}");
        return RedirectToPage(new { id, handler = (string?)null });
    }

    private async Task<IActionResult> ShowAsync(Guid id)
    {
        var ct = HttpContext.RequestAborted;
        Dossier = await Service<Dossiers>().LoadAsync(Query, id, ct);
        if (Dossier is null)
        {
            return NotFound();
        }

        _names = await StaffNames.LoadAsync(Query, ct);
        var events = await Query.Events.FetchStreamAsync(id, token: ct);
        Trail = [.. events.Select(e => new TrailStep(EventCatalogue.Names[e.EventType].Split('.')[1], Who(e.UserName), e.Timestamp))];
        return Page();
    }

    private string Who(string? actor) =>
        StaffNames.Account(actor) is { } account ? NameOf(account) : T["certification.review.platform"];
}
