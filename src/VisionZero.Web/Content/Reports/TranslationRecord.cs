using System.Security.Cryptography;
using System.Text;
using VisionZero.Web.Texts;

namespace VisionZero.Web.Content.Reports;

/// <summary>
/// Which English text each translated file was last compared with: <c>content/translations.txt</c>, a line a file, hash and
/// path. When the English text changes, its translations are stale until somebody has looked at them and says so.
/// </summary>
public sealed class TranslationRecord
{
    private const string Name = "translations.txt";

    private readonly string _folder;
    private readonly SortedDictionary<string, string> _compared;

    private TranslationRecord(string folder, SortedDictionary<string, string> compared)
    {
        _folder = folder;
        _compared = compared;
    }

    /// <summary>Reads the record; a missing file is an empty one.</summary>
    public static TranslationRecord Read(string contentDirectory)
    {
        var file = Path.Combine(contentDirectory, Name);
        var lines = File.Exists(file) ? File.ReadAllLines(file).Select(l => l.Split(' ', 2, StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)).Where(p => p.Length == 2) : [];
        return new TranslationRecord(contentDirectory, new SortedDictionary<string, string>(lines.ToDictionary(p => p[1], p => p[0]), StringComparer.Ordinal));
    }

    /// <summary>Translated files whose English text has changed since they were compared with it, or never were; paths below the content folder.</summary>
    public IEnumerable<string> Stale() =>
        from pair in Pairs()
        where _compared.GetValueOrDefault(pair.Translated) != Hash(pair.English)
        select pair.Translated;

    /// <summary>Says that these translations (all, if none is named) say what the English text says now.</summary>
    /// <returns>How many were recorded.</returns>
    public int Accept(IReadOnlyCollection<string> paths)
    {
        var accepted = Pairs().Where(p => paths.Count == 0 || paths.Any(path => p.Translated.StartsWith(path, StringComparison.Ordinal))).ToList();
        foreach (var (translated, english) in accepted)
        {
            _compared[translated] = Hash(english);
        }

        var exist = Pairs().Select(p => p.Translated).ToHashSet(StringComparer.Ordinal);
        File.WriteAllLines(Path.Combine(_folder, Name), _compared.Where(c => exist.Contains(c.Key)).Select(c => $"{c.Value} {c.Key}"), new UTF8Encoding(false));
        return accepted.Count;
    }

    private IEnumerable<(string Translated, string English)> Pairs()
    {
        foreach (var file in ContentFiles.Below(_folder))
        {
            var path = Path.GetRelativePath(_folder, file).Replace('\\', '/');
            if (English(path) is { } english && english != path && File.Exists(Path.Combine(_folder, english)))
            {
                yield return (path, english);
            }
        }
    }

    // A language is a folder of the interface's texts, a part of the name (card.zh.md), or the whole of it (zh.yaml). The English
    // sources of the scheme stand in the scheme itself.
    private static string? English(string path)
    {
        var folder = Path.GetDirectoryName(path)!.Replace('\\', '/');
        return Path.GetFileName(path).Split('.') switch
        {
            _ when path.StartsWith("locales/", StringComparison.Ordinal) => $"locales/en/{Path.GetFileName(path)}",
            [var name, _, var kind] => folder == "scheme/sources" ? $"scheme/{name}.{kind}" : $"{folder}/{name}.en.{kind}",
            [var locale, var kind] when TextCatalogue.Written.Contains(locale) => $"{folder}/en.{kind}",
            _ => null,
        };
    }

    private string Hash(string path) => Convert.ToHexStringLower(SHA256.HashData(File.ReadAllBytes(Path.Combine(_folder, path))))[..16];
}
