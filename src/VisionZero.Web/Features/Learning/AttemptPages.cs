using System.Globalization;
using Microsoft.AspNetCore.Mvc;
using VisionZero.Domain.Learning;

namespace VisionZero.Web.Features.Learning;

/// <summary>A page about one assessment of the learner.</summary>
public abstract class AttemptPageBase : LearnerPage
{
    /// <summary>The assessment.</summary>
    public Attempt Attempt { get; private set; } = new();

    /// <summary>Seconds until it must be handed in, by the server's clock.</summary>
    public long SecondsLeft => Math.Max(0, (long)(Attempt.Deadline - Now).TotalSeconds);

    /// <summary>Loads it; a page for a running one leads to the result of one that is over, and the other way round.</summary>
    protected async Task<IActionResult?> LoadAttemptAsync(string course, int attempt, bool running)
    {
        if (await LoadAsync(course) is { } elsewhere)
        {
            return elsewhere;
        }

        if (Enrolment.Attempts.FirstOrDefault(a => a.Number == attempt) is not { } found)
        {
            return NotFound();
        }

        Attempt = found;
        ViewData["BodyClass"] = Enrolment.Granted.LargerType ? "large-type" : null;
        return (running, found.SubmittedAt) switch
        {
            (true, not null) => ToAttempt("/result"),
            (false, null) => ToAttempt(""),
            _ => null,
        };
    }

    /// <summary>To a page of this assessment.</summary>
    protected IActionResult ToAttempt(string page) =>
        To($"assessment/{Attempt.Number.ToString(CultureInfo.InvariantCulture)}{page}");
}
