using JasperFx.Events;
using Marten;
using Microsoft.AspNetCore.Authorization;
using VisionZero.Domain.Learning;
using VisionZero.Domain.Trainers;
using VisionZero.Web.Content;
using VisionZero.Web.Features.Accounts;
using VisionZero.Web.Features.Trainers;
using VisionZero.Web.Pages;
using VisionZero.Web.Security;
using VisionZero.Web.Storage;

namespace VisionZero.Web.Features.Learning;

/// <summary>A learner who asks for other conditions, or takes the assessment on paper.</summary>
public sealed record AdjustmentRow(Enrolment Enrolment, string Name, string Course);

/// <summary>What staff decided on a wish.</summary>
/// <param name="TrainerId">Who asked.</param>
/// <param name="Name">Their name; null if their data is erased.</param>
/// <param name="Course">The course.</param>
/// <param name="Granted">What was granted; null if nothing was.</param>
/// <param name="Reason">Why nothing was.</param>
/// <param name="At">When.</param>
/// <param name="By">Who decided.</param>
/// <param name="Until">When it ended; null while it holds.</param>
public sealed record DecidedRow(Guid TrainerId, string? Name, string Course, Adjustment? Granted, string? Reason, DateTimeOffset At, string By, DateTimeOffset? Until);

/// <summary>Open wishes for other conditions, oldest first, who takes the assessment on paper, and what was decided before.</summary>
[Authorize(Policy = Policies.Staff)]
public sealed class StaffAdjustmentsPage : ZonedPage
{
    private const int Most = 200;
    private const int PerPage = 25;

    private static readonly string[] Decisions = [EventCatalogue.Names[typeof(EnrolmentEvent.AdjustmentGranted)], EventCatalogue.Names[typeof(EnrolmentEvent.AdjustmentDeclined)]];

    /// <summary>Open wishes.</summary>
    public IReadOnlyList<AdjustmentRow> Open { get; private set; } = [];

    /// <summary>Learners to whom the paper version was granted and who have not passed yet, in their latest round.</summary>
    public IReadOnlyList<AdjustmentRow> OnPaper { get; private set; } = [];

    /// <summary>Decisions of this page, newest first.</summary>
    public IReadOnlyList<DecidedRow> Decided { get; private set; } = [];

    /// <summary>Page of the decisions, from 1.</summary>
    public int Current { get; private set; } = 1;

    /// <summary>Number of their pages.</summary>
    public int Pages { get; private set; } = 1;

    /// <summary>The page.</summary>
    public async Task OnGetAsync(int p = 1)
    {
        var ct = HttpContext.RequestAborted;
        var open = await Query.Query<Enrolment>().Where(e => e.WishedAt != null).OrderBy(e => e.WishedAt).Take(Most).ToListAsync(ct);
        var paper = await OnPaperAsync(ct);
        Guid[] trainers = [.. open.Concat(paper).Select(e => e.TrainerId).Distinct()];
        var profiles = (await Query.LoadManyAsync<TrainerProfile>(ct, trainers)).ToDictionary(t => t.Id);
        Decided = await DecidedAsync(p, ct);
        (Open, OnPaper) = ([.. open.Select(Row)], [.. paper.Select(Row)]);

        AdjustmentRow Row(Enrolment e) => new(e, profiles.GetValueOrDefault(e.TrainerId)?.Name ?? "–", TitleOf(e));
    }

