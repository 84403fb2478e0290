using System.Text;
using System.Text.Encodings.Web;
using VisionZero.Web.Texts;

namespace VisionZero.Web.Features.Accounts.Mail;

/// <summary>A message ready to be read: subject, plain text, and the same as simple HTML.</summary>
public sealed record MailText(string Subject, string Plain, string Html)
{
    /// <summary>Makes the text in the message's language.</summary>
    /// <param name="mail">The message.</param>
    /// <param name="source">Texts.</param>
    /// <param name="link">Its one-time link, if it has one.</param>
    public static MailText Of(OutgoingMail mail, TextSource source, string? link = null)
    {
        ArgumentNullException.ThrowIfNull(mail);
        ArgumentNullException.ThrowIfNull(source);
        var texts = source.For(mail.Locale);
        (string, object)[] arguments = [.. mail.Arguments.Select(a => (a.Key, (object)a.Value)), .. link is null ? [] : new (string, object)[] { ("link", link) }];
        var subject = texts[$"mail.{mail.Purpose}.subject", arguments];
        var body = texts[$"mail.{mail.Purpose}.body", arguments].Trim();
        var signature = texts["mail.signature"].Trim();
        return new MailText(subject, $"{body}\n\n{signature}\n", Markup(texts, subject, [.. Paragraphs(body), .. Paragraphs(signature)]));
    }

    private static string[] Paragraphs(string text) =>
        text.Split("\n\n", StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);

    private static string Markup(Texts.Texts texts, string subject, IEnumerable<string> paragraphs)
    {
        var encode = HtmlEncoder.Default;
        var html = new StringBuilder()
            .Append("<!DOCTYPE html><html lang=\"").Append(texts.Culture.Name).Append("\" dir=\"").Append(texts.Direction)
            .Append("\"><head><meta charset=\"utf-8\"><title>").Append(encode.Encode(subject))
            .Append("</title></head><body style=\"font-family:sans-serif;font-size:16px;line-height:1.5;color:#10233B;max-width:36em\">");
        foreach (var paragraph in paragraphs)
        {
            var text = encode.Encode(paragraph).Replace("&#xA;", "<br>", StringComparison.Ordinal);
            // A paragraph that is an address is the one thing to do.
            html.Append(Uri.TryCreate(paragraph, UriKind.Absolute, out var uri) && uri.Scheme is "http" or "https"
                ? $"<p><a href=\"{encode.Encode(uri.AbsoluteUri)}\" style=\"color:#1D5FA8\">{text}</a></p>"
                : $"<p>{text}</p>");
        }

        return html.Append("</body></html>").ToString();
    }
}
