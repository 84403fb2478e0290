using Microsoft.AspNetCore.HostFiltering;

namespace VisionZero.Web.Security;

/// <summary>
/// Names under which the platform answers: the official address, this machine's own for whoever sits at it, and what is
/// configured besides. Any other is refused, so that no link is made from a name that a stranger sent, and no page of
/// theirs can point its own name at this machine and read what is here.
/// </summary>
internal static class KnownHosts
{
    private static readonly string[] Own = ["localhost", "127.0.0.1", "[::1]"];

    public static IServiceCollection AddKnownHosts(this IServiceCollection services, Settings settings) =>
        services.PostConfigure<HostFilteringOptions>(options =>
        {
            options.AllowedHosts = [.. Own.Concat(settings.AllowedHosts).Append(new Uri(settings.PublicAddress).Host).Distinct(StringComparer.OrdinalIgnoreCase)];
            options.AllowEmptyHosts = false;
            options.IncludeFailureMessage = false;
        });
}
