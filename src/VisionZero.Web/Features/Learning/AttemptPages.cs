using System.Globalization;
using MediatR;
using Microsoft.AspNetCore.Mvc;
using VisionZero.Domain.Learning;
using VisionZero.Web.Pipeline;

namespace VisionZero.Web.Features.Learning;

/// <summary>A page about one assessment of the learner.</summary>
public abstract class AttemptPageBase : LearnerPage
{
    /// <summary>The assessment.</summary>
    public Attempt Attempt { get; private set; } = new();

    /// <summary>The window that shows this page, see <see cref="AttemptSeat"/>.</summary>
    [BindProperty]
    public Guid Window { get; set; }

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

    /// <summary>From here on this window is the one that counts, and shows what was saved by then.</summary>
    protected async Task TakeSeatAsync()
    {
        Window = Guid.CreateVersion7();
        ModelState.Remove(nameof(Window));
        // Also on a page that was just refused: what was wrong with its fields says nothing about the seat. In a session of
        // its own, that does not keep its turn at the stream while the page is made.
        await using (var scope = Service<IServiceScopeFactory>().CreateAsyncScope())
        {
            scope.ServiceProvider.GetRequiredService<ActorContext>().ActAs(Actor);
            await scope.ServiceProvider.GetRequiredService<IMediator>().Send(new TakeSeat(Enrolment.Id, Window), HttpContext.RequestAborted);
        }

        var enrolment = await Query.LoadAsync<Enrolment>(Enrolment.Id, HttpContext.RequestAborted);
        Attempt = enrolment?.Attempts.FirstOrDefault(a => a.Number == Attempt.Number) ?? Attempt;
    }

    /// <summary>Whether another window has opened the paper meanwhile: this one may take over, but must say so first.</summary>
    protected bool IsOpenedElsewhere(Outcome outcome)
    {
        if (outcome.Refusals.All(r => r.Code != "enrolment.opened-elsewhere"))
        {
            return false;
        }

        Response.StatusCode = StatusCodes.Status409Conflict;
        return true;
    }

    /// <summary>To a page of this assessment.</summary>
    protected IActionResult ToAttempt(string page) =>
        To($"assessment/{Attempt.Number.ToString(CultureInfo.InvariantCulture)}{page}");
}
