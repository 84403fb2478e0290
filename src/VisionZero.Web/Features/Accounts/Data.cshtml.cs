using System.IO.Compression;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using Marten;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using VisionZero.Web.Features.Accounts.Mail;
using VisionZero.Web.Pages;
using VisionZero.Web.Security;
using VisionZero.Web.Storage;

namespace VisionZero.Web.Features.Accounts;

/// <summary>What is stored about the person: to take along, or to erase.</summary>
[Authorize(Policy = Policies.SignedIn)]
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

    /// <summary>Whether the person may erase: staff ask an administrator.</summary>
    public bool MayErase => !Actor.IsStaff;

    /// <summary>Everything in one archive: the records as JSON, and the files.</summary>
    public async Task<IActionResult> OnGetExportAsync()
    {
        var ct = HttpContext.RequestAborted;
        var login = await Logins.FindAsync(Query, Actor.Person, ct);
        var records = new Dictionary<string, object?>
        {
            ["exportedAt"] = Now,
            ["account"] = new { login?.Email, login?.PendingEmail, login?.EmailConfirmed, login?.Locale, login?.Roles, login?.StaffName },
            ["sessions"] = await Query.Query<SignInSession>().Where(s => s.AccountId == Actor.Person).ToListAsync(ct),
            ["mail"] = (await Query.Query<OutgoingMail>().Where(m => m.AccountId == Actor.Person).ToListAsync(ct)).Select(m => new { m.Purpose, m.QueuedAt, m.SentAt }),
        };
        var files = new List<(string Name, string Sha256)>();
        foreach (var area in Service<IEnumerable<IPersonalData>>())
        {
            var export = await area.ExportAsync(Query, Actor.Person, ct);
            files.AddRange(export.Files);
            foreach (var (name, record) in export.Records)
            {
                records.Add(name, record);
            }
        }

        Response.Headers.CacheControl = "private, no-store";
        return File(await PackAsync(records, files, ct), "application/zip", "vision-zero-my-data.zip");
    }

    /// <summary>Erases.</summary>
    public async Task<IActionResult> OnPostAsync()
    {
        var outcome = await SendAsync(new EraseMyAccount(Understood));
        if (!outcome.Ok)
        {
            return Again();
        }

        await HttpContext.SignOutAsync();
        // Pages that were kept on this device, and what waits there.
        Response.Headers["Clear-Site-Data"] = "\"storage\"";
        Flash("accounts.data.erased");
        return Redirect("~/");
    }

    // On disk, and gone with the answer: evidence may be hundreds of megabytes, and half an archive is no answer.
    private async Task<Stream> PackAsync(Dictionary<string, object?> records, List<(string Name, string Sha256)> files, CancellationToken ct)
    {
        var packed = new FileStream(
            Path.Combine(Path.GetTempPath(), $"vz-export-{Guid.NewGuid():N}"),
            new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.ReadWrite, Options = FileOptions.DeleteOnClose | FileOptions.Asynchronous });
        try
        {
            await using (var archive = await ZipArchive.CreateAsync(packed, ZipArchiveMode.Create, leaveOpen: true, entryNameEncoding: null, ct))
            {
                await using (var json = await archive.CreateEntry("data.json").OpenAsync(ct))
                {
                    await JsonSerializer.SerializeAsync(json, records, Readable, ct);
                }

                foreach (var (name, sha256) in files)
                {
                    if (await Service<FileStore>().ReadAsync(sha256, ct) is { } file)
                    {
                        await using var entry = await archive.CreateEntry(name, CompressionLevel.NoCompression).OpenAsync(ct);
                        await entry.WriteAsync(file.Bytes, ct);
                    }
                }
            }

            packed.Position = 0;
            return packed;
        }
        catch
        {
            await packed.DisposeAsync();
            throw;
        }
    }
}
