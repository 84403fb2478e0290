using VisionZero.Tests;

namespace VisionZero.LocalPostgres.Tests;

public sealed class TestClusterTests
{
    [Fact]
    public async Task Tests_of_one_process_share_a_server_that_does_not_wait_for_the_disk()
    {
        var connection = await TestCluster.ConnectionStringAsync();

        (await TestCluster.ConnectionStringAsync()).ShouldBe(connection);
        (await DataFolder.RunAsync(connection, "SHOW fsync")).ShouldBe("off");
    }

    [Fact]
    public async Task What_is_measured_waits_for_the_disk() =>
        (await DataFolder.RunAsync(await TestCluster.DurableConnectionStringAsync(), "SHOW fsync")).ShouldBe("on");
}
