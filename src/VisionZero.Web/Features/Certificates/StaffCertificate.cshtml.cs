using Marten;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Rendering;
using VisionZero.Domain.Certificates;
using VisionZero.Domain.Common;
using VisionZero.Web.Content;
using VisionZero.Web.Features.Accounts;
using VisionZero.Web.Features.Certification;
using VisionZero.Web.Features.Trainers;
using VisionZero.Web.Pages;
using VisionZero.Web.Pipeline;
using VisionZero.Web.Security;
using VisionZero.Web.Storage;

namespace VisionZero.Web.Features.Certificates;

/// <summary>One certificate for staff: standing, file, trail; approvers suspend, reinstate, revoke, correct.</summary>
[Authorize(Policy = Policies.Staff)]
public sealed class StaffCertificatePage : VzPage
{
    /// <summary>The certificate.</summary>
    public Certificate Item { get; private set; } = new();

    /// <summary>Its standing now.</summary>
    public Standing Standing { get; private set; } = new(StandingKind.Valid, default);

    /// <summary>What happened to it.</summary>
    public IReadOnlyList<TrailStep> Trail { get; private set; } = [];

    /// <summary>The name on the holder's profile where it differs from the paper's.</summary>
    public string? CorrectName { get; private set; }

    /// <summary>Version of the stream the form was shown with.</summary>
    [BindProperty]
    public int Version { get; set; }

    /// <summary>Reason chosen.</summary>
    [BindProperty]
    public string? Reason { get; set; }

    /// <summary>Whether this person may act on it.</summary>
    public bool MaySanction => Actor.Roles.Contains(Role.Approver) && Item is { RevokedAt: null, SupersededAt: null };

    /// <summary>Reasons to suspend or revoke.</summary>
    public IEnumerable<SelectListItem> Reasons => Items(CertificateDecisions.SanctionReasons);

    /// <summary>Reasons to reinstate.</summary>
    public IEnumerable<SelectListItem> ReinstateReasons => Items(CertificateDecisions.ReinstateReasons);

    /// <summary>The page.</summary>
    public async Task<IActionResult> OnGetAsync(string number) => await LoadAsync(number) ? Page() : NotFound();

    /// <summary>Suspends.</summary>
    public Task<IActionResult> OnPostSuspendAsync(string number) => FinishAsync(number, id => new SuspendCertificate(id, Version, Reason ?? ""));

    /// <summary>Reinstates.</summary>
    public Task<IActionResult> OnPostReinstateAsync(string number) => FinishAsync(number, id => new ReinstateCertificate(id, Version, Reason ?? ""));

    /// <summary>Revokes.</summary>
    public Task<IActionResult> OnPostRevokeAsync(string number) => FinishAsync(number, id => new RevokeCertificate(id, Version, Reason ?? ""));

    /// <summary>Corrects the name.</summary>
    public Task<IActionResult> OnPostSupersedeAsync(string number) => FinishAsync(number, id => new SupersedeCertificate(id, Version));

    private IEnumerable<SelectListItem> Items(IEnumerable<string> codes) =>
        codes.Select(r => new SelectListItem(T[$"certificates.reasons.{r}"], r, r == Reason));

    private async Task<IActionResult> FinishAsync(string number, Func<Guid, ICommand> command)
    {
        if (!await LoadAsync(number))
        {
            return NotFound();
        }

        var sent = command(Item.Id);
        var outcome = await SendAsync(sent);
        if (!outcome.Ok)
        {
            return Again();
        }

        Flash($"certificates.done.{sent.GetType().Name}");
        return RedirectToPage(new { number, handler = (string?)null });
    }

    private async Task<bool> LoadAsync(string number)
    {
        var ct = HttpContext.RequestAborted;
        var parsed = CertificateNumber.Parse(number);
        var certificate = parsed is null ? null : await Query.Query<Certificate>().FirstOrDefaultAsync(c => c.Number == parsed, ct);
        if (certificate is null)
        {
            return false;
        }

        Item = certificate;
        Standing = Standing.Of(certificate, Service<Scheme>().Policy, Now);
        var profile = await Query.LoadAsync<TrainerProfile>(certificate.TrainerId, ct);
        CorrectName = Standing.MayBeCorrected && profile is not null && (profile.Name != certificate.PrintedName || profile.LatinName != certificate.LatinName) ? profile.Name : null;
        var names = await StaffNames.LoadAsync(Query, ct);
        var events = await Query.Events.FetchStreamAsync(certificate.Id, token: ct);
        Trail = [.. events.Select(e => new TrailStep(EventCatalogue.Names[e.EventType].Split('.')[1], Who(e.UserName, names), e.Timestamp))];
        return true;
    }

    private string Who(string? actor, StaffNames names) => StaffNames.Account(actor) is { } account
        ? names.Of(account) ?? T["certification.review.former"]
        : T["certification.review.platform"];
}
