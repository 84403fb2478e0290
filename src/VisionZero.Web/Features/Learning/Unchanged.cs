using System.Security.Cryptography;
using System.Text;
using Microsoft.Net.Http.Headers;
using VisionZero.Web.Security;
using VisionZero.Web.Texts;

namespace VisionZero.Web.Features.Learning;

/// <summary>
/// Lets a browser keep a page of a learner and ask whether it is still the same: on a thin line the answer "not changed"
/// saves the whole page. Only this reader's browser may keep it.
/// </summary>
internal static class Unchanged
{
    // The code of the pages; what they say is content, which changes without it.
    private static readonly string Build = typeof(Unchanged).Module.ModuleVersionId.ToString("N");

    /// <summary>Whether the browser's copy is the page as it would be made from these parts; says how to keep it in any case.</summary>
    /// <param name="context">The request.</param>
    /// <param name="parts">Everything the page is made from but code and texts of the interface.</param>
    public static bool Is(HttpContext context, params IEnumerable<string> parts)
    {
        // What is said once must be said, and the hidden word of a form is worth nothing without its cookie.
        // Whoever writes content must see what they wrote.
        if (context.Request.Cookies.ContainsKey(Pages.Setup.FlashCookie) || context.RequestServices.GetRequiredService<Settings>().WatchesContent)
        {
            return false;
        }

        context.Request.Cookies.TryGetValue(SecuritySetup.FormCookie, out var form);
        var texts = context.RequestServices.GetRequiredService<TextCatalogue>().Sha256;
        var tag = Tag([Build, texts, context.Request.PathBase + context.Request.Path, form ?? "", .. parts]);
        context.Response.OnStarting(() =>
        {
            // The antiforgery service forbids keeping any page with a form; here the copy is worthless to others.
            context.Response.Headers.Remove(HeaderNames.Pragma);
            context.Response.Headers.CacheControl = "private, no-cache";
            context.Response.Headers.ETag = tag;
            return Task.CompletedTask;
        });
        return context.Request.Headers.IfNoneMatch.Contains(tag);
    }

    // Weak: the same page is sent in more than one encoding.
    private static string Tag(IEnumerable<string> parts) =>
        $"W/\"{Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(string.Join('\n', parts))).AsSpan(0, 12))}\"";
}
