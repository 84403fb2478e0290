using System.Net;
using Marten;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Npgsql;
using VisionZero.Domain.Accounts;
using VisionZero.Tests;
using VisionZero.Web.Features.Accounts.Mail;
using VisionZero.Web.Hosting;
using VisionZero.Web.Tests.Http;

namespace VisionZero.Web.Tests.Storage;

/// <summary>A release step makes the schema, and processes that may not touch it run on it: the way of docker/compose.yaml.</summary>
public sealed class SchemaTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task On_an_empty_database_db_apply_is_all_that_the_platform_needs()
    {
        var connection = await EmptyDatabaseAsync();
        string[] arguments = [$"--ConnectionStrings:VisionZero={connection}", "--VisionZero:ApplySchema=false", "--VisionZero:PublicAddress=http://register.example"];

        (await CommandLine.RunAsync(["db-apply", .. arguments])).ShouldBe(0);

        await using var worker = await StartAsync([.. arguments, "--role", "worker"]);
        await using var web = await StartAsync([.. arguments, "--role", "web"]);
        using var visitor = new Visitor(web.Address);
        await visitor.OpenAsync("/join");
        await visitor.SubmitAsync(("Email", "first@people.example"), ("Password", People.Password));
        // The page of one process, the event, the job of the other, the message.
        await Platform.EventuallyAsync(
            async () =>
            {
                await using var session = web.App.Services.GetRequiredService<IDocumentStore>().QuerySession();
                return await session.Query<OutgoingMail>().AnyAsync(m => m.Purpose == "confirm" && m.State == MailState.Sent, Ct);
            },
            "the message to be delivered");
        using var client = new HttpClient();
        foreach (var host in new[] { web, worker })
        {
            using var ready = await client.GetAsync(new Uri(host.Address + "/health/ready"), Ct);
            ready.StatusCode.ShouldBe(HttpStatusCode.OK, await ready.Content.ReadAsStringAsync(Ct));
        }
    }

    [Fact]
    public async Task Applying_again_finds_nothing_to_change()
    {
        var connection = await EmptyDatabaseAsync();
        string[] arguments = [$"--ConnectionStrings:VisionZero={connection}", "--VisionZero:ApplySchema=false"];
        (await CommandLine.RunAsync(["db-apply", .. arguments])).ShouldBe(0);
        (await CommandLine.RunAsync(["db-apply", .. arguments])).ShouldBe(0);

        await using var host = await PlatformHost.BuildAsync(arguments);
        await host.App.Services.GetRequiredService<IDocumentStore>().Storage.Database.AssertDatabaseMatchesConfigurationAsync(Ct);
    }

    [Fact]
    public async Task Every_view_is_made_again_by_one_verb()
    {
        var connection = await EmptyDatabaseAsync();
        string[] arguments = [$"--ConnectionStrings:VisionZero={connection}", "--VisionZero:ApplySchema=false"];
        (await CommandLine.RunAsync(["db-apply", .. arguments])).ShouldBe(0);
        await using var host = await PlatformHost.BuildAsync(arguments);
        var login = await TestAccounts.MakeAsync(host.App.Services, [Domain.Common.Role.Trainer], DateTimeOffset.UnixEpoch, Ct);
        var store = host.App.Services.GetRequiredService<IDocumentStore>();
        await store.Advanced.Clean.DeleteDocumentsByTypeAsync(typeof(Account), Ct);

        (await CommandLine.RunAsync(["db-rebuild", .. arguments])).ShouldBe(0);

        await using var session = store.QuerySession();
        (await session.LoadAsync<Account>(login.Id, Ct)).ShouldNotBeNull().Version.ShouldBe(2);
    }

    private static Task<PlatformHost> StartAsync(string[] arguments) =>
        PlatformHost.StartAsync(["--urls", "http://127.0.0.1:0", .. arguments], builder => builder.Logging.SetMinimumLevel(LogLevel.Warning));

    private static async Task<string> EmptyDatabaseAsync()
    {
        var cluster = new NpgsqlConnectionStringBuilder(await TestCluster.ConnectionStringAsync());
        var name = "schema_" + Guid.NewGuid().ToString("N")[..10];
        await using var admin = NpgsqlDataSource.Create(cluster);
        await using var create = admin.CreateCommand($"create database {name}");
        await create.ExecuteNonQueryAsync(Ct);
        cluster.Database = name;
        cluster.MaxPoolSize = 15;
        return cluster.ConnectionString;
    }
}
