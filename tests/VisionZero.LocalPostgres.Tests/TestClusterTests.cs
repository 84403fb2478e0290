using VisionZero.Tests;

namespace VisionZero.LocalPostgres.Tests;

public sealed class TestClusterTests
{
    [Fact]
    public async Task Tests_of_one_process_share_a_durable_server()
    {
        var connection = await TestCluster.ConnectionStringAsync();

        (await TestCluster.ConnectionStringAsync()).ShouldBe(connection);
        (await DataFolder.RunAsync(connection, "SHOW fsync")).ShouldBe("on");
    }
}
