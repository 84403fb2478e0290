using Marten;
using VisionZero.Domain.Common;
using VisionZero.Domain.Practices;
using VisionZero.Web.Pipeline;
using VisionZero.Web.Security;
using VisionZero.Web.Storage;

namespace VisionZero.Web.Features.Practices;

/// <summary>Serves what a candidate handed in: only as download, to its owner, to assessors and to those who review.</summary>
internal static class PracticeDownload
{
    public static void Map(WebApplication app, Settings settings)
    {
        if (settings.ServesPages)
        {
            app.MapGet("/files/practice/{practiceId:guid}/{fileId:guid}", ServeAsync).RequireAuthorization(Policies.SignedIn);
        }
    }

    /// <summary>Whether somebody may see what was handed in.</summary>
    public static bool MayRead(Practice practice, Actor actor) =>
        practice.AccountId == actor.AccountId
        || (practice.State != PracticeState.Preparing
            && (actor.Roles.Contains(Role.Reviewer) || actor.Roles.Contains(Role.Approver)
                || (actor.Roles.Contains(Role.Assessor) && !practice.Conflicts.Contains(actor.Person))));

    private static async Task<IResult> ServeAsync(Guid practiceId, Guid fileId, IQuerySession session, ActorContext actor, FileStore files, HttpContext context, CancellationToken ct)
    {
        var practice = await session.LoadAsync<Practice>(practiceId, ct);
        var wanted = practice is not null && MayRead(practice, actor.Current)
            ? new[] { practice.Plan, practice.Recording }.FirstOrDefault(f => f is { IsLink: false } && f.Id == fileId)
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
