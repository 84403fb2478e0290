using Marten;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using VisionZero.Domain.Certificates;
using VisionZero.Domain.Certification;
using VisionZero.Domain.Common;
using VisionZero.Web.Pages;
using VisionZero.Web.Security;

namespace VisionZero.Web.Features.Certification;

/// <summary>The applicant's view of an application.</summary>
[Authorize(Policy = Policies.Trainer)]
public sealed class ApplicationPage : VzPage
{
    /// <summary>The application.</summary>
    public Application Item { get; private set; } = new();

    /// <summary>Messages the applicant may see.</summary>
    public IReadOnlyList<ApplicationMessage> Messages { get; private set; } = [];

    /// <summary>Number of the certificate that followed, once there is one.</summary>
    public string? CertificateNumber { get; private set; }

    /// <summary>The answer typed.</summary>
    [BindProperty]
    public string? Answer { get; set; }

    /// <summary>Version of the stream the form was shown with.</summary>
    [BindProperty]
    public int Version { get; set; }

    /// <summary>Whether the applicant was asked something.</summary>
    public bool IsAsked => Item.State == ApplicationState.WaitingForApplicant;

    /// <summary>Whether staff have it in hand.</summary>
    public bool IsWithStaff => Item.State is ApplicationState.Submitted or ApplicationState.InReview or ApplicationState.Recommended;

    /// <summary>Days from application to decision that staff aim at.</summary>
    public int Target => Service<Content.Scheme>().Policy.ReviewDays;

    /// <summary>Colour of the state.</summary>
    public string StatusKind => Item.State switch
    {
        ApplicationState.Approved => "good",
        ApplicationState.Declined => "stop",
        ApplicationState.WaitingForApplicant => "attention",
        _ => "neutral",
    };

    /// <summary>The page.</summary>
    public async Task<IActionResult> OnGetAsync(Guid id) => await ShowAsync(id);

    /// <summary>Answers staff.</summary>
    public async Task<IActionResult> OnPostAnswerAsync(Guid id)
    {
        var outcome = await SendAsync(new AnswerQuestion(id, Version, Answer ?? ""));
        return outcome.IsNotFound ? NotFound() : outcome.Ok ? Done(id, "certification.application.answered") : await ShowAsync(id);
    }

    /// <summary>Withdraws.</summary>
    public async Task<IActionResult> OnPostWithdrawAsync(Guid id)
    {
        var outcome = await SendAsync(new WithdrawApplication(id));
        return outcome.IsNotFound ? NotFound() : outcome.Ok ? Done(id, "certification.application.withdrawn") : await ShowAsync(id);
    }

    private RedirectToPageResult Done(Guid id, string key)
    {
        Flash(key);
        return RedirectToPage(new { id, handler = (string?)null });
    }

    private async Task<IActionResult> ShowAsync(Guid id)
    {
        var ct = HttpContext.RequestAborted;
        var application = await Query.LoadAsync<Application>(id, ct);
        if (application?.AccountId != Actor.Person)
        {
            return NotFound();
        }

        Item = application;
        Messages = await Query.Query<ApplicationMessage>().Where(m => m.ApplicationId == id && m.Kind != MessageKind.Note).OrderBy(m => m.At).ToListAsync(ct);
        CertificateNumber = application.State == ApplicationState.Approved
            ? (await Query.LoadAsync<Certificate>(DeterministicId.Certificate(id), ct))?.Number
            : null;
        return Page();
    }
}
