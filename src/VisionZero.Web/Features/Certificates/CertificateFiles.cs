using Marten;
using VisionZero.Domain.Certificates;
using VisionZero.Domain.Common;
using VisionZero.Domain.Trainers;
using VisionZero.Web.Content;
using VisionZero.Web.Pipeline;
using VisionZero.Web.Security;
using VisionZero.Web.Storage;

namespace VisionZero.Web.Features.Certificates;

/// <summary>The file of a certificate for its holder and for staff, and the register's answer for machines.</summary>
internal static class CertificateFiles
{
    public static void Map(WebApplication app, Settings settings)
    {
        if (!settings.ServesPages)
        {
            return;
        }

        app.MapGet("/me/certificates/{number}", DownloadAsync).RequireAuthorization(Policies.SignedIn);
        app.MapGet("/api/certificates/{number}", AnswerAsync);
    }

    private static async Task<IResult> DownloadAsync(string number, IQuerySession session, ActorContext actor, FileStore files, HttpContext context, CancellationToken ct)
    {
        var certificate = CertificateNumber.Parse(number) is { } parsed
            ? await session.Query<Certificate>().FirstOrDefaultAsync(c => c.Number == parsed, ct)
            : null;
        var holder = certificate is null ? null : await session.LoadAsync<Trainer>(certificate.TrainerId, ct);
        var mayRead = holder?.AccountId == actor.Current.AccountId || actor.Current.Roles.Contains(Role.Approver) || actor.Current.Roles.Contains(Role.Reviewer);
        var file = mayRead && certificate?.Sha256 is { } sha256 ? await files.ReadAsync(sha256, ct) : null;
        if (file is not null)
        {
            context.Response.Headers.CacheControl = "private, no-store";
        }

        return file is null ? Results.NotFound() : Results.File(file.Bytes, "application/pdf", CertificatePaper.FileName(certificate!.Number));
    }

    private static async Task<IResult> AnswerAsync(string number, string? code, IQuerySession session, Scheme scheme, TimeProvider clock, HttpContext context, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        var answer = await Verification.AskAsync(session, number, code, scheme.Policy, now, ct);
        context.Response.Headers.CacheControl = "no-store";
        return Results.Json(
            new
            {
                number = answer.Number,
                status = answer.Verdict,
                inForce = answer.InForce,
                level = answer.Level?.ToString().ToLowerInvariant(),
                name = answer.Name,
                nameComplete = answer.NameIsWhole,
                validFrom = answer.From,
                validThrough = answer.Through,
                course = answer.Course?.Title,
                courseVersion = answer.Course?.Version,
                since = answer.Since,
                supersededBy = answer.SupersededBy,
                codeMatches = code is null ? (bool?)null : !answer.CodeIsWrong,
                checkedAt = now,
            },
            statusCode: answer.Verdict == "unknown" ? StatusCodes.Status404NotFound : StatusCodes.Status200OK);
    }
}
