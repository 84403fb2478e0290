using Microsoft.Extensions.DependencyInjection;
using Npgsql;
using VisionZero.Web.Features.Operations;
using VisionZero.Web.Tests.Http;
using VisionZero.Web.Texts;

namespace VisionZero.Web.Tests.Operations;

/// <summary>A platform on which nothing has happened yet.</summary>
public sealed class NewPlatformTests(NewPlatformTests.NewPlatform platform) : IClassFixture<NewPlatformTests.NewPlatform>
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_directory_without_anybody_does_not_blame_the_search()
    {
        var texts = platform.Services.GetRequiredService<TextSource>().For("en");
        using var visitor = new Visitor(platform.Address);
        await visitor.OpenAsync("/find?q=anna");
        visitor.Page.QuerySelector("main [role=status]")!.TextContent.Trim().ShouldBe(texts["directory.find.empty"]);
    }

    /// <summary>
    /// Numbers of the log that were given out and never written, as when the process is killed in the middle of a command:
    /// the daemon passes them, and is then further than the last event.
    /// </summary>
    [Fact]
    public async Task Numbers_lost_after_the_last_event_leave_nothing_behind_and_hold_nothing_up()
    {
        var state = platform.Services.GetRequiredService<PlatformState>();
        await platform.AccountAsync();
        await Platform.EventuallyAsync(async () => await state.BehindAsync(Ct) == 0, "the log worked off");
        var last = await NumberAsync($"select max(seq_id) from {Schema}.mt_events");

        await NumberAsync($"select max(nextval('{Schema}.mt_events_sequence')) from generate_series(1, 3)");
        await Platform.EventuallyAsync(async () => await NumberAsync($"select last_seq_id from {Schema}.mt_event_progression where name ilike 'effects%'") == last + 3, "the lost numbers passed");

        (await state.BehindAsync(Ct)).ShouldBe(0);
        (await state.DaemonAsync(Ct)).ShouldBe(new Finding("daemon", true, "0"));

        await platform.AccountAsync();
        await Platform.EventuallyAsync(async () => await NumberAsync($"select max(seq_id) from {Schema}.mt_events") > last + 3 && await state.BehindAsync(Ct) == 0, "what came after them worked off");
    }

    private string Schema => platform.Services.GetRequiredService<Settings>().Schema;

    private async Task<long> NumberAsync(string sql)
    {
        await using var command = platform.Services.GetRequiredService<NpgsqlDataSource>().CreateCommand(sql);
        return (long)(await command.ExecuteScalarAsync(Ct))!;
    }

    /// <summary>A log that nobody else writes to.</summary>
    public sealed class NewPlatform : Platform;
}
