using Marten;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Rendering;
using VisionZero.Domain.Practices;
using VisionZero.Domain.Scheme;
using VisionZero.Web.Content;
using VisionZero.Web.Pages;
using VisionZero.Web.Security;

namespace VisionZero.Web.Features.Practices;

/// <summary>Offered sessions, to choose one.</summary>
[Authorize(Policy = Policies.Trainer)]
public sealed class SessionsPage : ZonedPage
{
    private const int Most = 100;

    /// <summary>What the scheme asks for.</summary>
    public PracticePolicy Policy { get; private set; } = null!;

    /// <summary>Slots that can be booked, the next first.</summary>
    public IReadOnlyList<Slot> Slots { get; private set; } = [];

    /// <summary>Towns of the slots that are held in a room.</summary>
    public IReadOnlyDictionary<Guid, string?> Towns { get; private set; } = new Dictionary<Guid, string?>();

    /// <summary>Languages in which sessions are offered.</summary>
    public IReadOnlyList<SelectListItem> Languages { get; private set; } = [];

    /// <summary>The language wanted, or null for all.</summary>
    [BindProperty(SupportsGet = true)]
    public string? Language { get; set; }

    /// <summary>The list.</summary>
    public async Task<IActionResult> OnGetAsync()
    {
        var ct = HttpContext.RequestAborted;
        var open = await PracticeQueries.OpenAsync(Query, Actor.Person, ct);
        if (Service<Scheme>().Policy.Practice is not { } policy || open is not { State: PracticeState.Preparing, Plan: not null })
        {
            return RedirectToPage("/Practices/Practice");
        }

        Policy = open.Under(policy);
        var earliest = Now.AddHours(Policy.NoticeHours);
        var barred = await PracticeQueries.DecidersAsync(Query, open.TrainerId, ct);
        var free = (await Query.Query<Slot>().Where(s => s.PracticeId == null && s.TakenBackAt == null && s.StartsAt >= earliest).OrderBy(s => s.StartsAt).ToListAsync(ct))
            .Where(s => PracticeDecisions.Conflict(open, s.Assessor, barred) is null)
            .ToList();
        Languages = [.. free.Select(s => s.Language).Distinct().Select(l => new SelectListItem(T.Language(l), l, l == Language)).OrderBy(l => l.Text, StringComparer.Create(T.Culture, ignoreCase: true))];
        Slots = [.. free.Where(s => string.IsNullOrEmpty(Language) || s.Language == Language).Take(Most)];
        Guid[] rooms = [.. Slots.Where(s => s.Way == SlotWay.OnSite).Select(s => s.Id)];
        Towns = (await Query.Query<SlotPlace>().Where(p => p.Id.In(rooms)).ToListAsync(ct)).ToDictionary(p => p.Id, p => p.Town);
        return Page();
    }
}
