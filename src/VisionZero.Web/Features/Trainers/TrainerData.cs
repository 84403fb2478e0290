using Marten;
using VisionZero.Domain.Certification;
using VisionZero.Domain.Learning;
using VisionZero.Domain.Trainers;
using VisionZero.Web.Features.Accounts;
using VisionZero.Web.Features.Certificates;
using VisionZero.Web.Features.Certification;
using VisionZero.Web.Features.Learning;
using VisionZero.Web.Pipeline;
using VisionZero.Web.Storage;

namespace VisionZero.Web.Features.Trainers;

/// <summary>What is kept about a trainer: profile, evidence, courses, plans, applications with their messages, certificates.</summary>
internal sealed class TrainerData(FileStore files) : IPersonalData
{
    public async Task<PersonalExport> ExportAsync(IQuerySession session, Guid account, CancellationToken ct)
    {
        if (await session.Query<Trainer>().FirstOrDefaultAsync(t => t.AccountId == account, ct) is not { } trainer)
        {
            return PersonalExport.Empty;
        }

        var facts = await ApplicantFacts.LoadAsync(session, trainer, ct);
        Guid[] applications = [.. facts.Applications.Select(a => a.Id)];
        return new PersonalExport(
            new Dictionary<string, object?>
            {
                ["trainer"] = trainer,
                ["profile"] = await session.LoadAsync<TrainerProfile>(trainer.Id, ct),
                ["enrolments"] = facts.Enrolments,
                ["plans"] = await session.Query<ActionPlan>().Where(p => p.TrainerId == trainer.Id).ToListAsync(ct),
                ["notes"] = await session.Query<StudyNotes>().Where(n => n.TrainerId == trainer.Id).ToListAsync(ct),
                ["typed-answers"] = await session.Query<TypedAnswers>().Where(t => t.TrainerId == trainer.Id).ToListAsync(ct),
                ["adjustments"] = await session.Query<AdjustmentReason>().Where(r => r.TrainerId == trainer.Id).ToListAsync(ct),
                ["applications"] = facts.Applications,
                ["messages"] = await session.Query<ApplicationMessage>().Where(m => m.ApplicationId.In(applications) && m.Kind != MessageKind.Note).ToListAsync(ct),
                ["certificates"] = facts.Certificates,
            },
            [
                .. trainer.Evidence.Select(e => ($"evidence/{EvidenceDownload.FileName(e)}", e.Sha256)),
                .. facts.Certificates.Where(c => c.Sha256 is not null).Select(c => ($"certificates/{CertificatePaper.FileName(c.Number)}", c.Sha256!)),
            ]);
    }

    public async Task EraseAsync(IDocumentSession session, Guid account, DateTimeOffset at, CancellationToken ct)
    {
        if (await session.Query<Trainer>().FirstOrDefaultAsync(t => t.AccountId == account, ct) is not { Erased: false } trainer)
        {
            return;
        }

        var applications = await session.Query<Application>().Where(a => a.TrainerId == trainer.Id).ToListAsync(ct);
        foreach (var open in applications.Where(a => !a.IsClosed()))
        {
            // A decision that was faster stays, as it does for the applicant's own withdrawal.
            await session.DecideAsync<Application, ApplicationEvent>(open.Id, null, a => ApplicationDecisions.Withdraw(a, account, at), ct);
        }

        foreach (var asking in await session.Query<Enrolment>().Where(e => e.TrainerId == trainer.Id && e.WishedAt != null).ToListAsync(ct))
        {
            // Staff would have to decline what nobody asks for any more.
            await session.DecideAsync<Enrolment, EnrolmentEvent>(asking.Id, null, e => AdjustmentDecisions.TakeBack(e, at), ct);
        }

        Guid[] ids = [.. applications.Select(a => a.Id)];
        session.DeleteWhere<ApplicationMessage>(m => ids.Contains(m.ApplicationId));
        session.DeleteWhere<StudyNotes>(n => n.TrainerId == trainer.Id);
        session.DeleteWhere<TypedAnswers>(t => t.TrainerId == trainer.Id);
        session.DeleteWhere<AdjustmentReason>(r => r.TrainerId == trainer.Id);
        session.DeleteWhere<ActionPlan>(p => p.TrainerId == trainer.Id);
        session.Delete<TrainerProfile>(trainer.Id);
        foreach (var file in trainer.Evidence)
        {
            files.Release(session, file.Sha256, file.Id);
        }

        await session.AppendAsync<Trainer>(trainer.Id, ct, new TrainerEvent.PersonalDataErased(at));
    }
}
