using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using VisionZero.Web.Security;

namespace VisionZero.Web.Features.Learning;

/// <summary>Asks once more before the paper is handed in, and names what has no answer, or half of one.</summary>
[Authorize(Policy = Policies.Trainer)]
public sealed class HandInPage : AttemptPageBase
{
    /// <summary>Number and words of the questions that are not fully answered, and whether something was.</summary>
    public IReadOnlyList<(int Number, string Stem, bool IsBegun)> Unanswered =>
    [
        .. Attempt.Questions
            .Select((q, i) => (Item: Course.Item(q.ItemId)!, Number: i + 1, Saved: Attempt.Answers.GetValueOrDefault(q.ItemId) ?? []))
            .Where(q => !q.Item.Key.IsComplete(q.Saved))
            .Select(q => (q.Number, q.Item.In(T.Locale).Stem, q.Saved.Count > 0)),
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
