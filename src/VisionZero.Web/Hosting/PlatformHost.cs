using VisionZero.LocalPostgres;

namespace VisionZero.Web.Hosting;

/// <summary>The running product: the web application and, where none is configured, its private PostgreSQL.</summary>
public sealed class PlatformHost : IAsyncDisposable
{
    private readonly LocalPostgresServer? _postgres;

    private PlatformHost(WebApplication app, LocalPostgresServer? postgres)
    {
        App = app;
        _postgres = postgres;
    }

    /// <summary>The web application.</summary>
    public WebApplication App { get; }

    /// <summary>The address it listens on, once started.</summary>
    public string Address => App.Urls.First();

    /// <summary>Builds and starts everything.</summary>
    /// <param name="args">Command line in the form of ASP.NET Core's configuration (<c>--urls</c>, <c>--VisionZero:Role</c>, <c>--role</c>).</param>
    /// <param name="configure">Changes for tests: services, configuration.</param>
    public static async Task<PlatformHost> StartAsync(string[] args, Action<WebApplicationBuilder>? configure = null)
    {
        var host = await BuildAsync(args, configure);
        try
        {
            await Startup.PrepareAsync(host.App);
            await host.App.StartAsync();
            Startup.Announce(host.App);
            return host;
        }
        catch
        {
            await host.DisposeAsync();
            throw;
        }
    }

    /// <summary>Builds everything, starts the private PostgreSQL if one is needed, but serves nothing yet.</summary>
    public static async Task<PlatformHost> BuildAsync(string[] args, Action<WebApplicationBuilder>? configure = null)
    {
        var builder = WebApplication.CreateBuilder(new WebApplicationOptions
        {
            Args = args,
            ApplicationName = typeof(PlatformHost).Assembly.GetName().Name,
            ContentRootPath = AppContext.BaseDirectory,
        });
        builder.Configuration.AddCommandLine(args, new Dictionary<string, string>
        {
            ["--role"] = "VisionZero:Role",
            ["--data"] = "VisionZero:DataDirectory",
            ["--public-address"] = "VisionZero:PublicAddress",
        });
        configure?.Invoke(builder);

        var settings = builder.Configuration.GetSection("VisionZero").Get<Settings>() ?? new Settings();
        LocalPostgresServer? postgres = null;
        if (string.IsNullOrWhiteSpace(builder.Configuration.GetConnectionString("VisionZero")))
        {
            postgres = await LocalPostgresServer.StartAsync(new LocalPostgresOptions
            {
                DataDirectory = Path.Combine(Path.GetFullPath(settings.DataDirectory), "postgres"),
                Progress = Console.Out.WriteLine,
            });
            builder.Configuration["ConnectionStrings:VisionZero"] = postgres.ConnectionString;
        }

        try
        {
            Startup.AddServices(builder, settings);
            var app = builder.Build();
            Startup.UseMiddleware(app, settings);
            return new PlatformHost(app, postgres);
        }
        catch
        {
            if (postgres is not null)
            {
                await postgres.DisposeAsync();
            }

            throw;
        }
    }

    /// <summary>Waits until the process is asked to end.</summary>
    public Task WaitForShutdownAsync() => App.WaitForShutdownAsync();

    /// <summary>Stops the application first, its database last.</summary>
    public async ValueTask DisposeAsync()
    {
        await App.StopAsync();
        await App.DisposeAsync();
        if (_postgres is not null)
        {
            await _postgres.DisposeAsync();
        }
    }
}
