using System.Collections.Concurrent;
using System.Text.RegularExpressions;
using VisionZero.Domain.Common;

namespace VisionZero.Web.Content;

/// <summary>A place where words were found.</summary>
/// <param name="Kind">What it is: <c>lesson</c>, <c>material</c> or <c>glossary</c>.</param>
/// <param name="Path">Its address below the language.</param>
/// <param name="Title">Its title.</param>
/// <param name="Excerpt">Words around the first place.</param>
/// <param name="Course">The course it belongs to, if it does.</param>
/// <param name="Rule">The golden rule, or 0.</param>
public sealed record Found(string Kind, string Path, string Title, string Excerpt, string? Course, int Rule);

/// <summary>Finds words in everything a learner may read: lessons, materials, glossary. All of it is in memory.</summary>
public sealed partial class ContentSearch(CourseLibrary courses, MaterialLibrary materials, Glossary glossary)
{
    private const int Around = 90;

    // By language and by what is served: after a correction everything is read again.
    private readonly ConcurrentDictionary<(string Locale, IReadOnlyList<Course> Served), Lazy<IReadOnlyList<Page>>> _pages = new();

    /// <summary>Pages that have all the words, the best first: words in the title count more than words in the text.</summary>
    /// <param name="words">What is looked for; accents and case do not count.</param>
    /// <param name="locale">Language of the reader.</param>
    /// <param name="most">How many at most.</param>
    /// <param name="read">The versions of courses that the reader learns with; lessons of others are not found.</param>
    public IReadOnlyList<Found> Find(string? words, string locale, int most, IReadOnlyCollection<Course> read)
    {
        string[] keys = [.. Text.SearchKey(words ?? "").Split(' ', StringSplitOptions.RemoveEmptyEntries).Distinct()];
        return keys.Length == 0
            ? []
            :
            [
                .. Pages(locale)
                    .Where(p => (p.Course is null || read.Contains(p.Course)) && keys.All(k => p.Key.Contains(k, StringComparison.Ordinal)))
                    .OrderByDescending(p => keys.Count(k => p.TitleKey.Contains(k, StringComparison.Ordinal)))
                    .ThenByDescending(p => keys.Sum(k => Count(p.Key, k)))
                    .Take(most)
                    .Select(p => p.Found with { Excerpt = Excerpt(p.Plain, keys) }),
            ];
    }

    private IReadOnlyList<Page> Pages(string locale) =>
        _pages.GetOrAdd((locale, courses.All), key => new Lazy<IReadOnlyList<Page>>(() => [.. Read(key.Locale, key.Served, materials, glossary)])).Value;

    private static IEnumerable<Page> Read(string locale, IReadOnlyList<Course> courses, MaterialLibrary materials, Glossary glossary)
    {
        foreach (var course in courses)
        {
            foreach (var rule in course.Rules)
            {
                foreach (var lesson in rule.Lessons)
                {
                    var text = lesson.In(course.LocaleFor(locale));
                    yield return new Page(new Found("lesson", $"/learn/{course.Id}/{rule.Rule}/{lesson.Key}", text.Title, "", course.Id, rule.Rule), $"{text.Summary} {Plain(text.Html)}", course);
                }
            }
        }

        foreach (var material in GoldenRules.All.Select(r => materials.Find(r, locale)).OfType<Material>())
        {
            yield return new Page(new Found("material", $"/materials/{material.Rule}", material.Title, "", null, material.Rule), $"{material.Summary} {Plain(material.Html)}", null);
        }

        foreach (var entry in glossary.In(locale))
        {
            yield return new Page(new Found("glossary", $"/glossary#{entry.Id}", entry.Term, "", null, 0), entry.Meaning, null);
        }
    }

    private static string Plain(string html) => Blank().Replace(System.Net.WebUtility.HtmlDecode(Tag().Replace(html, " ")), " ").Trim();

    private static int Count(string text, string key)
    {
        var count = 0;
        for (var at = text.IndexOf(key, StringComparison.Ordinal); at >= 0; at = text.IndexOf(key, at + key.Length, StringComparison.Ordinal))
        {
            count++;
        }

        return count;
    }

    // The key of a text is shorter than the text: the first word that folds to the key is looked for instead.
    private static string Excerpt(string plain, string[] keys)
    {
        var at = Word().Matches(plain).FirstOrDefault(m => keys.Any(k => Text.SearchKey(m.Value).Contains(k, StringComparison.Ordinal)))?.Index ?? 0;
        var inside = plain.IndexOf(keys[0], at, StringComparison.OrdinalIgnoreCase);
        at = inside >= 0 && inside - at > Around ? inside : at;
        var from = Math.Max(0, at - Around);
        var to = Math.Min(plain.Length, at + (2 * Around));
        while (from > 0 && !char.IsWhiteSpace(plain[from]) && at - from < Around + 20)
        {
            from--;
        }

        return $"{(from > 0 ? "… " : "")}{plain[from..to].Trim()}{(to < plain.Length ? " …" : "")}";
    }

    [GeneratedRegex("<svg.*?</svg>|<[^>]+>", RegexOptions.Singleline)]
    private static partial Regex Tag();

    [GeneratedRegex(@"\s+")]
    private static partial Regex Blank();

    [GeneratedRegex(@"\S+")]
    private static partial Regex Word();

    private sealed record Page(Found Found, string Plain, Course? Course)
    {
        public string TitleKey { get; } = Text.SearchKey(Found.Title);

        public string Key { get; } = Text.SearchKey($"{Found.Title} {Plain}");
    }
}
