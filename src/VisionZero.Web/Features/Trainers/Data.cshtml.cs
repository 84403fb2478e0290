using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using Marten;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using VisionZero.Domain.Trainers;
using VisionZero.Web.Features.Accounts;
using VisionZero.Web.Features.Accounts.Mail;
using VisionZero.Web.Features.Certification;
using VisionZero.Web.Pages;
using VisionZero.Web.Security;

namespace VisionZero.Web.Features.Trainers;

/// <summary>What is stored about the person: to take along, or to erase.</summary>
[Authorize(Policy = Policies.Trainer)]
public sealed class DataPage : VzPage
{
    private static readonly JsonSerializerOptions Readable = new()
    {
        WriteIndented = true,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        Converters = { new JsonStringEnumConverter() },
    };

    /// <summary>Whether the person understands what goes.</summary>
    [BindProperty]
    public bool Understood { get; set; }

    /// <summary>Everything as one JSON file.</summary>
    public async Task<IActionResult> OnGetExportAsync()
    {
        var ct = HttpContext.RequestAborted;
        var trainer = await Query.Query<Trainer>().FirstOrDefaultAsync(t => t.AccountId == Actor.Person, ct);
        if (trainer is null)
        {
            return NotFound();
        }

        var facts = await ApplicantFacts.LoadAsync(Query, trainer, ct);
        Guid[] applications = [.. facts.Applications.Select(a => a.Id)];
        var login = await Logins.FindAsync(Query, Actor.Person, ct);
        var export = new
        {
            exportedAt = Now,
            account = new { login?.Email, login?.EmailConfirmed, login?.Locale },
            sessions = await Query.Query<SignInSession>().Where(s => s.AccountId == Actor.Person).ToListAsync(ct),
            trainer,
            profile = await Query.LoadAsync<TrainerProfile>(trainer.Id, ct),
            enrolments = facts.Enrolments,
            applications = facts.Applications,
            messages = await Query.Query<ApplicationMessage>().Where(m => m.ApplicationId.In(applications) && m.Kind != MessageKind.Note).ToListAsync(ct),
            certificates = facts.Certificates,
            mail = (await Query.Query<OutgoingMail>().Where(m => m.AccountId == Actor.Person).ToListAsync(ct)).Select(m => new { m.Purpose, m.QueuedAt, m.SentAt }),
        };
        return File(JsonSerializer.SerializeToUtf8Bytes(export, Readable), "application/json", "vision-zero-my-data.json");
    }

    /// <summary>Erases.</summary>
    public async Task<IActionResult> OnPostAsync()
    {
        var outcome = await SendAsync(new ErasePersonalData(Understood));
        if (!outcome.Ok)
        {
            return Again();
        }

        await HttpContext.SignOutAsync();
        Flash("trainers.data.erased");
        return Redirect("~/");
    }
}
