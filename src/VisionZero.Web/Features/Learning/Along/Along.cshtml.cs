using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using VisionZero.Domain.Common;
using VisionZero.Domain.Learning;
using VisionZero.Web.Content;
using VisionZero.Web.Security;

namespace VisionZero.Web.Features.Learning.Along;

/// <summary>A thing done on the device, as its script sends it.</summary>
public sealed class WorkInput
{
    /// <summary>The device's own count.</summary>
    public int Number { get; set; }

    /// <summary>The golden rule.</summary>
    public int Rule { get; set; }

    /// <summary>The lesson or the item.</summary>
    public string? Key { get; set; }

    /// <summary>Whether a question was answered.</summary>
    public bool Answers { get; set; }

    /// <summary>Words chosen.</summary>
    public List<string?> Chosen { get; set; } = [];

    /// <summary>What was typed.</summary>
    public string? Typed { get; set; }

    /// <summary>When, in milliseconds since 1970 by the device's clock.</summary>
    public long At { get; set; }

    /// <summary>The work as it is sent on.</summary>
    public WorkDone Done() => new(
        new OfflineStep(Number, Rule, Key ?? "", Answers ? [.. Chosen.OfType<string>().Where(w => w.Length > 0)] : null, Moment(At)),
        Answers ? Typed?.Trim() : null);

    /// <summary>An instant by a clock that may say anything.</summary>
    public static DateTimeOffset Moment(long milliseconds) =>
        DateTimeOffset.FromUnixTimeMilliseconds(Math.Clamp(milliseconds, 0, DateTimeOffset.MaxValue.ToUnixTimeMilliseconds()));
}

/// <summary>What of a course is kept on this device, and what was done there and waits to be handed over.</summary>
[Authorize(Policy = Policies.Trainer)]
[RequestSizeLimit(1_000_000)]
public sealed class AlongPage : LearnerPage
{
    /// <summary>The page.</summary>
    public async Task<IActionResult> OnGetAsync(string course) => await LoadAsync(course) ?? Page();

    /// <summary>The word that belongs to a form: a page that was kept has an old one.</summary>
    public IActionResult OnGetToken([FromServices] IAntiforgery antiforgery)
    {
        Response.Headers.CacheControl = "no-store";
        return new JsonResult(new { token = antiforgery.GetAndStoreTokens(HttpContext).RequestToken });
    }

    /// <summary>Takes what was done, and says by number what could not be taken and why.</summary>
    public async Task<IActionResult> OnPostAsync(string course, Guid enrolment, Guid device, long sent, List<WorkInput> work)
    {
        if (await LoadAsync(course) is { } elsewhere)
        {
            return elsewhere;
        }

        var outcome = await SendSurelyAsync(new HandOverWork(enrolment, device, WorkInput.Moment(sent), [.. work.Select(w => w.Done())]));
        if (outcome is { Ok: false, KeepsWrites: false })
        {
            return outcome.IsNotFound ? NotFound() : StatusCode(outcome.IsConflict ? StatusCodes.Status409Conflict : StatusCodes.Status422UnprocessableEntity);
        }

        Response.StatusCode = StatusCodes.Status200OK;
        // A device hands over what was done in all its courses at the address of one.
        var round = (await Query.LoadAsync<Enrolment>(enrolment, HttpContext.RequestAborted))!;
        var of = Service<CourseLibrary>().Find(round.Course, round.CourseVersion)!;
        return new JsonResult(new { refused = outcome.Refusals.Select(r => Told(r, of, work)) });
    }

    // A sentence without its question says nothing to whoever reads it on another page.
    private object Told(Refusal refusal, Course course, List<WorkInput> work)
    {
        var number = (int)refusal.Arguments[HandOverWork.StepArgument];
        var step = work.First(w => w.Number == number);
        var rule = course.Rules.FirstOrDefault(r => r.Rule == step.Rule);
        var place = rule?.Check.TakeWhile(i => i.Key.Id != step.Key).Count() + 1;
        var what = !step.Answers
            ? rule?.Lessons.FirstOrDefault(l => l.Key == step.Key)?.In(T.Locale).Title
            : place <= rule?.Check.Count ? T["learning.question.number", ("number", place!.Value), ("count", rule!.Check.Count)] : null;
        return new { number, words = string.Join(" · ", [rule is null ? T["learning.check.name"] : T.Rule(rule.Rule), .. what is null ? Array.Empty<string>() : [what], T.Sentence(refusal)]) };
    }
}
