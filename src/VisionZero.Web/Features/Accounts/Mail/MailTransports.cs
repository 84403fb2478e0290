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

    /// <summary>Sends, or throws.</summary>
    Task SendAsync(OutgoingMail mail, string address, CancellationToken ct);
}

/// <summary>No server is configured: the message stays in the database and is shown on the local page.</summary>
public sealed class KeptMailTransport : IMailTransport
{
    /// <inheritdoc/>
    public bool LeavesTheMachine => false;

    /// <inheritdoc/>
    public Task SendAsync(OutgoingMail mail, string address, CancellationToken ct) => Task.CompletedTask;
}

/// <summary>Sends through an SMTP server.</summary>
public sealed class SmtpMailTransport(Settings settings, TextSource texts, FileStore files) : IMailTransport
{
    /// <inheritdoc/>
    public bool LeavesTheMachine => true;

    /// <inheritdoc/>
    public async Task SendAsync(OutgoingMail mail, string address, CancellationToken ct)
    {
        var text = MailText.Of(mail, texts);
        var body = new BodyBuilder { TextBody = text.Plain, HtmlBody = text.Html };
        foreach (var attachment in mail.Attachments)
        {
            var file = await files.ReadAsync(attachment.Sha256, ct)
                ?? throw new InvalidOperationException($"Attachment {attachment.Sha256} of message {mail.Id} is not stored.");
            body.Attachments.Add(attachment.FileName, file.Bytes, ContentType.Parse(file.MediaType));
        }

        using var message = new MimeMessage();
        message.From.Add(new MailboxAddress(texts.For(mail.Locale)["general.product"], settings.Mail.From));
        message.To.Add(MailboxAddress.Parse(address));
        message.Subject = text.Subject;
        message.MessageId = $"{mail.Id:N}@{settings.Mail.From.Split('@')[^1]}";
        message.Headers.Add(HeaderId.AutoSubmitted, "auto-generated");
        message.Body = body.ToMessageBody();

        using var client = new SmtpClient();
        await client.ConnectAsync(settings.Mail.Host ?? "", settings.Mail.Port, Security(), ct);
        if (!string.IsNullOrEmpty(settings.Mail.User))
        {
            await client.AuthenticateAsync(settings.Mail.User, settings.Mail.Password ?? "", ct);
        }

        await client.SendAsync(message, ct);
        await client.DisconnectAsync(quit: true, ct);
    }

    private SecureSocketOptions Security() => settings.Mail.Security switch
    {
        "Tls" => SecureSocketOptions.SslOnConnect,
        "None" => SecureSocketOptions.None,
        _ => SecureSocketOptions.StartTls,
    };
}
