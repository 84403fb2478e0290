using Marten;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using VisionZero.Domain.Common;
using VisionZero.Domain.Practices;
using VisionZero.Domain.Scheme;
using VisionZero.Web.Content;
using VisionZero.Web.Features.Certification;
using VisionZero.Web.Features.Learning;
using VisionZero.Web.Pages;
using VisionZero.Web.Pages.Tags;
using VisionZero.Web.Pipeline;
using VisionZero.Web.Security;

namespace VisionZero.Web.Features.Practices;

/// <summary>The candidate's page: what to hand in, where it stands, what the assessors said.</summary>
[Authorize(Policy = Policies.Trainer)]
[RequestSizeLimit(Readable)]
[RequestFormLimits(MultipartBodyLengthLimit = Readable)]
public sealed class PracticePage : ZonedPage
{
    // More than is accepted, so that a file that is somewhat too large is answered beside its field.
    private const long Readable = PracticeDecisions.LargestRecording * 3L / 2;

    private static readonly string[] Way = ["begin", "plan", "teaching", "marking"];

    /// <summary>What the scheme asks for.</summary>
    public PracticePolicy Policy { get; private set; } = null!;

    /// <summary>All attempts, newest first.</summary>
    public IReadOnlyList<Practice> Practices { get; private set; } = [];

    /// <summary>The attempt under way, or null.</summary>
    public Practice? Open => Practices.FirstOrDefault(p => !p.IsClosed());

    /// <summary>Attempts that were marked to their end.</summary>
    public IEnumerable<Practice> Concluded => Practices.Where(p => p.IsConcluded());

    /// <summary>Whether it is passed.</summary>
    public bool IsPassed => Practices.Any(p => p.State == PracticeState.Passed);

    /// <summary>Why no attempt can be begun; null if one can.</summary>
    public Refusal? NotYet { get; private set; }

    /// <summary>Where the recording lies, and who may see it.</summary>
    public RecordingPlace? Place { get; private set; }

    /// <summary>The booked session, if there is one.</summary>
    public ShownSession? Shown { get; private set; }

    /// <summary>The assessors' words, by the marking they belong to.</summary>
    public IReadOnlyDictionary<Guid, MarkingWords> Words { get; private set; } = new Dictionary<Guid, MarkingWords>();

    /// <summary>The rubric of an attempt, or the newest.</summary>
    public RubricText RubricOf(Practice? practice) => practice is null ? Service<RubricLibrary>().Newest : Service<RubricLibrary>().Find(practice.RubricVersion);

    /// <summary>The session plan chosen.</summary>
    [BindProperty]
    public IFormFile? Plan { get; set; }

    /// <summary>The recording chosen.</summary>
    [BindProperty]
    public IFormFile? Recording { get; set; }

    /// <summary>Address of a recording that lies elsewhere.</summary>
    [BindProperty]
    public string? Address { get; set; }

    /// <summary>Who may see it, and how.</summary>
    [BindProperty]
    public string? Access { get; set; }

    /// <summary>What the attempt under way is marked by, else what the scheme asks for now.</summary>
    public PracticePolicy Asked => Open?.Under(Policy) ?? Policy;

    /// <summary>Last moment at which the candidate may cancel the session.</summary>
    public DateTimeOffset CancelUntil => Open!.Session!.StartsAt.AddHours(-Asked.NoticeHours);

    /// <summary>Whether the candidate may cancel the session now.</summary>
    public bool MayCancel => Open is { Session: not null } open && PracticeDecisions.CancelSession(open, Actor.Person, Policy, Now).Accepted;

    /// <summary>Whether the attempt can be taken back.</summary>
    public bool MayWithdraw => Open is { } open && MarkingDecisions.Withdraw(open, Actor.Person, Policy, Now).Accepted;

    /// <summary>Whether a recording of the booked session can be handed in.</summary>
    public bool MayRecord => Open is { } open && PracticeDecisions.NotToRecord(open, Actor.Person) is null;

    /// <summary>Whether it needs one more assessor, and a recording if that is not before the session begins.</summary>
    public bool MayNeedRecording => Open is { Session: not null, Recording: null } open && PracticeDecisions.NeedsOneMore(open, Policy);

    /// <summary>Whether it waits for a recording, without which nobody else can mark it.</summary>
    public bool WaitsForRecording => Open is { } open && PracticeDecisions.WaitsForRecording(open, Policy, Now);

    /// <summary>The way of an attempt.</summary>
    public IEnumerable<Step> Steps
    {
        get
        {
            var open = Open;
            var done = IsPassed ? 4 : open switch { null => 0, { State: PracticeState.Marking, Session: { } session } when session.StartsAt > Now => 2, { State: PracticeState.Marking } => 3, { Plan: null } => 1, _ => 2 };
            return Way.Select((s, i) => new Step(T[$"practice.steps.{s}"], i < done ? StepState.Done : i == done ? StepState.Current : StepState.Ahead));
        }
    }

    /// <summary>The page.</summary>
    public async Task<IActionResult> OnGetAsync() => await ShowAsync();

