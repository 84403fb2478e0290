using Hangfire;
using Marten;
using VisionZero.Domain.Common;
using VisionZero.Domain.Practices;
using VisionZero.Web.Features.Accounts;
using VisionZero.Web.Features.Accounts.Mail;
using VisionZero.Web.Jobs;
using VisionZero.Web.Storage;
using VisionZero.Web.Texts;

namespace VisionZero.Web.Features.Practices;

/// <summary>What a message about a practice is sent on: who, about which practice, the session it speaks of, and where its cause stands in the log.</summary>
internal sealed record PracticeMail(Guid AccountId, string Path, PracticeSession? Session = null, bool Cancelled = false)
{
    // A slot can be booked, freed and booked again, also by another attempt of the same person: of all that these events
    // have in common, the place in the log is what only grows.
    public long Sequence { get; init; }
}

/// <summary>Tells candidates and assessors what happened, with a calendar entry where it is about a session.</summary>
public sealed class SendPracticeMail(IDocumentStore store, MailQueue queue, FileStore files, TextSource texts, IBackgroundJobClient jobs, Settings settings, TimeProvider clock)
{
    /// <summary>Writes and hands over the message that an event of a practice causes; safe to run twice.</summary>
    [Queue(Queues.Mail)]
    public async Task ToCandidateAsync(Guid practiceId, Guid eventId, string purpose, CancellationToken ct)
    {
        await using var session = store.LightweightSession();
        var practice = await session.LoadAsync<Practice>(practiceId, ct);
        if (practice is null)
        {
            return;
        }

        var e = await session.Events.LoadAsync(eventId, ct);
        var mail = e?.Data switch
        {
            PracticeEvent.SessionBooked booked => new PracticeMail(practice.AccountId, "practice", new PracticeSession(booked.SlotId, booked.Assessor, booked.StartsAt, booked.Minutes)),
            PracticeEvent.SessionCancelled cancelled => new PracticeMail(practice.AccountId, "practice", await SessionAsync(session, cancelled.SlotId, ct), Cancelled: true),
            PracticeEvent.SessionNotHeld missed => new PracticeMail(practice.AccountId, "practice", await SessionAsync(session, missed.SlotId, ct), Cancelled: true),
            _ => new PracticeMail(practice.AccountId, "practice"),
        };
        await SendAsync(session, eventId, purpose, mail with { Sequence = e?.Sequence ?? 0 }, ct);
    }

    /// <summary>Tells the assessor who offered a slot that it was booked, or is free again.</summary>
    [Queue(Queues.Mail)]
    public async Task ToObserverAsync(Guid slotId, Guid eventId, string purpose, CancellationToken ct)
    {
        await using var session = store.LightweightSession();
        if (await SessionAsync(session, slotId, ct) is { } booked)
        {
            var e = await session.Events.LoadAsync(eventId, ct);
            await SendAsync(session, eventId, purpose, new PracticeMail(booked.Assessor, "staff/slots", booked, Cancelled: purpose == "slot-freed") { Sequence = e?.Sequence ?? 0 }, ct);
        }
    }

    /// <summary>Tells an assessor that they join a session, or that there is none to join any more.</summary>
    [Queue(Queues.Mail)]
    public async Task ToJoinerAsync(Guid practiceId, Guid eventId, string purpose, CancellationToken ct)
    {
        await using var session = store.LightweightSession();
        var e = await session.Events.LoadAsync(eventId, ct);
        var mail = e?.Data switch
        {
            PracticeEvent.Joined joined => new PracticeMail(joined.Assessor, $"staff/practices/{practiceId:N}", await SessionAsync(session, joined.SlotId, ct)),
            PracticeEvent.JoinEnded ended => new PracticeMail(ended.Assessor, "staff/practices", await SessionAsync(session, ended.SlotId, ct), Cancelled: true),
            _ => null,
        };
        if (mail is not null)
        {
            await SendAsync(session, eventId, purpose, mail with { Sequence = e!.Sequence }, ct);
        }
    }

    /// <summary>Reminds an assessor of marks that are overdue.</summary>
    [Queue(Queues.Mail)]
    public async Task ToAssessorAsync(Guid practiceId, Guid assessor, Guid eventId, string purpose, CancellationToken ct)
    {
        await using var session = store.LightweightSession();
        await SendAsync(session, eventId, purpose, new PracticeMail(assessor, $"staff/practices/{practiceId:N}"), ct);
    }

    private static async Task<PracticeSession?> SessionAsync(IQuerySession session, Guid slotId, CancellationToken ct) =>
        await session.LoadAsync<Slot>(slotId, ct) is { } slot ? new PracticeSession(slot.Id, slot.Assessor, slot.StartsAt, slot.Minutes) : null;

    private async Task SendAsync(IDocumentSession session, Guid eventId, string purpose, PracticeMail mail, CancellationToken ct)
    {
        session.LastModifiedBy = "job:send-practice-mail";
        if (await session.LoadAsync<Login>(mail.AccountId, ct) is not { } login)
        {
            return;
        }

        var mailId = DeterministicId.Mail(eventId, purpose);
        // Run again, it would store a second calendar entry that no message carries.
        if (!await session.CheckExistsAsync<OutgoingMail>(mailId, ct))
        {
            await queue.QueueAsync(session, await DraftAsync(session, mailId, purpose, mail, login, ct), ct);
            await session.SaveChangesAsync(ct);
        }

        jobs.Enqueue<DeliverMail>(Queues.Mail, job => job.RunAsync(mailId, CancellationToken.None));
    }

    private async Task<MailDraft> DraftAsync(IDocumentSession session, Guid mailId, string purpose, PracticeMail mail, Login login, CancellationToken ct)
    {
        var t = texts.For(login.Locale);
        var link = $"{settings.PublicAddress.TrimEnd('/')}/{login.Locale}/{mail.Path}";
        var place = mail.Session is { } booked ? (await session.LoadAsync<SlotPlace>(booked.SlotId, ct))?.Where ?? "" : "";
        return new MailDraft(
            mailId,
            mail.AccountId,
            purpose,
            ("when", mail.Session is { } at ? t.Time(at.StartsAt) : ""),
            ("where", place),
            ("link", link))
        {
            Attachments = mail.Session is null ? [] : [new MailAttachment(Attach(session, mailId, mail, t, place, link), "vision-zero.ics")],
        };
    }

    private string Attach(IDocumentSession session, Guid mailId, PracticeMail mail, Texts.Texts t, string place, string link)
    {
        var now = clock.GetUtcNow();
        var booked = mail.Session!;
        var entry = new CalendarFile(DeterministicId.Of($"calendar/{booked.SlotId:N}/{mail.AccountId:N}"), booked.StartsAt, booked.Minutes, t["practice.calendar"], place, link, mail.Sequence, mail.Cancelled, now);
        var sha256 = files.Store(session, entry.Bytes(), CalendarFile.MediaType, mailId);
        session.Store(new CalendarEntry { Id = mailId, AccountId = mail.AccountId, Sha256 = sha256, At = now });
        return sha256;
    }
}
