using System.Net;
using Marten;
using Microsoft.AspNetCore.Mvc;
using VisionZero.Domain.Common;
using VisionZero.Web.Pages;
using VisionZero.Web.Storage;

namespace VisionZero.Web.Features.Accounts.Mail;

/// <summary>A kept message, ready to be shown.</summary>
public sealed record KeptMessage(OutgoingMail Mail, string Address, MailText Text);

/// <summary>
/// Messages that no server takes: shown on the machine itself and to administrators, only while no mail server is
/// configured.
/// </summary>
public sealed class KeptMailPage : VzPage
{
    private static readonly string[] ThroughProxy = ["X-Forwarded-For", "X-Forwarded-Host", "X-Real-IP", "Forwarded", "Via"];

    /// <summary>The newest messages first.</summary>
    public IReadOnlyList<KeptMessage> Messages { get; private set; } = [];

    /// <summary>The messages, optionally those to one address.</summary>
    public async Task<IActionResult> OnGetAsync(string? to)
    {
        if (!MayRead())
        {
            return NotFound();
        }

        var ct = HttpContext.RequestAborted;
        var mails = await Query.Query<OutgoingMail>().Where(m => m.PurgedAt == null).OrderByDescending(m => m.QueuedAt).Take(100).ToListAsync(ct);
        var logins = (await Query.LoadManyAsync<Login>(ct, [.. mails.Select(m => m.AccountId).Distinct()])).ToDictionary(l => l.Id);
        Messages =
        [
            .. mails
                .Select(m => (Mail: m, Login: logins.GetValueOrDefault(m.AccountId)))
                .Select(m => new KeptMessage(m.Mail, m.Mail.OtherAddress ?? m.Login?.Email ?? "", Service<MailWriter>().Write(m.Mail, m.Login)))
                .Where(m => to is null || string.Equals(m.Address, to, StringComparison.OrdinalIgnoreCase)),
        ];
        return Page();
    }

    /// <summary>An attached file.</summary>
    public async Task<IActionResult> OnGetFileAsync(Guid mail, string sha256)
    {
        var message = MayRead() ? await Query.LoadAsync<OutgoingMail>(mail, HttpContext.RequestAborted) : null;
        var attachment = message?.Attachments.FirstOrDefault(a => a.Sha256 == sha256);
        var file = attachment is null ? null : await Service<FileStore>().ReadAsync(sha256, HttpContext.RequestAborted);
        return file is null ? NotFound() : File(file.Bytes, file.MediaType, attachment!.FileName);
    }

    /// <summary>A link of the official address, opened where this page is: the two differ on a test machine.</summary>
    public string Local(Uri link) =>
        link.AbsoluteUri.StartsWith(Service<Settings>().PublicAddress, StringComparison.OrdinalIgnoreCase) ? link.PathAndQuery : link.AbsoluteUri;

    private bool MayRead() =>
        string.IsNullOrWhiteSpace(Service<Settings>().Mail.Host)
        && (Actor.Roles.Contains(Role.Administrator)
            || (HttpContext.Connection.RemoteIpAddress is { } address && IPAddress.IsLoopback(address) && IsAskedByLocalName() && !ThroughProxy.Any(Request.Headers.ContainsKey)));

    // Any site can have its own name point to this machine (DNS rebinding): its pages would read along in a browser that
    // runs here. So the name asked for must be this machine's; the official one is not, a proxy may serve it to everybody.
    private bool IsAskedByLocalName() =>
        string.Equals(Request.Host.Host, "localhost", StringComparison.OrdinalIgnoreCase)
        || (IPAddress.TryParse(Request.Host.Host, out var address) && IPAddress.IsLoopback(address));
}
