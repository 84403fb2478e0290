using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using VisionZero.Domain.Certificates;
using VisionZero.Domain.Certification;
using VisionZero.Domain.Common;
using VisionZero.Domain.Learning;
using VisionZero.Domain.Practices;
using VisionZero.Web.Content;
using VisionZero.Web.Features.Certification;
using VisionZero.Web.Features.Learning;
using VisionZero.Web.Pages;
using VisionZero.Web.Pages.Tags;
using VisionZero.Web.Security;

namespace VisionZero.Web.Features.Trainers;

/// <summary>The one next step: code of its words, where it leads (null: wait), the level it is about.</summary>
public sealed record NextStep(string Code, string? Href, Level Level = Level.Foundation);

/// <summary>A trainer's home: where am I, what is my state, what is my next step.</summary>
[Authorize(Policy = Policies.SignedIn)]
public sealed class MePage : VzPage
{
    /// <summary>What is known.</summary>
    public ApplicantFacts? Facts { get; private set; }

    /// <summary>Who the person is.</summary>
    public TrainerProfile Profile { get; private set; } = new();

    /// <summary>The path.</summary>
    public IReadOnlyList<Step> Steps { get; private set; } = [];

    /// <summary>The next step.</summary>
    public NextStep Next { get; private set; } = new("wait", null);

    /// <summary>"Why not yet" for the level aimed at; null once both are reached.</summary>
    public Eligibility? Eligibility { get; private set; }

    /// <summary>Its conditions, but that no application is open: the reader's own is, and stands above as the next step.</summary>
    public static IReadOnlyList<Condition> Conditions(Eligibility eligibility) => [.. eligibility.Conditions.Where(c => c.Code != "no-open-application")];

    /// <summary>Progress per rule in the course under way; null if there is none.</summary>
    public IReadOnlyList<double>? Fills { get; private set; }

    private SchemePolicyAt Scheme => new(Service<Scheme>().Policy, Now);

    /// <summary>Standing of a certificate now.</summary>
    public Standing StandingOf(Certificate certificate) => Standing.Of(certificate, Scheme.Policy, Scheme.At);

    /// <summary>The page, or the home of another role.</summary>
    public async Task<IActionResult> OnGetAsync()
    {
        if (!Actor.Roles.Contains(Role.Trainer))
        {
            return Redirect(Actor.Roles.Contains(Role.CompanyRepresentative) ? "~/company"
                : Actor.Roles.Contains(Role.Assessor) && !Actor.Roles.Contains(Role.Reviewer) && !Actor.Roles.Contains(Role.Approver) ? "~/staff/practices"
                : Actor.Roles.Contains(Role.Reviewer) || Actor.Roles.Contains(Role.Approver) ? "~/staff"
                : "~/ops");
        }

        var ct = HttpContext.RequestAborted;
        if (await TrainerFacts.LoadAsync(Query, Actor.Person, ct) is not { } known)
        {
            return Redirect("~/trainer/register");
        }

        Facts = known.Applicant;
        Profile = known.Profile;
        var foundation = Facts.InForce(Level.Foundation, Scheme.Policy, Scheme.At);
        var professional = Facts.InForce(Level.Professional, Scheme.Policy, Scheme.At);
        var target = foundation is null ? Level.Foundation : Level.Professional;
        if (professional is null)
        {
            Eligibility = Facts.For(target, Scheme.Policy, Scheme.At);
        }

        var enrolment = Facts.Latest(target) ?? Facts.Latest(Level.Foundation);
        if (enrolment is not null && Service<CourseLibrary>().Find(enrolment.Course, enrolment.CourseVersion) is { } course)
        {
            Fills = enrolment.CompletedAt is null ? LearningPath.Fills(course, enrolment) : [.. GoldenRules.All.Select(_ => 1.0)];
        }

        Next = FindNext(target, foundation, professional);
        Steps = Path(target, foundation, professional);
        return Page();
    }

