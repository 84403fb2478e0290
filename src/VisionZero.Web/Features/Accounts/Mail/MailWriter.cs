using VisionZero.Web.Texts;

namespace VisionZero.Web.Features.Accounts.Mail;

/// <summary>Writes a message at the moment in which it is delivered or shown; here, and nowhere else, its token is made.</summary>
public sealed class MailWriter(TextSource texts, AccountTokens tokens, Settings settings)
{
    /// <summary>Whether the one-time link of the message no longer works: credentials changed, or another address was wished for.</summary>
    public static bool IsOvertaken(OutgoingMail mail, Login login)
    {
        ArgumentNullException.ThrowIfNull(mail);
        return mail.OneTimeLink is { } link && link.Binding != AccountTokens.Binding(login, link.Purpose);
    }

    /// <summary>The text; a link that was overtaken says so instead.</summary>
    public MailText Write(OutgoingMail mail, Login? login)
    {
        ArgumentNullException.ThrowIfNull(mail);
        if (mail.OneTimeLink is not { } link)
        {
            return MailText.Of(mail, texts);
        }

        return MailText.Of(mail, texts, login is null || IsOvertaken(mail, login)
            ? texts.For(mail.Locale)["mail.link-overtaken"]
            : $"{settings.PublicAddress.TrimEnd('/')}/{mail.Locale}/{link.Page}?account={login.Id:N}&token={Uri.EscapeDataString(tokens.Make(login, link.Purpose, mail.SentAt))}");
    }
}
