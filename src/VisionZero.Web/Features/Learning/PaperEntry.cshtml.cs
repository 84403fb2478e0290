using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using VisionZero.Web.Pipeline;
using VisionZero.Web.Security;

namespace VisionZero.Web.Features.Learning;

/// <summary>Staff enter what a learner wrote on paper, and hand it in.</summary>
[Authorize(Policy = Policies.Staff)]
public sealed class PaperEntryPage : PaperVersionPage
{
    /// <summary>The questions with what is entered.</summary>
    public IReadOnlyList<QuestionView> Questions { get; private set; } = [];

    /// <summary>What was entered on the page.</summary>
    [BindProperty]
    public List<AnswerInput> Answers { get; set; } = [];

    /// <summary>Whether the paper was put down in time.</summary>
    [BindProperty]
    public bool InTime { get; set; }

    /// <summary>The page.</summary>
    public async Task<IActionResult> OnGetAsync(Guid enrolment, int attempt)
    {
        if (!await LoadAsync(enrolment, attempt))
        {
            return NotFound();
        }

        await ShowAsync();
        return Page();
    }

    /// <summary>Saves what was entered; stays, or hands in.</summary>
    public async Task<IActionResult> OnPostAsync(Guid enrolment, int attempt, string? then)
    {
        if (!await LoadAsync(enrolment, attempt))
        {
            return NotFound();
        }

        var outcome = await SendAloneAsync(new EnterAnswers(enrolment, attempt, [.. Answers.Where(a => a.IsChanged).Select(a => a.Given())]));
        if (outcome.Ok && then == "hand-in")
        {
            outcome = await SendAloneAsync(new HandInPaper(enrolment, attempt, InTime));
        }

        if (!outcome.Ok)
        {
            await ShowAsync();
            return Again();
        }

        Flash(then == "hand-in" ? "adjustments.done.HandInPaper" : "learning.assessment.saved");
        return Redirect(Url.Content(then == "hand-in" ? $"~/staff/papers/{enrolment}/{attempt}" : $"~/staff/papers/{enrolment}/{attempt}/entry{(then?.StartsWith('q') == true ? "#" + then : "")}"));
    }

    // Each in a session of its own: one that had nothing to write would keep its turn at the stream from the next.
    private async Task<Outcome> SendAloneAsync(ICommand command)
    {
        await using var scope = Service<IServiceScopeFactory>().CreateAsyncScope();
        scope.ServiceProvider.GetRequiredService<ActorContext>().ActAs(Actor);
        return await SendAsync(command, scope.ServiceProvider);
    }

    private async Task ShowAsync() =>
        Questions = QuestionView.OfPaper(Course, Attempt, await Query.LoadAsync<TypedAnswers>(Enrolment.Id, HttpContext.RequestAborted), Answers);
}
