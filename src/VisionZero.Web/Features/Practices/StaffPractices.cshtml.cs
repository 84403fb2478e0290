using Marten;
using Microsoft.AspNetCore.Authorization;
using VisionZero.Domain.Practices;
using VisionZero.Domain.Scheme;
using VisionZero.Domain.Trainers;
using VisionZero.Web.Content;
using VisionZero.Web.Features.Trainers;
using VisionZero.Web.Pages;
using VisionZero.Web.Security;

namespace VisionZero.Web.Features.Practices;

/// <summary>A practice in the list of assessors.</summary>
/// <param name="Practice">The practice.</param>
/// <param name="Name">The candidate's name.</param>
/// <param name="Languages">Language of the observed session; of a recording those the candidate teaches in.</param>
/// <param name="Days">Days since it came to the assessors.</param>
/// <param name="Needed">Markings it needs.</param>
/// <param name="HasDraft">Whether this assessor has kept a draft of the marks.</param>
/// <param name="NeedsRecording">Whether nobody can take it up before the candidate hands in a recording.</param>
public sealed record PracticeRow(Practice Practice, string Name, IReadOnlyList<string> Languages, int Days, int Needed, bool HasDraft, bool NeedsRecording)
{
    /// <summary>Markings that are handed in.</summary>
    public int Marked => Practice.Markings.Count(m => m.MarkedAt is not null);
}

/// <summary>A page of a list of practices.</summary>
/// <param name="Rows">The rows of the page.</param>
/// <param name="Param">What the address calls the page.</param>
/// <param name="Page">The page, from 1.</param>
/// <param name="Pages">How many there are.</param>
public sealed record PracticeList(IReadOnlyList<PracticeRow> Rows, string Param, int Page, int Pages);

/// <summary>What an assessor has to mark, and what waits for one.</summary>
[Authorize(Policy = Policies.Assessor)]
public sealed class StaffPracticesPage : ZonedPage
{
    private const int PerPage = 25;

    private static readonly PracticeList Nothing = new([], "", 1, 1);

    /// <summary>Taken up by this assessor and not marked.</summary>
    public PracticeList Mine { get; private set; } = Nothing;

    /// <summary>Waiting for one more assessor, the oldest first.</summary>
    public PracticeList Waiting { get; private set; } = Nothing;

    /// <summary>Marked by this assessor, the newest first.</summary>
    public PracticeList Marked { get; private set; } = Nothing;

    /// <summary>Whether this assessor's marks are overdue.</summary>
    public bool IsOverdue(Practice practice) => practice.MarkingOf(Actor.Person) is { MarkedAt: null } mine && mine.DueAt < Now;

    /// <summary>The lists, each on a page of its own.</summary>
    public async Task OnGetAsync(int mine = 1, int waiting = 1, int marked = 1)
    {
        var ct = HttpContext.RequestAborted;
        var me = Actor.Person;
        if (Service<Scheme>().Policy.Practice is not { } policy)
        {
            return;
        }

        var open = await Query.Query<Practice>().Where(p => p.State == PracticeState.Marking).OrderBy(p => p.HandedInAt).ToListAsync(ct);
        Mine = await CutAsync([.. open.Where(p => p.MarkingOf(me) is { MarkedAt: null })], nameof(mine), mine, policy, ct);
        Waiting = await CutAsync([.. open.Where(p => p.MarkingOf(me) is null && PracticeDecisions.NeedsOneMore(p, policy) && PracticeDecisions.Conflict(p, me, []) is null)], nameof(waiting), waiting, policy, ct);

        var done = Query.Query<Practice>().Where(p => p.Markings.Any(m => m.Assessor == me && m.MarkedAt != null));
        var (page, pages) = Place(await done.CountAsync(ct), marked);
        var rows = await RowsAsync(await done.OrderByDescending(p => p.HandedInAt).Skip((page - 1) * PerPage).Take(PerPage).ToListAsync(ct), policy, ct);
        Marked = new PracticeList(rows, nameof(marked), page, pages);
    }

    private static (int Page, int Pages) Place(int count, int page)
    {
        var pages = Math.Max(1, (count + PerPage - 1) / PerPage);
        return (Math.Clamp(page, 1, pages), pages);
    }

    private async Task<PracticeList> CutAsync(IReadOnlyList<Practice> all, string param, int wanted, PracticePolicy policy, CancellationToken ct)
    {
        var (page, pages) = Place(all.Count, wanted);
        return new PracticeList(await RowsAsync([.. all.Skip((page - 1) * PerPage).Take(PerPage)], policy, ct), param, page, pages);
    }

    private async Task<IReadOnlyList<PracticeRow>> RowsAsync(IReadOnlyList<Practice> practices, PracticePolicy policy, CancellationToken ct)
    {
        var me = Actor.Person;
        Guid[] ids = [.. practices.Select(p => p.Id)];
        Guid[] trainerIds = [.. practices.Select(p => p.TrainerId).Distinct()];
        var names = (await Query.LoadManyAsync<TrainerProfile>(ct, trainerIds)).ToDictionary(p => p.Id, p => p.Name);
        var trainers = (await Query.LoadManyAsync<Trainer>(ct, trainerIds)).ToDictionary(t => t.Id, t => t.Languages);
        var slots = (await Query.LoadManyAsync<Slot>(ct, [.. practices.Select(p => p.Session?.SlotId).OfType<Guid>()])).ToDictionary(s => s.Id, s => s.Language);
        var drafts = (await Query.Query<MarkingDraft>().Where(d => d.Assessor == me && d.PracticeId.IsOneOf(ids)).Select(d => d.PracticeId).ToListAsync(ct)).ToHashSet();
        return
        [
            .. practices.Select(p => new PracticeRow(
                p,
                names.GetValueOrDefault(p.TrainerId) ?? "–",
                p.Session is { } session && slots.GetValueOrDefault(session.SlotId) is { Length: > 0 } language ? [language] : trainers.GetValueOrDefault(p.TrainerId) ?? [],
                (int)Math.Max(0, (Now - (p.HandedInAt ?? Now)).TotalDays),
                PracticeDecisions.Needed(p, policy),
                drafts.Contains(p.Id),
                PracticeDecisions.WaitsForRecording(p, policy, Now))),
        ];
    }
}
