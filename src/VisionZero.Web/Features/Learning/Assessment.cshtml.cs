using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using VisionZero.Domain.Common;
using VisionZero.Domain.Learning;
using VisionZero.Web.Security;

namespace VisionZero.Web.Features.Learning;

/// <summary>The conditions of the assessment, and its start.</summary>
[Authorize(Policy = Policies.Trainer)]
public sealed class AssessmentPage : LearnerPage
{
    /// <summary>Questions of a paper.</summary>
    public int Questions => Policy.ItemsPerRule * GoldenRules.Count;

    /// <summary>Whether somebody who was granted paper wants the screen.</summary>
    [BindProperty]
    public bool OnScreen { get; set; }

    /// <summary>The page; while an assessment runs it leads there.</summary>
    public async Task<IActionResult> OnGetAsync(string course)
    {
        if (await LoadAsync(course) is { } elsewhere)
        {
            return elsewhere;
        }

        return Next.Kind == StepKind.Resume ? Redirect(Href(Next)) : Page();
    }

    /// <summary>Starts, or leads to the one that runs.</summary>
    public async Task<IActionResult> OnPostAsync(string course)
    {
        if (await LoadAsync(course) is { } elsewhere)
        {
            return elsewhere;
        }

        var outcome = await SendSurelyAsync(new StartAssessment(Enrolment.Id, StartAssessment.DrawSeed(), Course.LocaleFor(T.Locale)) { OnScreen = OnScreen });
        if (!outcome.Ok)
        {
            return Again();
        }

        var started = await Query.LoadAsync<Enrolment>(Enrolment.Id, HttpContext.RequestAborted);
        return To($"assessment/{started!.Attempts[^1].Number.ToString(System.Globalization.CultureInfo.InvariantCulture)}");
    }
}
