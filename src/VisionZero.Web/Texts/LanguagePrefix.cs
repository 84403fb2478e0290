using System.Globalization;
using Microsoft.Net.Http.Headers;

namespace VisionZero.Web.Texts;

/// <summary>
/// The language is the first segment of a page's address (<c>/en/find</c>): links can be shared, pages cached. The
/// segment moves into the path base, so every generated link keeps it. A page asked for without it is redirected to the
/// language of the cookie or of the browser.
/// </summary>
public sealed class LanguagePrefix(RequestDelegate next, TextSource texts)
{
    /// <summary>Name of the cookie that remembers the choice.</summary>
    public const string Cookie = "vz-language";

    // Addresses that are no pages: machines call them, or they are printed on paper and choose the language themselves.
    private static readonly string[] Neutral = ["/assets", "/health", "/ops", "/api", "/robots.txt", "/favicon.ico"];

    /// <summary>Sets language and path base, or redirects.</summary>
    public async Task InvokeAsync(HttpContext context)
    {
        var path = context.Request.Path;
        foreach (var locale in TextCatalogue.Offered)
        {
            if (path.StartsWithSegments("/" + locale, StringComparison.Ordinal, out var rest))
            {
                context.Request.PathBase = context.Request.PathBase.Add("/" + locale);
                context.Request.Path = rest.HasValue ? rest : "/";
                Use(texts.For(locale));
                await next(context).ConfigureAwait(false);
                return;
            }
        }

        var chosen = Choose(context.Request);
        if (Neutral.Any(n => path.StartsWithSegments(n, StringComparison.Ordinal)) || !HttpMethods.IsGet(context.Request.Method))
        {
            Use(texts.For(chosen));
            await next(context).ConfigureAwait(false);
            return;
        }

        context.Response.Headers.Vary = HeaderNames.AcceptLanguage;
        context.Response.Redirect($"{context.Request.PathBase}/{chosen}{(path == "/" ? string.Empty : path)}{context.Request.QueryString}");
    }

    private static void Use(Texts texts)
    {
        CultureInfo.CurrentCulture = texts.Culture;
        CultureInfo.CurrentUICulture = texts.Culture;
    }

    private static string Choose(HttpRequest request)
    {
        if (request.Cookies.TryGetValue(Cookie, out var remembered) && TextCatalogue.Offered.Contains(remembered))
        {
            return remembered;
        }

        return request.GetTypedHeaders().AcceptLanguage
            .OrderByDescending(l => l.Quality ?? 1)
            .Select(l => l.Value.Value?.Split('-')[0].ToLowerInvariant())
            .FirstOrDefault(l => TextCatalogue.Offered.Contains(l)) ?? "en";
    }
}
