using Marten;
using Microsoft.Extensions.DependencyInjection;
using VisionZero.Domain.Certificates;
using VisionZero.Domain.Certification;
using VisionZero.Domain.Common;
using VisionZero.Domain.Companies;
using VisionZero.Domain.Courses;
using VisionZero.Domain.Learning;
using VisionZero.Domain.Trainers;
using VisionZero.Pictures;
using VisionZero.Tests;
using VisionZero.Web.Content;
using VisionZero.Web.Features.Accounts;
using VisionZero.Web.Features.Learning;

namespace VisionZero.Browser.Tests;

/// <summary>Scenes whose address or person only the store knows: each state that changes what a page offers.</summary>
internal static class WorldScenes
{
    /// <summary>Finds them.</summary>
    public static async Task<IReadOnlyList<Scene>> FindAsync(IServiceProvider services, CancellationToken ct)
    {
        await using var query = services.GetRequiredService<IDocumentStore>().QuerySession();
        var logins = (await query.Query<Login>().ToListAsync(ct)).ToDictionary(l => l.Id);
        var applications = await query.Query<Application>().ToListAsync(ct);
        var certificates = await query.Query<Certificate>().ToListAsync(ct);
        var enrolments = await query.Query<Enrolment>().ToListAsync(ct);
        var companies = await query.Query<Company>().ToListAsync(ct);
        var trainers = (await query.Query<Trainer>().ToListAsync(ct)).ToDictionary(t => t.Id);
        var newCompany = await TestAccounts.MakeAsync(services, [Role.CompanyRepresentative], DateTimeOffset.UtcNow, ct);
        var (asking, onPaper) = await AdjustedAsync(services, ct);
        var scheme = services.GetRequiredService<Scheme>();
        var earlier = enrolments.First(e => e.Attempts is [{ SubmittedAt: not null }, ..] && enrolments.Any(o => o.TrainerId == e.TrainerId && o.Course == e.Course && o.Cycle > e.Cycle));

        return
        [
            // Each stage of an application, before the one whose turn it is.
            new("review-claim", "reviewer", ReviewOf(ApplicationState.Submitted)),
            new("review-recommend", Reviewer(ApplicationState.InReview), ReviewOf(ApplicationState.InReview)),
            new("review-recommend-sent", Reviewer(ApplicationState.InReview), ReviewOf(ApplicationState.InReview)) { Send = "Recommend" },
            new("review-asked", Reviewer(ApplicationState.WaitingForApplicant), ReviewOf(ApplicationState.WaitingForApplicant)),
            new("review-decide", "approver", ReviewOf(ApplicationState.Recommended)),
            new("review-decline-sent", "approver", ReviewOf(ApplicationState.Recommended)) { Send = "Decline" },
            new("review-declined", "approver", ReviewOf(ApplicationState.Declined)),
            new("application-asked", Applicant(ApplicationState.WaitingForApplicant), ApplicationOf(ApplicationState.WaitingForApplicant)),
            new("application-declined", Applicant(ApplicationState.Declined), ApplicationOf(ApplicationState.Declined)),

            // What may become of a certificate.
            new("verify-due", null, "/verify/" + Standing(StandingKind.InRenewalWindow).Number),
            new("verify-expired", null, "/verify/" + Standing(StandingKind.Expired).Number),
            new("verify-suspended", null, "/verify/" + Standing(StandingKind.Suspended).Number),
            new("verify-revoked", null, "/verify/" + Standing(StandingKind.Revoked).Number),
            new("verify-superseded", null, "/verify/" + Standing(StandingKind.Superseded).Number),
            new("certificate-suspended", "approver", "/staff/certificates/" + Standing(StandingKind.Suspended).Number),
            new("me-revoked", Holder(StandingKind.Revoked), "/me"),

            // In the middle of a course.
            new("course-begun", Learner(IsBegun), "/learn/foundation"),
            new("check-answered", Learner(IsBegun), "/learn/foundation/1/check"),
            new("result-failed", Learner(HasFailed), "/learn/foundation/assessment/1/result"),
            new("result-earlier", Who(trainers[earlier.TrainerId].AccountId), $"/learn/results/{earlier.Id}/{earlier.Attempts[0].Number}"),
            new("assessment-again", Learner(HasFailed), "/learn/foundation/assessment"),
            new("plan-empty", Learner(HasNoPlan), "/learn/foundation/plan"),

            // Other conditions in the assessment.
            new("adjustment-open", "reviewer", $"/staff/adjustments/{asking}"),
            new("adjustment-open-sent", "reviewer", $"/staff/adjustments/{asking}") { Send = "Decline" },
            new("adjustment-paper", "reviewer", $"/staff/adjustments/{onPaper}"),
            new("paper-sheet", "reviewer", $"/staff/papers/{onPaper}/1/sheet"),
            new("paper-entry", "reviewer", $"/staff/papers/{onPaper}/1/entry"),

            // A company's way.
            new("company-new", newCompany.Email, "/company"),
            new("company-new-sent", newCompany.Email, "/company") { Send = "" },
            new("company-edit", "company", "/company?edit=true"),
            new("company-pledge", Representative(PledgeState.Registered), "/company"),
            new("company-pledge-sent", Representative(PledgeState.Registered), "/company") { Send = "Sign" },
            new("company-signed", Representative(PledgeState.Signed), "/company"),
            new("company-rejected", Representative(PledgeState.Rejected), "/company"),
        ];

        Application In(ApplicationState state) => applications.First(a => a.State == state);
        string ReviewOf(ApplicationState state) => $"/staff/applications/{In(state).Id}";
        string ApplicationOf(ApplicationState state) => $"/applications/{In(state).Id}";
        string Applicant(ApplicationState state) => Who(In(state).AccountId);
        string Reviewer(ApplicationState state) => Who(In(state).Reviewer!.Value);
        string Representative(PledgeState state) => Who(companies.First(c => c.State == state).AccountId);
        Certificate Standing(StandingKind kind) => certificates.First(c => Domain.Certificates.Standing.Of(c, scheme.Policy, DateTimeOffset.UtcNow).Kind == kind);
        string Holder(StandingKind kind) => Who(trainers[Standing(kind).TrainerId].AccountId);
        string Learner(Func<Enrolment, bool> where) => Who(trainers[enrolments.First(where).TrainerId].AccountId);
        string Who(Guid account) => logins[account].Email;
    }

