using System.Diagnostics;

namespace VisionZero.Documents.Tests;

/// <summary>Programs that no one here wrote judge the files: qpdf, poppler, zbar. <c>./vz test</c> installs them.</summary>
internal static class Tools
{
    public static async Task<string> RunAsync(string program, CancellationToken cancellation, params string[] arguments)
    {
        using var process = Start(program, arguments);
        var output = process.StandardOutput.ReadToEndAsync(cancellation);
        var error = process.StandardError.ReadToEndAsync(cancellation);
        await process.WaitForExitAsync(cancellation);
        process.ExitCode.ShouldBe(0, $"{program} {string.Join(' ', arguments)}: {await error} {await output}");
        return await output;
    }

    /// <summary>Writes the file to a folder of its own, which goes when the test is over.</summary>
    public static async Task WithFileAsync(byte[] pdf, Func<string, Task> judge)
    {
        var folder = Directory.CreateTempSubdirectory("vz-documents-");
        try
        {
            var path = Path.Combine(folder.FullName, "paper.pdf");
            await File.WriteAllBytesAsync(path, pdf, TestContext.Current.CancellationToken);
            await judge(path);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private static Process Start(string program, string[] arguments)
    {
        var start = new ProcessStartInfo(program, arguments) { RedirectStandardOutput = true, RedirectStandardError = true };
        try
        {
            return Process.Start(start) ?? throw new InvalidOperationException(program);
        }
        catch (System.ComponentModel.Win32Exception)
        {
            throw new InvalidOperationException($"{program} is missing: ./vz test installs it (qpdf, poppler-utils, zbar-tools).");
        }
    }
}
