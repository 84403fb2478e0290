using System.Globalization;
using Marten;
using VisionZero.Domain.Trainers;
using VisionZero.Web.Content;
using VisionZero.Web.Pipeline;
using VisionZero.Web.Security;
using VisionZero.Web.Texts;

namespace VisionZero.Web.Features.Trainers;

/// <summary>The materials as PDF handouts, for registered trainers.</summary>
internal static class MaterialFiles
{
    public static void Map(WebApplication app, Settings settings)
    {
        if (settings.ServesPages)
        {
            app.MapGet("/materials/{rule:int}.pdf", ServeAsync).RequireAuthorization(Policies.Trainer);
        }
    }

    private static async Task<IResult> ServeAsync(int rule, IQuerySession session, ActorContext actor, MaterialLibrary library, HandoutPress press, TextSource texts, HttpContext context, CancellationToken ct)
    {
        if (!await session.Query<Trainer>().AnyAsync(t => t.AccountId == actor.Current.Person, ct))
        {
            return Results.Redirect($"{context.Request.PathBase}/trainer/register");
        }

        if (library.Find(rule, texts.Current.Locale) is not { } material)
        {
            return Results.NotFound();
        }

        context.Response.Headers.CacheControl = "private, max-age=3600";
        return await press.PrintAsync(material) is { } pdf
            ? Results.File(pdf, "application/pdf", string.Create(CultureInfo.InvariantCulture, $"vision-zero-rule-{rule}.{material.Locale}.pdf"))
            : Results.Redirect(string.Create(CultureInfo.InvariantCulture, $"{context.Request.PathBase}/materials/{rule}?print=no"));
    }
}
