using System.Collections.Concurrent;
using VisionZero.Documents;
using VisionZero.Web.Content;
using VisionZero.Web.Features.Certificates;
using VisionZero.Web.Texts;

namespace VisionZero.Web.Features.Trainers;

/// <summary>Prints the materials as handouts, each once: the texts do not change while the process runs.</summary>
public sealed class HandoutPress(Press press, TextSource texts, TimeProvider clock, ILogger<HandoutPress> log)
{
    private readonly ConcurrentDictionary<(int Rule, string Locale), Lazy<Task<byte[]?>>> _printed = new();

    /// <summary>The handout, or null if it cannot be printed here; why stands in the log.</summary>
    public async Task<byte[]?> PrintAsync(Material material)
    {
        ArgumentNullException.ThrowIfNull(material);
        var key = (material.Rule, material.Locale);
        var once = _printed.GetOrAdd(key, _ => new Lazy<Task<byte[]?>>(() => Task.Run(() => RenderAsync(material))));
        try
        {
            return await once.Value;
        }
        catch
        {
            // The next reader tries again.
            _printed.TryRemove(KeyValuePair.Create(key, once));
            throw;
        }
    }

    private async Task<byte[]?> RenderAsync(Material material)
    {
        var words = texts.For(material.Locale);
        var result = (await press.Ready).Print(new HandoutDocument
        {
            Title = material.Title,
            Summary = material.Summary,
            Rule = material.Rule,
            Language = words.Culture.Name,
            Markdown = material.Markdown,
            Footer = words["materials.footer", ("version", material.Version)],
            Author = words["general.product"],
            IssuedAt = material.Date is { } date ? new DateTimeOffset(date, TimeOnly.MinValue, TimeSpan.Zero) : clock.GetUtcNow(),
        });
        if (result is PrintResult.Printed printed)
        {
            return printed.Pdf;
        }

        if (log.IsEnabled(LogLevel.Error))
        {
            var why = result switch
            {
                PrintResult.NotCovered missing => string.Join("; ", missing.Texts),
                PrintResult.TextDiffers differs => string.Join("; ", differs.Differences.Select(d => $"{d.Field}: '{d.Expected}' came out as '{d.Found}'")),
                _ => result.GetType().Name,
            };
            log.LogError("The handout of rule {Rule} ({Locale}) cannot be printed: {Why}", material.Rule, material.Locale, why);
        }

        return null;
    }
}
