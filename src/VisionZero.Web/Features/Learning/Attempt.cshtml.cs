using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using VisionZero.Domain.Courses;
using VisionZero.Web.Security;

namespace VisionZero.Web.Features.Learning;

/// <summary>The paper: all questions, answers saved as they are given, a deadline set by the server.</summary>
[Authorize(Policy = Policies.Trainer)]
public sealed class AttemptPage : AttemptPageBase
{
    /// <summary>Questions under one heading.</summary>
    public const int GroupSize = 7;

    /// <summary>The questions in the order drawn.</summary>
    public IReadOnlyList<QuestionView> Questions { get; private set; } = [];

    /// <summary>Questions that have an answer.</summary>
    public int Answered => Questions.Count(q => q.IsAnswered);

    /// <summary>Stories told to their end: the script saves none of them.</summary>
    public int Told => Questions.Count(q => q.Kind == ItemKind.Branch && q.IsAnswered);

    /// <summary>What was chosen on the page.</summary>
    [BindProperty]
    public List<AnswerInput> Answers { get; set; } = [];

    /// <summary>The paper as it is saved: on any device.</summary>
    public async Task<IActionResult> OnGetAsync(string course, int attempt)
    {
        if (await LoadAttemptAsync(course, attempt, running: true) is { } elsewhere)
        {
            return elsewhere;
        }

        Response.Headers.CacheControl = "no-store";
        await TakeSeatAsync();
        await ShowAsync();
        return Page();
    }

    /// <summary>Saves what was changed on the page; stays, or goes on to handing in.</summary>
    public async Task<IActionResult> OnPostAsync(string course, int attempt, string? then)
    {
        if (await LoadAttemptAsync(course, attempt, running: true) is { } elsewhere)
        {
            return elsewhere;
        }

        var outcome = await SendSurelyAsync(new SaveAnswers(Enrolment.Id, attempt, [.. Answers.Where(a => a.IsChanged).Select(a => a.Given())]) { Window = Window });
        if (!outcome.Ok)
        {
            if (IsOpenedElsewhere(outcome))
            {
                await TakeSeatAsync();
            }

            await ShowAsync();
            return Again();
        }

        if (then == "hand-in")
        {
            return ToAttempt("/hand-in");
        }

        // A step of a story goes on where it was taken.
        if (then?.StartsWith('q') == true)
        {
            return ToAttempt($"#{then}");
        }

        Flash("learning.assessment.saved");
        return ToAttempt("");
    }

    /// <summary>Saves one answer for the script; what it answers with 200 is saved for good.</summary>
    public async Task<IActionResult> OnPostAnswerAsync(string course, int attempt, string? item, List<string?> chosen, string? typed)
    {
        if (await LoadAttemptAsync(course, attempt, running: true) is not null)
        {
            return new JsonResult(new { saved = false }) { StatusCode = StatusCodes.Status410Gone };
        }

        var outcome = await SendSurelyAsync(new SaveAnswers(Enrolment.Id, attempt, [new GivenAnswer(item ?? "", [.. chosen.OfType<string>()], typed?.Trim())]) { Window = Window });
        IsOpenedElsewhere(outcome);
        return new JsonResult(new { saved = outcome.Ok, seconds = SecondsLeft })
        {
            StatusCode = outcome.Ok ? StatusCodes.Status200OK : Response.StatusCode,
        };
    }

    private async Task ShowAsync() =>
        Questions = QuestionView.OfPaper(Course, Attempt, await Query.LoadAsync<TypedAnswers>(Enrolment.Id, HttpContext.RequestAborted), Answers);
}
