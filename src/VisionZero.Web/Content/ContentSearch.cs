using System.Collections.Concurrent;
using System.Globalization;
using System.Text.RegularExpressions;
using VisionZero.Domain.Common;

namespace VisionZero.Web.Content;

/// <summary>A place where words were found.</summary>
/// <param name="Kind">What it is: a <see cref="LessonKind"/>, <c>material</c> or <c>glossary</c>.</param>
/// <param name="Path">Its address below the language.</param>
/// <param name="Title">Its title.</param>
/// <param name="Excerpt">Words around the first place, what was looked for apart.</param>
/// <param name="Course">The course it belongs to, if it does.</param>
/// <param name="Rule">The golden rule, or 0.</param>
public sealed record Found(string Kind, string Path, string Title, IReadOnlyList<Piece> Excerpt, string? Course, int Rule)
{
    /// <summary>The title, what was looked for apart.</summary>
    public IReadOnlyList<Piece> TitlePieces { get; init; } = [];
}

/// <summary>A piece of a text, and whether it is what was looked for.</summary>
public sealed record Piece(string Text, bool IsHit);

/// <summary>Finds words in everything a learner may read: lessons, cards, materials, glossary. All of it is in memory.</summary>
public sealed partial class ContentSearch(CourseLibrary courses, MaterialLibrary materials, Glossary glossary)
{
    private const int Around = 90;

    // By language and by what is served: after a correction everything is read again.
    private readonly ConcurrentDictionary<(string Locale, IReadOnlyList<Course> Served), Lazy<IReadOnlyList<Page>>> _pages = new();

    /// <summary>
    /// Pages that have all the words: what may be read before lessons of courses not begun, and then the best first: words in
    /// the title count more than words in the text.
    /// </summary>
    /// <param name="words">What is looked for; accents and case do not count.</param>
    /// <param name="locale">Language of the reader.</param>
    /// <param name="most">How many at most.</param>
    /// <param name="read">The versions of courses that the reader learns with, or would, and whether they have begun; lessons of others are not found.</param>
    public IReadOnlyList<Found> Find(string? words, string locale, int most, IReadOnlyDictionary<Course, bool> read)
    {
        string[] keys = [.. Text.SearchKey(words ?? "").Split(' ', StringSplitOptions.RemoveEmptyEntries).Distinct()];
        return keys.Length == 0
            ? []
            :
            [
                .. Pages(locale)
                    .Where(p => (p.Course is null || read.ContainsKey(p.Course)) && keys.All(k => p.Key.Contains(k, StringComparison.Ordinal)))
                    .OrderBy(p => p.Course is { } course && !read[course])
                    .ThenByDescending(p => keys.Count(k => p.TitleKey.Contains(k, StringComparison.Ordinal)))
                    .ThenByDescending(p => keys.Sum(k => Count(p.Key, k)))
                    .Take(most)
                    .Select(p => p.Found with { TitlePieces = Pieces(p.Found.Title, keys), Excerpt = Pieces(Excerpt(p.Plain, keys), keys) }),
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
                foreach (var sheet in rule.Card is { } card ? [.. rule.Lessons, card] : rule.Lessons)
                {
                    var text = sheet.In(course.LocaleFor(locale));
                    yield return new Page(new Found(sheet.Kind.ToString(), $"/learn/{course.Id}/{rule.Rule}/{sheet.Key}", text.Title, [], course.Id, rule.Rule), $"{text.Summary} {Plain(text.Html)}", course);
                }
            }
        }

        foreach (var material in GoldenRules.All.Select(r => materials.Find(r, locale)).OfType<Material>())
        {
            yield return new Page(new Found("material", $"/materials/{material.Rule}", material.Title, [], null, material.Rule), $"{material.Summary} {Plain(material.Html)}", null);
        }

        foreach (var entry in glossary.In(locale))
        {
            yield return new Page(new Found("glossary", $"/glossary#{entry.Id}", entry.Term, [], null, 0), entry.Meaning, null);
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

        for (var end = to; to < plain.Length && !char.IsWhiteSpace(plain[to]) && to < end + 20;)
        {
            to++;
        }

        return $"{(from > 0 ? "… " : "")}{plain[from..to].Trim()}{(to < plain.Length ? " …" : "")}";
    }

    // Case and accents do not count, as in the keys.
    private static IReadOnlyList<Piece> Pieces(string text, string[] keys)
    {
        var pieces = new List<Piece>();
        var from = 0;
        while (from < text.Length && FirstHit(text.AsSpan(from), keys) is var (at, length) && length > 0)
        {
            pieces.Add(new Piece(text.Substring(from, at), false));
            pieces.Add(new Piece(text.Substring(from + at, length), true));
            from += at + length;
        }

        pieces.Add(new Piece(text[from..], false));
        return [.. pieces.Where(p => p.Text.Length > 0)];
    }

    private static (int At, int Length) FirstHit(ReadOnlySpan<char> text, string[] keys)
    {
        (int At, int Length) first = (text.Length, 0);
        foreach (var key in keys)
        {
            var at = CultureInfo.InvariantCulture.CompareInfo.IndexOf(text, key, CompareOptions.IgnoreCase | CompareOptions.IgnoreNonSpace, out var length);
            if (at >= 0 && (at < first.At || (at == first.At && length > first.Length)))
            {
                first = (at, length);
            }
        }

        return first;
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
