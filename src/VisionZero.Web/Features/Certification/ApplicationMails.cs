using Hangfire;
using Marten;
using VisionZero.Domain.Certification;
using VisionZero.Domain.Common;
using VisionZero.Web.Features.Accounts.Mail;
using VisionZero.Web.Jobs;
using VisionZero.Web.Texts;

namespace VisionZero.Web.Features.Certification;

/// <summary>Tells the applicant what happened to the application.</summary>
public sealed class SendApplicationMail(IDocumentStore store, MailQueue queue, TextSource texts, IBackgroundJobClient jobs, Settings settings)
{
    /// <summary>Writes and hands over the message that an event causes; safe to run twice.</summary>
    [Queue(Queues.Mail)]
    public async Task RunAsync(Guid applicationId, Guid eventId, string purpose, CancellationToken ct)
    {
        await using var session = store.LightweightSession();
        session.LastModifiedBy = "job:send-application-mail";
        var application = await session.LoadAsync<Application>(applicationId, ct);
        var login = application is null ? null : await session.LoadAsync<Accounts.Login>(application.AccountId, ct);
        if (application is null || login is null)
        {
            return;
        }

        var t = texts.For(login.Locale);
        var draft = new MailDraft(
            DeterministicId.Mail(eventId, purpose),
            application.AccountId,
            purpose,
            ("level", t[$"enums.Level.{application.Level}"]),
            ("link", $"{settings.PublicAddress.TrimEnd('/')}/{login.Locale}/applications/{application.Id:N}"));
        await queue.QueueAsync(session, draft, ct);
        await session.SaveChangesAsync(ct);
        jobs.Enqueue<DeliverMail>(Queues.Mail, job => job.RunAsync(draft.Id, CancellationToken.None));
    }
}
