using Microsoft.AspNetCore.ResponseCompression;

namespace VisionZero.Web.Pages;

/// <summary>
/// Compression for what travels most over a thin line: style, script, drawings and the pages of a course. No other page: where
/// a stranger's words stand beside a secret, the length of a compressed answer tells of it.
/// </summary>
public static class ThinLines
{
    /// <summary>Adds the encoders that browsers understand, at their fastest.</summary>
    public static IServiceCollection AddThinLines(this IServiceCollection services) =>
        services.AddResponseCompression(options =>
        {
            options.EnableForHttps = true;
            options.MimeTypes = [.. ResponseCompressionDefaults.MimeTypes, "image/svg+xml"];
        });

    /// <summary>Compresses these answers.</summary>
    public static void UseThinLines(this IApplicationBuilder app) =>
        app.UseWhen(context => Carries(context.Request.Path), branch => branch.UseResponseCompression());

    /// <summary>Whether what lies at a path is sent compressed: <c>/assets/…</c> and <c>/{locale}/learn/{course}/…</c>, but not the search.</summary>
    public static bool Carries(PathString path) =>
        path.Value!.Split('/', StringSplitOptions.RemoveEmptyEntries) is ["assets", ..] or [_, "learn", not "search", ..];
}