    /// <summary>Begins an attempt.</summary>
    public Task<IActionResult> OnPostBeginAsync() => FinishAsync(_ => new BeginPractice());

    /// <summary>Hands in the session plan.</summary>
    public Task<IActionResult> OnPostPlanAsync() => FileAsync(Plan, PracticeDecisions.PlanRefused, (p, bytes) => new HandInPlan(p, bytes), "practice.done.plan");

    /// <summary>Hands in a recording.</summary>
    public Task<IActionResult> OnPostRecordingAsync() => FileAsync(Recording, PracticeDecisions.RecordingRefused, (p, bytes) => new HandInRecording(p, bytes), "practice.done.recording");

    /// <summary>Says where the recording lies.</summary>
    public Task<IActionResult> OnPostLinkAsync() => FinishAsync(p => new LinkRecording(p, Address, Access), "practice.done.recording");

    /// <summary>Gives everything to the assessors.</summary>
    public Task<IActionResult> OnPostHandInAsync() => FinishAsync(p => new HandInPractice(p), "practice.done.handed-in");

    /// <summary>Cancels the session.</summary>
    public Task<IActionResult> OnPostCancelAsync() => FinishAsync(p => new CancelSession(p), "practice.done.cancelled");

    /// <summary>Takes the attempt back.</summary>
    public Task<IActionResult> OnPostWithdrawAsync() => FinishAsync(p => new WithdrawPractice(p), "practice.done.withdrawn");

    private async Task<IActionResult> FinishAsync(Func<Guid, ICommand> command, string? done = null)
    {
        var open = await PracticeQueries.OpenAsync(Query, Actor.Person, HttpContext.RequestAborted);
        var outcome = await SendAsync(command(open?.Id ?? Guid.Empty));
        if (!outcome.Ok)
        {
            return await ShowAsync();
        }

        if (done is not null)
        {
            Flash(done);
        }

        return RedirectToPage(new { handler = (string?)null });
    }

    // Whose it is, where it stands and how large the file is are asked first: what is refused anyway takes no memory.
    private async Task<IActionResult> FileAsync(IFormFile? file, Func<Practice, Guid, long, Refusal?> refused, Func<Guid, byte[], ICommand> command, string done)
    {
        var open = await PracticeQueries.OpenAsync(Query, Actor.Person, HttpContext.RequestAborted);
        var refusal = open is null ? null : refused(open, Actor.Person, file?.Length ?? 0);
        if (open is null || refusal is not null)
        {
            ShowRefusals(refusal is null ? Outcome.NotFound : Outcome.Refused([refusal]));
            return await ShowAsync();
        }

        var bytes = await BytesAsync(file);
        return await FinishAsync(p => command(p, bytes), done);
    }

    private async Task<byte[]> BytesAsync(IFormFile? file)
    {
        var bytes = new byte[file?.Length ?? 0];
        if (file is not null)
        {
            await using var content = file.OpenReadStream();
            await content.ReadExactlyAsync(bytes, HttpContext.RequestAborted);
        }

        return bytes;
    }

    private async Task<IActionResult> ShowAsync()
    {
        var ct = HttpContext.RequestAborted;
        if (Service<Scheme>().Policy.Practice is not { } policy)
        {
            return NotFound();
        }

        if (await LearningQueries.TrainerAsync(Query, Actor.Person, ct) is not { } trainer)
        {
            return Redirect(Url.Content("~/trainer/register"));
        }

        Policy = policy;
        var facts = await ApplicantFacts.LoadAsync(Query, trainer, ct);
        Practices = [.. facts.Practices.OrderByDescending(p => p.Attempt)];
        var enrolment = facts.Latest(Level.Professional);
        var begun = new PracticeEvent.Begun(trainer.Id, trainer.AccountId, enrolment?.Id ?? Guid.Empty, Practices.Count + 1, 0, 0, Now);
        NotYet = PracticeDecisions.Begin(facts.Practices, begun, enrolment?.HasPassed() == true, policy).Refusals is [var first, ..] ? first : null;
        await LoadWordsAsync(ct);
        return Page();
    }

    private async Task LoadWordsAsync(CancellationToken ct)
    {
        Guid[] concluded = [.. Concluded.Select(p => p.Id)];
        Words = (await Query.Query<MarkingWords>().Where(w => w.PracticeId.In(concluded)).ToListAsync(ct)).ToDictionary(w => w.Id);
        if (Open is { } open)
        {
            Place = open.Recording is { IsLink: true } ? await Query.LoadAsync<RecordingPlace>(open.Id, ct) : null;
            Address ??= Place?.Address;
            Access ??= Place?.Access;
            if (open.Session is { } session)
            {
                var place = await Query.LoadAsync<SlotPlace>(session.SlotId, ct);
                Shown = new ShownSession(Local(session.StartsAt), session.Minutes, await Query.LoadAsync<Slot>(session.SlotId, ct), place?.Town, place?.Where ?? "");
            }
        }
    }
}
