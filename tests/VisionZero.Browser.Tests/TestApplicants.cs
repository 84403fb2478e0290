using Marten;
using MediatR;
using Microsoft.Extensions.DependencyInjection;
using VisionZero.Domain.Certificates;
using VisionZero.Domain.Certification;
using VisionZero.Domain.Common;
using VisionZero.Domain.Learning;
using VisionZero.Domain.Practices;
using VisionZero.Domain.Trainers;
using VisionZero.Tests;
using VisionZero.Web.Content;
using VisionZero.Web.Features.Certification;
using VisionZero.Web.Features.Directory;
using VisionZero.Web.Features.Trainers;
using VisionZero.Web.Pipeline;

namespace VisionZero.Browser.Tests;

/// <summary>A trainer who has done everything an application asks for, made from events; what follows goes through the real commands.</summary>
/// <param name="Actor">The person.</param>
/// <param name="TrainerId">The trainer.</param>
internal sealed record TestApplicant(Actor Actor, Guid TrainerId);

/// <summary>Applicants, for tests that begin where they have applied.</summary>
internal static class TestApplicants
{
    /// <summary>Makes one.</summary>
    public static async Task<TestApplicant> ReadyAsync(IServiceProvider services, string name, CancellationToken ct)
    {
        var now = DateTimeOffset.UtcNow;
        var login = await TestAccounts.MakeAsync(services, [Role.Trainer], now, ct);
        var id = Guid.CreateVersion7();
        await using var session = services.GetRequiredService<IDocumentStore>().LightweightSession();
        session.Insert(new TrainerProfile { Id = id, AccountId = login.Id, Name = name, City = "Dakar" });
        session.Events.StartStream<Trainer>(
            id,
            new TrainerEvent.Registered(login.Id, "SN", ["fr"], ["construction"], 5, now),
            new TrainerEvent.ConductAccepted(1, now),
            new TrainerEvent.EvidenceAdded(Guid.CreateVersion7(), EvidenceKind.OshQualification, new string('a', 64), "application/pdf", 1000, now),
            new TrainerEvent.EvidenceAdded(Guid.CreateVersion7(), EvidenceKind.TrainingExperience, new string('b', 64), "application/pdf", 1000, now),
            new TrainerEvent.ListingConsentGiven(now));
        foreach (var outline in services.GetRequiredService<CourseLibrary>().Newest.Select(c => c.Outline))
        {
            session.Events.StartStream<Enrolment>(DeterministicId.Enrolment(id, outline.Course, outline.Version, 1), TestHistories.Course(id, outline.Course, outline.Version, outline.Level, 1, now));
        }

        session.Events.StartStream<Practice>(DeterministicId.Practice(id, 1), TestHistories.Practice(id, login.Id, now));

        await session.SaveChangesAsync(ct);
        return new TestApplicant(Actor.OfPerson(login.Id, login.Roles), id);
    }

    /// <summary>Applies; answers the application.</summary>
    public static async Task<Guid> ApplyAsync(IServiceProvider services, TestApplicant applicant, Level level) =>
        (await SendAsync(services, applicant.Actor, new SubmitApplication(level, []))).Id!.Value;

    /// <summary>Applies, is reviewed and approved; answers the number of the certificate, a Professional once the public can find them.</summary>
    public static async Task<string> CertifyAsync(IServiceProvider services, TestApplicant applicant, Level level, CancellationToken ct)
    {
        var id = await ApplyAsync(services, applicant, level);
        var reviewer = Actor.OfPerson((await TestAccounts.MakeAsync(services, [Role.Reviewer], DateTimeOffset.UtcNow, ct)).Id, [Role.Reviewer]);
        var approver = Actor.OfPerson((await TestAccounts.MakeAsync(services, [Role.Approver], DateTimeOffset.UtcNow, ct)).Id, [Role.Approver]);
        await SendAsync(services, reviewer, new ClaimApplication(id));
        var dossier = await DossierAsync(services, id, ct);
        await SendAsync(services, reviewer, new RecommendApplication(id, dossier.Application.Version, Verdict.Approve, "All there.", dossier.Sha256));
        dossier = await DossierAsync(services, id, ct);
        await SendAsync(services, approver, new ApproveApplication(id, dossier.Application.Version, dossier.Sha256));
        await using var query = services.GetRequiredService<IDocumentStore>().QuerySession();
        var certificate = (await query.LoadAsync<Certificate>(DeterministicId.Certificate(id), ct)).ShouldNotBeNull();
        for (var tries = 0; level == Level.Professional && services.GetRequiredService<DirectoryIndex>().Find(applicant.TrainerId) is null; tries++)
        {
            tries.ShouldBeLessThan(900, "the directory does not list the trainer within 90 s");
            await Task.Delay(100, ct);
        }

        return certificate.Number;
    }

    private static async Task<Dossier> DossierAsync(IServiceProvider services, Guid application, CancellationToken ct)
    {
        await using var query = services.GetRequiredService<IDocumentStore>().QuerySession();
        return (await services.GetRequiredService<Dossiers>().LoadAsync(query, application, ct)).ShouldNotBeNull();
    }

    private static async Task<Outcome> SendAsync(IServiceProvider services, Actor actor, ICommand command)
    {
        await using var scope = services.CreateAsyncScope();
        scope.ServiceProvider.GetRequiredService<ActorContext>().ActAs(actor);
        var outcome = await scope.ServiceProvider.GetRequiredService<IMediator>().Send(command);
        outcome.Refusals.ShouldBeEmpty();
        return outcome;
    }
}
