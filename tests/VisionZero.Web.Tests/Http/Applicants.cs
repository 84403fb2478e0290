using Marten;
using Microsoft.Extensions.DependencyInjection;
using VisionZero.Domain.Common;
using VisionZero.Domain.Learning;
using VisionZero.Domain.Practices;
using VisionZero.Domain.Trainers;
using VisionZero.Tests;
using VisionZero.Web.Features.Accounts;
using VisionZero.Web.Features.Certification;
using VisionZero.Web.Features.Trainers;
using VisionZero.Web.Pipeline;

namespace VisionZero.Web.Tests.Http;

/// <summary>An applicant: account, trainer, and who acts for them.</summary>
public sealed record Applicant(Login Login, Guid TrainerId)
{
    /// <summary>The person as actor.</summary>
    public Actor Actor => Actor.OfPerson(Login.Id, Login.Roles);
}

/// <summary>Trainers in a given state, made from events: the shortest way to where a test begins.</summary>
public static class Applicants
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    /// <summary>A trainer who has done everything an application for this level asks for.</summary>
    public static async Task<Applicant> ReadyAsync(this Platform platform, Level level, string name = "Amara Diallo")
    {
        ArgumentNullException.ThrowIfNull(platform);
        var login = await platform.AccountAsync(Role.Trainer);
        var id = Guid.CreateVersion7();
        var now = platform.Clock.GetUtcNow();
        await using var session = platform.Services.GetRequiredService<IDocumentStore>().LightweightSession();
        session.Insert(new TrainerProfile { Id = id, AccountId = login.Id, Name = name, City = "Dakar" });
        session.Events.StartStream<Trainer>(
            id,
            new TrainerEvent.Registered(login.Id, "SN", ["fr"], ["construction"], 5, now),
            new TrainerEvent.ConductAccepted(1, now),
            new TrainerEvent.EvidenceAdded(Guid.CreateVersion7(), EvidenceKind.OshQualification, new string('a', 64), "application/pdf", 1000, now),
            new TrainerEvent.EvidenceAdded(Guid.CreateVersion7(), EvidenceKind.TrainingExperience, new string('b', 64), "application/pdf", 1000, now),
            new TrainerEvent.ListingConsentGiven(now));
        Study(session, id, level, now);
        if (level == Level.Professional)
        {
            Practise(session, id, login.Id, now);
        }

        await session.SaveChangesAsync(Ct);
        return new Applicant(login, id);
    }

    /// <summary>Lets a trainer complete a level's course, and pass the teaching practice the first time Professional asks for it.</summary>
    public static async Task StudyAsync(this Platform platform, Guid trainerId, Level level, int cycle = 1)
    {
        ArgumentNullException.ThrowIfNull(platform);
        await using var session = platform.Services.GetRequiredService<IDocumentStore>().LightweightSession();
        Study(session, trainerId, level, platform.Clock.GetUtcNow(), cycle);
        if (level == Level.Professional && cycle == 1)
        {
            Practise(session, trainerId, (await session.LoadAsync<Trainer>(trainerId, Ct))!.AccountId, platform.Clock.GetUtcNow());
        }

        await session.SaveChangesAsync(Ct);
    }

    /// <summary>Applies, reviews and approves through the real commands; answers the application.</summary>
    public static async Task<Guid> ApproveAsync(this Platform platform, Applicant applicant, Level level, params Guid[] trainedBy)
    {
        ArgumentNullException.ThrowIfNull(platform);
        ArgumentNullException.ThrowIfNull(applicant);
        var submitted = await platform.SendAsync(applicant.Actor, new SubmitApplication(level, trainedBy));
        submitted.Refusals.ShouldBeEmpty();
        var id = submitted.Id!.Value;
        var reviewer = Actor.OfPerson((await platform.AccountAsync(Role.Reviewer)).Id, [Role.Reviewer]);
        var approver = Actor.OfPerson((await platform.AccountAsync(Role.Approver)).Id, [Role.Approver]);
        (await platform.SendAsync(reviewer, new ClaimApplication(id))).Refusals.ShouldBeEmpty();
        var dossier = await platform.DossierAsync(id);
        (await platform.SendAsync(reviewer, new RecommendApplication(id, dossier.Application.Version, Domain.Certification.Verdict.Approve, "All there.", dossier.Sha256))).Refusals.ShouldBeEmpty();
        dossier = await platform.DossierAsync(id);
        (await platform.SendAsync(approver, new ApproveApplication(id, dossier.Application.Version, dossier.Sha256))).Refusals.ShouldBeEmpty();
        return id;
    }

    /// <summary>What staff would see now.</summary>
    public static async Task<Dossier> DossierAsync(this Platform platform, Guid applicationId)
    {
        ArgumentNullException.ThrowIfNull(platform);
        var dossiers = platform.Services.GetRequiredService<Dossiers>();
        return (await platform.ReadAsync(q => dossiers.LoadAsync(q, applicationId, Ct))).ShouldNotBeNull();
    }

    /// <summary>Lets a trainer pass the assessed teaching practice; two people mark it who are nobody else.</summary>
    public static async Task PractiseAsync(this Platform platform, Guid trainerId, Guid accountId, params Guid[] assessors)
    {
        ArgumentNullException.ThrowIfNull(platform);
        await using var session = platform.Services.GetRequiredService<IDocumentStore>().LightweightSession();
        Practise(session, trainerId, accountId, platform.Clock.GetUtcNow(), assessors);
        await session.SaveChangesAsync(Ct);
    }

    private static void Practise(IDocumentSession session, Guid trainerId, Guid accountId, DateTimeOffset now, params Guid[] assessors) =>
        session.Events.StartStream<Practice>(DeterministicId.Practice(trainerId, 1), TestHistories.Practice(trainerId, accountId, now, assessors));

    private static void Study(IDocumentSession session, Guid trainerId, Level level, DateTimeOffset now, int cycle = 1)
    {
        var course = level == Level.Foundation ? "foundation" : "professional";
        session.Events.StartStream<Enrolment>(DeterministicId.Enrolment(trainerId, course, 1, cycle), TestHistories.Course(trainerId, course, 1, level, cycle, now));
    }
}