    // Filtered before it is counted: behind the first who have passed, or have begun again, there are others who wait.
    private async Task<IReadOnlyList<Enrolment>> OnPaperAsync(CancellationToken ct)
    {
        var waiting = new List<Enrolment>();
        for (var read = 0; ; read += Most)
        {
            var page = await Query.Query<Enrolment>()
                .Where(e => e.Granted.Paper && e.CompletedAt == null && !e.Attempts.Any(a => a.Passed == true))
                .OrderBy(e => e.EnrolledAt).ThenBy(e => e.Id)
                .Skip(read).Take(Most)
                .ToListAsync(ct);
            Guid[] trainers = [.. page.Select(e => e.TrainerId).Distinct()];
            var rounds = (await Query.Query<Enrolment>().Where(e => e.TrainerId.IsOneOf(trainers)).Select(e => new { e.TrainerId, e.Course, e.CourseVersion, e.Cycle }).ToListAsync(ct)).ToLookup(e => (e.TrainerId, e.Course));
            var erased = (await Query.Query<Trainer>().Where(t => t.Id.IsOneOf(trainers) && t.Erased).Select(t => t.Id).ToListAsync(ct)).ToHashSet();
            waiting.AddRange(page.Where(e => !erased.Contains(e.TrainerId) && rounds[(e.TrainerId, e.Course)].Max(r => (r.CourseVersion, r.Cycle)) == (e.CourseVersion, e.Cycle)));
            if (page.Count < Most || waiting.Count >= Most)
            {
                return [.. waiting.Take(Most)];
            }
        }
    }

    // Who decided and when stands in the log alone; the view has only what holds now.
    private async Task<IReadOnlyList<DecidedRow>> DecidedAsync(int page, CancellationToken ct)
    {
        var all = Query.Events.QueryAllRawEvents().Where(e => e.EventTypeName.IsOneOf(Decisions));
        Pages = Math.Max(1, (await all.CountAsync(ct) + PerPage - 1) / PerPage);
        Current = Math.Clamp(page, 1, Pages);
        var shown = await all.OrderByDescending(e => e.Sequence).Skip((Current - 1) * PerPage).Take(PerPage).ToListAsync(ct);
        Guid[] streams = [.. shown.Select(e => e.StreamId).Distinct()];
        var later = (await all.Where(e => e.StreamId.IsOneOf(streams)).OrderBy(e => e.Sequence).ToListAsync(ct)).Where(e => e.Data is EnrolmentEvent.AdjustmentGranted).ToList();
        var enrolments = (await Query.LoadManyAsync<Enrolment>(ct, streams)).ToDictionary(e => e.Id);
        var profiles = (await Query.LoadManyAsync<TrainerProfile>(ct, [.. enrolments.Values.Select(e => e.TrainerId).Distinct()])).ToDictionary(t => t.Id);
        var names = await StaffNames.LoadAsync(Query, ct);
        return [.. shown.Where(e => enrolments.ContainsKey(e.StreamId)).Select(Row)];

        DecidedRow Row(IEvent e)
        {
            var enrolment = enrolments[e.StreamId];
            var row = new DecidedRow(enrolment.TrainerId, profiles.GetValueOrDefault(enrolment.TrainerId)?.Name, TitleOf(enrolment), null, null, e.Timestamp, "", null);
            return e.Data switch
            {
                EnrolmentEvent.AdjustmentGranted g => row with
                {
                    Granted = new Adjustment(g.ExtraTimePercent, g.LargerType, g.Paper),
                    At = g.At,
                    By = Who(g.By),
                    // It holds until another takes its place, or there is no assessment left for it.
                    Until = later.FirstOrDefault(o => o.StreamId == e.StreamId && o.Sequence > e.Sequence) is { Data: EnrolmentEvent.AdjustmentGranted next }
                        ? next.At
                        : enrolment.Attempts.FirstOrDefault(a => a.Passed == true)?.SubmittedAt,
                },
                EnrolmentEvent.AdjustmentDeclined d => row with { Reason = d.Reason, At = d.At, By = Who(d.By) },
                _ => row,
            };
        }

        string Who(Guid account) => names.Of(account) ?? T["certification.review.former"];
    }

    private string TitleOf(Enrolment enrolment) => Service<CourseLibrary>().Find(enrolment.Course, enrolment.CourseVersion)?.In(T.Locale).Title ?? enrolment.Course;
}
