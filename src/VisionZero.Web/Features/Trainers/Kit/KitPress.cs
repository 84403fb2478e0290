using System.Collections.Concurrent;
using Marten;
using VisionZero.Documents;
using VisionZero.Domain.Common;
using VisionZero.Web.Features.Certificates;
using VisionZero.Web.Jobs;
using VisionZero.Web.Storage;

namespace VisionZero.Web.Features.Trainers.Kit;

/// <summary>A file of the kit that was made: which text it says, and where it lies.</summary>
public sealed class MadeKitFile
{
    /// <summary>Course, version and name.</summary>
    public required string Id { get; init; }

    /// <summary>Hash of what it says.</summary>
    public required string ContentHash { get; init; }

    /// <summary>Hash of the file.</summary>
    public required string Sha256 { get; init; }

    /// <summary>Bytes.</summary>
    public required int Length { get; init; }

    /// <summary>When it was made.</summary>
    public required DateTimeOffset MadeAt { get; init; }
}

/// <summary>
/// Makes the files of the kit, each once for each text: the file store keeps them, for all processes. One is made at a time, and
/// whoever asks for one that is being made waits for the same.
/// </summary>
public sealed class KitPress(Press press, IDocumentStore store, FileStore files, JobLock locks, TimeProvider clock, ILogger<KitPress> log) : IDisposable
{
    private readonly SemaphoreSlim _oneAtATime = new(1);
    private readonly ConcurrentDictionary<string, Lazy<Task<MadeKitFile?>>> _making = new();
    private readonly ConcurrentDictionary<string, string> _impossible = new();

    /// <summary>The file, if it is made and says what the texts say now.</summary>
    public async Task<MadeKitFile?> FindAsync(IQuerySession query, KitEdition kit, KitFile file, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(query);
        ArgumentNullException.ThrowIfNull(kit);
        var made = await query.LoadAsync<MadeKitFile>(kit.Key(file), ct);
        return made?.ContentHash == kit.Hash(file) ? made : null;
    }

    /// <summary>Makes the file unless it is there; null if it cannot be made, and why stands in the log.</summary>
    public Task<MadeKitFile?> MakeAsync(KitEdition kit, KitFile file)
    {
        ArgumentNullException.ThrowIfNull(kit);
        var hash = kit.Hash(file);
        return _impossible.ContainsKey(hash)
            ? Task.FromResult<MadeKitFile?>(null)
            : _making.GetOrAdd(hash, _ => new Lazy<Task<MadeKitFile?>>(() => Task.Run(() => OnceAsync(kit, file)))).Value;
    }

    /// <summary>Lets go of the files of other versions: nobody is given them any more.</summary>
    public async Task ClearAsync(KitEdition kit, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(kit);
        var keys = kit.All().Select(kit.Key).ToHashSet(StringComparer.Ordinal);
        await using var session = store.LightweightSession();
        foreach (var old in (await session.Query<MadeKitFile>().ToListAsync(ct)).Where(m => !keys.Contains(m.Id)))
        {
            files.Release(session, old.Sha256, User(old.Id));
            session.Delete(old);
        }

        await session.SaveChangesAsync(ct);
    }

    /// <inheritdoc/>
    public void Dispose() => _oneAtATime.Dispose();

    private async Task<MadeKitFile?> OnceAsync(KitEdition kit, KitFile file)
    {
        await _oneAtATime.WaitAsync();
        try
        {
            // Another process may be at the same file.
            await using var alone = await locks.TakeAsync($"kit/{kit.Key(file)}", CancellationToken.None);
            await using var session = store.LightweightSession();
            return await FindAsync(session, kit, file, CancellationToken.None) ?? await StoreAsync(session, kit, file);
        }
        finally
        {
            _oneAtATime.Release();
            _making.TryRemove(kit.Hash(file), out _);
        }
    }

    private async Task<MadeKitFile?> StoreAsync(IDocumentSession session, KitEdition kit, KitFile file)
    {
        if (await PrintAsync(kit, file) is not { } bytes)
        {
            return null;
        }

        var key = kit.Key(file);
        var user = User(key);
        if (await session.LoadAsync<MadeKitFile>(key) is { } before)
        {
            files.Release(session, before.Sha256, user);
        }

        var made = new MadeKitFile { Id = key, ContentHash = kit.Hash(file), Sha256 = files.Store(session, bytes, file.MediaType, user), Length = bytes.Length, MadeAt = clock.GetUtcNow() };
        session.Store(made);
        await session.SaveChangesAsync();
        return made;
    }

    private static Guid User(string key) => DeterministicId.Of($"kit/{key}");

    private async Task<byte[]?> PrintAsync(KitEdition kit, KitFile file)
    {
        var printer = await press.Ready;
        var document = kit.Compose(file, clock.GetUtcNow());
        if (document is KitDocument.Deck slides && file.Kind == KitKind.Slides)
        {
            return printer.Present(slides.Document);
        }

        var result = document switch
        {
            KitDocument.Book book => printer.Print(book.Document),
            KitDocument.Sheet sheet => printer.Print(sheet.Document),
            KitDocument.Deck deck => printer.Print(deck.Document),
            _ => throw new InvalidOperationException($"{file.Name} is no document."),
        };
        if (result is PrintResult.Printed printed)
        {
            return printed.Pdf;
        }

        var why = result switch
        {
            PrintResult.NotCovered missing => string.Join("; ", missing.Texts),
            PrintResult.TextDiffers differs => string.Join("; ", differs.Differences.Take(5).Select(d => $"{d.Field}: '{d.Expected}' came out as '{d.Found}'")),
            _ => result.GetType().Name,
        };
        _impossible[kit.Hash(file)] = why;
        if (log.IsEnabled(LogLevel.Error))
        {
            log.LogError("{File} of the trainer's kit cannot be made: {Why}", file.Name, why);
        }

        return null;
    }
}

/// <summary>Makes by night what nobody has asked for yet, so that the first reader need not wait and the page can tell sizes.</summary>
public sealed class MakeKit(KitLibrary library, KitPress press, IQuerySession session, TimeProvider clock)
{
    /// <summary>One file after the other, of the version in force when it begins; those of earlier versions go.</summary>
    public async Task RunAsync(CancellationToken ct)
    {
        if (await library.InForceAsync(session, clock.GetUtcNow(), ct) is not { } kit)
        {
            return;
        }

        foreach (var file in kit.All())
        {
            ct.ThrowIfCancellationRequested();
            await press.MakeAsync(kit, file);
        }

        await press.ClearAsync(kit, ct);
    }
}
