using Hangfire;
using Marten;
using Npgsql;
using VisionZero.Domain.Certificates;
using VisionZero.Domain.Common;
using VisionZero.Domain.Trainers;
using VisionZero.Web.Content;
using VisionZero.Web.Features.Trainers;
using VisionZero.Web.Jobs;

namespace VisionZero.Web.Features.Directory;

/// <summary>
/// Builds the directory from trainers, profiles and certificates as they are now and publishes what differs, in one
/// commit: readers see the old snapshot or the new one, never a gap. It may run at any time and gives the same result.
/// </summary>
public sealed partial class RefreshDirectory(IDocumentStore store, NpgsqlDataSource database, Settings settings, JobLock turn, Scheme scheme, TimeProvider clock, ILogger<RefreshDirectory> log)
{
    private const int Page = 2000;

    /// <summary>Refreshes unless a snapshot already holds the log up to this event (0: always).</summary>
    [Queue(Queues.Directory)]
    [AutomaticRetry(Attempts = 5)]
    public async Task RunAsync(long sequence, CancellationToken ct)
    {
        await using var mine = await turn.TakeAsync("refresh-directory", ct);
        await using var session = store.LightweightSession();
        session.LastModifiedBy = "job:refresh-directory";
        var snapshot = await session.LoadAsync<DirectorySnapshot>(DirectorySnapshot.TheOne, ct) ?? new DirectorySnapshot();
        if (sequence > 0 && snapshot.Sequence >= sequence)
        {
            return;
        }

        var seen = await LastSequenceAsync(ct);
        var now = clock.GetUtcNow();
        var wanted = await BuildAsync(session, now, ct);
        var published = (await session.Query<DirectoryListing>().ToListAsync(ct)).ToDictionary(l => l.Id);
        var changed = wanted.Values.Where(w => !published.TryGetValue(w.Id, out var p) || !Same(w, p)).ToList();
        var gone = published.Keys.Where(id => !wanted.ContainsKey(id)).ToList();
        session.Store<DirectoryListing>(changed);
        foreach (var id in gone)
        {
            session.Delete<DirectoryListing>(id);
        }

        var differs = changed.Count > 0 || gone.Count > 0 || snapshot.Number == 0;
        session.Store(snapshot with
        {
            Number = differs ? snapshot.Number + 1 : snapshot.Number,
            Sequence = seen,
            PublishedAt = differs ? now : snapshot.PublishedAt,
            Count = wanted.Count,
        });
        await session.SaveChangesAsync(ct);
        LogPublished(wanted.Count, changed.Count, gone.Count);
    }

    private async Task<Dictionary<Guid, DirectoryListing>> BuildAsync(IQuerySession session, DateTimeOffset now, CancellationToken ct)
    {
        var listings = new Dictionary<Guid, DirectoryListing>();
        var ahead = new List<Certificate>();
        var last = Guid.Empty;
        while (true)
        {
            var page = await session.Query<Certificate>()
                .Where(c => c.Id > last && c.Level == Level.Professional && c.RevokedAt == null && c.SupersededAt == null && c.SuspendedAt == null)
                .OrderBy(c => c.Id)
                .Take(Page)
                .ToListAsync(ct);
            var inForce = page.Where(c => Standing.Of(c, scheme.Policy, now).Certifies).ToList();
            Guid[] ids = [.. inForce.Select(c => c.TrainerId).Distinct()];
            var trainers = (await session.LoadManyAsync<Trainer>(ct, ids)).Where(t => t is { ListingConsent: true, Erased: false }).ToDictionary(t => t.Id);
            var profiles = (await session.LoadManyAsync<TrainerProfile>(ct, [.. trainers.Keys])).ToDictionary(p => p.Id);
            foreach (var certificate in inForce.OrderBy(c => c.ValidThrough))
            {
                if (trainers.TryGetValue(certificate.TrainerId, out var trainer) && profiles.TryGetValue(trainer.Id, out var profile))
                {
                    listings[trainer.Id] = Listing(trainer, profile, certificate);
                }
            }

            ahead.AddRange(page.Where(c => Standing.Of(c, scheme.Policy, now).Kind == StandingKind.NotYetValid));
            if (page.Count < Page)
            {
                break;
            }

            last = page[^1].Id;
        }

        foreach (var renewal in ahead)
        {
            if (listings.TryGetValue(renewal.TrainerId, out var listing))
            {
                listings[renewal.TrainerId] = listing with { Renewal = Renewed(listing, renewal) };
            }
        }

        return listings;
    }

    private DirectoryListing Renewed(DirectoryListing listing, Certificate renewal) => listing with
    {
        Name = renewal.PrintedName,
        LatinName = renewal.LatinName,
        Number = renewal.Number,
        ValidFrom = renewal.ValidFrom,
        ValidThrough = renewal.ValidThrough,
        CertifiedThrough = renewal.ValidThrough.AddDays(scheme.Policy.Professional.GraceDays),
        SearchKey = Text.SearchKey($"{renewal.PrintedName} {renewal.LatinName} {listing.City} {listing.Organisation}"),
    };

    private DirectoryListing Listing(Trainer trainer, TrainerProfile profile, Certificate certificate) => new()
    {
        Id = trainer.Id,
        Name = certificate.PrintedName,
        LatinName = certificate.LatinName,
        City = profile.City,
        Country = trainer.Country,
        Languages = trainer.Languages,
        Sectors = trainer.Sectors,
        Organisation = profile.Organisation,
        Number = certificate.Number,
        ValidFrom = certificate.ValidFrom,
        ValidThrough = certificate.ValidThrough,
        CertifiedThrough = certificate.ValidThrough.AddDays(scheme.Policy.Professional.GraceDays),
        SearchKey = Text.SearchKey($"{certificate.PrintedName} {certificate.LatinName} {profile.City} {profile.Organisation}"),
    };

    private static bool Same(DirectoryListing a, DirectoryListing b) =>
        a with { Languages = b.Languages, Sectors = b.Sectors, Renewal = b.Renewal } == b
        && (a.Renewal is { } one && b.Renewal is { } other ? Same(one, other) : a.Renewal == b.Renewal)
        && a.Languages.SequenceEqual(b.Languages, StringComparer.Ordinal)
        && a.Sectors.SequenceEqual(b.Sectors, StringComparer.Ordinal);

    // Up to here the log has no gap: a lower number that is committed later would otherwise count as seen.
    private async Task<long> LastSequenceAsync(CancellationToken ct)
    {
        await using var command = database.CreateCommand($"select coalesce(max(last_seq_id), 0) from {settings.Schema}.mt_event_progression where name = 'HighWaterMark'");
        return Convert.ToInt64(await command.ExecuteScalarAsync(ct), System.Globalization.CultureInfo.InvariantCulture);
    }

    [LoggerMessage(LogLevel.Information, "Directory published: {Count} listed, {Changed} new or changed, {Gone} gone")]
    private partial void LogPublished(int count, int changed, int gone);
}
