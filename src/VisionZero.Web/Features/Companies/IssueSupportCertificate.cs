using Hangfire;
using JasperFx;
using Marten;
using VisionZero.Domain.Common;
using VisionZero.Domain.Companies;
using VisionZero.Web.Features.Accounts;
using VisionZero.Web.Features.Accounts.Mail;
using VisionZero.Web.Features.Certificates;
using VisionZero.Web.Jobs;
using VisionZero.Web.Storage;
using VisionZero.Web.Texts;

namespace VisionZero.Web.Features.Companies;

/// <summary>Makes the file of a confirmed support; the same path as a trainer's certificate: file and event are one commit.</summary>
public sealed class IssueSupportCertificate(IDocumentStore store, CertificatePress press, FileStore files, TextSource texts, Settings settings, TimeProvider clock)
{
    /// <summary>Issues the support certificate unless it is issued.</summary>
    [Queue(Queues.Certificates)]
    [AutomaticRetry(Attempts = 10)]
    public async Task RunAsync(Guid companyId, CancellationToken ct)
    {
        await using var session = store.LightweightSession();
        session.LastModifiedBy = "job:issue-support-certificate";
        var stream = await session.Events.FetchForWriting<Company>(companyId, ct);
        if (stream.Aggregate is not { State: PledgeState.Active, Sha256: null } company)
        {
            return;
        }

        var now = clock.GetUtcNow();
        var printed = await press.PrintAsync(CertificatePaper.Of(company, texts, settings, now));
        var decision = printed.Problem is { } problem
            ? CompanyDecisions.StopIssue(company, problem, printed.Detail, now)
            : CompanyDecisions.Issue(company, files.Store(session, printed.Bytes, "application/pdf"), printed.Bytes.Length, printed.Renderer, now);
        foreach (var @event in decision.Events)
        {
            stream.AppendOne(@event);
        }

        try
        {
            await session.SaveChangesAsync(ct);
        }
        catch (ConcurrencyException)
        {
            // Issued by another run, or withdrawn meanwhile: done. Anything else is tried again.
            await using var check = store.QuerySession();
            if (await check.LoadAsync<Company>(companyId, ct) is { State: PledgeState.Active, Sha256: null })
            {
                throw;
            }
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
