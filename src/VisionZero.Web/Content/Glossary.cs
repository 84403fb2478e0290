using System.Runtime.CompilerServices;
using System.Security.Cryptography;
using System.Text.Json;
using VisionZero.Domain.Common;
using VisionZero.Web.Texts;

namespace VisionZero.Web.Content;

/// <summary>A term of the field and what it means here.</summary>
public sealed record GlossaryEntry(string Id, string Term, string Meaning);

/// <summary>The terms of the field: <c>content/glossary/&lt;locale&gt;.yaml</c>, the same in every language the site is written in.</summary>
public sealed class Glossary
{
    // A term in the plural, or in another case, is the same term; more letters make another word.
    private const int LongestEnding = 3;

    private readonly Dictionary<string, IReadOnlyList<GlossaryEntry>> _entries;
    private readonly ConditionalWeakTable<LessonText, IReadOnlyList<GlossaryEntry>> _used = [];

    private Glossary(Dictionary<string, IReadOnlyList<GlossaryEntry>> entries)
    {
        _entries = entries;
        Sha256 = Convert.ToHexStringLower(SHA256.HashData(JsonSerializer.SerializeToUtf8Bytes(entries)));
    }

    /// <summary>SHA-256 of all terms in all languages, lower-case hex.</summary>
    public string Sha256 { get; }

    /// <summary>The language a reader of a locale gets it in.</summary>
    public string LocaleFor(string locale) => _entries.ContainsKey(locale) ? locale : "en";

    /// <summary>All terms in a language, in its alphabet; English if it has none.</summary>
    public IReadOnlyList<GlossaryEntry> In(string locale) => _entries[LocaleFor(locale)];

    /// <summary>The terms that a sheet in this language uses, in the alphabet of the language.</summary>
    public IReadOnlyList<GlossaryEntry> UsedIn(LessonText text, string locale) =>
        _used.GetValue(text, t =>
        {
            var key = Text.SearchKey(t.Markdown);
            return [.. In(locale).Where(e => Uses(key, Text.SearchKey(e.Term)))];
        });

    private static bool Uses(string text, string term)
    {
        for (var at = text.IndexOf(term, StringComparison.Ordinal); at >= 0; at = text.IndexOf(term, at + term.Length, StringComparison.Ordinal))
        {
            // Chinese has no gaps between words.
            if (term[0] >= '\u2E80' || ((at == 0 || !char.IsLetterOrDigit(text[at - 1])) && EndingOf(text.AsSpan(at + term.Length)) <= LongestEnding))
            {
                return true;
            }
        }

        return false;
    }

    private static int EndingOf(ReadOnlySpan<char> rest)
    {
        var length = 0;
        while (length < rest.Length && char.IsLetterOrDigit(rest[length]))
        {
            length++;
        }

        return length;
    }

    /// <summary>Reads and checks it.</summary>
    /// <exception cref="ContentException">Names file and line of each mistake.</exception>
    public static Glossary Load(string contentDirectory)
    {
        var problems = new ContentProblems(contentDirectory);
        var folder = Path.Combine(contentDirectory, "glossary");
        var locales = TextCatalogue.Written.Concat(TextCatalogue.Offered.Where(l => File.Exists(Path.Combine(folder, $"{l}.yaml")))).Distinct();
        var entries = locales.ToDictionary(l => l, l => Read(Path.Combine(folder, $"{l}.yaml"), problems));
        foreach (var (locale, terms) in entries.Where(e => e.Key != "en"))
        {
            var file = Path.Combine(folder, $"{locale}.yaml");
            foreach (var id in entries["en"].Select(e => e.Id).Except(terms.Select(t => t.Id)))
            {
                problems.Add(file, 1, $"the term '{id}' is missing here; write it.");
            }

            foreach (var id in terms.Select(t => t.Id).Except(entries["en"].Select(e => e.Id)))
            {
                problems.Add(file, 1, $"the term '{id}' is not in en.yaml; add it there or take it away here.");
            }
        }

        return problems.Found.Count == 0
            ? new Glossary(entries.ToDictionary(e => e.Key, IReadOnlyList<GlossaryEntry> (e) => [.. e.Value.OrderBy(t => Text.SearchKey(t.Term), StringComparer.Create(System.Globalization.CultureInfo.GetCultureInfo(e.Key), ignoreCase: true))]))
            : throw new ContentException(problems.Found);
    }

    private static List<GlossaryEntry> Read(string file, ContentProblems problems)
    {
        var read = new List<GlossaryEntry>();
        foreach (var entry in ContentNode.Read(file, problems)?.Items() ?? [])
        {
            entry.Only("id", "term", "meaning");
            var id = entry.Text("id");
            if (read.Any(e => e.Id == id))
            {
                entry.Problem($"the term '{id}' stands twice; give each its own id.");
            }

            read.Add(new GlossaryEntry(id, entry.Text("term"), entry.Text("meaning")));
        }

        return read;
    }
}
