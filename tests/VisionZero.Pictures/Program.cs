using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Playwright;
using VisionZero.Pictures;
using VisionZero.Tests;
using VisionZero.Web.Features.Demonstration;
using VisionZero.Web.Hosting;

// ./vz pictures                          the pictures of README, into docs/pictures
// ./vz pictures --all FOLDER             every page: phone, tablet, desktop, dark, Chinese, Arabic
// ./vz pictures --all FOLDER --only lesson,plan   of these scenes
// ./vz pictures --address URL …          of a demonstration that runs already
var all = args.Contains("--all");
var address = args.SkipWhile(a => a != "--address").Skip(1).FirstOrDefault();
var only = args.SkipWhile(a => a != "--only").Skip(1).FirstOrDefault()?.Split(',');
var folder = args.Where((a, i) => !a.StartsWith('-') && (i == 0 || args[i - 1] is not ("--address" or "--only"))).FirstOrDefault() ?? Path.Combine("docs", "pictures");
System.IO.Directory.CreateDirectory(folder);

PlatformHost? host = null;
if (address is null)
{
    var clock = new DemonstrationClock();
    var connection = await TestCluster.ConnectionStringAsync();
    host = await PlatformHost.StartAsync(["--urls", "http://127.0.0.1:0"], builder =>
    {
        builder.Configuration["ConnectionStrings:VisionZero"] = connection;
        builder.Configuration["VisionZero:Demonstration"] = "true";
        builder.Configuration["VisionZero:OpenFormsPerMinute"] = "100000";
        builder.Services.AddSingleton<TimeProvider>(clock);
        builder.Services.Configure<PasswordHasherOptions>(o => o.IterationCount = 1000);
        builder.Logging.SetMinimumLevel(LogLevel.Warning);
    });
    await Demonstration.FillAsync(host.App.Services, clock, Console.Out);
    address = host.Address;
}

using (var playwright = await Playwright.CreateAsync())
{
    await using var browser = await playwright.Chromium.LaunchAsync(new BrowserTypeLaunchOptions
    {
        ExecutablePath = Environment.GetEnvironmentVariable("VZ_CHROMIUM") ?? "/usr/bin/chromium",
        Args = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync"],
    });
    var photographer = new Photographer(browser, address, folder);
    View[] views = all
        ? [new("-390", "en", 390, false, true), new("-768-zh", "zh", 768, false, true), new("-1440", "en", 1440, false, true), new("-390-zh-dark", "zh", 390, true, true), new("-390-ar", "ar", 390, false, true), new("-1440-dark", "en", 1440, true, true)]
        : [new("", "en", 1100, false, false)];
    foreach (var view in views)
    {
        await photographer.TakeAsync((all ? Scenes.All : Scenes.Readme).Where(s => only?.Contains(s.Name) != false), view);
    }
}

if (host is not null)
{
    await host.DisposeAsync();
}
