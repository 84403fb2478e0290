using Marten;
using Microsoft.AspNetCore.Mvc;
using VisionZero.Domain.Certificates;
using VisionZero.Domain.Learning;
using VisionZero.Domain.Practices;
using VisionZero.Domain.Scheme;
using VisionZero.Domain.Trainers;
using VisionZero.Web.Content;
using VisionZero.Web.Features.Courses;
using VisionZero.Web.Features.Learning.Along;
using VisionZero.Web.Pages;
using VisionZero.Web.Pipeline;
using VisionZero.Web.Texts;

namespace VisionZero.Web.Features.Learning;

/// <summary>A page of somebody who learns: knows the course, the learner and how far they are.</summary>
public abstract class LearnerPage : ZonedPage
{
    private const int Tries = 5;

    /// <summary>The course, in the version the learner is enrolled in.</summary>
    public Course Course { get; private set; } = null!;

    /// <summary>The version in force, where the learner is enrolled on an older one.</summary>
    public Course? Newer { get; private set; }

    /// <summary>The enrolment; null only where the page shows a course before it.</summary>
    public Enrolment? Enrolled { get; private set; }

    /// <summary>The enrolment, where the page needs one.</summary>
    public Enrolment Enrolment => Enrolled ?? throw new InvalidOperationException("This page needs an enrolment.");

    /// <summary>Rules whose skip test was taken in an earlier round of the course.</summary>
    public IReadOnlyCollection<int> SkipTestsBefore { get; private set; } = [];

    /// <summary>The learner's enrolments in the course before this one, newest first.</summary>
    public IReadOnlyList<Enrolment> EarlierRounds { get; private set; } = [];

    /// <summary>The learner.</summary>
    public Trainer Trainer { get; private set; } = null!;

    /// <summary>What the learner holds, or held.</summary>
    public IReadOnlyList<Certificate> Certificates { get; private set; } = [];

    /// <summary>The certificate that the course led to and that runs on longest, while there is nothing to do.</summary>
    public Certificate? Held => Next.Kind == StepKind.Certified ? Certificates.Where(c => c.Level == Course.Outline.Level && c is { RevokedAt: null, SupersededAt: null }).MaxBy(c => c.ValidThrough) : null;

    /// <summary>The rules of the level.</summary>
    public LevelPolicy Policy { get; private set; } = null!;

    /// <summary>The one next step.</summary>
    public NextStep Next { get; private set; } = new(StepKind.Enrol);

    /// <summary>Texts of the course in the reader's language.</summary>
    public CourseText CourseText => Course.In(T.Locale);

    /// <summary>The language the course is shown in.</summary>
    public string TextLocale => Course.LocaleFor(T.Locale);

    /// <summary>What the page tells the script of what is taken along.</summary>
    /// <param name="quiet">Whether nothing is said while nothing waits.</param>
    public AlongLine Along(bool quiet = false) =>
        new(Url.Content($"~/learn/{Course.Id}/along"), Trainer.Id, Enrolment.Id, AlongParts.Edition(Service<TextCatalogue>(), Course, Enrolment), [.. Enrolment.Lessons, .. Enrolment.SkipTests.Where(t => t.Passed).Select(t => Enrolment.LessonKey(t.Rule, "skip"))], quiet);

    /// <summary>The scheme in force.</summary>
    protected SchemePolicy SchemePolicy => Service<Scheme>().Policy;

    /// <summary>Address of a step that is a page.</summary>
    public string Href(NextStep step) => Url.Content(step.Kind switch
    {
        StepKind.Lesson => $"~/learn/{Course.Id}/{step.Rule}/{step.Lesson}",
        StepKind.Check => $"~/learn/{Course.Id}/{step.Rule}/check",
        StepKind.Assessment => $"~/learn/{Course.Id}/assessment",
        StepKind.Resume => $"~/learn/{Course.Id}/assessment/{Enrolled?.Running()?.Number}",
        StepKind.Plan => $"~/learn/{Course.Id}/plan",
        StepKind.Practice => "~/practice",
        StepKind.Apply => $"~/apply/{Course.Outline.Level.ToString().ToLowerInvariant()}",
        _ => $"~/learn/{Course.Id}",
    });

    /// <summary>Loads course and learner; answers where to go instead, if the page cannot be shown.</summary>
    protected async Task<IActionResult?> LoadAsync(string course, bool enrolled = true)
    {
        var ct = HttpContext.RequestAborted;
        var library = Service<CourseLibrary>();
        var newest = await Service<CoursesInForce>().FindAsync(Query, course, Now, ct);
        if (newest is null)
        {
            return NotFound();
        }

        if (await LearningQueries.TrainerAsync(Query, Actor.Person, ct) is not { } trainer)
        {
            return Redirect(Url.Content("~/trainer/register"));
        }

        Trainer = trainer;
        var enrolments = await LearningQueries.EnrolmentsAsync(Query, trainer.Id, ct);
        var rounds = LearningQueries.Rounds(enrolments, course);
        (Enrolled, EarlierRounds) = (rounds is [var latest, ..] ? latest : null, [.. rounds.Skip(1)]);
        SkipTestsBefore = Enrolled is null ? [] : SkipTestDecisions.TakenBefore(Enrolled, enrolments);
        if (Enrolled?.RunsUntil + EnrolmentDecisions.Lateness < Now)
        {
            // The job would mark it within a minute; whoever is here already need not wait.
            await SendSurelyAsync(new CloseOverdueAssessment(Enrolled!.Id));
            Enrolled = await Query.LoadAsync<Enrolment>(Enrolled.Id, ct);
        }

        Course = Enrolled is null ? newest : library.Find(course, Enrolled.CourseVersion) ?? newest;
        Newer = newest.Version > Course.Version ? newest : null;
        Policy = SchemePolicy.For(Course.Outline.Level);
        Certificates = await LearningQueries.CertificatesAsync(Query, trainer.Id, ct);
        Next = LearningPath.Next(Course, Enrolled, Certificates, await PracticesAsync(ct), SchemePolicy, Now);
        return enrolled && Enrolled is null ? ToCourse() : null;
    }

    // Only who has passed is asked for it: nobody else's page waits for this.
    private async Task<IReadOnlyList<Practice>> PracticesAsync(CancellationToken ct) =>
        Enrolled?.HasPassed() == true && LearningPath.AsksForPractice(Enrolled.Level, Certificates, SchemePolicy)
            ? await Query.Query<Practice>().Where(p => p.TrainerId == Trainer.Id).ToListAsync(ct)
            : [];

    /// <summary>
    /// Sends a command that may simply be sent again when another window was faster: it says what shall be so, not what
    /// to add. Every try has a session of its own: one that lost the race remembers what it wanted to write and would
    /// take that for written.
    /// </summary>
    protected async Task<Outcome> SendSurelyAsync(ICommand command)
    {
        for (var left = Tries; ; left--)
        {
            await using var scope = Service<IServiceScopeFactory>().CreateAsyncScope();
            scope.ServiceProvider.GetRequiredService<ActorContext>().ActAs(Actor);
            var outcome = await SendAsync(command, scope.ServiceProvider);
            if (!outcome.IsConflict || left == 1)
            {
                return outcome;
            }

            ModelState.Clear();
            Response.StatusCode = StatusCodes.Status200OK;
        }
    }

    /// <summary>Back to the path of the course.</summary>
    protected IActionResult ToCourse() => Redirect(Url.Content($"~/learn/{Course.Id}"));

    /// <summary>To a page below the course.</summary>
    protected IActionResult To(string path) => Redirect(Url.Content($"~/learn/{Course.Id}/{path}"));
}
