using VisionZero.Domain.Certificates;
using VisionZero.Domain.Certification;
using VisionZero.Domain.Common;
using VisionZero.Domain.Trainers;
using VisionZero.Web.Features.Certificates;
using VisionZero.Web.Features.Certification;
using VisionZero.Web.Features.Trainers;
using VisionZero.Web.Pipeline;

namespace VisionZero.Web.Features.Demonstration;

/// <content>Application, review, decision, and what may happen to a certificate.</content>
public sealed partial class TrainerStory
{
    private Guid _application;
    private Actor _reviewer = Actor.Anonymous;

    private void Apply(Level level) =>
        Then(0.1, 4, async stage => _application = await stage.SendAsync(_actor, new SubmitApplication(level, [])));

    // How far an application gets that has no certificate yet.
    private void Desk()
    {
        if (_ending == Ending.Withdrawn)
        {
            Then(1, 3, stage => stage.SendAsync(_actor, new WithdrawApplication(_application)));
        }

        if (_ending is Ending.Applied or Ending.Withdrawn)
        {
            return;
        }

        Claim();
        if (_ending is Ending.Asked or Ending.Recommended)
        {
            Ask();
        }

        switch (_ending)
        {
            case Ending.Recommended:
                AnswerStaff();
                Recommend(Verdict.Approve);
                break;
            case Ending.Declined:
                Recommend(Verdict.Decline);
                Then(0.5, 3, async stage =>
                {
                    var dossier = await DossierAsync(stage);
                    await stage.SendAsync(
                        Pick(stage.Cast.Approvers),
                        new DeclineApplication(_application, dossier.Application.Version, ["evidence-not-accepted"], stage.World.In(_land.Locale).Declined, dossier.Sha256));
                });
                break;
        }
    }

    private void Certify()
    {
        Claim();
        if (Random.Next(6) == 0)
        {
            Ask();
            AnswerStaff();
        }

        Recommend(Verdict.Approve);
        Then(0.3, 3, async stage =>
        {
            var dossier = await DossierAsync(stage);
            await stage.SendAsync(Pick(stage.Cast.Approvers), new ApproveApplication(_application, dossier.Application.Version, dossier.Sha256));
        });
    }

    private void Claim() => Then(0.3, 4, async stage =>
    {
        _reviewer = Pick(stage.Cast.Reviewers);
        await stage.SendAsync(_reviewer, new ClaimApplication(_application));
    });

    private void Ask() => Then(0.1, 2, async stage =>
    {
        var application = await stage.LoadAsync<Application>(_application);
        await stage.SendAsync(_reviewer, new AskApplicant(_application, application.Version, stage.World.In(_land.Locale).Question));
    });

    private void AnswerStaff()
    {
        Then(0.3, 3, stage => stage.SendAsync(_actor, new AddEvidence(EvidenceKind.Other, Paper.Of(Random))));
        Then(0, 0.1, async stage =>
        {
            var application = await stage.LoadAsync<Application>(_application);
            await stage.SendAsync(_actor, new AnswerQuestion(_application, application.Version, stage.World.In(_land.Locale).Answer));
        });
    }

    private void Recommend(Verdict verdict) => Then(0.2, 3, async stage =>
    {
        var dossier = await DossierAsync(stage);
        var words = stage.World.In("en");
        var note = verdict == Verdict.Approve ? words.Recommended : words.NotRecommended;
        await stage.SendAsync(_reviewer, new RecommendApplication(_application, dossier.Application.Version, verdict, note, dossier.Sha256));
    });

    private void Sanction(string reason, bool revoke) => Then(30, 80, async stage =>
    {
        var certificate = await CertificateAsync(stage);
        await stage.SendAsync(stage.Cast.Approvers[0], revoke
            ? new RevokeCertificate(certificate.Id, certificate.Version, reason)
            : new SuspendCertificate(certificate.Id, certificate.Version, reason));
    });

    private void Reinstate() => Then(5, 15, async stage =>
    {
        var certificate = await CertificateAsync(stage);
        await stage.SendAsync(stage.Cast.Approvers[1], new ReinstateCertificate(certificate.Id, certificate.Version, "resolved"));
    });

    private void Correct()
    {
        Then(3, 10, async stage =>
        {
            var trainer = await stage.LoadAsync<Trainer>(_trainer);
            await stage.SendAsync(_actor, new ChangeProfile(trainer.Version, _profile! with { Name = _name.Native }));
        });
        Then(1, 3, async stage =>
        {
            var certificate = await CertificateAsync(stage);
            await stage.SendAsync(stage.Cast.Approvers[1], new SupersedeCertificate(certificate.Id, certificate.Version));
        });
    }

    // Its file is made by a job, so its version moves on by itself soon after the award: wait for that first.
    private async Task<Certificate> CertificateAsync(Stage stage)
    {
        var id = DeterministicId.Certificate(_application);
        await Stage.UntilAsync(async () => (await stage.LoadAsync<Certificate>(id)).Sha256 is not null);
        return await stage.LoadAsync<Certificate>(id);
    }

    private Task<Dossier> DossierAsync(Stage stage) =>
        stage.ReadAsync(async q => await stage.Service<Dossiers>().LoadAsync(q, _application, CancellationToken.None))!;
}
