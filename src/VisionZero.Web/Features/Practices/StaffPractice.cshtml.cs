using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.Mvc.Rendering;
using VisionZero.Domain.Common;
using VisionZero.Domain.Practices;
using VisionZero.Domain.Scheme;
using VisionZero.Web.Content;
using VisionZero.Web.Features.Trainers;
using VisionZero.Web.Pages;
using VisionZero.Web.Pipeline;
using VisionZero.Web.Security;

namespace VisionZero.Web.Features.Practices;

/// <summary>
/// One practice as an assessor sees it: what was handed in, and the rubric. Marks of others are shown once the practice is
/// concluded and one's own are in.
/// </summary>
[Authorize(Policy = Policies.Assessor)]
public sealed class StaffPracticePage : ZonedPage
{
    private IReadOnlyCollection<Guid> _barred = [];

    /// <summary>The practice.</summary>
    public Practice Practice { get; private set; } = new();

    /// <summary>What the scheme asks for.</summary>
    public PracticePolicy Policy { get; private set; } = null!;

    /// <summary>The candidate's name.</summary>
    public string Name { get; private set; } = "";

    /// <summary>Where the recording lies.</summary>
    public RecordingPlace? Place { get; private set; }

    /// <summary>Where the session takes place.</summary>
    public string? Where { get; private set; }

    /// <summary>The rubric.</summary>
    public RubricText Rubric => Service<RubricLibrary>().Find(Practice.RubricVersion);

    /// <summary>This assessor's part, or null.</summary>
    public Marking? Mine => Practice.MarkingOf(Actor.Person);

    /// <summary>Why this assessor may not mark, or null.</summary>
    public Refusal? Conflict => PracticeDecisions.Conflict(Practice, Actor.Person, _barred);

    /// <summary>Whether to offer taking it up.</summary>
    public bool MayTake => Conflict is null && Mine is null && PracticeDecisions.NeedsOneMore(Practice, Policy) && !WaitsForRecording;

    /// <summary>Whether nobody can take it up before the candidate hands in a recording of the session.</summary>
    public bool WaitsForRecording => PracticeDecisions.WaitsForRecording(Practice, Policy, Now);

    /// <summary>Whether to offer saying that the session was not held.</summary>
    public bool MaySayNotHeld => PracticeDecisions.NotToCallOff(Practice, Actor.Person, Now) is null;

    /// <summary>Why a session was not held, to choose from.</summary>
    public IEnumerable<SelectListItem> NotHeldReasons => PracticeDecisions.NotHeldReasons.Select(r => new SelectListItem(T[$"practice.not-held.reasons.{r}"], r, r == Reason));

    /// <summary>Whether to offer marking.</summary>
    public bool MayMark => MarkingDecisions.NotToMark(Practice, Actor.Person, _barred, Now) is null;

    /// <summary>Whether to offer giving it back.</summary>
    public bool MayRelease => Practice.State == PracticeState.Marking && Mine is { MarkedAt: null } && Practice.Session?.Assessor != Actor.Person;

    /// <summary>Whether to offer declaring a conflict of interest.</summary>
    public bool MayDeclare => Conflict is null && !Practice.IsClosed() && Mine is not { MarkedAt: not null };

    /// <summary>The marks that may be seen: one's own, and all once the practice is concluded and one has marked.</summary>
    public IReadOnlyList<Marking> Shown => [.. Practice.Markings.Where(m => m.MarkedAt is not null && (m.Assessor == Actor.Person || (Practice.IsConcluded() && Mine is { MarkedAt: not null })))];

    /// <summary>When the draft that is shown was kept; null if none is.</summary>
    public DateTimeOffset? DraftAt { get; private set; }

    /// <summary>The levels that are chosen, of those there are.</summary>
    public IReadOnlyList<CriterionMark> Chosen =>
        [.. Rubric.Outline.Criteria.Where(c => Rubric.Outline.HasLevel(Levels.GetValueOrDefault(c))).Select(c => new CriterionMark(c, Levels[c]))];

    /// <summary>The level ticked for each criterion.</summary>
    // With its name said, a form without levels binds none; else every field of the form would be taken for one.
    [BindProperty(Name = nameof(Levels))]
    public Dictionary<string, int> Levels { get; set; } = [];

