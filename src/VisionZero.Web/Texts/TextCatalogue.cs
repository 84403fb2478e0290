using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using YamlDotNet.Core;
using YamlDotNet.RepresentationModel;
using VisionZero.Web.Content;

namespace VisionZero.Web.Texts;

/// <summary>
/// Every string a person reads: <c>content/locales/&lt;locale&gt;/&lt;area&gt;.yaml</c>, nested maps whose path is the key
/// (<c>area.path.to.key</c>). English is complete by definition; a locale that is offered must have the same keys.
/// </summary>
public sealed class TextCatalogue
{
    private readonly Dictionary<string, Dictionary<string, string>> _texts;

    private TextCatalogue(Dictionary<string, Dictionary<string, string>> texts)
    {
        _texts = texts;
        Sha256 = Hash(texts);
    }

    /// <summary>Fingerprint of all texts (SHA-256, lower-case hex): what is kept of a page must be made anew when it changes.</summary>
    public string Sha256 { get; }

    /// <summary>Locales the interface is offered in, English first.</summary>
    public static IReadOnlyList<string> Offered { get; } = ["en", "zh", "es", "fr", "de", "ar"];

    /// <summary>Locales in which every long text of the site is written (pages, pledge, materials); readers of others get it in English.</summary>
    public static IReadOnlyList<string> Written { get; } = ["en", "zh", "es", "fr", "de", "ar"];

    /// <summary>Locales that have texts, also those that are not offered as interface (rule titles).</summary>
    public IEnumerable<string> Locales => _texts.Keys;

    /// <summary>All keys of a locale.</summary>
    public IReadOnlyCollection<string> Keys(string locale) => _texts.TryGetValue(locale, out var texts) ? texts.Keys : [];

    /// <summary>The text, or null if the locale has none under this key.</summary>
    public string? Find(string locale, string key) =>
        _texts.TryGetValue(locale, out var texts) && texts.TryGetValue(key, out var text) ? text : null;

    /// <summary>Reads and checks all files.</summary>
    /// <exception cref="ContentException">A file does not parse, a key is missing or double; names file and line.</exception>
    public static TextCatalogue Load(string contentDirectory)
    {
        var texts = new Dictionary<string, Dictionary<string, string>>(StringComparer.Ordinal);
        foreach (var folder in ContentFiles.Folders(Path.Combine(contentDirectory, "locales")))
        {
            var locale = new Dictionary<string, string>(StringComparer.Ordinal);
            foreach (var file in ContentFiles.In(folder, "*.yaml"))
            {
                Read(file, locale);
            }

            texts[Path.GetFileName(folder)] = locale;
        }

        var problems = Offered.SelectMany(locale => Compare(texts, locale)).ToList();
        return problems.Count == 0 ? new TextCatalogue(texts) : throw new ContentException(problems);
    }

    private static string Hash(Dictionary<string, Dictionary<string, string>> texts)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (var (locale, key, text) in texts.SelectMany(l => l.Value.Select(t => (l.Key, t.Key, t.Value))))
        {
            hash.AppendData(Encoding.UTF8.GetBytes($"{locale}\0{key}\0{text}\0"));
        }

        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }

    private static IEnumerable<string> Compare(Dictionary<string, Dictionary<string, string>> texts, string locale)
    {
        if (!texts.TryGetValue(locale, out var own))
        {
            yield return $"locales/{locale}: this locale is offered but has no folder.";
            yield break;
        }

        var english = texts["en"];
        foreach (var key in english.Keys.Where(k => !IsPlural(k) && !own.ContainsKey(k)))
        {
            yield return $"locales/{locale}/{key.Split('.')[0]}.yaml: the key '{key}' is missing.";
        }

        foreach (var key in own.Keys.Where(k => !IsPlural(k) && !english.ContainsKey(k)))
        {
            yield return $"locales/{locale}/{key.Split('.')[0]}.yaml: the key '{key}' has no English text.";
        }
    }

    // Languages differ in their plural forms; "other" is the one that all have.
    private static bool IsPlural(string key) =>
        key.EndsWith(".zero", StringComparison.Ordinal) || key.EndsWith(".one", StringComparison.Ordinal)
        || key.EndsWith(".two", StringComparison.Ordinal) || key.EndsWith(".few", StringComparison.Ordinal)
        || key.EndsWith(".many", StringComparison.Ordinal);

    private static void Read(string file, Dictionary<string, string> into)
    {
        var area = Path.GetFileNameWithoutExtension(file);
        try
        {
            using var reader = new StreamReader(file);
            var yaml = new YamlStream();
            yaml.Load(reader);
            if (yaml.Documents.Count > 0)
            {
                Flatten(file, area, yaml.Documents[0].RootNode, into);
            }
        }
        catch (YamlException e)
        {
            throw new ContentException([$"{file}:{e.Start.Line}: {e.Message}"]);
        }
    }

    private static void Flatten(string file, string path, YamlNode node, Dictionary<string, string> into)
    {
        switch (node)
        {
            case YamlMappingNode map:
                foreach (var (key, value) in map.Children)
                {
                    Flatten(file, $"{path}.{((YamlScalarNode)key).Value}", value, into);
                }

                break;
            case YamlScalarNode scalar when into.TryAdd(path, scalar.Value ?? string.Empty):
                break;
            default:
                throw new ContentException([string.Create(CultureInfo.InvariantCulture, $"{file}:{node.Start.Line}: '{path}' is no text, or stands twice.")]);
        }
    }
}

/// <summary>Content that must not ship: each problem names file and line and says how to mend it.</summary>
public sealed class ContentException(IReadOnlyList<string> problems)
    : Exception("The content has mistakes:" + Environment.NewLine + string.Join(Environment.NewLine, problems))
{
    /// <summary>Each mistake.</summary>
    public IReadOnlyList<string> Problems { get; } = problems;
}
