using Hangfire;
using Marten;
using VisionZero.Domain.Common;
using VisionZero.Domain.Companies;
using VisionZero.Web.Features.Accounts;
using VisionZero.Web.Features.Accounts.Mail;
using VisionZero.Web.Features.Certificates;
using VisionZero.Web.Jobs;
using VisionZero.Web.Texts;

namespace VisionZero.Web.Features.Companies;

/// <summary>Makes the file of a confirmed support.</summary>
public sealed class IssueSupportCertificate(PaperIssue papers, TextSource texts, Settings settings)
{
    /// <summary>Issues the support certificate unless it is issued, or the pledge is not in force.</summary>
    [Queue(Queues.Certificates)]
    [AutomaticRetry(Attempts = 10)]
    public Task RunAsync(Guid companyId, CancellationToken ct) =>
        papers.RunAsync<Company, CompanyEvent>(
            companyId,
            "job:issue-support-certificate",
            company => company is { State: PledgeState.Active, Sha256: null },
            (company, now) => CertificatePaper.Of(company, texts, settings, now),
            CompanyDecisions.Issue,
            CompanyDecisions.StopIssue,
            ct);
}

/// <summary>Hands support certificates whose file is missing to the job again: what a crash or a lost job left behind.</summary>
public sealed class SweepSupportCertificates(IQuerySession session, IBackgroundJobClient jobs, TimeProvider clock)
{
    /// <summary>Looks for confirmed pledges without a file that are older than a minute.</summary>
    [Queue(Queues.Upkeep)]
    public async Task RunAsync(CancellationToken ct)
    {
        var before = clock.GetUtcNow().AddMinutes(-1);
        var missing = await session.Query<Company>()
            .Where(c => c.State == PledgeState.Active && c.Sha256 == null && c.ConfirmedAt < before)
            .Select(c => c.Id)
            .Take(1000)
            .ToListAsync(ct);
        foreach (var id in missing)
        {
            jobs.Enqueue<IssueSupportCertificate>(Queues.Certificates, job => job.RunAsync(id, CancellationToken.None));
        }
    }
}

/// <summary>Tells the representative what became of the pledge.</summary>
public sealed class SendCompanyMail(IDocumentStore store, MailQueue queue, IBackgroundJobClient jobs, TextSource texts, Settings settings)
{
    /// <summary>Writes and hands over the message that an event causes; safe to run twice.</summary>
    [Queue(Queues.Mail)]
    public async Task RunAsync(Guid companyId, Guid eventId, string purpose, CancellationToken ct)
    {
        await using var session = store.LightweightSession();
        session.LastModifiedBy = "job:send-company-mail";
        var company = await session.LoadAsync<Company>(companyId, ct);
        var login = company is null ? null : await session.LoadAsync<Login>(company.AccountId, ct);
        if (company is null || login is null)
        {
            return;
        }

        var t = texts.For(login.Locale);
        var draft = new MailDraft(
            DeterministicId.Mail(eventId, purpose),
            login.Id,
            purpose,
            ("number", company.Number ?? ""),
            ("reason", company.RejectReason is null ? "" : t[$"companies.reasons.{company.RejectReason}"]),
            ("link", $"{settings.PublicAddress.TrimEnd('/')}/{login.Locale}/company"))
        {
            Attachments = purpose == "support-issued" && company.Sha256 is { } sha256
                ? [new MailAttachment(sha256, CertificatePaper.FileName(company.Number!))]
                : [],
        };
        await queue.QueueAsync(session, draft, ct);
        await session.SaveChangesAsync(ct);
        jobs.Enqueue<DeliverMail>(Queues.Mail, job => job.RunAsync(draft.Id, CancellationToken.None));
    }
}
