using System.Globalization;
using MailKit;
using MailKit.Net.Smtp;
using MailKit.Security;
using MimeKit;
using VisionZero.Web.Storage;
using VisionZero.Web.Texts;

namespace VisionZero.Web.Features.Accounts.Mail;

/// <summary>How messages leave.</summary>
public interface IMailTransport
{
    /// <summary>Whether sending cannot be undone by a rollback.</summary>
    bool LeavesTheMachine { get; }

    /// <summary>Sends, or throws: <see cref="MailRefusedException"/> where another try is in vain.</summary>
    Task SendAsync(OutgoingMail mail, MailText text, string address, CancellationToken ct);
}

/// <summary>The message was refused for good.</summary>
/// <param name="problem">Kind of refusal, never an address: answers of servers quote them.</param>
public sealed class MailRefusedException(string problem) : Exception($"The message was refused ({problem}).")
{
    /// <summary>Kind of refusal.</summary>
    public string Problem { get; } = problem;
}

/// <summary>The server does not take the message now.</summary>
/// <param name="problem">Kind of refusal, never an address.</param>
public sealed class MailDelayedException(string problem) : Exception($"The message was not taken now ({problem}).")
{
    /// <summary>Kind of refusal.</summary>
    public string Problem { get; } = problem;
}

/// <summary>No server is configured: the message stays in the database and is shown on the local page.</summary>
public sealed class KeptMailTransport : IMailTransport
{
    /// <inheritdoc/>
    public bool LeavesTheMachine => false;

    /// <inheritdoc/>
    public Task SendAsync(OutgoingMail mail, MailText text, string address, CancellationToken ct) => Task.CompletedTask;
}

/// <summary>Sends through an SMTP server.</summary>
public sealed class SmtpMailTransport(Settings settings, TextSource texts, FileStore files) : IMailTransport
{
    /// <summary>How long one answer of the server may take.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    /// <inheritdoc/>
    public bool LeavesTheMachine => true;

    /// <inheritdoc/>
    public async Task SendAsync(OutgoingMail mail, MailText text, string address, CancellationToken ct)
    {
        if (!MailboxAddress.TryParse(address, out var recipient))
        {
            throw new MailRefusedException("address");
        }

        using var message = await WriteAsync(mail, text, recipient, ct);
        using var client = new SmtpClient { Timeout = (int)Patience.TotalMilliseconds };
        await client.ConnectAsync(settings.Mail.Host ?? "", settings.Mail.Port, Security(), ct);
        if (!string.IsNullOrEmpty(settings.Mail.User))
        {
            await client.AuthenticateAsync(settings.Mail.User, settings.Mail.Password ?? "", ct);
        }

        await HandOverAsync(client, message, ct);
        try
        {
            await client.DisconnectAsync(quit: true, CancellationToken.None);
        }
        catch (Exception e) when (e is IOException or ProtocolException or TimeoutException)
        {
            // It has the message; how it says goodbye must not have it sent again.
        }
    }

    private static async Task HandOverAsync(SmtpClient client, MimeMessage message, CancellationToken ct)
    {
        try
        {
            await client.SendAsync(message, ct);
        }
        catch (SmtpCommandException e)
        {
            var code = ((int)e.StatusCode).ToString(CultureInfo.InvariantCulture);
            throw IsForGood(e) ? new MailRefusedException(code) : new MailDelayedException(code);
        }
        catch (NotSupportedException)
        {
            // Letters in the address that this server cannot carry (SMTPUTF8).
            throw new MailRefusedException("address");
        }
    }

    // A refused sender, or a call for credentials, is about this platform and not about the message.
    private static bool IsForGood(SmtpCommandException e) =>
        e.ErrorCode is SmtpErrorCode.RecipientNotAccepted or SmtpErrorCode.MessageNotAccepted && (int)e.StatusCode is >= 500 and not (530 or 534 or 535 or 538);

    private async Task<MimeMessage> WriteAsync(OutgoingMail mail, MailText text, MailboxAddress recipient, CancellationToken ct)
    {
        var body = new BodyBuilder { TextBody = text.Plain, HtmlBody = text.Html };
        foreach (var attachment in mail.Attachments)
        {
            var file = await files.ReadAsync(attachment.Sha256, ct)
                ?? throw new InvalidOperationException($"Attachment {attachment.Sha256} of message {mail.Id} is not stored.");
            body.Attachments.Add(attachment.FileName, file.Bytes, ContentType.Parse(file.MediaType));
        }

        var message = new MimeMessage
        {
            Subject = text.Subject,
            MessageId = $"{mail.Id:N}@{settings.Mail.From.Split('@')[^1]}",
            Body = body.ToMessageBody(),
        };
        message.From.Add(new MailboxAddress(texts.For(mail.Locale)["general.product"], settings.Mail.From));
        message.To.Add(recipient);
        message.Headers.Add(HeaderId.AutoSubmitted, "auto-generated");
        return message;
    }

    private SecureSocketOptions Security() => settings.Mail.Security switch
    {
        "Tls" => SecureSocketOptions.SslOnConnect,
        "None" => SecureSocketOptions.None,
        _ => SecureSocketOptions.StartTls,
    };
}
