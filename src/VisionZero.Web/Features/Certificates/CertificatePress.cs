using System.Globalization;
using VisionZero.Documents;

namespace VisionZero.Web.Features.Certificates;

/// <summary>A printed paper, or why there is none.</summary>
/// <param name="Bytes">The file; empty if there is none.</param>
/// <param name="Renderer">Which renderer made it, with version.</param>
/// <param name="Problem">Code of the reason there is none, or null.</param>
/// <param name="Detail">What operations need to know: code points, fields; never the name itself.</param>
public sealed record Printed(byte[] Bytes, string Renderer, string? Problem, string Detail);

/// <summary>
/// Prints papers for the log: a name that no font covers, or a file whose text is not the record's, becomes a reason
/// instead of a file.
/// </summary>
public sealed class CertificatePress(Press press)
{
    /// <summary>Prints one paper.</summary>
    public async Task<Printed> PrintAsync(CertificateDocument document) => (await press.Ready).Print(document) switch
    {
        PrintResult.Printed printed => new Printed(printed.Pdf, printed.Renderer, null, ""),
        PrintResult.NotCovered missing => new Printed([], "", "name-not-covered", string.Join("; ", missing.Texts.Select(Describe))),
        PrintResult.TextDiffers differs => new Printed([], differs.Renderer, "text-check-failed", string.Join(", ", differs.Differences.Select(d => d.Field).Distinct())),
        var other => throw new InvalidOperationException($"The press answered {other.GetType().Name}."),
    };

    private static string Describe(UncoveredText text) =>
        $"{text.Field}: {string.Join(' ', text.CodePoints.Select(c => "U+" + c.ToString("X4", CultureInfo.InvariantCulture)))}";
}

/// <summary>The platform's one press. Its renderers prove themselves once, in the background of the start; who prints waits for it.</summary>
public sealed class Press(Settings settings, ILogger<Press> log)
{
    private readonly Lazy<Task<DocumentPress>> _press = new(() => Task.Run(() => StartAsync(settings, log)));

    /// <summary>The press, once its renderers have proved themselves.</summary>
    public Task<DocumentPress> Ready => _press.Value;

    private static async Task<DocumentPress> StartAsync(Settings settings, ILogger log)
    {
        var press = await DocumentPress.StartAsync(
            new DocumentSettings { FontFolder = settings.FontDirectory, QuestPdfLicence = settings.QuestPdfLicence },
            CancellationToken.None);
        if (log.IsEnabled(LogLevel.Information))
        {
            log.LogInformation("Documents are printed by {Renderer}: {Why}", press.Choice.Renderer.Name, press.Choice.Why);
        }

        return press;
    }
}
