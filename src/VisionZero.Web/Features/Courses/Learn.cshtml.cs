using Microsoft.AspNetCore.Mvc;
using VisionZero.Domain.Common;
using VisionZero.Domain.Learning;
using VisionZero.Domain.Scheme;
using VisionZero.Web.Content;
using VisionZero.Web.Features.Learning;
using VisionZero.Web.Pages;

namespace VisionZero.Web.Features.Courses;

/// <summary>Both courses, what they lead to, and the way in.</summary>
public sealed class LearnPage : VzPage
{
    /// <summary>The courses.</summary>
    public IReadOnlyList<CourseEntry> Courses { get; private set; } = [];

    /// <summary>Whether a trainer is signed in.</summary>
    public bool IsTrainer => Actor.Roles.Contains(Role.Trainer);

    /// <summary>The page.</summary>
    public async Task<IActionResult> OnGetAsync()
    {
        await ShowAsync();
        return Page();
    }

    /// <summary>Enrols, and leads to the path of the course.</summary>
    public async Task<IActionResult> OnPostEnrolAsync(string course)
    {
        if (Actor.AccountId is null)
        {
            return Redirect(Url.Content("~/sign-in?returnUrl=%2Flearn"));
        }

        if (await LearningQueries.TrainerAsync(Query, Actor.Person, HttpContext.RequestAborted) is null)
        {
            return Redirect(Url.Content("~/trainer/register"));
        }

        var outcome = await SendAsync(new Enrol(course));
        if (outcome.IsNotFound)
        {
            return NotFound();
        }

        // Who lost a race against their own second click is enrolled all the same.
        if (outcome.Ok || outcome.IsConflict)
        {
            return Redirect(Url.Content($"~/learn/{course}"));
        }

        await ShowAsync();
        return Again();
    }

    private async Task ShowAsync()
    {
        var ct = HttpContext.RequestAborted;
        var library = Service<CourseLibrary>();
        var policy = Service<Scheme>().Policy;
        IReadOnlyList<Enrolment> enrolments = [];
        var foundation = false;
        if (IsTrainer && await LearningQueries.TrainerAsync(Query, Actor.Person, ct) is { } trainer)
        {
            enrolments = await LearningQueries.EnrolmentsAsync(Query, trainer.Id, ct);
            foundation = LearningQueries.HasFoundation(await LearningQueries.CertificatesAsync(Query, trainer.Id, ct), policy, Now);
        }

        Courses =
        [
            .. (await Service<CoursesInForce>().AllAsync(Query, Now, ct)).Select(newest =>
            {
                var enrolment = LearningQueries.Latest(enrolments, newest.Id);
                var course = enrolment is null ? newest : library.Find(newest.Id, enrolment.CourseVersion) ?? newest;
                return new CourseEntry(course, enrolment, policy.For(course.Outline.Level), course.Outline.Level == Level.Professional && !foundation)
                {
                    Hours = (course.Rules.Sum(r => LearningPath.MinutesLeft(r, null, T.Locale)) + 30) / 60,
                };
            }),
        ];
    }
}

/// <summary>A course in the list, and how far the reader is in it.</summary>
public sealed record CourseEntry(Course Course, Enrolment? Enrolment, LevelPolicy Policy, bool NeedsFoundation)
{
    /// <summary>Hours of study, as its lessons and checks say; practice at the workplace comes on top.</summary>
    public required int Hours { get; init; }

    /// <summary>Percent of lessons and checks done.</summary>
    public int Percent => (int)(LearningPath.Fills(Course, Enrolment).Average() * 100);

    /// <summary>Number of lessons.</summary>
    public int Lessons => Course.Rules.Sum(r => r.Lessons.Count);

    /// <summary>Questions of the assessment.</summary>
    public int Questions => Policy.ItemsPerRule * GoldenRules.Count;
}
