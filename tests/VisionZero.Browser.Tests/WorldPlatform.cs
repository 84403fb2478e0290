using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.DependencyInjection;
using VisionZero.Web.Features.Demonstration;

namespace VisionZero.Browser.Tests;

/// <summary>A platform in which every state that a page can show exists: one story of each kind of the demonstration world.</summary>
public class WorldPlatform : BrowserPlatform
{
    private readonly DemonstrationClock _clock = new();

    /// <inheritdoc/>
    public override async ValueTask InitializeAsync()
    {
        await base.InitializeAsync();
        await Demonstration.FillAsync(Services, _clock, TextWriter.Null, oneOfEach: true);
    }

    /// <inheritdoc/>
    protected override void Configure(WebApplicationBuilder builder)
    {
        ArgumentNullException.ThrowIfNull(builder);
        builder.Configuration["VisionZero:Demonstration"] = "true";
        builder.Services.AddSingleton<TimeProvider>(_clock);
        builder.Services.Configure<PasswordHasherOptions>(o => o.IterationCount = 1000);
    }
}
