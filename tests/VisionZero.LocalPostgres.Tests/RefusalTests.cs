using System.Diagnostics;

namespace VisionZero.LocalPostgres.Tests;

public sealed class RefusalTests
{
    [Fact]
    public async Task A_second_process_is_refused_and_told_who_is_first()
    {
        await using var data = await DataFolder.WithCopyAsync();
        using var owner = await OwnerProcess.StartAsync(data.Path);

        var refused = await data.RefusedAsync();

        refused.Problem.ShouldBe(LocalPostgresProblem.SecondInstance);
        refused.Message.ShouldContain($"(number {owner.Number})");
        (await DataFolder.RunAsync(owner.FirstWord["ready ".Length..], "SELECT word FROM kept")).ShouldBe("promise");
    }

    [Fact]
    public async Task A_second_server_in_the_same_process_is_refused()
    {
        await using var data = new DataFolder();
        await using var server = await data.StartAsync();

        (await data.RefusedAsync()).Problem.ShouldBe(LocalPostgresProblem.SecondInstance);
    }

    [Fact]
    public async Task Files_of_somebody_else_are_refused_and_left_alone()
    {
        await using var data = new DataFolder();
        Directory.CreateDirectory(data.In("postgres"));
        await File.WriteAllTextAsync(data.In("postgres/holiday.txt"), "sun", TestContext.Current.CancellationToken);

        var refused = await data.RefusedAsync();

        refused.Problem.ShouldBe(LocalPostgresProblem.ForeignCluster);
        refused.Message.ShouldContain("Move it away");
        File.Exists(data.In("postgres/holiday.txt")).ShouldBeTrue();
    }

    [Fact]
    public async Task A_cluster_that_somebody_else_made_is_refused()
    {
        await using var data = await DataFolder.WithCopyAsync();
        File.Delete(data.In("postgres/visionzero.cluster"));

        (await data.RefusedAsync()).Problem.ShouldBe(LocalPostgresProblem.ForeignCluster);
    }

    [Theory]
    [InlineData("99", LocalPostgresProblem.NewerCluster)]
    [InlineData("14", LocalPostgresProblem.OlderCluster)]
    public async Task A_cluster_of_a_version_that_is_not_installed_is_refused_with_how_to_install_it(string version, LocalPostgresProblem problem)
    {
        await using var data = await DataFolder.WithCopyAsync();
        var versionFile = data.In("postgres/PG_VERSION");
        var real = await File.ReadAllTextAsync(versionFile, TestContext.Current.CancellationToken);
        await File.WriteAllTextAsync(versionFile, version, TestContext.Current.CancellationToken);

        var refused = await data.RefusedAsync();

        refused.Problem.ShouldBe(problem);
        refused.Message.ShouldContain($"Install PostgreSQL {version}");
        await File.WriteAllTextAsync(versionFile, real, TestContext.Current.CancellationToken);
    }

    [Fact]
    public async Task A_machine_without_a_server_is_told_how_to_get_one()
    {
        await using var data = new DataFolder();

        var refused = await data.RefusedAsync(data.Options with { Installations = [] });

        refused.Problem.ShouldBe(LocalPostgresProblem.NoBinaries);
        refused.Message.ShouldContain("Install one (");
    }

    [Fact]
    public async Task Too_little_space_is_told_before_anything_is_made()
    {
        await using var data = new DataFolder();

        var refused = await data.RefusedAsync(data.Options with { RequiredFreeBytes = long.MaxValue });

        refused.Problem.ShouldBe(LocalPostgresProblem.DiskFull);
        refused.Message.ShouldContain("Free some space");
        Directory.Exists(data.In("postgres")).ShouldBeFalse();
    }

    [Fact]
    public async Task A_disk_that_fills_up_half_way_is_told_and_leaves_no_half_cluster()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux() && Environment.IsPrivilegedProcess, "only root can mount a small disk");
        var disk = Directory.CreateTempSubdirectory("vz-lp-disk-");
        Assert.SkipUnless(await DoesAsync("mount", "-t", "tmpfs", "-o", "size=12m,mode=755", "tmpfs", disk.FullName), "mounting is not allowed here");
        try
        {
            await using var data = new DataFolder(disk.FullName);

            var refused = await data.RefusedAsync(data.Options with { RequiredFreeBytes = 0 });

            refused.Problem.ShouldBe(LocalPostgresProblem.DiskFull);
            Directory.EnumerateDirectories(data.Path).ShouldBeEmpty();
        }
        finally
        {
            await DoesAsync("umount", disk.FullName);
            disk.Delete();
        }
    }

    [Fact]
    public async Task A_folder_of_another_user_is_refused_with_who_may()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux() && Environment.IsPrivilegedProcess, "only root can become somebody else");
        await using var data = await DataFolder.WithCopyAsync();

        using var owner = await OwnerProcess.StartAsync(data.Path, user: "nobody");

        owner.FirstWord.ShouldStartWith("refused NoPermission: The user nobody may not write");
    }

    private static async Task<bool> DoesAsync(string tool, params string[] arguments)
    {
        using var process = Process.Start(tool, arguments);
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);
        return process.ExitCode == 0;
    }
}