    /// <summary>Words on each criterion.</summary>
    [BindProperty(Name = nameof(Comments))]
    public Dictionary<string, string?> Comments { get; set; } = [];

    /// <summary>Words on the whole.</summary>
    [BindProperty]
    public string? Overall { get; set; }

    /// <summary>Why the session was not held.</summary>
    [BindProperty]
    public string? Reason { get; set; }

    /// <summary>The page, with the draft of the marks if there is one.</summary>
    public async Task<IActionResult> OnGetAsync(Guid id)
    {
        var shown = await ShowAsync(id);
        if (shown is PageResult && MayMark && await Query.LoadAsync<MarkingDraft>(DeterministicId.MarkingDraft(id, Actor.Person), HttpContext.RequestAborted) is { } draft)
        {
            DraftAt = draft.At;
            Levels = draft.Levels.ToDictionary();
            Comments = draft.Comments.ToDictionary(c => c.Key, c => (string?)c.Value);
            Overall = draft.Overall;
        }

        return shown;
    }

    /// <summary>Takes it up.</summary>
    public Task<IActionResult> OnPostTakeAsync(Guid id) => FinishAsync(id, new TakeUpPractice(id), "practice.done.taken");

    // What is given back or left to others may not be open to this assessor any more.

    /// <summary>Gives it back.</summary>
    public Task<IActionResult> OnPostReleaseAsync(Guid id) => FinishAsync(id, new ReleasePractice(id), "practice.done.released", back: true);

    /// <summary>Declares a conflict of interest.</summary>
    public Task<IActionResult> OnPostConflictAsync(Guid id) => FinishAsync(id, new DeclarePracticeConflict(id), "practice.done.conflict", back: true);

    /// <summary>Says that the session was not held.</summary>
    public Task<IActionResult> OnPostNotHeldAsync(Guid id) => FinishAsync(id, new SayNotHeld(id, Reason), "practice.done.not-held", back: true);

    /// <summary>Hands in the marks, or keeps them as a draft.</summary>
    public Task<IActionResult> OnPostMarkAsync(Guid id, string? then)
    {
        var comments = Comments.Where(c => !string.IsNullOrWhiteSpace(c.Value)).ToDictionary(c => c.Key, c => c.Value!);
        return then == "draft"
            ? FinishAsync(id, new KeepMarkingDraft(id, Levels, comments, Overall), "practice.done.draft")
            : FinishAsync(id, new MarkPractice(id, Levels, comments, Overall), "practice.done.marked");
    }

    private async Task<IActionResult> FinishAsync(Guid id, ICommand command, string done, bool back = false)
    {
        var outcome = await SendAsync(command);
        if (outcome.IsNotFound)
        {
            return NotFound();
        }

        if (!outcome.Ok)
        {
            return await ShowAsync(id);
        }

        Flash(done);
        return back ? Redirect(Url.Content("~/staff/practices")) : RedirectToPage(new { id, handler = (string?)null });
    }

    private async Task<IActionResult> ShowAsync(Guid id)
    {
        var ct = HttpContext.RequestAborted;
        // What is still being put together is the candidate's own.
        if (Service<Scheme>().Policy.Practice is not { } policy || await Query.LoadAsync<Practice>(id, ct) is not { HandedInAt: not null } practice)
        {
            return NotFound();
        }

        (Policy, Practice) = (policy, practice);
        _barred = await PracticeQueries.DecidersAsync(Query, practice.TrainerId, ct);
        // Whoever may not assess is told why, and shown nothing.
        if (Conflict is null && !PracticeDecisions.MayOpen(practice, Actor.Person, _barred, policy))
        {
            return NotFound();
        }

        Name = (await Query.LoadAsync<TrainerProfile>(practice.TrainerId, ct))?.Name ?? "–";
        Place = practice.Recording is { IsLink: true } ? await Query.LoadAsync<RecordingPlace>(practice.Id, ct) : null;
        Where = practice.Session is { } session ? (await Query.LoadAsync<SlotPlace>(session.SlotId, ct))?.Where : null;
        return Page();
    }
}
