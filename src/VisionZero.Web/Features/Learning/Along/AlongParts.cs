using System.Security.Cryptography;
using System.Text;
using VisionZero.Domain.Learning;
using VisionZero.Web.Content;
using VisionZero.Web.Pages.Tags;
using VisionZero.Web.Texts;

namespace VisionZero.Web.Features.Learning.Along;

/// <summary>What a page tells the script that keeps pages on the device and hands over what was done there.</summary>
/// <param name="Address">The page of what is taken along; takes what is handed over.</param>
/// <param name="Person">Whose pages they are; another person who signs in on the device does not see them.</param>
/// <param name="Enrolment">The enrolment.</param>
/// <param name="Edition">Changes when the pages would say something else: kept ones are then fetched anew.</param>
/// <param name="Read">Lessons read, as <c>rule/lesson</c>, and rules skipped, as <c>rule/skip</c>: what a kept page does not know.</param>
/// <param name="Quiet">Whether nothing is said while nothing waits.</param>
public sealed record AlongLine(string Address, Guid Person, Guid Enrolment, string Edition, IReadOnlyList<string> Read, bool Quiet = false);

/// <summary>The application as a device installs it, and the address where it lies.</summary>
internal static class AlongParts
{
    // The code of the pages; texts and content change without it.
    private static readonly string Build = typeof(AlongParts).Module.ModuleVersionId.ToString("N");

    /// <summary>Maps the manifest with which the platform can be put beside the applications of a device.</summary>
    public static void Map(WebApplication app, Settings settings)
    {
        if (settings.ServesPages)
        {
            app.MapGet("/app.webmanifest", (HttpContext context, TextSource texts, Assets assets) => Results.Json(Manifest(context.Request.PathBase, texts.Current, assets), contentType: "application/manifest+json"));
        }
    }

    private static object Manifest(PathString language, Texts.Texts texts, Assets assets) => new
    {
        name = texts["general.product"],
        short_name = texts["general.product"],
        description = texts["along.app"],
        lang = texts.Tag,
        dir = texts.Direction,
        start_url = $"{language}/learn",
        scope = "/",
        display = "minimal-ui",
        background_color = "#ffffff",
        theme_color = "#ffffff",
        icons = new[] { new { src = assets.Address("/assets/mark.svg"), sizes = "any", type = "image/svg+xml" } },
    };

    /// <summary>What the pages of a course say now, apart from how far the learner is.</summary>
    public static string Edition(TextCatalogue texts, Course course, Enrolment enrolment) =>
        Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes($"{Build}\n{texts.Sha256}\n{course.Manifest.Sha256}\n{enrolment.Id}")).AsSpan(0, 8));
}
