using System.Collections.Concurrent;
using System.Diagnostics;
using VisionZero.Web.Hosting;

namespace VisionZero.Web.Tests.Certificates;

/// <summary>The product in a process of its own, so that it can be killed without killing the tests.</summary>
internal sealed class PlatformProcess : IDisposable
{
    private const string Announcement = "Vision Zero is running at ";

    private readonly Process _process;
    private readonly ConcurrentQueue<string> _said = new();
    private readonly TaskCompletionSource<string> _address = new(TaskCreationOptions.RunContinuationsAsynchronously);

    private PlatformProcess(ProcessStartInfo start)
    {
        _process = new Process { StartInfo = start };
        _process.OutputDataReceived += (_, line) => Hear(line.Data);
        _process.ErrorDataReceived += (_, line) => Hear(line.Data);
        _process.Start();
        _process.BeginOutputReadLine();
        _process.BeginErrorReadLine();
    }

    /// <summary>Where it can be reached.</summary>
    public string Address => _address.Task.Result;

    /// <summary>What it printed last.</summary>
    public string Said => string.Join('\n', _said.TakeLast(40));

    /// <summary>Starts the product as an operator would, and waits until it says where it runs.</summary>
    /// <param name="address">Where it shall listen.</param>
    /// <param name="configuration">Its settings.</param>
    /// <param name="answersThousands">Whether it lives long enough to be compiled well from the beginning.</param>
    public static async Task<PlatformProcess> StartAsync(string address, IReadOnlyDictionary<string, string> configuration, bool answersThousands)
    {
        var start = new ProcessStartInfo("dotnet", [typeof(PlatformHost).Assembly.Location, "serve", "--urls", address])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        // It lives for seconds: watching its own code for later would be lost.
        start.Environment["DOTNET_TieredPGO"] = "0";
        start.Environment["DOTNET_TieredCompilation"] = answersThousands ? "0" : "1";
        foreach (var (key, value) in configuration)
        {
            start.Environment[key.Replace(":", "__", StringComparison.Ordinal)] = value;
        }

        var child = new PlatformProcess(start);
        try
        {
            await child._address.Task.WaitAsync(TimeSpan.FromSeconds(120), TestContext.Current.CancellationToken);
            return child;
        }
        catch (Exception e)
        {
            var said = child.Said;
            child.Dispose();
            throw new InvalidOperationException($"The product did not start:\n{said}", e);
        }
    }

    /// <summary>kill -9: nothing of it gets to tidy up.</summary>
    public void Kill()
    {
        _process.Kill();
        _process.WaitForExit();
    }

    public void Dispose()
    {
        if (!_process.HasExited)
        {
            Kill();
        }

        _process.Dispose();
    }

    private void Hear(string? line)
    {
        if (line is null)
        {
            _address.TrySetException(new InvalidOperationException("It ended."));
            return;
        }

        _said.Enqueue(line);
        if (line.StartsWith(Announcement, StringComparison.Ordinal))
        {
            _address.TrySetResult(line[Announcement.Length..].Trim());
        }
    }
}
