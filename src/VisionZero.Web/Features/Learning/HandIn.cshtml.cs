using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using VisionZero.Web.Security;

namespace VisionZero.Web.Features.Learning;

/// <summary>Asks once more before the paper is handed in, and names what has no answer.</summary>
[Authorize(Policy = Policies.Trainer)]
public sealed class HandInPage : AttemptPageBase
{
    /// <summary>Number and words of the questions without an answer.</summary>
    public IReadOnlyList<(int Number, string Stem)> Unanswered =>
    [
        .. Attempt.Questions
            .Select((q, i) => (Question: q, Number: i + 1))
            .Where(q => Attempt.Answers.GetValueOrDefault(q.Question.ItemId) is not { Count: > 0 })
            .Select(q => (q.Number, Course.Item(q.Question.ItemId)!.In(T.Locale).Stem)),
    ];

    /// <summary>The page.</summary>
    public async Task<IActionResult> OnGetAsync(string course, int attempt)
    {
        Response.Headers.CacheControl = "no-store";
        if (await LoadAttemptAsync(course, attempt, running: true) is { } elsewhere)
        {
            return elsewhere;
        }

        if (Attempt.OnPaper)
        {
            return ToAttempt("");
        }

        await TakeSeatAsync();
        return Page();
    }

    /// <summary>Hands in. Pressed twice, the second time finds the result.</summary>
    public async Task<IActionResult> OnPostAsync(string course, int attempt)
    {
        if (await LoadAttemptAsync(course, attempt, running: true) is { } elsewhere)
        {
            return elsewhere;
        }

        var outcome = await SendSurelyAsync(new SubmitAssessment(Enrolment.Id, attempt) { Window = Window });
        if (IsOpenedElsewhere(outcome))
        {
            await TakeSeatAsync();
        }

        return outcome.Ok ? ToAttempt("/result") : Again();
    }
}