    private NextStep FindNext(Level target, Certificate? foundation, Certificate? professional)
    {
        var open = Facts!.Applications.Where(a => !a.IsClosed()).ToList();
        if (open.Find(a => a.State == ApplicationState.WaitingForApplicant) is { } asked)
        {
            return new("answer", $"/applications/{asked.Id}");
        }

        if (Facts.Certificates.FirstOrDefault(c => StandingOf(c).Kind == StandingKind.Suspended) is { } suspended)
        {
            return new("suspended", null, suspended.Level);
        }

        if (Facts.Renewable(Scheme.Policy, Scheme.At) is { } due)
        {
            return Renew(due.Level);
        }

        if (open.Count > 0)
        {
            return new("wait", $"/applications/{open[0].Id}");
        }

        if (professional is not null)
        {
            return Facts.Trainer.ListingConsent ? new("listed", "/find") : new("consent", "/trainer/profile");
        }

        var course = target.ToString().ToLowerInvariant();
        var enrolment = Facts.Latest(target);
        return enrolment switch
        {
            null when foundation is null => new("start-foundation", "/learn/foundation"),
            null => new("start-professional", "/learn/professional"),
            _ when !Domain.Certification.Eligibility.CountsFor(enrolment, Facts.Certificates, Scheme.Policy.For(target)) => new("again", $"/learn/{course}", target),
            _ when !enrolment.HasPassed() => IsStudied(enrolment) ? new("assess", $"/learn/{course}") : new("go-on", $"/learn/{course}"),
            _ when Eligibility is { IsMet: true } => new("apply", $"/apply/{course}"),
            _ when Eligibility!.Unmet.Any(c => c.Code == "action-plan") => new("plan", $"/learn/{course}/plan"),
            _ when AtPractice() is { } practice => practice,
            _ when Eligibility.Unmet.Any(c => c.Code == "evidence") => new("evidence", "/trainer/evidence"),
            _ => new("missing", "/trainer/profile"),
        };
    }

    private bool IsStudied(Enrolment enrolment) =>
        enrolment.Running() is null && !LearningPath.IsUsedUp(enrolment, Scheme.Policy.For(enrolment.Level)) && Service<CourseLibrary>().Find(enrolment.Course, enrolment.CourseVersion) is { } course
        && EnrolmentDecisions.IsStudied(enrolment, course.Outline);

    // With the assessors there is nothing to do but what else is missing.
    private NextStep? AtPractice() =>
        Eligibility!.Unmet.All(c => c.Code != "practice-passed") ? null
        : Facts!.Practices.All(p => p.State != PracticeState.Marking) ? new("practice", "/practice")
        : Eligibility.Unmet.Count() == 1 ? new("practice-marking", "/practice")
        : null;

    // A renewal is the course again, then the application.
    private NextStep Renew(Level level)
    {
        var course = level.ToString().ToLowerInvariant();
        var taken = Facts!.Latest(level) is { } latest && Domain.Certification.Eligibility.CountsFor(latest, Facts.Certificates, Scheme.Policy.For(level)) ? latest : null;
        return taken switch
        {
            null => new("renew", $"/learn/{course}", level),
            { CompletedAt: null } => new("go-on", $"/learn/{course}"),
            _ => new("apply", $"/apply/{course}"),
        };
    }

    private List<Step> Path(Level target, Certificate? foundation, Certificate? professional)
    {
        var course = Facts!.Latest(target);
        List<(string Code, bool Done, string Note)> steps =
        [
            ("registered", true, T.Date(Facts.Trainer.RegisteredAt)),
            ("foundation-course", foundation is not null || (target == Level.Foundation && course?.CompletedAt is not null), Note(Level.Foundation)),
            ("foundation", foundation is not null, foundation is null ? T["trainers.me.two-people"] : T["trainers.me.through", ("date", foundation.ValidThrough)]),
            ("professional-course", professional is not null || (target == Level.Professional && course?.CompletedAt is not null), Note(Level.Professional)),
            .. Scheme.Policy.Practice is { } asked && Domain.Certification.Eligibility.NeedsPractice(Facts.Certificates, asked)
                ? [("practice", Domain.Certification.Eligibility.HasPractice(Facts.Practices, Facts.Latest(Level.Professional)?.Id, asked), PracticeNote())]
                : Array.Empty<(string, bool, string)>(),
            ("professional", professional is not null, professional is null ? T["trainers.me.two-people"] : T["trainers.me.through", ("date", professional.ValidThrough)]),
            ("listed", professional is not null && Facts.Trainer.ListingConsent, T["trainers.me.with-consent"]),
        ];
        var now = steps.FindIndex(s => !s.Done);
        return [.. steps.Select((s, i) => new Step(T[$"trainers.me.steps.{s.Code}"], s.Done ? StepState.Done : i == now ? StepState.Current : StepState.Ahead, s.Note))];
    }

    private string PracticeNote() => Facts!.Practices.Any(p => !p.IsClosed()) ? T["trainers.me.under-way"] : "";

    private string Note(Level level) => Facts!.Latest(level) switch
    {
        null => "",
        { CompletedAt: { } at } => T.Date(at),
        _ => T["trainers.me.under-way"],
    };

    private sealed record SchemePolicyAt(Domain.Scheme.SchemePolicy Policy, DateTimeOffset At);
}
