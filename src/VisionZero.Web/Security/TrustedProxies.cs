using System.Net;
using Microsoft.AspNetCore.HttpOverrides;
using VisionZero.Web.Hosting;

namespace VisionZero.Web.Security;

/// <summary>
/// Behind a proxy every request comes from the proxy: without its word, one visitor's many tries would lock everybody out,
/// and everybody would seem to sit on the proxy's machine.
/// </summary>
internal static class TrustedProxies
{
    /// <summary>Takes address and scheme from the proxies that are named.</summary>
    /// <exception cref="StartRefusedException">What is named is no address and no network.</exception>
    public static void Use(WebApplication app, Settings settings)
    {
        if (settings.TrustedProxies.Count == 0)
        {
            return;
        }

        var options = new ForwardedHeadersOptions { ForwardedHeaders = ForwardedHeaders.XForwardedFor | ForwardedHeaders.XForwardedProto };
        options.KnownProxies.Clear();
        options.KnownIPNetworks.Clear();
        foreach (var named in settings.TrustedProxies)
        {
            if (IPAddress.TryParse(named, out var address))
            {
                options.KnownProxies.Add(address);
            }
            else if (System.Net.IPNetwork.TryParse(named, out var network))
            {
                options.KnownIPNetworks.Add(network);
            }
            else
            {
                throw new StartRefusedException($"VisionZero:TrustedProxies names '{named}', which is neither an address nor a network such as 10.0.0.0/8.");
            }
        }

        app.UseForwardedHeaders(options);
    }
}
