using Marten;
using VisionZero.Domain.Certificates;
using VisionZero.Domain.Certification;
using VisionZero.Domain.Common;
using VisionZero.Web.Features.Accounts.Mail;
using VisionZero.Web.Features.Certificates;
using VisionZero.Web.Features.Certification;
using VisionZero.Web.Pipeline;
using VisionZero.Web.Storage;
using VisionZero.Web.Tests.Http;

namespace VisionZero.Web.Tests.Certification;

public sealed class DecisionTests(Platform platform)
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("Amara Diallo")]
    [InlineData("राजेन्द्र प्रसाद श्रीवास्तव")]
    [InlineData("محمد عبد الله")]
    [InlineData("王小明")]
    public async Task An_approval_becomes_one_certificate_one_file_one_message(string name)
    {
        var applicant = await platform.ReadyAsync(Level.Foundation, name);

        var application = await platform.ApproveAsync(applicant, Level.Foundation);

        var (mail, text) = await platform.MailAsync(applicant.Login.Id, "certificate-issued");
        var certificate = await platform.ReadAsync(q => q.LoadAsync<Certificate>(DeterministicId.Certificate(application), Ct));
        certificate.ShouldNotBeNull();
        certificate.PrintedName.ShouldBe(name);
        mail.Attachments.Single().Sha256.ShouldBe(certificate.Sha256);
        text.Plain.ShouldContain(certificate.Number);
        var file = await Microsoft.Extensions.DependencyInjection.ServiceProviderServiceExtensions.GetRequiredService<FileStore>(platform.Services).ReadAsync(certificate.Sha256!, Ct);
        FileStore.Hash(file.ShouldNotBeNull().Bytes).ShouldBe(certificate.Sha256);
        (await platform.ReadAsync(q => q.Query<OutgoingMail>().CountAsync(m => m.AccountId == applicant.Login.Id && m.Purpose == "certificate-issued", Ct))).ShouldBe(1);
    }

    [Fact]
    public async Task Register_and_paper_name_the_course_the_application_rests_on()
    {
        var applicant = await platform.ReadyAsync(Level.Foundation, "Mette Lind");
        var application = await platform.ApproveAsync(applicant, Level.Foundation);
        await platform.MailAsync(applicant.Login.Id, "certificate-issued");
        var certificate = (await platform.ReadAsync(q => q.LoadAsync<Certificate>(DeterministicId.Certificate(application), Ct))).ShouldNotBeNull();
        certificate.Course.ShouldNotBeNull().Version.ShouldBe(1);

        var says = $"{certificate.Course.Title} (version 1)";
        using var anybody = new Visitor(platform.Address);
        (await anybody.OpenAsync($"/verify/{certificate.Number}")).Page.QuerySelectorAll("dd").ShouldContain(d => d.TextContent.Trim() == says);
        using var holder = await platform.SignInAsync(applicant.Login);
        (await holder.OpenAsync("/me")).Page.QuerySelector("[aria-labelledby=certificates-title]")!.TextContent.ShouldContain(says);
    }

    [Fact]
    public async Task Two_approvers_at_once_make_one_decision()
    {
        var applicant = await platform.ReadyAsync(Level.Foundation);
        var id = (await platform.SendAsync(applicant.Actor, new SubmitApplication(Level.Foundation, []))).Id!.Value;
        var reviewer = await ActorAsync(Role.Reviewer);
        await platform.SendAsync(reviewer, new ClaimApplication(id));
        var shown = await platform.DossierAsync(id);
        await platform.SendAsync(reviewer, new RecommendApplication(id, shown.Application.Version, Verdict.Approve, "Fine.", shown.Sha256));
        shown = await platform.DossierAsync(id);
        Actor[] approvers = [await ActorAsync(Role.Approver), await ActorAsync(Role.Approver), await ActorAsync(Role.Approver)];

        var outcomes = await Task.WhenAll(approvers.Concat(approvers).Select(a => platform.SendAsync(a, new ApproveApplication(id, shown.Application.Version, shown.Sha256))));

        outcomes.Count(o => o.Ok).ShouldBeGreaterThan(0);
        var events = await platform.ReadAsync(q => q.Events.FetchStreamAsync(id, token: Ct));
        events.Count(e => e.Data is ApplicationEvent.Approved).ShouldBe(1);
        (await platform.ReadAsync(q => q.Query<Certificate>().CountAsync(c => c.ApplicationId == id, Ct))).ShouldBe(1);
    }

    [Fact]
    public async Task A_decision_on_what_is_no_longer_true_is_refused()
    {
        var applicant = await platform.ReadyAsync(Level.Foundation);
        var id = (await platform.SendAsync(applicant.Actor, new SubmitApplication(Level.Foundation, []))).Id!.Value;
        var reviewer = await ActorAsync(Role.Reviewer);
        await platform.SendAsync(reviewer, new ClaimApplication(id));
        var shown = await platform.DossierAsync(id);

        var outcome = await platform.SendAsync(reviewer, new RecommendApplication(id, shown.Application.Version, Verdict.Approve, "Fine.", new string('0', 64)));

        outcome.IsConflict.ShouldBeTrue();
    }

    [Fact]
    public async Task The_reviewer_who_recommended_cannot_decide()
    {
        var applicant = await platform.ReadyAsync(Level.Foundation);
        var id = (await platform.SendAsync(applicant.Actor, new SubmitApplication(Level.Foundation, []))).Id!.Value;
        var both = await ActorAsync(Role.Reviewer, Role.Approver);
        await platform.SendAsync(both, new ClaimApplication(id));
        var shown = await platform.DossierAsync(id);
        await platform.SendAsync(both, new RecommendApplication(id, shown.Application.Version, Verdict.Approve, "Fine.", shown.Sha256));
        shown = await platform.DossierAsync(id);

        var outcome = await platform.SendAsync(both, new ApproveApplication(id, shown.Application.Version, shown.Sha256));

        outcome.Refusals.Single().Code.ShouldBe("application.second-person");
    }

    [Fact]
    public async Task Who_trained_the_applicant_cannot_take_part()
    {
        var applicant = await platform.ReadyAsync(Level.Foundation);
        var trainer = await ActorAsync(Role.Reviewer);
        var id = (await platform.SendAsync(applicant.Actor, new SubmitApplication(Level.Foundation, [trainer.Person]))).Id!.Value;

        var outcome = await platform.SendAsync(trainer, new ClaimApplication(id));

        outcome.Refusals.Single().Code.ShouldBe("application.trained-by-you");
    }

    [Fact]
    public async Task A_question_is_answered_and_the_review_goes_on()
    {
        var applicant = await platform.ReadyAsync(Level.Professional);
        var refused = await platform.SendAsync(applicant.Actor, new SubmitApplication(Level.Professional, []));
        refused.Refusals.ShouldContain(r => r.Code == "eligibility.foundation-valid");

        await platform.StudyAsync(applicant.TrainerId, Level.Foundation);
        await platform.ApproveAsync(applicant, Level.Foundation);
        var id = (await platform.SendAsync(applicant.Actor, new SubmitApplication(Level.Professional, []))).Id!.Value;
        var reviewer = await ActorAsync(Role.Reviewer);
        await platform.SendAsync(reviewer, new ClaimApplication(id));
        var asked = await platform.SendAsync(reviewer, new AskApplicant(id, (await platform.DossierAsync(id)).Application.Version, "Which year?"));
        asked.Refusals.ShouldBeEmpty();
        await platform.MailAsync(applicant.Login.Id, "application-question");

        var answered = await platform.SendAsync(applicant.Actor, new AnswerQuestion(id, (await platform.DossierAsync(id)).Application.Version, "2019"));

        answered.Refusals.ShouldBeEmpty();
        (await platform.DossierAsync(id)).Application.State.ShouldBe(ApplicationState.InReview);
    }

    [Fact]
    public async Task A_declined_applicant_is_told_and_may_apply_again()
    {
        var applicant = await platform.ReadyAsync(Level.Foundation);
        var id = (await platform.SendAsync(applicant.Actor, new SubmitApplication(Level.Foundation, []))).Id!.Value;
        var reviewer = await ActorAsync(Role.Reviewer);
        await platform.SendAsync(reviewer, new ClaimApplication(id));
        var shown = await platform.DossierAsync(id);
        await platform.SendAsync(reviewer, new RecommendApplication(id, shown.Application.Version, Verdict.Decline, "No.", shown.Sha256));
        shown = await platform.DossierAsync(id);
        var declined = await platform.SendAsync(await ActorAsync(Role.Approver), new DeclineApplication(id, shown.Application.Version, ["identity-unclear"], "Please send a passport copy.", shown.Sha256));
        declined.Refusals.ShouldBeEmpty();
        await platform.MailAsync(applicant.Login.Id, "application-declined");

        var again = await platform.SendAsync(applicant.Actor, new SubmitApplication(Level.Foundation, []));

        again.Ok.ShouldBeTrue();
        again.Id.ShouldNotBe(id);
    }

    [Fact]
    public async Task A_name_no_font_covers_stops_the_issue_and_tells_operations()
    {
        var administrator = await platform.AccountAsync(Role.Administrator);
        var applicant = await platform.ReadyAsync(Level.Foundation, "Amara \U00011F12");

        var application = await platform.ApproveAsync(applicant, Level.Foundation);

        await Platform.EventuallyAsync(
            async () => (await platform.ReadAsync(q => q.LoadAsync<Certificate>(DeterministicId.Certificate(application), Ct)))?.IssueProblem == "name-not-covered",
            "the issue to stop");
        await Platform.EventuallyAsync(
            async () => await platform.ReadAsync(q => q.Query<OutgoingMail>().AnyAsync(m => m.AccountId == administrator.Id && m.Purpose == "issue-stopped", Ct)),
            "the administrator to be told");
    }

    [Fact]
    public async Task The_register_answers_for_every_standing()
    {
        var applicant = await platform.ReadyAsync(Level.Foundation, "Zoë Müller");
        var application = await platform.ApproveAsync(applicant, Level.Foundation);
        await platform.MailAsync(applicant.Login.Id, "certificate-issued");
        var certificate = await CertificateAsync(application);
        var approver = await ActorAsync(Role.Approver);

        using var visitor = new Visitor(platform.Address);
        await visitor.OpenAsync($"/v/{certificate.Number}/{certificate.Code}");
        visitor.Page.QuerySelector("h2")!.TextContent.Trim().ShouldBe("Valid");
        visitor.Page.Body!.TextContent.ShouldContain("Zoë Müller");
        visitor.Page.QuerySelector("#name-hidden").ShouldBeNull();

        await visitor.OpenAsync($"/verify/{certificate.Number}");
        visitor.Page.Body!.TextContent.ShouldNotContain("Müller");
        visitor.Page.Body!.TextContent.ShouldContain("M•••");
        visitor.Page.QuerySelector("#name-hidden")!.TextContent.ShouldSatisfyAllConditions(n => n.ShouldContain("Why only initials?"), n => n.ShouldContain("the eight characters beside the QR code"));

        (await platform.SendAsync(approver, new SuspendCertificate(certificate.Id, certificate.Version, "conduct"))).Refusals.ShouldBeEmpty();
        (await visitor.OpenAsync($"/verify/{certificate.Number}")).Page.QuerySelector("h2")!.TextContent.Trim().ShouldBe("Suspended");
        certificate = await CertificateAsync(application);
        (await platform.SendAsync(approver, new ReinstateCertificate(certificate.Id, certificate.Version, "resolved"))).Refusals.ShouldBeEmpty();
        (await visitor.OpenAsync($"/verify/{certificate.Number}")).Page.QuerySelector("h2")!.TextContent.Trim().ShouldBe("Valid");
        certificate = await CertificateAsync(application);
        (await platform.SendAsync(approver, new RevokeCertificate(certificate.Id, certificate.Version, "false-evidence"))).Refusals.ShouldBeEmpty();
        (await visitor.OpenAsync($"/verify/{certificate.Number}")).Page.QuerySelector("h2")!.TextContent.Trim().ShouldBe("Revoked");
        await platform.MailAsync(applicant.Login.Id, "certificate-revoked");

        (await visitor.OpenAsync("/verify?number=VZ-F-2026-999999-A")).Page.QuerySelector("h2")!.TextContent.Trim().ShouldBe("Unknown");
        (await visitor.OpenAsync($"/verify?number={certificate.Number}&code=AAAA-AAAA")).Page.Body!.TextContent.ShouldContain("does not belong");
    }

    [Fact]
    public async Task A_corrected_name_makes_a_new_certificate_and_the_old_one_says_which()
    {
        var applicant = await platform.ReadyAsync(Level.Foundation, "Amara Dialo");
        var application = await platform.ApproveAsync(applicant, Level.Foundation);
        await platform.MailAsync(applicant.Login.Id, "certificate-issued");
        var old = await CertificateAsync(application);
        await using (var session = Microsoft.Extensions.DependencyInjection.ServiceProviderServiceExtensions.GetRequiredService<IDocumentStore>(platform.Services).LightweightSession())
        {
            session.Store(new VisionZero.Web.Features.Trainers.TrainerProfile { Id = applicant.TrainerId, AccountId = applicant.Login.Id, Name = "Amara Diallo" });
            await session.SaveChangesAsync(Ct);
        }

        var outcome = await platform.SendAsync(await ActorAsync(Role.Approver), new SupersedeCertificate(old.Id, old.Version));

        outcome.Refusals.ShouldBeEmpty();
        var successor = await platform.ReadAsync(q => q.LoadAsync<Certificate>(outcome.Id!.Value, Ct));
        successor.ShouldNotBeNull();
        successor.PrintedName.ShouldBe("Amara Diallo");
        successor.ValidThrough.ShouldBe(old.ValidThrough);
        (await CertificateAsync(application)).SupersededBy.ShouldBe(successor.Number);
        await Platform.EventuallyAsync(async () => (await platform.ReadAsync(q => q.LoadAsync<Certificate>(successor.Id, Ct)))?.Sha256 is not null, "the new file");
    }

    [Fact]
    public async Task A_certificate_is_downloaded_by_its_holder_and_by_nobody_else()
    {
        var applicant = await platform.ReadyAsync(Level.Foundation);
        var application = await platform.ApproveAsync(applicant, Level.Foundation);
        await platform.MailAsync(applicant.Login.Id, "certificate-issued");
        var certificate = await CertificateAsync(application);
        using var holder = await platform.SignInAsync(applicant.Login);
        using var other = await platform.SignedInVisitorAsync(Role.Trainer);

        using var mine = await holder.Client.GetAsync(new Uri($"/en/me/certificates/{certificate.Number}", UriKind.Relative), Ct);
        using var theirs = await other.Client.GetAsync(new Uri($"/en/me/certificates/{certificate.Number}", UriKind.Relative), Ct);

        mine.Content.Headers.ContentType!.MediaType.ShouldBe("application/pdf");
        FileStore.Hash(await mine.Content.ReadAsByteArrayAsync(Ct)).ShouldBe(certificate.Sha256);
        theirs.StatusCode.ShouldBe(System.Net.HttpStatusCode.NotFound);
    }

    private async Task<Actor> ActorAsync(params Role[] roles) => Actor.OfPerson((await platform.AccountAsync(roles)).Id, roles);

    private async Task<Certificate> CertificateAsync(Guid application) =>
        (await platform.ReadAsync(q => q.LoadAsync<Certificate>(DeterministicId.Certificate(application), Ct))).ShouldNotBeNull();
}
