using VisionZero.Domain.Certificates;
using VisionZero.Domain.Common;
using VisionZero.Web.Features.Certificates;
using VisionZero.Web.Features.Certification;
using VisionZero.Web.Features.Courses;
using VisionZero.Web.Pipeline;
using VisionZero.Web.Tests.Http;

namespace VisionZero.Web.Tests.Validity;

/// <summary>How a certificate is renewed, and what is decided on one that was.</summary>
public sealed class RenewalTests(ValidityPlatform platform) : IClassFixture<ValidityPlatform>
{
    [Fact]
    public async Task A_holder_is_led_through_the_course_again_to_the_renewal()
    {
        var (holder, old) = await platform.CertifiedAsync(Level.Foundation);
        using var visitor = await platform.SignInAsync(holder.Login);
        await visitor.OpenAsync("/learn/foundation");
        visitor.Page.QuerySelector("#held-title").ShouldNotBeNull("the course is done, and nothing is to be done");
        (await platform.SendAsync(holder.Actor, new Enrol("foundation"))).Id.ShouldBe(DeterministicId.Enrolment(holder.TrainerId, "foundation", 1, 1), "not before the window");

        platform.GoTo(old.ValidThrough.AddDays(-170));
        using var again = await platform.SignInAsync(holder.Login);
        await again.OpenAsync("/me");
        again.Page.QuerySelector("#next-title")!.TextContent.ShouldBe("Next: renew your Foundation certificate");
        (await platform.SendAsync(holder.Actor, new SubmitApplication(Level.Foundation, []))).Refusals.Select(r => r.Code).ShouldContain("eligibility.course-again");
        await again.OpenAsync(again.Page.QuerySelector(".card-next a")!.GetAttribute("href")!);
        await again.PressAsync("Take the course again");
        again.Address.ShouldEndWith("/learn/foundation");
        again.Page.Body!.TextContent.ShouldContain("round 2");
    }

    [Fact]
    public async Task A_revocation_and_a_suspension_reach_the_renewal_that_waits_for_its_first_day()
    {
        var (holder, old, renewal) = await RenewedAsync();
        var approver = await platform.ApproverAsync();

        (await platform.SendAsync(approver, new SuspendCertificate(old.Id, old.Version, "conduct"))).Refusals.ShouldBeEmpty();
        (await platform.VerifyAsync(await platform.CertificateAsync(renewal.Id))).Verdict.ShouldBe("suspended");
        (await platform.SendAsync(approver, new ReinstateCertificate(old.Id, (await platform.CertificateAsync(old.Id)).Version, "resolved"))).Refusals.ShouldBeEmpty();
        (await platform.VerifyAsync(await platform.CertificateAsync(renewal.Id))).Verdict.ShouldBe("not-yet-valid");
        (await platform.SendAsync(approver, new RevokeCertificate(old.Id, (await platform.CertificateAsync(old.Id)).Version, "conduct"))).Refusals.ShouldBeEmpty();

        platform.GoTo(renewal.ValidFrom);
        (await platform.VerifyAsync(await platform.CertificateAsync(renewal.Id))).Verdict.ShouldBe("revoked");
        await platform.StudyAsync(holder.TrainerId, Level.Foundation, cycle: 3);
        var refusal = (await platform.SendAsync(holder.Actor, new SubmitApplication(Level.Foundation, []))).Refusals.ShouldHaveSingleItem();
        refusal.Code.ShouldBe("eligibility.after-revocation");
    }

    [Fact]
    public async Task Who_is_suspended_is_told_that_and_not_to_take_the_course_again()
    {
        var (holder, certificate) = await platform.CertifiedAsync(Level.Foundation);
        (await platform.SendAsync(await platform.ApproverAsync(), new SuspendCertificate(certificate.Id, certificate.Version, "conduct"))).Refusals.ShouldBeEmpty();
        using var visitor = await platform.SignInAsync(holder.Login);

        (await visitor.OpenAsync("/me")).Page.QuerySelector("#next-title")!.TextContent.ShouldBe("Your Foundation certificate is suspended");
        (await visitor.OpenAsync("/learn/foundation")).Page.QuerySelector("#held-title")!.TextContent.ShouldBe("Your certificate is suspended");
    }

    [Fact]
    public async Task A_decision_on_the_renewal_alone_leaves_the_certificate_before_it()
    {
        var (_, old, renewal) = await RenewedAsync();

        (await platform.SendAsync(await platform.ApproverAsync(), new RevokeCertificate(renewal.Id, renewal.Version, "administrative-error"))).Refusals.ShouldBeEmpty();

        (await platform.CertificateAsync(renewal.Id)).RevokedAt.ShouldNotBeNull();
        (await platform.CertificateAsync(old.Id)).RevokedAt.ShouldBeNull();
    }

    [Fact]
    public async Task Who_trained_the_holder_decides_nothing_on_the_certificate()
    {
        var tutor = Actor.OfPerson((await platform.AccountAsync(Role.Approver)).Id, [Role.Approver]);
        var holder = await platform.ReadyAsync(Level.Foundation);
        var certificate = await platform.AwardedAsync(holder, Level.Foundation, tutor.Person);

        foreach (var command in new ICommand[]
        {
            new SuspendCertificate(certificate.Id, certificate.Version, "conduct"),
            new RevokeCertificate(certificate.Id, certificate.Version, "conduct"),
            new SupersedeCertificate(certificate.Id, certificate.Version),
        })
        {
            (await platform.SendAsync(tutor, command)).Refusals.ShouldHaveSingleItem().Code.ShouldBe("application.trained-by-you");
        }
    }

    private async Task<(Applicant Holder, Certificate Old, Certificate Renewal)> RenewedAsync()
    {
        var (holder, old) = await platform.CertifiedAsync(Level.Foundation);
        platform.GoTo(old.ValidThrough.AddDays(-100));
        await platform.StudyAsync(holder.TrainerId, Level.Foundation, cycle: 2);
        var renewal = await platform.AwardedAsync(holder, Level.Foundation);
        return (holder, await platform.CertificateAsync(old.Id), renewal);
    }
}
