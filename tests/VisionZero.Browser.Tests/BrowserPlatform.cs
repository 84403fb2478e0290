using Marten;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Playwright;
using VisionZero.Tests;
using VisionZero.Web.Features.Accounts;
using VisionZero.Web.Features.Accounts.Mail;
using VisionZero.Web.Hosting;
using VisionZero.Web.Storage;
using VisionZero.Web.Texts;

[assembly: AssemblyFixture(typeof(VisionZero.Browser.Tests.BrowserPlatform))]

namespace VisionZero.Browser.Tests;

/// <summary>The real product on a real PostgreSQL, and a real Chromium to look at it with.</summary>
public class BrowserPlatform : IAsyncLifetime
{
    private PlatformHost? _host;
    private string? _database;
    private IPlaywright? _playwright;
    private IBrowser? _browser;

    /// <summary>Address of the running product.</summary>
    public string Address { get; private set; } = "";

    /// <summary>Services of the running product.</summary>
    public IServiceProvider Services => _host!.App.Services;

    /// <inheritdoc/>
    public virtual async ValueTask InitializeAsync()
    {
        _database = await TestDatabase.NewAsync();
        _host = await PlatformHost.StartAsync(["--urls", "http://127.0.0.1:0"], builder =>
        {
            builder.Configuration.AddInMemoryCollection(new Dictionary<string, string?>
            {
                ["ConnectionStrings:VisionZero"] = _database,
                ["VisionZero:ApplySchema"] = "false",
                ["VisionZero:OpenFormsPerMinute"] = "100000",
            });
            builder.Services.Configure<PasswordHasherOptions>(o => o.IterationCount = TestAccounts.Iterations);
            builder.Logging.SetMinimumLevel(LogLevel.Warning);
            Configure(builder);
        });
        Address = _host.Address.TrimEnd('/');
        _playwright = await Playwright.CreateAsync();
        _browser = await _playwright.Chromium.LaunchAsync(new BrowserTypeLaunchOptions
        {
            ExecutablePath = Environment.GetEnvironmentVariable("VZ_CHROMIUM") ?? "/usr/bin/chromium",
            Headless = true,
            Args = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync"],
        });
    }

    /// <summary>Changes for a class of tests.</summary>
    protected virtual void Configure(WebApplicationBuilder builder)
    {
    }

    /// <summary>A fresh browser profile.</summary>
    public async Task<IPage> PageAsync(bool script = true, int width = 1280, int height = 900)
    {
        var context = await _browser!.NewContextAsync(new BrowserNewContextOptions
        {
            BaseURL = Address,
            JavaScriptEnabled = script,
            Locale = "en-GB",
            ViewportSize = new ViewportSize { Width = width, Height = height },
            ReducedMotion = ReducedMotion.Reduce,
            ColorScheme = ColorScheme.Light,
        });
        context.SetDefaultTimeout(30_000);
        return await context.NewPageAsync();
    }

    /// <summary>Gives a browser profile the session of somebody, as a request carries it.</summary>
    public Task CarryAsync(IPage page, string session)
    {
        var parts = session.Split('=', 2);
        return page.Context.AddCookiesAsync([new Cookie { Name = parts[0], Value = parts[1], Url = Address }]);
    }

    /// <summary>
    /// Another person on the same device: what the product left in it is gone but for files that everybody gets (cookies, what
    /// is stored, kept pages; what a tab remembers goes with the tab).
    /// </summary>
    public async Task<IPage> NextPersonAsync(IBrowserContext device)
    {
        IPage[] before = [.. device.Pages];
        var page = await device.NewPageAsync();
        foreach (var old in before)
        {
            await old.CloseAsync();
        }

        var tools = await device.NewCDPSessionAsync(page);
        await tools.SendAsync("Storage.clearDataForOrigin", new Dictionary<string, object> { ["origin"] = Address, ["storageTypes"] = "all" });
        await tools.DetachAsync();
        return page;
    }

    /// <summary>Waits for a message to an address and answers its first link as path and query.</summary>
    public async Task<string> LinkAsync(string email, string purpose)
    {
        var mail = await MailAsync(email, purpose, _ => true);
        await using var session = Services.GetRequiredService<IDocumentStore>().QuerySession();
        var text = Services.GetRequiredService<MailWriter>().Write(mail, await session.LoadAsync<Login>(mail.AccountId, TestContext.Current.CancellationToken));
        return new Uri(text.Plain.Split('\n').First(l => l.StartsWith("http", StringComparison.Ordinal)).Trim()).PathAndQuery;
    }

    /// <summary>Waits for a message whose text names something and answers the file attached to it.</summary>
    public async Task<byte[]> AttachmentAsync(string email, string purpose, string named)
    {
        var mail = await MailAsync(email, purpose, m => MailText.Of(m, Services.GetRequiredService<TextSource>()).Plain.Contains(named, StringComparison.Ordinal));
        var file = await Services.GetRequiredService<FileStore>().ReadAsync(mail.Attachments.ShouldHaveSingleItem().Sha256, TestContext.Current.CancellationToken);
        return file.ShouldNotBeNull().Bytes;
    }

    private async Task<OutgoingMail> MailAsync(string email, string purpose, Func<OutgoingMail, bool> wanted)
    {
        var ct = TestContext.Current.CancellationToken;
        var normalized = email.ToUpperInvariant();
        for (var i = 0; i < 900; i++)
        {
            await using var session = Services.GetRequiredService<IDocumentStore>().QuerySession();
            var login = await session.Query<Login>().FirstOrDefaultAsync(l => l.NormalizedEmail == normalized, ct);
            var mails = login is null
                ? []
                : await session.Query<OutgoingMail>().Where(m => m.AccountId == login.Id && m.Purpose == purpose && m.State == MailState.Sent).ToListAsync(ct);
            if (mails.FirstOrDefault(wanted) is { } mail)
            {
                return mail;
            }

            await Task.Delay(100, ct);
        }

        throw new TimeoutException($"No message '{purpose}'.");
    }

    /// <inheritdoc/>
    public virtual async ValueTask DisposeAsync()
    {
        if (_browser is not null)
        {
            await _browser.DisposeAsync();
        }

        _playwright?.Dispose();
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
