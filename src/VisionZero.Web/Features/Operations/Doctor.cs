using VisionZero.LocalPostgres;
using VisionZero.Web.Hosting;
using VisionZero.Web.Texts;

namespace VisionZero.Web.Features.Operations;

/// <summary>
/// <c>doctor</c>: explains each thing that is wrong, from the outside in. It looks at a running platform if there is one
/// (its private database is then reached, not started).
/// </summary>
internal static class Doctor
{
    public static async Task<int> RunAsync(string[] args)
    {
        var wrong = 0;
        try
        {
            await using var host = await PlatformHost.BuildAsync(["--role", "web", .. args], builder =>
            {
                var settings = builder.Configuration.GetSection("VisionZero").Get<Settings>() ?? new Settings();
                if (string.IsNullOrWhiteSpace(builder.Configuration.GetConnectionString("VisionZero"))
                    && LocalPostgresServer.FindRunning(new LocalPostgresOptions { DataDirectory = Path.Combine(Path.GetFullPath(settings.DataDirectory), "postgres") }) is { } running)
                {
                    builder.Configuration["ConnectionStrings:VisionZero"] = running;
                }
            });
            var texts = host.App.Services.GetRequiredService<TextSource>().For("en");
            Say(true, "content", "read and checked");
            var state = host.App.Services.GetRequiredService<PlatformState>();
            var database = await state.DatabaseAsync(CancellationToken.None);
            var findings = database.Well ? await state.AllAsync(CancellationToken.None) : [database];
            foreach (var finding in findings)
            {
                Say(
                    finding.Well,
                    texts[$"operations.checks.{finding.Code}.name"],
                    finding.Well ? finding.Figure : texts[$"operations.checks.{finding.Code}.mend"] + " (" + finding.Figure + ")");
            }

            var press = await host.App.Services.GetRequiredService<Certificates.Press>().Ready;
            foreach (var missing in press.Fonts.MissingFonts())
            {
                Say(false, "fonts", $"no font for {missing.Script}; install the package {missing.Package}");
            }
        }
        catch (Exception e) when (e is LocalPostgresException or ContentException or StartRefusedException)
        {
            Say(false, "start", e.Message);
        }

        Console.WriteLine(wrong == 0 ? "Everything is well." : $"{wrong} thing(s) need attention.");
        return wrong == 0 ? 0 : 1;

        void Say(bool well, string what, string detail)
        {
            wrong += well ? 0 : 1;
            Console.WriteLine($"{(well ? "ok  " : "BAD ")} {what}{(detail.Length > 0 ? ": " + detail : "")}");
        }
    }
}