    // Somebody who asks for other conditions, and somebody who sits before a paper.
    private static async Task<(Guid Asking, Guid OnPaper)> AdjustedAsync(IServiceProvider services, CancellationToken ct)
    {
        var (now, staff) = (DateTimeOffset.UtcNow, Guid.CreateVersion7());
        var outline = services.GetRequiredService<CourseLibrary>().For(Level.Foundation).Outline;
        var policy = services.GetRequiredService<Scheme>().Policy.Foundation;
        var paper = AssessmentPaper.Draw(outline, policy.Blueprint, 7);
        await using var session = services.GetRequiredService<IDocumentStore>().LightweightSession();
        Guid[] made = [await EnrolAsync(), await EnrolAsync()];
        session.Store(new AdjustmentReason { Id = made[0], Text = "I read slowly." });
        session.Events.Append(made[1], new EnrolmentEvent.AdjustmentGranted(50, true, true, staff, now), new EnrolmentEvent.AssessmentStarted(1, 7, paper.Questions, now, now.AddHours(2), OnPaper: true));
        await session.SaveChangesAsync(ct);
        return (made[0], made[1]);

        async Task<Guid> EnrolAsync()
        {
            var login = await TestAccounts.MakeAsync(services, [Role.Trainer], now, ct);
            var (trainer, enrolment) = (Guid.CreateVersion7(), Guid.CreateVersion7());
            session.Events.StartStream<Trainer>(trainer, new TrainerEvent.Registered(login.Id, "DE", ["de"], ["construction"], 3, now));
            session.Events.StartStream<Enrolment>(
                enrolment,
                new EnrolmentEvent.Enrolled(trainer, outline.Course, outline.Version, Level.Foundation, 1, now),
                new EnrolmentEvent.AdjustmentRequested(true, true, true, now));
            return enrolment;
        }
    }

    private static bool IsBegun(Enrolment e) => e.Level == Level.Foundation && e.Attempts.Count == 0 && e.Checks.Count > 0;

    private static bool HasFailed(Enrolment e) => e.Level == Level.Foundation && e.Attempts is [{ Passed: false }];

    private static bool HasNoPlan(Enrolment e) => e.Level == Level.Foundation && e.HasPassed() && e.Goals.Count == 0;
}
