using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.NetworkInformation;
using Npgsql;

namespace VisionZero.LocalPostgres.Tests;

public sealed class StartTests
{
    [Fact]
    public async Task First_start_makes_a_database_in_utf8_with_checksums_that_knows_case_beyond_ascii()
    {
        await using var data = new DataFolder();

        await using var server = await data.StartAsync();

        (await DataFolder.RunAsync(server.ConnectionString, "SHOW server_encoding")).ShouldBe("UTF8");
        (await DataFolder.RunAsync(server.ConnectionString, "SHOW data_checksums")).ShouldBe("on");
        (await DataFolder.RunAsync(server.ConnectionString, "SHOW fsync")).ShouldBe("on");
        (await DataFolder.RunAsync(server.ConnectionString, "SELECT current_database()")).ShouldBe("vision_zero");
        (await DataFolder.RunAsync(server.ConnectionString, "SELECT lower('ÅSA ЖАННА')")).ShouldBe("åsa жанна");
        server.Reused.ShouldBeFalse();
        server.Version.Major.ShouldBeInRange(15, 18);
        data.Told.ShouldNotBeEmpty();
    }

    [Fact]
    public async Task The_product_is_no_superuser_and_may_add_what_the_search_needs()
    {
        await using var data = new DataFolder();

        await using var server = await data.StartAsync();

        (await DataFolder.RunAsync(server.ConnectionString, "SELECT rolsuper FROM pg_roles WHERE rolname = current_user")).ShouldBe(false);
        await DataFolder.RunAsync(server.ConnectionString, "CREATE EXTENSION unaccent; CREATE EXTENSION pg_trgm");
        await DataFolder.RunAsync(server.ConnectionString, "CREATE DATABASE another");
    }

    [Fact]
    public async Task Only_this_machine_and_only_the_password_gets_in()
    {
        await using var data = new DataFolder();

        await using var server = await data.StartAsync();

        var settings = new NpgsqlConnectionStringBuilder(server.ConnectionString);
        IPGlobalProperties.GetIPGlobalProperties().GetActiveTcpListeners().Where(end => end.Port == settings.Port)
            .ShouldAllBe(end => end.Address.Equals(IPAddress.Loopback));
        settings.Password = "guess";
        (await Should.ThrowAsync<PostgresException>(() => DataFolder.RunAsync(settings.ConnectionString, "SELECT 1")))
            .SqlState.ShouldBe(PostgresErrorCodes.InvalidPassword);
        settings.Username = "postgres";
        await Should.ThrowAsync<PostgresException>(() => DataFolder.RunAsync(settings.ConnectionString, "SELECT 1"));
        if (!OperatingSystem.IsWindows())
            File.GetUnixFileMode(data.In("postgres.password")).ShouldBe(UnixFileMode.UserRead | UnixFileMode.UserWrite);
    }

    [Fact]
    public async Task The_server_never_runs_as_root()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "reads /proc");
        await using var data = new DataFolder();

        await using var server = await data.StartAsync();

        File.ReadLines($"/proc/{data.Postmaster}/status").First(line => line.StartsWith("Uid:", StringComparison.Ordinal))
            .Split('\t')[1].ShouldNotBe("0");
    }

    [Fact]
    public async Task Second_start_finds_the_data()
    {
        await using var data = await DataFolder.WithCopyAsync();

        await using var server = await data.StartAsync();

        (await DataFolder.RunAsync(server.ConnectionString, "SELECT word FROM kept")).ShouldBe("promise");
    }

    [Fact]
    public async Task Dispose_leaves_nothing_running()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "reads /proc");
        await using var data = new DataFolder();
        var server = await data.StartAsync();
        await using var open = new NpgsqlConnection(server.ConnectionString);
        await open.OpenAsync(TestContext.Current.CancellationToken);
        data.Processes().ShouldNotBeEmpty();

        await server.DisposeAsync();

        data.Processes().ShouldBeEmpty();
        File.Exists(Path.Combine(data.Cluster, "postmaster.pid")).ShouldBeFalse();
    }

    [Fact]
    public async Task Several_run_side_by_side()
    {
        await using var one = new DataFolder();
        await using var two = new DataFolder();

        var servers = await Task.WhenAll(one.StartAsync(), two.StartAsync());

        var ports = servers.Select(server => new NpgsqlConnectionStringBuilder(server.ConnectionString).Port.ToString(CultureInfo.InvariantCulture));
        ports.Distinct().Count().ShouldBe(2);
        foreach (var server in servers)
            await server.DisposeAsync();
    }

    [Fact]
    public async Task An_ordinary_user_starts_it_as_well_as_root()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux() && Environment.IsPrivilegedProcess, "only root can become somebody else");
        await using var data = new DataFolder();
        using (var chown = Process.Start("chown", ["nobody", data.Path]))
            await chown.WaitForExitAsync(TestContext.Current.CancellationToken);

        using var owner = await OwnerProcess.StartAsync(data.Path, user: "nobody");

        owner.FirstWord.ShouldStartWith("ready ");
        (await DataFolder.RunAsync(owner.FirstWord["ready ".Length..], "SELECT 1")).ShouldBe(1);
    }

    [Fact]
    public async Task Where_the_servers_user_cannot_follow_root_the_cluster_lies_in_a_system_folder()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux() && Environment.IsPrivilegedProcess, "only root has such folders");
        var closed = Directory.CreateTempSubdirectory("vz-lp-closed-");
        await using (var data = await new DataFolder(closed.FullName).WithClusterAsync())
        {
            await using (var server = await data.StartAsync())
                (await DataFolder.RunAsync(server.ConnectionString, "SELECT word FROM kept")).ShouldBe("promise");

            data.Cluster.ShouldStartWith("/var/lib/visionzero/");
            data.Told.ShouldContain(sentence => sentence.Contains($"It lies in {data.Cluster}", StringComparison.Ordinal));
            Directory.Delete(data.Cluster, recursive: true);
            (await data.RefusedAsync()).Problem.ShouldBe(LocalPostgresProblem.ClusterMissing);
        }

        closed.Delete();
    }

    [Fact]
    public async Task A_start_that_is_cancelled_leaves_nothing_running()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "reads /proc");
        await using var data = await DataFolder.WithCopyAsync();
        using var impatience = new CancellationTokenSource(TimeSpan.FromMilliseconds(30));

        await Should.ThrowAsync<OperationCanceledException>(async () =>
        {
            await using var server = await LocalPostgresServer.StartAsync(data.Options, impatience.Token);
            impatience.Token.WaitHandle.WaitOne();
            impatience.Token.ThrowIfCancellationRequested();
        });

        data.Processes().ShouldBeEmpty();
    }
}
