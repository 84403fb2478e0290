using System.Text.Encodings.Web;
using System.Text.Unicode;
using JasperFx.Events.Daemon;
using Marten;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Npgsql;
using VisionZero.Web.Content;
using VisionZero.Web.Jobs;
using VisionZero.Web.Pages;
using VisionZero.Web.Pipeline;
using VisionZero.Web.Security;
using VisionZero.Web.Storage;
using VisionZero.Web.Texts;

namespace VisionZero.Web.Hosting;

/// <summary>What the product consists of: services, middleware in their order, and what must be true before it serves.</summary>
public static class Startup
{
    /// <summary>Adds every service.</summary>
    public static void AddServices(WebApplicationBuilder builder, Settings settings)
    {
        var services = builder.Services;
        builder.Host.UseDefaultServiceProvider(o => (o.ValidateScopes, o.ValidateOnBuild) = (true, true));
        builder.WebHost.ConfigureKestrel(o => o.AddServerHeader = false);
        // The framework writes every address with its query: one-time links, codes of certificates, names searched for.
        builder.Logging.AddFilter("Microsoft.AspNetCore", LogLevel.Warning);
        builder.Logging.AddFilter("Marten", LogLevel.Warning).AddFilter("Npgsql", LogLevel.Warning).AddFilter("Hangfire", LogLevel.Warning);
        // Two warnings that say what is meant to be so: keys live in the database, and no form is cached.
        builder.Logging.AddFilter("Microsoft.AspNetCore.DataProtection.KeyManagement.XmlKeyManager", LogLevel.Error).AddFilter("Microsoft.AspNetCore.Antiforgery", LogLevel.Error);

        services.AddSingleton(settings);
        services.TryAddSingleton(TimeProvider.System);
        services.AddContent(settings);
        services.AddSingleton(_ => new NpgsqlDataSourceBuilder(ConnectionString(builder.Configuration)).Build());
        services.AddSingleton<FileStore>();
        services.AddSingleton<NumberSequence>();
        services.AddSingleton<QuietMartenLogger>();
        var marten = services.AddMarten(provider =>
            {
                var options = new StoreOptions();
                MartenSetup.Configure(options, settings);
                options.Logger(provider.GetRequiredService<QuietMartenLogger>());
                options.Events.TimeProvider = provider.GetRequiredService<TimeProvider>();
                return options;
            })
            .UseLightweightSessions()
            .UseNpgsqlDataSource();
        services.AddPipeline();
        services.AddJobs(settings);
        if (settings.Works)
        {
            marten.AddSubscriptionWithServices<EffectsSubscription>(ServiceLifetime.Singleton, _ => { });
            marten.AddAsyncDaemon(settings.SeveralWorkers ? DaemonMode.HotCold : DaemonMode.Solo);
        }

        services.AddPlatformSecurity(settings);
        services.AddRazorPages(o => o.RootDirectory = "/Features").AddMvcOptions(Setup.Localise);
        services.Configure<Microsoft.AspNetCore.Mvc.CookieTempDataProviderOptions>(o =>
            (o.Cookie.Name, o.Cookie.Path, o.Cookie.HttpOnly, o.Cookie.SameSite, o.Cookie.SecurePolicy) = (Setup.FlashCookie, "/", true, SameSiteMode.Lax, SecuritySetup.Secure(settings)));
        services.AddHttpContextAccessor();
        services.AddSingleton<Pages.Tags.Assets>();
        // Names in every script go to the page as they are, not as character references.
        services.AddSingleton(HtmlEncoder.Create(UnicodeRanges.All));
        services.AddThinLines();
        services.AddOutputCache(Setup.Cache);
        services.AddProblemDetails();
        services.AddExceptionHandler<FailureLog>();
        foreach (var area in AreaParts.Services)
        {
            area(services, settings);
        }
    }

    /// <summary>Puts the middleware in order.</summary>
    public static void UseMiddleware(WebApplication app, Settings settings)
    {
        if (settings.ServesPages)
        {
            TrustedProxies.Use(app, settings);
            app.UseMiddleware<SecurityHeaders>();
            app.UseThinLines();
            app.UseStaticFiles(Setup.StaticFiles);
            app.UseMiddleware<LanguagePrefix>();
            app.UseExceptionHandler(new ExceptionHandlerOptions { ExceptionHandlingPath = "/error", SuppressDiagnosticsCallback = _ => true });
            app.UseStatusCodePagesWithReExecute("/error", "?status={0}");
            app.UseRouting();
            app.UseMiddleware<BodySize>();
            app.UseAuthentication();
            app.UseMiddleware<ActorMiddleware>();
            app.UseAuthorization();
            app.UseRateLimiter();
            app.UseOutputCache();
            app.MapRazorPages();
            if (settings.WatchesContent)
            {
                var started = Guid.NewGuid().ToString("N");
                app.MapGet("/api/started", () => started).ExcludeFromDescription();
            }
        }

        foreach (var area in AreaParts.Endpoints)
        {
            area(app, settings);
        }
    }

    /// <summary>Brings the schema up to date where that is asked for, and warms what the first page needs.</summary>
    public static async Task PrepareAsync(WebApplication app)
    {
        var settings = app.Services.GetRequiredService<Settings>();
        var store = app.Services.GetRequiredService<IDocumentStore>();
        // Content is checked by being read; a mistake stops the start with file and line.
        app.Services.GetRequiredService<TextCatalogue>();
        app.Services.GetRequiredService<Scheme>();
        app.Services.GetRequiredService<PageLibrary>();
        app.Services.GetRequiredService<CourseLibrary>();
        app.Services.GetRequiredService<MaterialLibrary>();
        app.Services.GetRequiredService<Glossary>();
        app.Services.GetRequiredService<RubricLibrary>();
        if (settings.ApplySchema)
        {
            await store.Storage.ApplyAllConfiguredChangesToDatabaseAsync();
        }

        foreach (var prepare in AreaParts.Preparations)
        {
            await prepare(app.Services);
        }
    }

    /// <summary>Says where the product can be reached.</summary>
    public static void Announce(WebApplication app)
    {
        foreach (var url in app.Urls)
        {
            Console.WriteLine($"Vision Zero is running at {url}");
        }

        // Whoever listens for other machines has to say under which name they ask.
        if (app.Urls.Any(url => !url.Contains("127.0.0.1", StringComparison.Ordinal) && !url.Contains("localhost", StringComparison.Ordinal) && !url.Contains("[::1]", StringComparison.Ordinal)))
        {
            Console.WriteLine($"It answers to the names {string.Join(", ", KnownHosts.Of(app.Services.GetRequiredService<Settings>()))}; VisionZero:PublicAddress and VisionZero:AllowedHosts name others.");
        }
    }

    private static string ConnectionString(IConfiguration configuration)
    {
        var builder = new NpgsqlConnectionStringBuilder(configuration.GetConnectionString("VisionZero"))
        {
            // The driver's own messages would otherwise quote values of the failed row.
            IncludeErrorDetail = false,
        };
        if (builder.MaxAutoPrepare == 0)
        {
            builder.MaxAutoPrepare = 64;
        }

        if (builder.MaxPoolSize > 40)
        {
            builder.MaxPoolSize = 40;
        }

        return builder.ConnectionString;
    }
}
