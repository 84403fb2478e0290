using Npgsql;
using VisionZero.Web.Hosting;

namespace VisionZero.Tests;

/// <summary>
/// Databases of platforms under test: each is a copy of one that a release step made (<c>db-apply</c>), so that only the
/// first platform of a process waits for its tables.
/// </summary>
public static class TestDatabase
{
    private static readonly Lazy<Task<Factory>> Made = new(MakeAsync);

    /// <summary>Makes a database with the schema and nothing in it; answers how to connect to it.</summary>
    public static async Task<string> NewAsync()
    {
        var factory = await Made.Value;
        var name = Name();
        // Copying files is quicker than logging every page, where nothing waits for the disk.
        await factory.ExecuteAsync($"create database {name} template {factory.Template} strategy file_copy");
        return factory.ConnectionString(name);
    }

    /// <summary>Takes a database away, whoever still holds on to it.</summary>
    /// <param name="connectionString">What <see cref="NewAsync"/> answered.</param>
    public static async Task DropAsync(string connectionString) =>
        await (await Made.Value).ExecuteAsync($"drop database if exists {new NpgsqlConnectionStringBuilder(connectionString).Database} with (force)");

    private static async Task<Factory> MakeAsync()
    {
        var factory = new Factory(await TestCluster.ConnectionStringAsync(), Name());
        await factory.ExecuteAsync($"create database {factory.Template}");
        var code = await CommandLine.RunAsync(["db-apply", $"--ConnectionStrings:VisionZero={factory.ConnectionString(factory.Template)}", "--VisionZero:PublicAddress=http://register.example"]);
        return code == 0 ? factory : throw new InvalidOperationException($"db-apply ended with code {code}.");
    }

    private static string Name() => "t_" + Guid.NewGuid().ToString("N")[..12];

    private sealed class Factory(string cluster, string template)
    {
        // Held by nobody between two statements: a platform may take all connections there are.
        private readonly NpgsqlDataSource _admin = NpgsqlDataSource.Create(cluster + ";Pooling=false");

        public string Template => template;

        public string ConnectionString(string database) =>
            new NpgsqlConnectionStringBuilder(cluster) { Database = database, MaxPoolSize = 15, ConnectionIdleLifetime = 5, ConnectionPruningInterval = 2 }.ConnectionString;

        public async Task ExecuteAsync(string sql)
        {
            await using var command = _admin.CreateCommand(sql);
            await command.ExecuteNonQueryAsync();
        }
    }
}
