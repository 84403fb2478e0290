using Hangfire;
using Marten;
using VisionZero.Domain.Certificates;
using VisionZero.Domain.Common;
using VisionZero.Web.Features.Accounts.Mail;
using VisionZero.Web.Jobs;
using VisionZero.Web.Texts;

namespace VisionZero.Web.Features.Certificates;

/// <summary>Makes the file of an awarded certificate.</summary>
public sealed class IssueCertificate(PaperIssue papers, TextSource texts, Settings settings)
{
    /// <summary>Issues the certificate unless it is issued.</summary>
    [Queue(Queues.Certificates)]
    [AutomaticRetry(Attempts = 10)]
    public Task RunAsync(Guid certificateId, CancellationToken ct) =>
        papers.RunAsync<Certificate, CertificateEvent>(
            certificateId,
            "job:issue-certificate",
            certificate => certificate.Sha256 is null,
            (certificate, now) => CertificatePaper.Of(certificate, texts, settings, now),
            CertificateDecisions.Issue,
            CertificateDecisions.StopIssue,
            ct);
}

/// <summary>Hands certificates whose file is missing to the job again: what a crash or a lost job left behind.</summary>
public sealed class SweepCertificates(IQuerySession session, IBackgroundJobClient jobs, TimeProvider clock)
{
    /// <summary>Looks for awarded certificates without a file that are older than a minute.</summary>
    [Queue(Queues.Upkeep)]
    public async Task RunAsync(CancellationToken ct)
    {
        var before = clock.GetUtcNow().AddMinutes(-1);
        var missing = await session.Query<Certificate>()
            .Where(c => c.Sha256 == null && c.AwardedAt < before)
            .Select(c => c.Id)
            .Take(1000)
            .ToListAsync(ct);
        foreach (var id in missing)
        {
            jobs.Enqueue<IssueCertificate>(Queues.Certificates, job => job.RunAsync(id, CancellationToken.None));
        }
    }
}

/// <summary>Tells the holder what happened to a certificate; the file is attached when it was issued.</summary>
public sealed class SendCertificateMail(IDocumentStore store, MailQueue queue, TextSource texts, IBackgroundJobClient jobs, Settings settings)
{
    /// <summary>Writes and hands over the message that an event causes; safe to run twice.</summary>
    [Queue(Queues.Mail)]
    public async Task RunAsync(Guid certificateId, Guid eventId, string purpose, CancellationToken ct)
    {
        await using var session = store.LightweightSession();
        session.LastModifiedBy = "job:send-certificate-mail";
        var certificate = await session.LoadAsync<Certificate>(certificateId, ct);
        var trainer = certificate is null ? null : await session.LoadAsync<Domain.Trainers.Trainer>(certificate.TrainerId, ct);
        if (certificate is null || trainer is null)
        {
            return;
        }

        var login = await session.LoadAsync<Accounts.Login>(trainer.AccountId, ct);
        if (login is null)
        {
            return;
        }

        var t = texts.For(login.Locale);
        var address = $"{settings.PublicAddress.TrimEnd('/')}/{login.Locale}";
        var draft = new MailDraft(
            DeterministicId.Mail(eventId, purpose),
            trainer.AccountId,
            purpose,
            ("level", t[$"enums.Level.{certificate.Level}"]),
            ("number", certificate.Number),
            ("through", t.Date(certificate.ValidThrough)),
            ("reason", certificate.Reason is null ? "" : t[$"certificates.reasons.{certificate.Reason}"]),
            ("successor", certificate.SupersededBy ?? ""),
            ("link", purpose == "certificate-issued" ? CertificatePaper.VerifyUrl(settings, certificate.Number, certificate.Code) : $"{address}/me"))
        {
            Attachments = purpose == "certificate-issued" && certificate.Sha256 is { } sha256
                ? [new MailAttachment(sha256, CertificatePaper.FileName(certificate.Number))]
                : [],
        };
        await queue.QueueAsync(session, draft, ct);
        await session.SaveChangesAsync(ct);
        jobs.Enqueue<DeliverMail>(Queues.Mail, job => job.RunAsync(draft.Id, CancellationToken.None));
    }
}

/// <summary>Tells every administrator that a file could not be made, and why.</summary>
public sealed class TellOperations(IDocumentStore store, MailQueue queue, IBackgroundJobClient jobs, Settings settings)
{
    /// <summary>Writes and hands over the messages; safe to run twice.</summary>
    [Queue(Queues.Mail)]
    public async Task RunAsync(string number, string problem, string detail, Guid eventId, CancellationToken ct)
    {
        await using var session = store.LightweightSession();
        session.LastModifiedBy = "job:tell-operations";
        var administrators = await session.Query<Accounts.Login>().Where(l => l.Roles.Contains(Role.Administrator)).ToListAsync(ct);
        var drafts = administrators.Select(a => new MailDraft(
            DeterministicId.Mail(eventId, $"issue-stopped/{a.Id:N}"),
            a.Id,
            "issue-stopped",
            ("number", number),
            ("problem", problem),
            ("detail", detail),
            ("link", $"{settings.PublicAddress.TrimEnd('/')}/{a.Locale}/ops"))).ToList();
        foreach (var draft in drafts)
        {
            await queue.QueueAsync(session, draft, ct);
        }

        await session.SaveChangesAsync(ct);
        foreach (var draft in drafts)
        {
            jobs.Enqueue<DeliverMail>(Queues.Mail, job => job.RunAsync(draft.Id, CancellationToken.None));
        }
    }
}
