using Hangfire;
using Marten;
using VisionZero.Domain.Common;
using VisionZero.Domain.Learning;
using VisionZero.Domain.Trainers;
using VisionZero.Web.Content;
using VisionZero.Web.Features.Accounts.Mail;
using VisionZero.Web.Jobs;
using VisionZero.Web.Texts;

namespace VisionZero.Web.Features.Learning;

/// <summary>Tells a learner what became of an assessment or of its conditions.</summary>
public sealed class SendAssessmentMail(IDocumentStore store, MailQueue queue, TextSource texts, CourseLibrary library, IBackgroundJobClient jobs, Settings settings)
{
    /// <summary>A paper was marked again; safe to run twice.</summary>
    [Queue(Queues.Mail)]
    public Task RescoredAsync(Guid enrolmentId, Guid eventId, int attempt, Guid rescoreId, CancellationToken ct) =>
        SendAsync(
            enrolmentId,
            eventId,
            "assessment-rescored",
            _ => $"results/{enrolmentId}/{attempt}",
            (enrolment, t) =>
            {
                var remark = enrolment.Attempts.First(a => a.Number == attempt).Remarks.First(r => r.RescoreId == rescoreId);
                return
                [
                    ("number", t.Number(attempt)),
                    ("before", t.Percent(remark.OldPercent)),
                    ("after", t.Percent(remark.NewPercent)),
                    ("verdict", t["items.learner." + (remark.NewPassed, remark.OldPassed) switch { (true, false) => "passes-now", (true, true) => "stays-passed", _ => "not-passed" }]),
                ];
            },
            ct);

    /// <summary>Staff decided on other conditions; safe to run twice.</summary>
    [Queue(Queues.Mail)]
    public Task DecidedAsync(Guid enrolmentId, Guid eventId, string purpose, CancellationToken ct) =>
        SendAsync(enrolmentId, eventId, purpose, course => $"{course}/adjustments", (_, _) => [], ct);

    private async Task SendAsync(Guid enrolmentId, Guid eventId, string purpose, Func<string, string> page, Func<Enrolment, Texts.Texts, IReadOnlyList<(string Name, string Value)>> figures, CancellationToken ct)
    {
        await using var session = store.LightweightSession();
        session.LastModifiedBy = "job:send-assessment-mail";
        var enrolment = await session.LoadAsync<Enrolment>(enrolmentId, ct);
        var trainer = enrolment is null ? null : await session.LoadAsync<Trainer>(enrolment.TrainerId, ct);
        var login = trainer is null ? null : await session.LoadAsync<Accounts.Login>(trainer.AccountId, ct);
        if (login is null || library.Find(enrolment!.Course, enrolment.CourseVersion) is not { } course)
        {
            return;
        }

        var t = texts.For(login.Locale);
        var draft = new MailDraft(
            DeterministicId.Mail(eventId, purpose),
            login.Id,
            purpose,
            [
                ("course", course.In(login.Locale).Title),
                ("link", $"{settings.PublicAddress.TrimEnd('/')}/{login.Locale}/learn/{page(course.Id)}"),
                .. figures(enrolment, t),
            ]);
        await queue.QueueAsync(session, draft, ct);
        await session.SaveChangesAsync(ct);
        jobs.Enqueue<DeliverMail>(Queues.Mail, job => job.RunAsync(draft.Id, CancellationToken.None));
    }
}
