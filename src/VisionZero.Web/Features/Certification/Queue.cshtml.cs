using Marten;
using Microsoft.AspNetCore.Authorization;
using VisionZero.Domain.Certification;
using VisionZero.Domain.Common;
using VisionZero.Domain.Trainers;
using VisionZero.Web.Content;
using VisionZero.Web.Features.Accounts;
using VisionZero.Web.Features.Trainers;
using VisionZero.Web.Pages;
using VisionZero.Web.Security;

namespace VisionZero.Web.Features.Certification;

/// <summary>One application in the queue.</summary>
public sealed record QueueRow(Guid Id, string Name, string Country, Level Level, ApplicationState State, int Days, string? With);

/// <summary>The queue of OSH staff: oldest first, with age against the working target.</summary>
[Authorize(Policy = Policies.Staff)]
public sealed class QueuePage : VzPage
{
    private const int PerPage = 25;

    /// <summary>States that wait for somebody.</summary>
    public static readonly IReadOnlyList<ApplicationState> OpenStates =
        [ApplicationState.Submitted, ApplicationState.InReview, ApplicationState.WaitingForApplicant, ApplicationState.Recommended];

    /// <summary>The rows of this page.</summary>
    public IReadOnlyList<QueueRow> Rows { get; private set; } = [];

    /// <summary>Open applications by state.</summary>
    public IReadOnlyDictionary<ApplicationState, long> Counts { get; private set; } = new Dictionary<ApplicationState, long>();

    /// <summary>All open applications.</summary>
    public long Total => Counts.Values.Sum();

    /// <summary>The state shown alone, if one is.</summary>
    public ApplicationState? Show { get; private set; }

    /// <summary>Days within which staff mean to decide.</summary>
    public int Target { get; private set; }

    /// <summary>Page shown, from 1.</summary>
    public int Current { get; private set; } = 1;

    /// <summary>Number of pages.</summary>
    public int Pages { get; private set; } = 1;

    /// <summary>The queue.</summary>
    public async Task OnGetAsync(ApplicationState? show, int p = 1)
    {
        var ct = HttpContext.RequestAborted;
        Show = show is { } state && OpenStates.Contains(state) ? state : null;
        Target = Service<Scheme>().Policy.ReviewDays;
        var states = await Query.Query<Application>().Where(a => a.State.In(OpenStates.ToArray())).Select(a => a.State).ToListAsync(ct);
        Counts = states.GroupBy(s => s).ToDictionary(g => g.Key, g => g.LongCount());
        var wanted = Show is { } one ? [one] : OpenStates.ToArray();
        var count = Show is { } shown ? Counts.GetValueOrDefault(shown) : Total;
        Pages = (int)Math.Max(1, (count + PerPage - 1) / PerPage);
        Current = Math.Clamp(p, 1, Pages);
        var applications = await Query.Query<Application>()
            .Where(a => a.State.In(wanted))
            .OrderBy(a => a.SubmittedAt)
            .Skip((Current - 1) * PerPage)
            .Take(PerPage)
            .ToListAsync(ct);
        Guid[] trainers = [.. applications.Select(a => a.TrainerId).Distinct()];
        var profiles = (await Query.LoadManyAsync<TrainerProfile>(ct, trainers)).ToDictionary(t => t.Id);
        var countries = (await Query.LoadManyAsync<Trainer>(ct, trainers)).ToDictionary(t => t.Id, t => t.Country);
        var names = await StaffNames.LoadAsync(Query, ct);
        Rows =
        [
            .. applications.Select(a => new QueueRow(
                a.Id,
                profiles.TryGetValue(a.TrainerId, out var profile) ? profile.Name : "–",
                countries.GetValueOrDefault(a.TrainerId, ""),
                a.Level,
                a.State,
                (int)(Now - a.SubmittedAt).TotalDays,
                a.Reviewer is { } reviewer ? names.Of(reviewer) ?? T["certification.review.former"] : null)),
        ];
    }
}
