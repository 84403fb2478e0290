using System.Security.Cryptography;
using Hangfire;
using JasperFx;
using Marten;
using Microsoft.AspNetCore.DataProtection;
using VisionZero.Domain.Common;
using VisionZero.Domain.Learning;
using VisionZero.Domain.Trainers;
using VisionZero.Web.Content;
using VisionZero.Web.Features.Accounts;
using VisionZero.Web.Features.Accounts.Mail;
using VisionZero.Web.Jobs;

namespace VisionZero.Web.Features.Learning;

/// <summary>Notes the reminders of action plans that their dates make due; the messages follow from the log.</summary>
public sealed class RemindOfPlans(IDocumentStore store, JobLock turn, Scheme scheme, TimeProvider clock)
{
    private const int Page = 200;

    /// <summary>Goes over every plan that a reminder may be due for.</summary>
    [Queue(Queues.Upkeep)]
    public async Task RunAsync(CancellationToken ct)
    {
        if (scheme.Policy.PlanReminderMonths is not [.., var longest] months)
        {
            return;
        }

        await using var mine = await turn.TakeAsync("remind-of-plans", ct);
        var now = clock.GetUtcNow();
        // A day of room on both sides for the lengths of months; the domain decides.
        var (from, until) = (now.AddMonths(-longest).AddDays(-PlanReminders.LateDays - 2), now.AddMonths(-months[0]).AddDays(2));
        var last = Guid.Empty;
        while (true)
        {
            await using var session = store.QuerySession();
            var page = await session.Query<Enrolment>()
                .Where(e => e.Id > last && e.PlanWrittenAt >= from && e.PlanWrittenAt <= until && !e.PlanRemindersStopped)
                .OrderBy(e => e.Id)
                .Take(Page)
                .ToListAsync(ct);
            foreach (var enrolment in page.Where(e => PlanReminders.Remind(e, scheme.Policy, now).Events.Count > 0))
            {
                // Who takes the course again, in whichever version, writes a new plan; the old one is nowhere to be opened.
                if (!await LearningQueries.IsFollowedAsync(session, enrolment, ct))
                {
                    await NoteAsync(enrolment.Id, now, ct);
                }
            }

            if (page.Count < Page)
            {
                return;
            }

            last = page[^1].Id;
        }
    }

    private async Task NoteAsync(Guid id, DateTimeOffset now, CancellationToken ct)
    {
        await using var session = store.LightweightSession();
        session.LastModifiedBy = "job:remind-of-plans";
        var stream = await session.Events.FetchForWriting<Enrolment>(id, ct);
        foreach (var @event in PlanReminders.Remind(stream.Aggregate ?? new Enrolment(), scheme.Policy, now).Events)
        {
            stream.AppendOne(@event);
        }

        try
        {
            await session.SaveChangesAsync(ct);
        }
        catch (ConcurrencyException)
        {
            // The plan is written at this moment; the next run looks again.
            return;
        }
    }
}

/// <summary>Reminds the owner of an action plan.</summary>
public sealed class SendPlanMail(IDocumentStore store, MailQueue queue, PlanLinks links, IBackgroundJobClient jobs, Settings settings)
{
    /// <summary>Writes and hands over the message; safe to run twice.</summary>
    [Queue(Queues.Mail)]
    public async Task RunAsync(Guid enrolmentId, Guid eventId, int months, CancellationToken ct)
    {
        await using var session = store.LightweightSession();
        session.LastModifiedBy = "job:send-plan-mail";
        var enrolment = await session.LoadAsync<Enrolment>(enrolmentId, ct);
        var trainer = enrolment is null ? null : await session.LoadAsync<Trainer>(enrolment.TrainerId, ct);
        var login = trainer is null ? null : await session.LoadAsync<Login>(trainer.AccountId, ct);
        if (enrolment is null || login is null)
        {
            return;
        }

        var address = $"{settings.PublicAddress.TrimEnd('/')}/{login.Locale}";
        var draft = new MailDraft(
            DeterministicId.Mail(eventId, "plan-reminder"),
            login.Id,
            "plan-reminder",
            ("months", months.ToString(System.Globalization.CultureInfo.InvariantCulture)),
            ("link", $"{address}/learn/{enrolment.Course}/plan"),
            ("stop", $"{address}/plan/reminders?plan={Uri.EscapeDataString(links.Make(enrolmentId))}"));
        await queue.QueueAsync(session, draft, ct);
        await session.SaveChangesAsync(ct);
        jobs.Enqueue<DeliverMail>(Queues.Mail, job => job.RunAsync(draft.Id, CancellationToken.None));
    }
}

/// <summary>
/// The link under a reminder: it lets whoever has the message stop the reminders of that plan without signing in, and
/// opens nothing else, so it may stand in a kept message and need not end.
/// </summary>
public sealed class PlanLinks(IDataProtectionProvider protection)
{
    private readonly IDataProtector _protector = protection.CreateProtector("plan-reminders");

    /// <summary>The token of a plan.</summary>
    public string Make(Guid enrolmentId) => _protector.Protect(enrolmentId.ToString("N"));

    /// <summary>The plan that a token is of, or null.</summary>
    public Guid? Read(string? token)
    {
        try
        {
            return token is { Length: > 0 } && Guid.TryParse(_protector.Unprotect(token), out var id) ? id : null;
        }
        catch (CryptographicException)
        {
            // Cut off or made up.
            return null;
        }
    }
}
