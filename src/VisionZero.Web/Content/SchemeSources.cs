using VisionZero.Web.Texts;
using YamlDotNet.Core;
using YamlDotNet.Serialization;

namespace VisionZero.Web.Content;

/// <summary>
/// The sources of a scheme in the languages of the interface besides English: <c>scheme/sources/v1.&lt;locale&gt;.yaml</c>, a text
/// for each value by its name.
/// </summary>
internal sealed class SchemeSources
{
    private readonly Dictionary<string, (string File, IReadOnlyDictionary<string, string> Texts)> _byLocale = new(StringComparer.Ordinal);

    private SchemeSources()
    {
    }

    /// <summary>Reads those of a scheme.</summary>
    /// <param name="scheme">The file of the scheme.</param>
    /// <exception cref="ContentException">A language has none.</exception>
    public static SchemeSources Load(string scheme)
    {
        var sources = new SchemeSources();
        foreach (var locale in TextCatalogue.Offered.Where(l => l != "en"))
        {
            var file = Path.Combine(Path.GetDirectoryName(scheme)!, "sources", $"{Path.GetFileNameWithoutExtension(scheme)}.{locale}.yaml");
            if (!File.Exists(file))
            {
                throw new ContentException([$"{file}: the sources of the scheme are missing in this language; write one for each value."]);
            }

            try
            {
                sources._byLocale[locale] = (file, new DeserializerBuilder().Build().Deserialize<Dictionary<string, string>>(File.ReadAllText(file)));
            }
            catch (YamlException e)
            {
                throw new ContentException([$"{file}:{e.Start.Line}: {e.InnerException?.Message ?? e.Message}"]);
            }
        }

        return sources;
    }

    /// <summary>What is missing for a value.</summary>
    public IEnumerable<string> Missing(string name) =>
        _byLocale.Values.Where(l => !l.Texts.ContainsKey(name)).Select(l => $"{l.File}: the source of '{name}' is missing.");

    /// <summary>The source of a value, by locale.</summary>
    public IReadOnlyDictionary<string, string> Of(string name) =>
        _byLocale.Where(l => l.Value.Texts.ContainsKey(name)).ToDictionary(l => l.Key, l => l.Value.Texts[name], StringComparer.Ordinal);
}
