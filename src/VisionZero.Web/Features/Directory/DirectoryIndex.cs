using Marten;
using Microsoft.AspNetCore.OutputCaching;
using VisionZero.Domain.Common;
using VisionZero.Web.Pages;

namespace VisionZero.Web.Features.Directory;

/// <summary>What is searched for; every part may be missing.</summary>
public sealed record DirectoryQuestion(string? Words, string? Country, string? Language, string? Sector, int Page)
{
    /// <summary>Entries a page.</summary>
    public const int PerPage = 24;
}

/// <summary>What was found.</summary>
/// <param name="Total">All that match.</param>
/// <param name="Page">Page shown, from 1.</param>
/// <param name="Pages">Number of pages.</param>
/// <param name="Rows">The entries of this page.</param>
/// <param name="Countries">Matches by country, as if no country were chosen.</param>
/// <param name="PublishedAt">When the snapshot was published.</param>
public sealed record DirectoryAnswer(int Total, int Page, int Pages, IReadOnlyList<DirectoryListing> Rows, IReadOnlyDictionary<string, int> Countries, DateTimeOffset? PublishedAt);

/// <summary>
/// The published snapshot in memory of this node: a search is a scan over folded text, a page view touches no database.
/// The whole is replaced when a newer snapshot is seen.
/// </summary>
public sealed class DirectoryIndex(TimeProvider clock)
{
    private volatile Loaded _loaded = new([], new Dictionary<Guid, DirectoryListing>(), -1, null);

    /// <summary>Number of the snapshot in memory; -1 before the first.</summary>
    public long Number => _loaded.Number;

    /// <summary>Trainers listed today.</summary>
    public int Count => Today(_loaded.Sorted).Count();

    /// <summary>A trainer, or null if not listed today.</summary>
    public DirectoryListing? Find(Guid trainerId) =>
        _loaded.ById.TryGetValue(trainerId, out var listing) ? Today([listing]).FirstOrDefault() : null;

    /// <summary>Searches.</summary>
    public DirectoryAnswer Search(DirectoryQuestion question)
    {
        ArgumentNullException.ThrowIfNull(question);
        var words = Text.SearchKey(question.Words ?? "").Split(' ', StringSplitOptions.RemoveEmptyEntries);
        var loaded = _loaded;
        var found = Today(loaded.Sorted)
            .Where(l => Array.TrueForAll(words, w => l.SearchKey.Contains(w, StringComparison.Ordinal)))
            .Where(l => string.IsNullOrEmpty(question.Language) || l.Languages.Contains(question.Language))
            .Where(l => string.IsNullOrEmpty(question.Sector) || l.Sectors.Contains(question.Sector))
            .ToList();
        var countries = found.GroupBy(l => l.Country, StringComparer.Ordinal).ToDictionary(g => g.Key, g => g.Count(), StringComparer.Ordinal);
        if (!string.IsNullOrEmpty(question.Country))
        {
            found = [.. found.Where(l => l.Country == question.Country)];
        }

        var pages = Math.Max(1, (found.Count + DirectoryQuestion.PerPage - 1) / DirectoryQuestion.PerPage);
        var page = Math.Clamp(question.Page, 1, pages);
        return new DirectoryAnswer(
            found.Count,
            page,
            pages,
            [.. found.Skip((page - 1) * DirectoryQuestion.PerPage).Take(DirectoryQuestion.PerPage)],
            countries,
            loaded.PublishedAt);
    }

    /// <summary>Countries, languages and sectors that any listed trainer has, for the filters.</summary>
    public (IReadOnlySet<string> Countries, IReadOnlySet<string> Languages, IReadOnlySet<string> Sectors) Facets()
    {
        var today = Today(_loaded.Sorted).ToList();
        return (
            today.Select(l => l.Country).ToHashSet(StringComparer.Ordinal),
            today.SelectMany(l => l.Languages).ToHashSet(StringComparer.Ordinal),
            today.SelectMany(l => l.Sectors).ToHashSet(StringComparer.Ordinal));
    }

    /// <summary>Reloads if a newer snapshot was published; answers whether one was.</summary>
    public async Task<bool> ReloadAsync(IDocumentStore store, CancellationToken ct)
    {
        await using var session = store.QuerySession();
        var snapshot = await session.LoadAsync<DirectorySnapshot>(DirectorySnapshot.TheOne, ct);
        if (snapshot is null || snapshot.Number == _loaded.Number)
        {
            return false;
        }

        var listings = await session.Query<DirectoryListing>().ToListAsync(ct);
        await using var again = store.QuerySession();
        if ((await again.LoadAsync<DirectorySnapshot>(DirectorySnapshot.TheOne, ct))?.Number != snapshot.Number)
        {
            // A publication came in between: what was read may be half of each. The next look finds it whole.
            return false;
        }

        DirectoryListing[] sorted = [.. listings.OrderBy(l => Text.SearchKey(l.LatinName ?? l.Name), StringComparer.Ordinal).ThenBy(l => l.Id)];
        _loaded = new Loaded(sorted, sorted.ToDictionary(l => l.Id), snapshot.Number, snapshot.PublishedAt);
        return true;
    }

    private IEnumerable<DirectoryListing> Today(DirectoryListing[] listings)
    {
        var day = Day();
        return listings.Select(l => l.On(day)).Where(l => l.CertifiedThrough >= day && l.ValidFrom <= day);
    }

    private DateOnly Day() => DateOnly.FromDateTime(clock.GetUtcNow().UtcDateTime);

    private sealed record Loaded(DirectoryListing[] Sorted, IReadOnlyDictionary<Guid, DirectoryListing> ById, long Number, DateTimeOffset? PublishedAt);
}

/// <summary>Keeps this node's index at the newest snapshot, and drops cached pages when it moves.</summary>
public sealed partial class DirectoryWatch(IDocumentStore store, DirectoryIndex index, IOutputCacheStore cache, ILogger<DirectoryWatch> log) : BackgroundService
{
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(1);

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Interval);
        do
        {
            try
            {
                if (await index.ReloadAsync(store, stoppingToken))
                {
                    await cache.EvictByTagAsync(Setup.DirectoryTag, stoppingToken);
                }
            }
            catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
            {
                return;
            }
            catch (Npgsql.NpgsqlException e)
            {
                // The database is away for a moment: the node serves what it has and looks again.
                LogAway(e.GetType().Name);
            }
            catch (Marten.Exceptions.MartenCommandException e)
            {
                LogAway(e.GetType().Name);
            }
        }
        while (await timer.WaitForNextTickAsync(stoppingToken));
    }

    [LoggerMessage(LogLevel.Warning, "The directory could not be looked at: {Problem}")]
    private partial void LogAway(string problem);
}
