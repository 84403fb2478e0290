using Marten;

namespace VisionZero.Web.Features.Accounts.Mail;

/// <summary>Where a message stands.</summary>
public enum MailState
{
    /// <summary>Not sent yet.</summary>
    Waiting = 1,

    /// <summary>Handed to the server; the answer has not been noted.</summary>
    Sending = 2,

    /// <summary>Accepted by the server, or kept where none is configured.</summary>
    Sent = 3,

    /// <summary>Refused for good by the server, or given up after days of trying.</summary>
    Failed = 4,

    /// <summary>Its one-time link stopped working before it left: it was not sent.</summary>
    Overtaken = 5,
}

/// <summary>A message: purpose and figures; the text is made from the locale files when it is sent or shown.</summary>
public sealed record OutgoingMail
{
    /// <summary>Deterministic: one message a cause and purpose.</summary>
    public Guid Id { get; init; }

    /// <summary>Who it is for; the address is looked up when it is sent.</summary>
    public Guid AccountId { get; init; }

    /// <summary>Another address of this account, where the message is not for the one in force (a change of address).</summary>
    public string? OtherAddress { get; init; }

    /// <summary>Key under <c>mail</c> in the locale files.</summary>
    public string Purpose { get; init; } = "";

    /// <summary>Language.</summary>
    public string Locale { get; init; } = "en";

    /// <summary>Values of the placeholders.</summary>
    public IReadOnlyDictionary<string, string> Arguments { get; init; } = new Dictionary<string, string>();

    /// <summary>The link that works once, if there is one; its token is made when the message is delivered or shown.</summary>
    public OneTimeLink? OneTimeLink { get; init; }

    /// <summary>Attached files.</summary>
    public IReadOnlyList<MailAttachment> Attachments { get; init; } = [];

    /// <summary>Where it stands.</summary>
    public MailState State { get; init; } = MailState.Waiting;

    /// <summary>Why the last try failed (kind of error, never an address).</summary>
    public string? Problem { get; init; }

    /// <summary>When it was queued.</summary>
    public DateTimeOffset QueuedAt { get; init; }

    /// <summary>When it was sent or kept.</summary>
    public DateTimeOffset? SentAt { get; init; }

    /// <summary>When it was given up.</summary>
    public DateTimeOffset? FailedAt { get; init; }

    /// <summary>When what it said was deleted; the rest stays, so that its cause does not write it again.</summary>
    public DateTimeOffset? PurgedAt { get; init; }

    /// <summary>How often it was tried.</summary>
    public int Tries { get; init; }

    /// <summary>After a try that failed: not tried again before.</summary>
    public DateTimeOffset? NotBefore { get; init; }

    /// <summary>When the sweep hands it to a job again, if it has neither arrived nor failed by then.</summary>
    public DateTimeOffset? DueAt { get; init; }
}

/// <summary>What is needed to make a one-time link: the token itself is stored nowhere.</summary>
/// <param name="Page">Page of the link, without language.</param>
/// <param name="Purpose">Purpose of the token, see <see cref="AccountTokens"/>.</param>
/// <param name="Binding">See <see cref="AccountTokens.Binding"/>.</param>
public sealed record OneTimeLink(string Page, string Purpose, string Binding);

/// <summary>An attached file by its hash, and the name it is given.</summary>
public sealed record MailAttachment(string Sha256, string FileName);

/// <summary>What a job wants to send.</summary>
/// <param name="Id">See <see cref="Domain.Common.DeterministicId.Mail"/>.</param>
/// <param name="AccountId">Who it is for.</param>
/// <param name="Purpose">Key under <c>mail</c> in the locale files.</param>
/// <param name="Arguments">Values of the placeholders of subject and body.</param>
public sealed record MailDraft(Guid Id, Guid AccountId, string Purpose, params IReadOnlyList<(string Name, string Value)> Arguments)
{
    /// <summary>Attached files.</summary>
    public IReadOnlyList<MailAttachment> Attachments { get; init; } = [];

    /// <summary>See <see cref="OutgoingMail.OneTimeLink"/>.</summary>
    public OneTimeLink? OneTimeLink { get; init; }

    /// <summary>Another address of the account, see <see cref="OutgoingMail.OtherAddress"/>.</summary>
    public string? OtherAddress { get; init; }
}

/// <summary>Puts messages into the session's commit.</summary>
public sealed class MailQueue(TimeProvider clock)
{
    /// <summary>
    /// Queues the message unless it was queued before; answers whether it is new. After the commit, have it delivered by
    /// <see cref="DeliverMail"/>; the sweep delivers what a crash left behind.
    /// </summary>
    public async Task<bool> QueueAsync(IDocumentSession session, MailDraft draft, CancellationToken ct)
    {
        if (await session.CheckExistsAsync<OutgoingMail>(draft.Id, ct))
        {
            return false;
        }

        var login = await session.LoadAsync<Login>(draft.AccountId, ct);
        if (login is null)
        {
            // The account was closed: there is nobody to write to.
            return false;
        }

        var now = clock.GetUtcNow();
        session.Insert(new OutgoingMail
        {
            Id = draft.Id,
            AccountId = draft.AccountId,
            OtherAddress = draft.OtherAddress,
            Purpose = draft.Purpose,
            Locale = login.Locale,
            Arguments = draft.Arguments.ToDictionary(a => a.Name, a => a.Value, StringComparer.Ordinal),
            OneTimeLink = draft.OneTimeLink,
            Attachments = draft.Attachments,
            QueuedAt = now,
            DueAt = now + SweepMail.Patience,
        });
        return true;
    }
}
