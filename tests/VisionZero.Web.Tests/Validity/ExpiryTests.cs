using System.Net;
using Microsoft.Extensions.DependencyInjection;
using VisionZero.Domain.Certificates;
using VisionZero.Domain.Common;
using VisionZero.Web.Content;
using VisionZero.Web.Features.Certificates;
using VisionZero.Web.Tests.Http;

namespace VisionZero.Web.Tests.Validity;

/// <summary>The years pass: what the holder is told, what the public reads, and that no job has to run for it to be true.</summary>
public sealed class ExpiryTests(ValidityPlatform platform) : IClassFixture<ValidityPlatform>
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Reminders_go_out_at_the_marks_of_the_scheme_each_once()
    {
        var marks = platform.Services.GetRequiredService<Scheme>().Policy.ReminderDays;
        marks.ShouldBe([180, 90, 30, 7]);
        var (holder, certificate) = await platform.CertifiedAsync(Level.Foundation);

        var sent = 0;
        foreach (var mark in marks)
        {
            platform.GoToEndOf(certificate.ValidThrough.AddDays(-mark - 1));
            await platform.ExpireAndRemindAsync();
            (await RemindersAsync(certificate)).Count.ShouldBe(sent);

            platform.GoTo(certificate.ValidThrough.AddDays(-mark));
            await platform.ExpireAndRemindAsync();
            platform.Clock.Advance(TimeSpan.FromHours(1));
            await platform.ExpireAndRemindAsync();
            (await RemindersAsync(certificate)).Count.ShouldBe(++sent);
            await platform.MailedAsync(holder, "certificate-reminder", sent);
        }

        (await RemindersAsync(certificate)).ShouldBe(marks);
        var (_, text) = await platform.MailAsync(holder.Login.Id, "certificate-reminder");
        text.Plain.ShouldContain(certificate.Number);
    }

    [Fact]
    public async Task The_last_day_counts_to_its_end_and_the_next_instant_is_expired_before_any_job_runs()
    {
        var (holder, certificate) = await platform.CertifiedAsync(Level.Professional, "Ngozi Lastday");
        await Platform.EventuallyAsync(() => Task.FromResult(platform.Index.Find(holder.TrainerId) is not null), "the trainer to be listed");
        using var visitor = new Visitor(platform.Address);

        platform.GoToEndOf(certificate.ValidThrough);
        await platform.ExpireAndRemindAsync();
        await VerdictAsync(visitor, certificate, "Valid");
        (await visitor.OpenAsync($"/trainers/{holder.TrainerId}")).Status.ShouldBe(HttpStatusCode.OK);
        (await FoundAsync(visitor, "Lastday")).ShouldBeTrue();
        (await platform.EventsAsync<CertificateEvent.Expired>(certificate.Id)).ShouldBeEmpty();

        platform.GoTo(certificate.ValidThrough.AddDays(1));
        await VerdictAsync(visitor, certificate, "Expired");
        (await visitor.OpenAsync($"/trainers/{holder.TrainerId}")).Status.ShouldBe(HttpStatusCode.NotFound);
        (await FoundAsync(visitor, "Lastday")).ShouldBeFalse();
        (await visitor.Client.GetAsync(new Uri($"/api/trainers/{holder.TrainerId}", UriKind.Relative), Ct)).StatusCode.ShouldBe(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task An_expiry_is_noted_and_mailed_once_however_often_the_job_runs()
    {
        var (holder, certificate) = await platform.CertifiedAsync(Level.Foundation);
        platform.GoTo(certificate.ValidThrough.AddDays(1));

        await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => platform.ExpireAndRemindAsync()));
        var noted = (await platform.EventsAsync<CertificateEvent.Expired>(certificate.Id)).ShouldHaveSingleItem();
        platform.Clock.Advance(TimeSpan.FromHours(1));
        await platform.ExpireAndRemindAsync();

        await platform.MailedAsync(holder, "certificate-expired", 1);
        (await platform.EventsAsync<CertificateEvent.Expired>(certificate.Id)).ShouldHaveSingleItem().ShouldBe(noted);
        (await RemindersAsync(certificate)).ShouldBeEmpty();
        await TellExpiryAsync(certificate.Id, noted.Id);
        await platform.MailedAsync(holder, "certificate-expired", 1);
    }

    [Fact]
    public async Task Who_renewed_in_time_is_neither_reminded_nor_told_of_the_end_of_the_old_one()
    {
        var (holder, old) = await platform.CertifiedAsync(Level.Professional, "Ngozi Renewed");
        platform.GoTo(old.ValidThrough.AddDays(-170));
        await platform.StudyAsync(holder.TrainerId, Level.Professional, cycle: 2);
        var renewal = await platform.AwardedAsync(holder, Level.Professional);
        renewal.ValidFrom.ShouldBe(old.ValidThrough.AddDays(1));
        await Platform.EventuallyAsync(() => Task.FromResult(platform.Index.Find(holder.TrainerId)?.Renewal is not null), "the renewal to be known to the directory");

        platform.GoTo(old.ValidThrough.AddDays(-7));
        await platform.ExpireAndRemindAsync();
        platform.GoToEndOf(old.ValidThrough);
        platform.Index.Find(holder.TrainerId).ShouldNotBeNull().Number.ShouldBe(old.Number);
        (await platform.VerifyAsync(renewal)).Verdict.ShouldBe("not-yet-valid");

        // At the first instant, before any job: the old one is over, the new one in force, and the directory never without.
        platform.GoTo(renewal.ValidFrom);
        (await platform.VerifyAsync(old)).Verdict.ShouldBe("expired");
        (await platform.VerifyAsync(renewal)).Verdict.ShouldBe("valid");
        var listing = platform.Index.Find(holder.TrainerId).ShouldNotBeNull();
        (listing.Number, listing.ValidThrough).ShouldBe((renewal.Number, renewal.ValidThrough));
        await platform.ExpireAndRemindAsync();

        (await RemindersAsync(old)).ShouldBeEmpty();
        (await RemindersAsync(renewal)).ShouldBeEmpty();
        var noted = (await platform.EventsAsync<CertificateEvent.Expired>(old.Id)).ShouldHaveSingleItem();
        await TellExpiryAsync(old.Id, noted.Id);
        (await platform.MailsAsync(holder, "certificate-reminder")).ShouldBeEmpty();
        (await platform.MailsAsync(holder, "certificate-expired")).ShouldBeEmpty();
    }

    [Fact]
    public async Task A_suspended_certificate_ends_with_its_last_day_and_is_not_reinstated_after()
    {
        var (holder, certificate) = await platform.CertifiedAsync(Level.Foundation);
        var approver = await platform.ApproverAsync();
        (await platform.SendAsync(approver, new SuspendCertificate(certificate.Id, certificate.Version, "conduct"))).Refusals.ShouldBeEmpty();

        platform.GoToEndOf(certificate.ValidThrough);
        await platform.ExpireAndRemindAsync();
        (await platform.VerifyAsync(certificate)).Verdict.ShouldBe("suspended");
        platform.GoTo(certificate.ValidThrough.AddDays(1));
        (await platform.VerifyAsync(certificate)).Verdict.ShouldBe("expired");
        await platform.ExpireAndRemindAsync();

        (await platform.EventsAsync<CertificateEvent.Expired>(certificate.Id)).ShouldHaveSingleItem();
        await platform.MailedAsync(holder, "certificate-expired", 1);
        (await RemindersAsync(certificate)).ShouldBeEmpty();
        var version = (await platform.CertificateAsync(certificate.Id)).Version;
        (await platform.SendAsync(approver, new ReinstateCertificate(certificate.Id, version, "resolved"))).Refusals.ShouldHaveSingleItem().Code.ShouldBe("certificate.expired");
        (await platform.SendAsync(approver, new SuspendCertificate(certificate.Id, version, "conduct"))).Refusals.ShouldHaveSingleItem().Code.ShouldBe("certificate.expired");

        using var staff = await platform.SignedInVisitorAsync(Role.Approver);
        await staff.OpenAsync($"/staff/certificates/{certificate.Number}");
        string[] forms = [.. staff.Page.QuerySelectorAll("main form h2").Select(h => h.TextContent)];
        forms.ShouldBe(["Revoke"]);
        await staff.OpenAsync($"/staff/trainers/{holder.TrainerId}");
        staff.Page.Body!.TextContent.ShouldContain("Suspended: Breach of the code of conduct");
    }

    [Fact]
    public async Task A_renewal_is_corrected_before_its_first_day()
    {
        var (holder, old) = await platform.CertifiedAsync(Level.Foundation, "Ngozi Wrong");
        platform.GoTo(old.ValidThrough.AddDays(-20));
        await platform.StudyAsync(holder.TrainerId, Level.Foundation, cycle: 2);
        var renewal = await platform.AwardedAsync(holder, Level.Foundation);
        await platform.RenameAsync(holder, "Ngozi Right");

        using var staff = await platform.SignedInVisitorAsync(Role.Approver);
        await staff.OpenAsync($"/staff/certificates/{renewal.Number}");
        await staff.PressAsync("Replace with the corrected name");

        staff.Status.ShouldBe(HttpStatusCode.OK);
        var id = DeterministicId.Successor(renewal.Id);
        await Platform.EventuallyAsync(async () => (await platform.CertificateAsync(id)).Sha256 is not null, "the corrected file");
        var corrected = await platform.CertificateAsync(id);
        (corrected.PrintedName, corrected.ValidFrom, corrected.ValidThrough).ShouldBe(("Ngozi Right", renewal.ValidFrom, renewal.ValidThrough));
        corrected.Number.ShouldNotBe(renewal.Number);
        (await platform.VerifyAsync(renewal)).Verdict.ShouldBe("superseded");
        (await platform.VerifyAsync(corrected)).Verdict.ShouldBe("not-yet-valid");
        (await platform.VerifyAsync(old)).Verdict.ShouldBe("in-renewal-window");

        platform.GoTo(renewal.ValidFrom);
        (await platform.VerifyAsync(corrected)).Verdict.ShouldBe("valid");
        await platform.ExpireAndRemindAsync();
        var noted = (await platform.EventsAsync<CertificateEvent.Expired>(old.Id)).ShouldHaveSingleItem();
        await TellExpiryAsync(old.Id, noted.Id);
        (await platform.MailsAsync(holder, "certificate-expired")).ShouldBeEmpty();
    }

    private static async Task VerdictAsync(Visitor visitor, Certificate certificate, string verdict)
    {
        await visitor.OpenAsync($"/verify/{certificate.Number}?code={certificate.Code}");
        visitor.Page.QuerySelector("#verdict-title")!.TextContent.Trim().ShouldBe(verdict);
    }

    private static async Task<bool> FoundAsync(Visitor visitor, string word)
    {
        await visitor.OpenAsync($"/find?q={word}");
        return visitor.Page.QuerySelectorAll("main a").Any(a => a.TextContent.Contains(word, StringComparison.Ordinal));
    }

    private async Task<IReadOnlyList<int>> RemindersAsync(Certificate certificate) =>
        [.. (await platform.EventsAsync<CertificateEvent.Reminded>(certificate.Id)).Select(e => e.Event.DaysBefore)];

    private async Task TellExpiryAsync(Guid certificateId, Guid eventId)
    {
        await using var scope = platform.Services.CreateAsyncScope();
        await scope.ServiceProvider.GetRequiredService<TellExpiry>().RunAsync(certificateId, eventId, Ct);
    }
}
