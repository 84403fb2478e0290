using System.Text.Json;
using Marten;
using Microsoft.Extensions.DependencyInjection;
using VisionZero.Domain.Accounts;
using VisionZero.Domain.Certificates;
using VisionZero.Domain.Certification;
using VisionZero.Domain.Common;
using VisionZero.Domain.Trainers;
using VisionZero.Web.Tests.Http;

namespace VisionZero.Web.Tests.Storage;

/// <summary>A platform of its own: a rebuild empties a view for a moment, and no other test should look then.</summary>
public sealed class RebuildPlatform : Platform;

/// <summary>Every view can be made again from the log, and is then what it was.</summary>
public sealed class RebuildTests(RebuildPlatform platform) : IClassFixture<RebuildPlatform>
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Rebuilt_views_equal_the_live_ones()
    {
        var applicant = await platform.ReadyAsync(Level.Foundation);
        await platform.ApproveAsync(applicant, Level.Foundation);
        await platform.MailAsync(applicant.Login.Id, "certificate-issued");

        await SameAfterRebuildAsync<Trainer>();
        await SameAfterRebuildAsync<Application>();
        await SameAfterRebuildAsync<Certificate>();
        await SameAfterRebuildAsync<Account>();
    }

    private async Task SameAfterRebuildAsync<TView>()
        where TView : notnull
    {
        var before = await AllAsync<TView>();
        before.ShouldNotBeEmpty();

        using var daemon = await platform.Services.GetRequiredService<IDocumentStore>().BuildProjectionDaemonAsync();
        await daemon.RebuildProjectionAsync<TView>(Ct);

        (await AllAsync<TView>()).ShouldBe(before, typeof(TView).Name);
    }

    private async Task<List<string>> AllAsync<TView>()
        where TView : notnull =>
        [.. (await platform.ReadAsync(q => q.Query<TView>().ToListAsync(Ct))).Select(v => JsonSerializer.Serialize(v)).Order(StringComparer.Ordinal)];
}
