using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using VisionZero.Domain.Common;
using VisionZero.Domain.Courses;
using VisionZero.Web.Content;
using VisionZero.Web.Features.Accounts;
using VisionZero.Web.Features.Certification;
using VisionZero.Web.Pages;
using VisionZero.Web.Pipeline;
using VisionZero.Web.Security;
using VisionZero.Web.Storage;

namespace VisionZero.Web.Features.Courses;

/// <summary>One version of a course for staff: what it consists of, what stands against it, and who may do what next.</summary>
[Authorize(Policy = Policies.Staff)]
public sealed class StaffCoursePage : VzPage
{
    /// <summary>The version.</summary>
    public Course Course { get; private set; } = null!;

    /// <summary>Its files as the rules of publishing see them.</summary>
    public CourseEdition Edition { get; private set; } = null!;

    /// <summary>What became of it; an empty one if nothing did.</summary>
    public Publication Publication { get; private set; } = new();

    /// <summary>How far it is.</summary>
    public PublicationState State => Publication.StateAt(Now);

    /// <summary>Files that differ from what was published last.</summary>
    public IReadOnlyList<CourseFileChange> Changes { get; private set; } = [];

    /// <summary>Whether learners read what was published, and the difference can be shown: not where it was not kept.</summary>
    public bool IsHeld { get; private set; }

    /// <summary>What happened.</summary>
    public IReadOnlyList<TrailStep> Trail { get; private set; } = [];

    /// <summary>Other versions to compare with, newest first.</summary>
    public IReadOnlyList<int> Others { get; private set; } = [];

    /// <summary>Version of the stream the form was shown with.</summary>
    [BindProperty]
    public int StreamVersion { get; set; }

    /// <summary>The hash the form was shown with.</summary>
    [BindProperty]
    public string? Shown { get; set; }

    /// <summary>The day from which it shall be in force.</summary>
    [BindProperty]
    public DateOnly? From { get; set; }

    /// <summary>Whether this platform shows content as it is being written.</summary>
    public bool Previews => Service<Settings>().PreviewsContent;

    /// <summary>Whether the files are not those that were published.</summary>
    public bool Differs => Publication.IsFixed && Publication.Sha256 != Edition.Sha256;

    /// <summary>Whether there is something to propose.</summary>
    public bool MayPropose => !Previews && (Differs || !Publication.IsFixed) && Publication.ProposedSha256 != Edition.Sha256 && Edition.Problems.Count == 0;

    /// <summary>Whether this person may decide on the proposal.</summary>
    public bool MayDecide => !Previews && Actor.Roles.Contains(Role.Approver) && Publication.ProposedSha256 == Edition.Sha256 && Publication.ProposedBy != Actor.AccountId;

    /// <summary>Whether this person may take the schedule back.</summary>
    public bool MayCancel => !Previews && Actor.Roles.Contains(Role.Approver) && State == PublicationState.Scheduled;

    /// <summary>The page.</summary>
    public async Task<IActionResult> OnGetAsync(string course, int version) => await LoadAsync(course, version) ? Page() : NotFound();

    /// <summary>Proposes.</summary>
    public Task<IActionResult> OnPostProposeAsync(string course, int version) =>
        FinishAsync(course, version, new ProposePublication(course, version, Shown ?? "", StreamVersion));

    /// <summary>Publishes.</summary>
    public Task<IActionResult> OnPostPublishAsync(string course, int version) =>
        FinishAsync(course, version, new PublishCourse(course, version, StreamVersion));

    /// <summary>Schedules.</summary>
    public Task<IActionResult> OnPostScheduleAsync(string course, int version) =>
        FinishAsync(course, version, new ScheduleCourse(course, version, From, StreamVersion));

    /// <summary>Takes the schedule back.</summary>
    public Task<IActionResult> OnPostCancelAsync(string course, int version) =>
        FinishAsync(course, version, new CancelSchedule(course, version, StreamVersion));

    /// <summary>Publishes the correction.</summary>
    public Task<IActionResult> OnPostCorrectAsync(string course, int version) =>
        FinishAsync(course, version, new CorrectCourse(course, version, StreamVersion));

    /// <summary>A person's name.</summary>
    public string Who(Guid? account) => account is { } person ? _names?.Of(person) ?? T["certification.review.former"] : T["certification.review.platform"];

    private StaffNames? _names;

    private async Task<IActionResult> FinishAsync(string course, int version, ICommand command)
    {
        var outcome = await SendAsync(command);
        if (outcome.Ok)
        {
            // Other processes look by themselves within seconds; whoever published reads it at once.
            await Service<ServedCourses>().RefreshAsync(Query, HttpContext.RequestAborted);
            Flash($"publication.done.{command.GetType().Name}");
            return RedirectToPage(new { course, version, handler = (string?)null });
        }

        return !outcome.IsNotFound && await LoadAsync(course, version) ? Again() : NotFound();
    }

    private async Task<bool> LoadAsync(string course, int version)
    {
        if (Service<CourseEditions>().Find(course, version) is not { } found)
        {
            return false;
        }

        var ct = HttpContext.RequestAborted;
        (Course, Edition) = found;
        var id = DeterministicId.Publication(course, version);
        Publication = await Query.LoadAsync<Publication>(id, ct) ?? new Publication { Id = id };
        Changes = Differs ? await PublishedContent.ChangesAsync(Query, Course, Publication.Sha256, ct) : [];
        IsHeld = Differs && await Service<ServedCourses>().PublishedAsync(Query, course, version, ct) is not null;
        Others = [.. Service<CourseLibrary>().All.Where(c => c.Id == course && c.Version != version).Select(c => c.Version).OrderDescending()];
        _names = await StaffNames.LoadAsync(Query, ct);
        Trail =
        [
            .. (await Query.Events.FetchStreamAsync(id, token: ct))
                .Select(e => new TrailStep(EventCatalogue.Names[e.EventType].Split('.')[1], Who(StaffNames.Account(e.UserName)), e.Timestamp)),
        ];
        return true;
    }
}
