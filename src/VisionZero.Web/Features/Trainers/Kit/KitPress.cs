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
    /// <summary>Its name.</summary>
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
public sealed class KitPress(KitLibrary library, Press press, IDocumentStore store, FileStore files, JobLock locks, TimeProvider clock, ILogger<KitPress> log) : IDisposable
{
    private readonly SemaphoreSlim _oneAtATime = new(1);
    private readonly ConcurrentDictionary<KitFile, Lazy<Task<MadeKitFile?>>> _making = new();
    private readonly ConcurrentDictionary<string, string> _impossible = new();

    /// <summary>The file, if it is made and says what the texts say now.</summary>
    public async Task<MadeKitFile?> FindAsync(IQuerySession query, KitFile file, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(query);
        ArgumentNullException.ThrowIfNull(file);
        var made = await query.LoadAsync<MadeKitFile>(file.Name, ct);
        return made?.ContentHash == library.Hash(file) ? made : null;
    }

    /// <summary>Makes the file unless it is there; null if it cannot be made, and why stands in the log.</summary>
    public Task<MadeKitFile?> MakeAsync(KitFile file)
    {
        ArgumentNullException.ThrowIfNull(file);
        return _impossible.ContainsKey(library.Hash(file))
            ? Task.FromResult<MadeKitFile?>(null)
            : _making.GetOrAdd(file, f => new Lazy<Task<MadeKitFile?>>(() => Task.Run(() => OnceAsync(f)))).Value;
    }

    /// <inheritdoc/>
    public void Dispose() => _oneAtATime.Dispose();

    private async Task<MadeKitFile?> OnceAsync(KitFile file)
    {
        await _oneAtATime.WaitAsync();
        try
        {
            // Another process may be at the same file.
            await using var alone = await locks.TakeAsync($"kit/{file.Name}", CancellationToken.None);
            await using var session = store.LightweightSession();
            return await FindAsync(session, file, CancellationToken.None) ?? await StoreAsync(session, file);
        }
        finally
        {
            _oneAtATime.Release();
            _making.TryRemove(file, out _);
        }
    }

    private async Task<MadeKitFile?> StoreAsync(IDocumentSession session, KitFile file)
    {
        if (await PrintAsync(file) is not { } bytes)
        {
            return null;
        }

        var user = DeterministicId.Of($"kit/{file.Name}");
        if (await session.LoadAsync<MadeKitFile>(file.Name) is { } before)
        {
            files.Release(session, before.Sha256, user);
        }

        var made = new MadeKitFile { Id = file.Name, ContentHash = library.Hash(file), Sha256 = files.Store(session, bytes, file.MediaType, user), Length = bytes.Length, MadeAt = clock.GetUtcNow() };
        session.Store(made);
        await session.SaveChangesAsync();
        return made;
    }

    private async Task<byte[]?> PrintAsync(KitFile file)
    {
        var printer = await press.Ready;
        var document = library.Compose(file, clock.GetUtcNow());
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
        _impossible[library.Hash(file)] = why;
        if (log.IsEnabled(LogLevel.Error))
        {
            log.LogError("{File} of the trainer's kit cannot be made: {Why}", file.Name, why);
        }

        return null;
    }
}

/// <summary>Makes by night what nobody has asked for yet, so that the first reader need not wait and the page can tell sizes.</summary>
public sealed class MakeKit(KitLibrary library, KitPress press)
{
    /// <summary>One file after the other.</summary>
    public async Task RunAsync(CancellationToken ct)
    {
        foreach (var file in library.All())
        {
            ct.ThrowIfCancellationRequested();
            await press.MakeAsync(file);
        }
    }
}
