using Marten;
using VisionZero.Domain.Certification;
using VisionZero.Domain.Common;
using VisionZero.Domain.Practices;
using VisionZero.Web.Content;
using VisionZero.Web.Pipeline;
using VisionZero.Web.Security;
using VisionZero.Web.Storage;

namespace VisionZero.Web.Features.Practices;

/// <summary>
/// Serves what a candidate handed in: only as download, and to others than its owner only once it was handed in. An assessor
/// opens what they took up or could take up now; a reviewer or approver what belongs to an application for Professional
/// that is open, or that they reviewed or decided on, and not where they declared a conflict of interest.
/// </summary>
internal static class PracticeDownload
{
    public static void Map(WebApplication app, Settings settings)
    {
        if (settings.ServesPages)
        {
            app.MapGet("/files/practice/{practiceId:guid}/{fileId:guid}", ServeAsync).RequireAuthorization(Policies.SignedIn);
        }
    }

    /// <summary>Whether a reviewer or approver may open what the applicant handed in for the practice.</summary>
    public static bool Decides(Application application, Actor actor) =>
        application.Level == Level.Professional
        && (actor.Roles.Contains(Role.Reviewer) || actor.Roles.Contains(Role.Approver))
        && (!application.IsClosed() || application.Reviewer == actor.Person || application.Approver == actor.Person)
        && !application.Conflicts.Contains(actor.Person);

    private static async Task<bool> MayReadAsync(IQuerySession session, Practice practice, Actor actor, Scheme scheme, CancellationToken ct)
    {
        if (practice.AccountId == actor.AccountId)
        {
            return true;
        }

        if (practice.HandedInAt is null || !actor.IsStaff)
        {
            return false;
        }

        var applications = await session.Query<Application>().Where(a => a.TrainerId == practice.TrainerId).ToListAsync(ct);
        return applications.Any(a => Decides(a, actor))
            || (actor.Roles.Contains(Role.Assessor)
                && scheme.Policy.Practice is { } policy
                && PracticeDecisions.MayOpen(practice, actor.Person, PracticeQueries.DecidersOf(applications), policy));
    }

    private static async Task<IResult> ServeAsync(Guid practiceId, Guid fileId, IQuerySession session, ActorContext actor, FileStore files, Scheme scheme, HttpContext context, CancellationToken ct)
    {
        var practice = await session.LoadAsync<Practice>(practiceId, ct);
        var wanted = practice is not null && await MayReadAsync(session, practice, actor.Current, scheme, ct)
            ? practice.Files().FirstOrDefault(f => f.Id == fileId)
            : null;
        var file = wanted is null ? null : await files.ReadAsync(wanted.Sha256, ct);
        if (file is null)
        {
            return Results.NotFound();
        }

        context.Response.Headers.CacheControl = "private, no-store";
        context.Response.Headers["Content-Security-Policy"] = "default-src 'none'; sandbox";
        return Results.File(file.Bytes, file.MediaType, $"practice-{file.Sha256[..8]}.{PracticeFileTypes.Extension(file.MediaType)}");
    }
}
