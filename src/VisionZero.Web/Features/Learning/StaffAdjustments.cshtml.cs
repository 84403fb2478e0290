using Marten;
using Microsoft.AspNetCore.Authorization;
using VisionZero.Domain.Learning;
using VisionZero.Web.Content;
using VisionZero.Web.Features.Trainers;
using VisionZero.Web.Pages;
using VisionZero.Web.Security;

namespace VisionZero.Web.Features.Learning;

/// <summary>A learner who asks for other conditions, or takes the assessment on paper.</summary>
public sealed record AdjustmentRow(Enrolment Enrolment, string Name, string Course);

/// <summary>Open wishes for other conditions, oldest first, and who takes the assessment on paper.</summary>
[Authorize(Policy = Policies.Staff)]
public sealed class StaffAdjustmentsPage : VzPage
{
    private const int Most = 200;

    /// <summary>Open wishes.</summary>
    public IReadOnlyList<AdjustmentRow> Open { get; private set; } = [];

    /// <summary>Learners to whom the paper version was granted and who have not passed yet.</summary>
    public IReadOnlyList<AdjustmentRow> OnPaper { get; private set; } = [];

    /// <summary>The page.</summary>
    public async Task OnGetAsync()
    {
        var ct = HttpContext.RequestAborted;
        var open = await Query.Query<Enrolment>().Where(e => e.WishedAt != null).OrderBy(e => e.WishedAt).Take(Most).ToListAsync(ct);
        // Filtered where it is counted: behind the first who have passed there are others who wait.
        var paper = await Query.Query<Enrolment>().Where(e => e.Granted.Paper && e.CompletedAt == null && !e.Attempts.Any(a => a.Passed == true)).OrderBy(e => e.EnrolledAt).Take(Most).ToListAsync(ct);
        Guid[] trainers = [.. open.Concat(paper).Select(e => e.TrainerId).Distinct()];
        var profiles = (await Query.LoadManyAsync<TrainerProfile>(ct, trainers)).ToDictionary(t => t.Id);
        var library = Service<CourseLibrary>();
        (Open, OnPaper) = ([.. open.Select(Row)], [.. paper.Select(Row)]);

        AdjustmentRow Row(Enrolment e) => new(e, profiles.GetValueOrDefault(e.TrainerId)?.Name ?? "–", library.Find(e.Course, e.CourseVersion)?.In(T.Locale).Title ?? e.Course);
    }
}
