using Marten;
using MediatR;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Time.Testing;
using VisionZero.Domain.Common;
using VisionZero.Tests;
using VisionZero.Web.Hosting;
using VisionZero.Web.Pipeline;

[assembly: AssemblyFixture(typeof(VisionZero.Web.Tests.Platform))]

namespace VisionZero.Web.Tests;

/// <summary>
/// The real product on a real PostgreSQL, in a database of its own, with a clock that tests may set; jobs and projections run
/// as in production. One is shared by the whole assembly: take it as constructor argument. A test that moves the clock, or
/// needs other services, derives a class and uses it as class fixture.
/// </summary>
public class Platform : IAsyncLifetime
{
    private PlatformHost? _host;
    private string? _database;

    /// <summary>The clock; it runs on from the day the tests were started.</summary>
    public FakeTimeProvider Clock { get; protected init; } = new(new DateTimeOffset(2026, 11, 23, 9, 0, 0, TimeSpan.Zero)) { AutoAdvanceAmount = TimeSpan.FromMilliseconds(1) };

    /// <summary>Address of the running product.</summary>
    public string Address => Host.Address;

    /// <summary>Services of the running product.</summary>
    public IServiceProvider Services => Host.App.Services;

    private PlatformHost Host => _host ?? throw new InvalidOperationException("The platform has not started.");

    /// <summary>Role of the process: <c>all</c> unless a class derives.</summary>
    protected virtual string Role => "all";

    /// <inheritdoc/>
    public async ValueTask InitializeAsync()
    {
        _database = await TestDatabase.NewAsync();
        _host = await PlatformHost.StartAsync(["--urls", "http://127.0.0.1:0"], builder =>
        {
            builder.Configuration.AddInMemoryCollection(new Dictionary<string, string?>
            {
                ["ConnectionStrings:VisionZero"] = _database,
                ["VisionZero:ApplySchema"] = "false",
                ["VisionZero:Role"] = Role,
                ["VisionZero:OpenFormsPerMinute"] = "100000",
                ["VisionZero:PublicAddress"] = "http://register.example",
            });
            builder.Services.AddSingleton<TimeProvider>(Clock);
            builder.Services.Configure<PasswordHasherOptions>(o => o.IterationCount = TestAccounts.Iterations);
            builder.Logging.SetMinimumLevel(LogLevel.Warning);
            Configure(builder);
        });
    }

    /// <summary>Changes for a class of tests.</summary>
    protected virtual void Configure(WebApplicationBuilder builder)
    {
        ArgumentNullException.ThrowIfNull(builder);
    }

    /// <summary>Sends a command through the whole pipeline as this actor.</summary>
    public async Task<Outcome> SendAsync(Actor actor, ICommand command)
    {
        await using var scope = Services.CreateAsyncScope();
        scope.ServiceProvider.GetRequiredService<ActorContext>().ActAs(actor);
        return await scope.ServiceProvider.GetRequiredService<IMediator>().Send(command, TestContext.Current.CancellationToken);
    }

    /// <summary>Reads from the store.</summary>
    public async Task<T> ReadAsync<T>(Func<IQuerySession, Task<T>> read)
    {
        ArgumentNullException.ThrowIfNull(read);
        await using var session = Services.GetRequiredService<IDocumentStore>().QuerySession();
        return await read(session);
    }

    /// <summary>A person with these roles who has no account document.</summary>
    public static Actor Person(params Role[] roles) => Actor.OfPerson(Guid.CreateVersion7(), roles);

    /// <summary>Waits until a condition holds; jobs and projections are asynchronous.</summary>
    public static async Task EventuallyAsync(Func<Task<bool>> condition, string what, int seconds = 90)
    {
        ArgumentNullException.ThrowIfNull(condition);
        var until = DateTime.UtcNow.AddSeconds(seconds);
        // Looking costs what is looked at its time: what takes long is looked at less and less often.
        for (var pause = 20; DateTime.UtcNow < until; pause = Math.Min(250, pause * 3 / 2))
        {
            if (await condition())
            {
                return;
            }

            await Task.Delay(pause, TestContext.Current.CancellationToken);
        }

        throw new TimeoutException($"Not within {seconds} s: {what}");
    }

    /// <inheritdoc/>
    public virtual async ValueTask DisposeAsync()
    {
        if (_host is not null)
        {
            await _host.DisposeAsync();
        }

        if (_database is not null)
        {
            await TestDatabase.DropAsync(_database);
        }

        GC.SuppressFinalize(this);
    }
}
