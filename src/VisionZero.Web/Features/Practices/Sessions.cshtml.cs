using Marten;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Rendering;
using VisionZero.Domain.Practices;
using VisionZero.Domain.Scheme;
using VisionZero.Web.Content;
using VisionZero.Web.Security;

namespace VisionZero.Web.Features.Practices;

/// <summary>Offered sessions, to book one.</summary>
[Authorize(Policy = Policies.Trainer)]
public sealed class SessionsPage : ZonedPage
{
    private const int Most = 100;

    /// <summary>What the scheme asks for.</summary>
    public PracticePolicy Policy { get; private set; } = null!;

    /// <summary>Slots that can be booked, the next first.</summary>
    public IReadOnlyList<Slot> Slots { get; private set; } = [];

    /// <summary>Languages in which sessions are offered.</summary>
    public IReadOnlyList<SelectListItem> Languages { get; private set; } = [];

    /// <summary>The language wanted, or null for all.</summary>
    [BindProperty(SupportsGet = true)]
    public string? Language { get; set; }

    /// <summary>The list.</summary>
    public Task<IActionResult> OnGetAsync() => ShowAsync();

    /// <summary>Books.</summary>
    public async Task<IActionResult> OnPostBookAsync(Guid slot)
    {
        var outcome = await SendAsync(new BookSession(slot));
        if (outcome.IsNotFound)
        {
            return NotFound();
        }

        if (!outcome.Ok)
        {
            return await ShowAsync();
        }

        Flash("practice.done.booked");
        return RedirectToPage("/Practices/Practice");
    }

    private async Task<IActionResult> ShowAsync()
    {
        var ct = HttpContext.RequestAborted;
        var open = await PracticeQueries.OpenAsync(Query, Actor.Person, ct);
        if (Service<Scheme>().Policy.Practice is not { } policy || open is not { State: PracticeState.Preparing, Plan: not null })
        {
            return RedirectToPage("/Practices/Practice");
        }

        Policy = policy;
        var earliest = Now.AddHours(policy.NoticeHours);
        var barred = await PracticeQueries.DecidersAsync(Query, open.TrainerId, ct);
        var free = (await Query.Query<Slot>().Where(s => s.PracticeId == null && s.TakenBackAt == null && s.StartsAt >= earliest).OrderBy(s => s.StartsAt).Take(Most).ToListAsync(ct))
            .Where(s => PracticeDecisions.Conflict(open, s.Assessor, barred) is null)
            .ToList();
        Languages = [.. free.Select(s => s.Language).Distinct().Select(l => new SelectListItem(T.Language(l), l, l == Language)).OrderBy(l => l.Text, StringComparer.Create(T.Culture, ignoreCase: true))];
        Slots = [.. free.Where(s => string.IsNullOrEmpty(Language) || s.Language == Language)];
        return Page();
    }
}
