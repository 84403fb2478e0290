using System.Diagnostics;
using System.Globalization;
using Npgsql;

namespace VisionZero.LocalPostgres.Tests;

public sealed class TakeoverTests
{
    [Fact]
    public async Task After_kill_9_of_the_owner_its_server_is_reused_with_all_data()
    {
        await using var data = await DataFolder.WithCopyAsync();
        int postmaster;
        using (var owner = await OwnerProcess.StartAsync(data.Path))
        {
            owner.FirstWord.ShouldStartWith("ready ");
            postmaster = data.Postmaster;
            owner.Kill();
        }

        await using var server = await data.StartAsync();

        server.Reused.ShouldBeTrue();
        data.Postmaster.ShouldBe(postmaster);
        (await DataFolder.RunAsync(server.ConnectionString, "SELECT word FROM kept")).ShouldBe("promise");
        await server.DisposeAsync();
        DataFolder.Runs(postmaster).ShouldBeFalse();
    }

    [Fact]
    public async Task An_orphan_with_other_settings_is_started_anew()
    {
        await using var data = await DataFolder.WithCopyAsync();
        using (var owner = await OwnerProcess.StartAsync(data.Path))
            owner.Kill();
        await File.AppendAllTextAsync(Path.Combine(data.Cluster, "visionzero.conf"), "# of an older version\n", TestContext.Current.CancellationToken);

        await using var server = await data.StartAsync();

        server.Reused.ShouldBeFalse();
        (await DataFolder.RunAsync(server.ConnectionString, "SELECT word FROM kept")).ShouldBe("promise");
    }

    [Fact]
    public async Task After_kill_9_of_the_server_the_same_connection_string_works_again_with_all_data()
    {
        await using var data = await DataFolder.WithCopyAsync();
        await using var server = await data.StartAsync();
        await DataFolder.RunAsync(server.ConnectionString, "INSERT INTO kept VALUES ('second promise')");
        var before = data.Postmaster;

        await DataFolder.KillAsync(before);

        await DataFolder.WaitForAsync(() => data.Told.Contains("PostgreSQL runs again."));
        (await DataFolder.RunAsync(server.ConnectionString, "SELECT count(*) FROM kept")).ShouldBe(2L);
        data.Postmaster.ShouldNotBe(before);
    }

    [Fact]
    public async Task A_server_killed_in_the_middle_of_long_queries_comes_back()
    {
        await using var data = await DataFolder.WithCopyAsync();
        await using var server = await data.StartAsync();
        var query = DataFolder.RunAsync(server.ConnectionString, "SELECT count(*) FROM generate_series(1, 2000000000)");
        await Task.Delay(200, TestContext.Current.CancellationToken);

        await DataFolder.KillAsync(data.Postmaster);

        await DataFolder.WaitForAsync(() => data.Told.Contains("PostgreSQL runs again."));
        await Should.ThrowAsync<NpgsqlException>(() => query);
        (await DataFolder.RunAsync(server.ConnectionString, "SELECT word FROM kept")).ShouldBe("promise");
    }

    [Fact]
    public async Task After_kill_9_of_one_backend_the_server_recovers_by_itself()
    {
        await using var data = await DataFolder.WithCopyAsync();
        await using var server = await data.StartAsync();
        await using var connection = new NpgsqlConnection(server.ConnectionString);
        await connection.OpenAsync(TestContext.Current.CancellationToken);

        await DataFolder.KillAsync(connection.ProcessID);

        await DataFolder.WaitForAsync(() => Answers(server.ConnectionString).GetAwaiter().GetResult());
        (await DataFolder.RunAsync(server.ConnectionString, "SELECT word FROM kept")).ShouldBe("promise");
    }

    [Fact]
    public async Task After_kill_9_of_both_the_next_start_recovers_what_was_committed()
    {
        await using var data = await DataFolder.WithCopyAsync();
        using (var owner = await OwnerProcess.StartAsync(data.Path))
        {
            await DataFolder.RunAsync(owner.FirstWord["ready ".Length..], "INSERT INTO kept VALUES ('second promise')");
            owner.Kill();
            await DataFolder.KillAsync(data.Postmaster);
        }

        await using var server = await data.StartAsync();

        server.Reused.ShouldBeFalse();
        (await DataFolder.RunAsync(server.ConnectionString, "SELECT count(*) FROM kept")).ShouldBe(2L);
    }

    [Fact]
    public async Task A_stale_pid_file_whose_number_another_program_has_now_does_not_stop_the_start()
    {
        await using var data = await DataFolder.WithCopyAsync();
        using var stranger = Process.Start("sleep", ["60"]);
        var seconds = DateTimeOffset.UtcNow.ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture);
        await File.WriteAllLinesAsync(Path.Combine(data.Cluster, "postmaster.pid"),
            [stranger.Id.ToString(CultureInfo.InvariantCulture), data.Cluster, seconds, "54321", "", "127.0.0.1", "", "ready   "],
            TestContext.Current.CancellationToken);

        await using var server = await data.StartAsync();

        (await DataFolder.RunAsync(server.ConnectionString, "SELECT word FROM kept")).ShouldBe("promise");
        stranger.HasExited.ShouldBeFalse();
        stranger.Kill();
    }

    [Fact]
    public async Task A_first_start_killed_half_way_is_begun_again()
    {
        await using var data = new DataFolder();
        Directory.CreateDirectory(data.In("postgres.unfinished-0"));
        await File.WriteAllTextAsync(data.In("postgres.unfinished-0/PG_VERSION"), "15", TestContext.Current.CancellationToken);

        await using var server = await data.StartAsync();

        (await DataFolder.RunAsync(server.ConnectionString, "SELECT 1")).ShouldBe(1);
        Directory.Exists(data.In("postgres.unfinished-0")).ShouldBeFalse();
    }

    [Theory]
    [InlineData(null)]
    [InlineData("not the password")]
    public async Task A_lost_or_wrong_password_is_replaced_and_the_data_stays(string? instead)
    {
        await using var data = await DataFolder.WithCopyAsync();
        File.Delete(data.In("postgres.password"));
        if (instead is not null)
            await File.WriteAllTextAsync(data.In("postgres.password"), instead, TestContext.Current.CancellationToken);

        await using var server = await data.StartAsync();

        (await DataFolder.RunAsync(server.ConnectionString, "SELECT word FROM kept")).ShouldBe("promise");
    }

    [Fact]
    public async Task A_running_server_is_found_and_an_orphan_can_be_ended_from_outside()
    {
        await using var data = await DataFolder.WithCopyAsync();
        LocalPostgresServer.FindRunning(data.Options).ShouldBeNull();
        using var owner = await OwnerProcess.StartAsync(data.Path);

        LocalPostgresServer.FindRunning(data.Options).ShouldBe(owner.FirstWord["ready ".Length..]);
        (await LocalPostgresServer.StopOrphanAsync(data.Path)).ShouldBeFalse();
        owner.Kill();
        (await LocalPostgresServer.StopOrphanAsync(data.Path)).ShouldBeTrue();
        LocalPostgresServer.FindRunning(data.Options).ShouldBeNull();
    }

    private static async Task<bool> Answers(string connectionString)
    {
        try
        {
            return await DataFolder.RunAsync(connectionString, "SELECT 1") is 1;
        }
        catch (NpgsqlException)
        {
            return false;
        }
    }
}
