using Marten;
using VisionZero.Domain.Trainers;
using VisionZero.Web.Pipeline;
using VisionZero.Web.Security;
using VisionZero.Web.Storage;

namespace VisionZero.Web.Features.Trainers.Kit;

/// <summary>The files of the kit, for registered trainers.</summary>
internal static class KitFiles
{
    // Who asks first for a small file gets it at once; a handbook takes longer, and says so.
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(3);

    public static void Map(WebApplication app, Settings settings)
    {
        if (settings.ServesPages)
        {
            app.MapGet("/materials/files/{name}", ServeAsync).RequireAuthorization(Policies.Trainer);
        }
    }

    private static async Task<IResult> ServeAsync(string name, IQuerySession session, ActorContext actor, KitLibrary library, KitPress press, FileStore files, TimeProvider clock, HttpContext context, CancellationToken ct)
    {
        if (!await session.Query<Trainer>().AnyAsync(t => t.AccountId == actor.Current.Person, ct))
        {
            return Results.Redirect($"{context.Request.PathBase}/trainer/register");
        }

        if (await library.InForceAsync(session, clock.GetUtcNow(), ct) is not { } kit || kit.Find(name) is not { } file)
        {
            return Results.NotFound();
        }

        var made = await press.FindAsync(session, kit, file, ct);
        if (made is null)
        {
            var making = press.MakeAsync(kit, file);
            if (await Task.WhenAny(making, Task.Delay(Patience, ct)) != making)
            {
                return Results.Redirect($"{context.Request.PathBase}/materials/making/{file.Name}");
            }

            made = await making;
        }

        var stored = made is null ? null : await files.ReadAsync(made.Sha256, ct);
        context.Response.Headers.CacheControl = "private, no-cache";
        return stored is null
            ? Results.Redirect($"{context.Request.PathBase}/materials/making/{file.Name}?made=no")
            : Results.File(stored.Bytes, file.MediaType, $"vision-zero-{file.Name}", entityTag: new Microsoft.Net.Http.Headers.EntityTagHeaderValue($"\"{stored.Sha256}\""));
    }

    /// <summary>A size as a reader knows it.</summary>
    public static string Size(Texts.Texts words, int bytes) =>
        bytes < 1_000_000
            ? words["kit.kilobytes", ("size", words.Number(Math.Max(1, (bytes + 512) / 1024)))]
            : words["kit.megabytes", ("size", (bytes / 1_048_576.0).ToString("0.0", words.Culture))];
}
