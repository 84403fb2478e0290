using Marten;
using Microsoft.AspNetCore.Authorization;
using VisionZero.Domain.Trainers;
using VisionZero.Web.Pages;
using VisionZero.Web.Security;

namespace VisionZero.Web.Features.Trainers.Kit;

/// <summary>A file as a page offers it: its size is known once it has been made.</summary>
public sealed record OfferedFile(KitFile File, int? Length);

/// <summary>A page of the kit; open to whoever registered as trainer.</summary>
[Authorize(Policy = Policies.Trainer)]
public abstract class KitPage : VzPage
{
    /// <summary>What there is now; null if no course in force has a kit.</summary>
    protected Task<KitEdition?> KitAsync() => Service<KitLibrary>().InForceAsync(Query, Now, HttpContext.RequestAborted);

    /// <summary>Whether the reader is registered as trainer.</summary>
    protected Task<bool> IsRegisteredAsync() => Query.Query<Trainer>().AnyAsync(t => t.AccountId == Actor.Person, HttpContext.RequestAborted);

    /// <summary>The files with the sizes that are known.</summary>
    protected async Task<IReadOnlyList<OfferedFile>> OfferAsync(KitEdition kit, IEnumerable<KitFile> files)
    {
        ArgumentNullException.ThrowIfNull(kit);
        KitFile[] offered = [.. files];
        var made = (await Query.LoadManyAsync<MadeKitFile>(HttpContext.RequestAborted, offered.Select(kit.Key))).ToDictionary(m => m.Id);
        return [.. offered.Select(f => new OfferedFile(f, made.TryGetValue(kit.Key(f), out var m) && m.ContentHash == kit.Hash(f) ? m.Length : null))];
    }
}
