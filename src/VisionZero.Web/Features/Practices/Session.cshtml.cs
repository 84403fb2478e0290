using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using VisionZero.Domain.Practices;
using VisionZero.Domain.Scheme;
using VisionZero.Web.Content;
using VisionZero.Web.Pages;
using VisionZero.Web.Security;

namespace VisionZero.Web.Features.Practices;

/// <summary>What is known about a session before it is booked; not who assesses, so that nobody chooses by that.</summary>
[Authorize(Policy = Policies.Trainer)]
public sealed class SessionPage : ZonedPage
{
    /// <summary>What the attempt is marked by.</summary>
    public PracticePolicy Policy { get; private set; } = null!;

    /// <summary>The session.</summary>
    public ShownSession Shown { get; private set; } = null!;

    /// <summary>The page.</summary>
    public async Task<IActionResult> OnGetAsync(Guid slot) => await ShowAsync(slot) ?? Page();

    /// <summary>Books it.</summary>
    public async Task<IActionResult> OnPostAsync(Guid slot)
    {
        var outcome = await SendAsync(new BookSession(slot));
        if (outcome.IsNotFound)
        {
            return NotFound();
        }

        if (!outcome.Ok)
        {
            return await ShowAsync(slot) ?? Page();
        }

        Flash("practice.done.booked");
        return RedirectToPage("/Practices/Practice");
    }

    private async Task<IActionResult?> ShowAsync(Guid id)
    {
        var ct = HttpContext.RequestAborted;
        var open = await PracticeQueries.OpenAsync(Query, Actor.Person, ct);
        if (Service<Scheme>().Policy.Practice is not { } policy || open is not { State: PracticeState.Preparing, Plan: not null })
        {
            return RedirectToPage("/Practices/Practice");
        }

        Policy = open.Under(policy);

        if (await Query.LoadAsync<Slot>(id, ct) is not { TakenBackAt: null } slot)
        {
            return NotFound();
        }

        var place = await Query.LoadAsync<SlotPlace>(id, ct);
        Shown = new ShownSession(Local(slot.StartsAt), slot.Minutes, slot, place?.Town);
        return null;
    }
}

/// <summary>A session as it is shown to who looks for one, or has booked it.</summary>
/// <param name="When">Day and time in the reader's zone.</param>
/// <param name="Minutes">How long it is.</param>
/// <param name="Slot">The slot; null if it is no more.</param>
/// <param name="Town">The town, if it is held in a room.</param>
/// <param name="Where">The room, or how to join; null before it is booked.</param>
public sealed record ShownSession(string When, int Minutes, Slot? Slot, string? Town, string? Where = null);
