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

    /// <summary>The names. An official address that is a pattern for every interface names none.</summary>
    public static IEnumerable<string> Of(Settings settings) =>
        Own.Concat(settings.AllowedHosts)
            .Concat(Uri.TryCreate(settings.PublicAddress, UriKind.Absolute, out var address) ? [address.Host] : [])
            .Distinct(StringComparer.OrdinalIgnoreCase);

    public static IServiceCollection AddKnownHosts(this IServiceCollection services, Settings settings) =>
        services.PostConfigure<HostFilteringOptions>(options =>
        {
            options.AllowedHosts = [.. Of(settings)];
            options.AllowEmptyHosts = false;
            options.IncludeFailureMessage = false;
        });
}
