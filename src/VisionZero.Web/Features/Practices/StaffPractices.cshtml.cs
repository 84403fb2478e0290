using Marten;
using Microsoft.AspNetCore.Authorization;
using VisionZero.Domain.Practices;
using VisionZero.Web.Content;
using VisionZero.Web.Features.Trainers;
using VisionZero.Web.Security;

namespace VisionZero.Web.Features.Practices;

/// <summary>A practice in the list of assessors.</summary>
public sealed record PracticeRow(Practice Practice, string Name, int Days);

/// <summary>What an assessor has to mark, and what waits for one.</summary>
[Authorize(Policy = Policies.Assessor)]
public sealed class StaffPracticesPage : ZonedPage
{
    private const int Most = 100;

    /// <summary>Taken up by this assessor and not marked.</summary>
    public IReadOnlyList<PracticeRow> Mine { get; private set; } = [];

    /// <summary>Waiting for one more assessor, the oldest first.</summary>
    public IReadOnlyList<PracticeRow> Waiting { get; private set; } = [];

    /// <summary>Marked by this assessor, the newest first.</summary>
    public IReadOnlyList<PracticeRow> Marked { get; private set; } = [];

    /// <summary>Whether this assessor's marks are overdue.</summary>
    public bool IsOverdue(Practice practice) => practice.MarkingOf(Actor.Person) is { MarkedAt: null } mine && mine.DueAt < Now;

    /// <summary>The lists.</summary>
    public async Task OnGetAsync()
    {
        var ct = HttpContext.RequestAborted;
        var me = Actor.Person;
        if (Service<Scheme>().Policy.Practice is not { } policy)
        {
            return;
        }

        var marking = await Query.Query<Practice>().Where(p => p.State == PracticeState.Marking).OrderBy(p => p.HandedInAt).ToListAsync(ct);
        var marked = await Query.Query<Practice>().Where(p => p.Markings.Any(m => m.Assessor == me && m.MarkedAt != null)).OrderByDescending(p => p.HandedInAt).Take(Most).ToListAsync(ct);
        Guid[] trainers = [.. marking.Concat(marked).Select(p => p.TrainerId).Distinct()];
        var names = (await Query.Query<TrainerProfile>().Where(p => p.Id.In(trainers)).ToListAsync(ct)).ToDictionary(p => p.Id, p => p.Name);
        Mine = [.. marking.Where(p => p.MarkingOf(me) is { MarkedAt: null }).Select(Row)];
        Waiting = [.. marking.Where(p => p.MarkingOf(me) is null && PracticeDecisions.NeedsOneMore(p, policy) && PracticeDecisions.Conflict(p, me, []) is null).Take(Most).Select(Row)];
        Marked = [.. marked.Select(Row)];

        PracticeRow Row(Practice practice) =>
            new(practice, names.GetValueOrDefault(practice.TrainerId) ?? "–", (int)Math.Max(0, (Now - (practice.HandedInAt ?? Now)).TotalDays));
    }
}
