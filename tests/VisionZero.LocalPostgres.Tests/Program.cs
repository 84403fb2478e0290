using Xunit.MicrosoftTestingPlatform;
using Xunit.Runner.InProc.SystemConsole;

namespace VisionZero.LocalPostgres.Tests;

internal static class Program
{
    public static async Task<int> Main(string[] args) => args switch
    {
        [OwnerProcess.Verb, var dataDirectory] => await OwnerProcess.OwnAsync(dataDirectory),
        _ when args.Contains("--server") || args.Contains("--internal-msbuild-node")
            => await TestPlatformTestFramework.RunAsync(args, SelfRegisteredExtensions.AddSelfRegisteredExtensions),
        _ => await ConsoleRunner.Run(args)
    };
}
