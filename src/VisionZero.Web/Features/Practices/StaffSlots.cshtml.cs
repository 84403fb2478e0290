using Marten;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Rendering;
using VisionZero.Domain.Practices;
using VisionZero.Web.Content;
using VisionZero.Web.Features.Trainers;
using VisionZero.Web.Pages;
using VisionZero.Web.Security;

namespace VisionZero.Web.Features.Practices;

/// <summary>An assessor's calendar: slots offered and booked, and a form for more.</summary>
[Authorize(Policy = Policies.Assessor)]
public sealed class StaffSlotsPage : ZonedPage
{
    /// <summary>Slots from today on, with the candidate's name where one is booked.</summary>
    public IReadOnlyList<(Slot Slot, string? Candidate)> Slots { get; private set; } = [];

    /// <summary>Day typed.</summary>
    [BindProperty]
    public DateOnly? Day { get; set; }

    /// <summary>Time typed, in the zone chosen.</summary>
    [BindProperty]
    public TimeOnly? Time { get; set; }

    /// <summary>Minutes typed.</summary>
    [BindProperty]
    public int Minutes { get; set; } = 60;

    /// <summary>Language chosen.</summary>
    [BindProperty]
    public string? Language { get; set; }

    /// <summary>How it is observed.</summary>
    [BindProperty]
    public SlotWay Way { get; set; } = SlotWay.Remote;

    /// <summary>The town, for a session in the room.</summary>
    [BindProperty]
    public string? Town { get; set; }

    /// <summary>Where it takes place.</summary>
    [BindProperty]
    public string? Where { get; set; }

    /// <summary>Languages to choose from.</summary>
    public IEnumerable<SelectListItem> Languages => Codes.Languages.Select(l => new SelectListItem(T.Language(l), l, l == (Language ?? T.Locale))).OrderBy(l => l.Text, StringComparer.Create(T.Culture, ignoreCase: true));

    /// <summary>Ways to choose from.</summary>
    public IEnumerable<SelectListItem> Ways => Enum.GetValues<SlotWay>().Select(w => new SelectListItem(T[$"practice.ways.{w}"], w.ToString(), w == Way));

    /// <summary>Whether a slot can still be taken back.</summary>
    public bool MayTakeBack(Slot slot) => slot.StartsAt > Now;

    /// <summary>The calendar.</summary>
    public async Task OnGetAsync()
    {
        var ct = HttpContext.RequestAborted;
        var (me, today) = (Actor.Person, Now.AddDays(-1));
        var slots = await Query.Query<Slot>().Where(s => s.Assessor == me && s.TakenBackAt == null && s.StartsAt >= today).OrderBy(s => s.StartsAt).ToListAsync(ct);
        Guid[] booked = [.. slots.Select(s => s.PracticeId).OfType<Guid>()];
        var practices = (await Query.Query<Practice>().Where(p => p.Id.In(booked)).ToListAsync(ct)).ToDictionary(p => p.Id);
        Guid[] trainers = [.. practices.Values.Select(p => p.TrainerId)];
        var names = (await Query.Query<TrainerProfile>().Where(p => p.Id.In(trainers)).ToListAsync(ct)).ToDictionary(p => p.Id, p => p.Name);
        Slots = [.. slots.Select(s => (s, s.PracticeId is { } id && practices.TryGetValue(id, out var p) ? names.GetValueOrDefault(p.TrainerId) ?? "–" : null))];
    }

    /// <summary>Offers a slot.</summary>
    public async Task<IActionResult> OnPostAsync()
    {
        if (ModelState.IsValid && (Day is null || Time is null))
        {
            ModelState.AddModelError(Day is null ? nameof(Day) : nameof(Time), T["refusals.general.missing"]);
        }
        else if (ModelState.IsValid && Zones.Instant(Day!.Value, Time!.Value, Zone) is null)
        {
            ModelState.AddModelError(nameof(Time), T["refusals.slot.no-such-time"]);
        }

        var startsAt = ModelState.IsValid ? Zones.Instant(Day!.Value, Time!.Value, Zone)!.Value : default;
        var outcome = await SendAsync(new OfferSlot(startsAt, Minutes, Language, Way, Where, Town));
        if (outcome.Ok)
        {
            Flash("practice.slots.offered");
            return RedirectToPage();
        }

        Response.StatusCode = outcome.IsConflict ? StatusCodes.Status409Conflict : StatusCodes.Status422UnprocessableEntity;
        await OnGetAsync();
        return Page();
    }

    /// <summary>Takes one back.</summary>
    public async Task<IActionResult> OnPostTakeBackAsync(Guid slot)
    {
        ModelState.Clear();
        var outcome = await SendAsync(new TakeBackSlot(slot));
        if (outcome.Ok)
        {
            Flash("practice.slots.taken-back");
            return RedirectToPage(new { handler = (string?)null, slot = (Guid?)null });
        }

        await OnGetAsync();
        return outcome.IsNotFound ? NotFound() : Page();
    }
}
