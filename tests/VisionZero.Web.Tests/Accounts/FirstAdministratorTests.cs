using Marten;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using VisionZero.Domain.Common;
using VisionZero.Web.Features.Accounts;
using VisionZero.Web.Pipeline;
using VisionZero.Web.Tests.Http;

namespace VisionZero.Web.Tests.Accounts;

/// <summary>One of several processes on the same database.</summary>
public sealed class OneOfSeveral(string connection, string role) : Platform
{
    protected override string Role => role;

    protected override void Configure(WebApplicationBuilder builder) =>
        builder.Configuration["ConnectionStrings:VisionZero"] = connection;
}

/// <summary>A platform of which a test starts further processes.</summary>
public sealed class UnpeopledPlatform : Platform
{
    protected override string Role => "web";
}

public sealed class FirstAdministratorTests(UnpeopledPlatform platform) : IClassFixture<UnpeopledPlatform>
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Web_and_worker_that_start_together_print_links_that_both_work_until_one_is_used()
    {
        // As on the very first start: nobody, no key, no link.
        await ForgetAdministratorsAsync();
        await using (var session = platform.Services.GetRequiredService<IDocumentStore>().LightweightSession())
        {
            session.DeleteWhere<PlatformKey>(_ => true);
            session.DeleteWhere<FirstAdministratorToken>(_ => true);
            await session.SaveChangesAsync(Ct);
        }

        var connection = platform.Services.GetRequiredService<IConfiguration>().GetConnectionString("VisionZero")!;
        OneOfSeveral[] processes = [new(connection, "web"), new(connection, "worker"), new(connection, "web")];
        try
        {
            await Task.WhenAll(processes.Select(p => p.InitializeAsync().AsTask()));
            (await platform.ReadAsync(q => q.Query<PlatformKey>().CountAsync(Ct))).ShouldBe(1, "each process has the other's keys");
            var links = await Task.WhenAll(processes.Concat(processes).Select(LinkAsync));

            foreach (var process in processes)
            {
                var stored = await platform.ReadAsync(q => q.LoadAsync<FirstAdministratorToken>(FirstAdministratorToken.TheOne, Ct));
                links.ShouldAllBe(link => process.Services.GetRequiredService<FirstAdministratorLink>().IsValid(stored, link));
            }

            using var visitor = new Visitor(processes[0].Address);
            await visitor.OpenAsync($"/first-administrator?token={Uri.EscapeDataString(links[1]!)}");
            await visitor.SubmitAsync(("Name", "Ada First"), ("Email", "ada@first.example"), ("Password", "a quiet morning"));
            visitor.Address.ShouldContain("/sign-in");
            (await LinkAsync(processes[2])).ShouldBeNull();
            (await processes[2].SendAsync(Actor.Anonymous, Make("eve", links[0]!))).Refusals.Single().Code.ShouldBe("account.link-invalid");
        }
        finally
        {
            foreach (var process in processes)
            {
                await process.DisposeAsync();
            }
        }
    }

    [Fact]
    public async Task A_link_works_once_and_for_a_day()
    {
        await ForgetAdministratorsAsync();
        var late = await LinkAsync(platform);
        platform.Clock.Advance(TimeSpan.FromHours(AccountTokens.Hours + 1));
        (await platform.SendAsync(Actor.Anonymous, Make("late", late!))).Refusals.Single().Code.ShouldBe("account.link-invalid");

        var link = await LinkAsync(platform);
        var outcomes = await Task.WhenAll(Enumerable.Range(0, 4).Select(i => platform.SendAsync(Actor.Anonymous, Make($"many{i}", link!))));

        outcomes.Count(o => o.Ok).ShouldBe(1);
        (await platform.ReadAsync(q => q.Query<Login>().CountAsync(l => l.Roles.Contains(Role.Administrator), Ct))).ShouldBe(1);
    }

    private static MakeFirstAdministrator Make(string name, string token) => new(token, $"{name}@first.example", "A Person", "a quiet morning", "en");

    private static Task<string?> LinkAsync(Platform of) => of.Services.GetRequiredService<FirstAdministratorLink>().MakeAsync(Ct);

    private async Task ForgetAdministratorsAsync()
    {
        await using var session = platform.Services.GetRequiredService<IDocumentStore>().LightweightSession();
        session.DeleteWhere<Login>(_ => true);
        await session.SaveChangesAsync(Ct);
    }
}
