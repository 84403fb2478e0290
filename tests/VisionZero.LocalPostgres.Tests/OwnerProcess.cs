using System.Diagnostics;

namespace VisionZero.LocalPostgres.Tests;

/// <summary>A second process that owns a private server, so that it can be killed without killing the tests.</summary>
internal sealed class OwnerProcess : IDisposable
{
    public const string Verb = "own";

    private readonly Process process;

    private OwnerProcess(Process process, string firstWord) => (this.process, FirstWord) = (process, firstWord);

    /// <summary>"ready …" with the connection string, or "refused …" with problem and sentence.</summary>
    public string FirstWord { get; }

    public int Number => process.Id;

    public static async Task<OwnerProcess> StartAsync(string dataDirectory, string? user = null)
    {
        var start = new ProcessStartInfo("dotnet", [typeof(OwnerProcess).Assembly.Location, Verb, dataDirectory])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true
        };
        if (user is not null)
        {
            start.UserName = user;
            start.Environment["DOTNET_CLI_HOME"] = start.Environment["HOME"] = Path.GetTempPath();
        }

        var process = Process.Start(start)!;
        return new OwnerProcess(process, await process.StandardOutput.ReadLineAsync(TestContext.Current.CancellationToken) ?? "");
    }

    public static async Task<int> OwnAsync(string dataDirectory)
    {
        try
        {
            await using var server = await LocalPostgresServer.StartAsync(new LocalPostgresOptions { DataDirectory = dataDirectory });
            Console.WriteLine($"ready {server.ConnectionString}");
            await Console.In.ReadLineAsync();
            return 0;
        }
        catch (LocalPostgresException refused)
        {
            Console.WriteLine($"refused {refused.Problem}: {refused.Message}");
            return 1;
        }
    }

    /// <summary>kill -9: nothing of it gets to tidy up.</summary>
    public void Kill()
    {
        process.Kill();
        process.WaitForExit();
    }

    public void Dispose()
    {
        if (!process.HasExited)
        {
            process.StandardInput.Close();
            process.WaitForExit(TimeSpan.FromSeconds(30));
        }

        process.Dispose();
    }
}
