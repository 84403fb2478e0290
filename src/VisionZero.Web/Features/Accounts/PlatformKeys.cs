using System.Xml.Linq;
using Marten;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.DataProtection.Repositories;
using VisionZero.Web.Jobs;

namespace VisionZero.Web.Features.Accounts;

/// <summary>One key of ASP.NET Core's data protection (cookies, links), in the database so that every node has it.</summary>
public sealed record PlatformKey(string Id, string Xml);

/// <summary>Keeps the keys in documents.</summary>
public sealed class PlatformKeys(IServiceProvider services) : IXmlRepository
{
    /// <summary>
    /// Makes the first key, one process at a time. Processes that start together would each make one and know only their
    /// own for a day: links that the worker mails, and cookies of another node, would not be read.
    /// </summary>
    public static async Task AgreeAsync(IServiceProvider services, CancellationToken ct)
    {
        await using var mine = await services.GetRequiredService<JobLock>().TakeAsync("platform-keys", ct);
        services.GetRequiredService<IDataProtectionProvider>().CreateProtector("VisionZero.PlatformKeys").Protect("first use");
    }

    /// <inheritdoc/>
    public IReadOnlyCollection<XElement> GetAllElements()
    {
        using var session = services.GetRequiredService<IDocumentStore>().QuerySession();
        // The interface is synchronous and is called once at start and on key rotation; no request waits behind it.
        var keys = session.Query<PlatformKey>().ToListAsync().GetAwaiter().GetResult();
        return [.. keys.Select(k => XElement.Parse(k.Xml))];
    }

    /// <inheritdoc/>
    public void StoreElement(XElement element, string friendlyName)
    {
        ArgumentNullException.ThrowIfNull(element);
        using var session = services.GetRequiredService<IDocumentStore>().LightweightSession();
        session.Store(new PlatformKey(friendlyName, element.ToString(SaveOptions.DisableFormatting)));
        session.SaveChangesAsync().GetAwaiter().GetResult();
    }
}
