using System.Globalization;
using System.Text.RegularExpressions;
using VisionZero.Domain.Common;

namespace VisionZero.Web.Content.Comparison;

/// <summary>A sheet, or a list of sources, that differs.</summary>
/// <param name="Name">Its file.</param>
/// <param name="Title">Its title in the later version, else in the earlier one; none for what has no title.</param>
/// <param name="Change"><c>added</c>, <c>removed</c> or <c>changed</c>.</param>
/// <param name="Lines">What differs.</param>
public sealed record SheetDifference(string Name, string? Title, string Change, IReadOnlyList<DifferenceLine> Lines)
{
    /// <summary>Whether it is of the trainer's kit: talk, session plan or slides, which no learner reads.</summary>
    public bool IsKit { get; init; }
}

/// <summary>A question that differs.</summary>
/// <param name="Id">The question.</param>
/// <param name="Change"><c>added</c>, <c>removed</c> or <c>changed</c>.</param>
/// <param name="Key">What differs in kind, key and tags.</param>
/// <param name="Texts">What differs in its words.</param>
public sealed record ItemDifference(string Id, string Change, IReadOnlyList<DifferenceLine> Key, IReadOnlyList<DifferenceLine> Texts);

/// <summary>What differs under one rule; 0 is the course itself. Pictures are compared as they are written: where a spot is stands there.</summary>
public sealed record RuleDifference(int Rule, IReadOnlyList<SheetDifference> Sheets, IReadOnlyList<ItemDifference> Items, IReadOnlyList<SheetDifference> Pictures)
{
    /// <summary>Whether anything does.</summary>
    public bool Any => Sheets.Count + Items.Count + Pictures.Count > 0;
}

/// <summary>
/// How two versions of a course, or two states of one, differ for readers of one language, read from their files as authors
/// wrote them.
/// </summary>
public static partial class CourseDifference
{
    /// <summary>The course itself and its rules, those in which anything differs.</summary>
    public static IReadOnlyList<RuleDifference> Between(Course from, Course to, string locale)
    {
        ArgumentNullException.ThrowIfNull(from);
        ArgumentNullException.ThrowIfNull(to);
        var (before, after) = (from.Folder, to.Folder);
        var whole = Sheet(before, after, "course.yaml", null);
        return
        [
            .. new[] { new RuleDifference(0, whole is null ? [] : [whole], [], []) }
                .Concat(GoldenRules.All.Select(rule => Of(rule, before, after, from, to, locale)))
                .Where(r => r.Any),
        ];
    }

    /// <summary>The languages in which files differ; English, if they do in none.</summary>
    public static IReadOnlyList<string> Locales(Course from, Course to)
    {
        ArgumentNullException.ThrowIfNull(from);
        ArgumentNullException.ThrowIfNull(to);
        string[] changed = [.. to.Manifest.Since(from.Manifest.Files).Select(c => c.Path)];
        string[] differ = [.. from.Locales.Union(to.Locales).Where(l => changed.Any(path => path.EndsWith($".{l}.md", StringComparison.Ordinal) || path.EndsWith($".{l}.yaml", StringComparison.Ordinal)))];
        return differ.Length > 0 ? differ : ["en"];
    }

    private static RuleDifference Of(int rule, string before, string after, Course from, Course to, string locale)
    {
        var place = string.Create(CultureInfo.InvariantCulture, $"rule-{rule}");
        var changes = to.Manifest.Since(from.Manifest.Files).Where(c => c.Path.StartsWith(place + "/", StringComparison.Ordinal)).ToList();
        var sheets = Sheets(from.Rule(rule)).Concat(Sheets(to.Rule(rule))).Select(l => l.Key).Distinct()
            .Select(key => Sheet(before, after, $"{place}/{key}.{locale}.md", Title(key)) is { } sheet ? sheet with { IsKit = IsKit(key) } : null)
            .Append(Sheet(before, after, $"{place}/sources.yaml", null));
        return new RuleDifference(
            rule,
            [.. sheets.OfType<SheetDifference>()],
            Items(Path.Combine(before, place), Path.Combine(after, place), locale),
            [.. changes.Where(c => c.Path.EndsWith(".svg", StringComparison.Ordinal)).Select(c => Sheet(before, after, c.Path, null)).OfType<SheetDifference>()]);

        string? Title(string key) => Sheets(to.Rule(rule)).Concat(Sheets(from.Rule(rule))).First(l => l.Key == key).In(locale).Title;

        bool IsKit(string key) => to.Rule(rule).Kit.Concat(from.Rule(rule).Kit).Any(l => l.Key == key);
    }

    private static IEnumerable<Lesson> Sheets(CourseRule rule) => [.. rule.Card is { } card ? rule.Lessons.Append(card) : rule.Lessons, .. rule.Kit];

    private static SheetDifference? Sheet(string before, string after, string file, string? title)
    {
        var (old, young) = (Text(Path.Combine(before, file)), Text(Path.Combine(after, file)));
        return old == young ? null : new SheetDifference(file, title, Change(old, young), TextDifference.Between(old ?? "", young ?? ""));
    }

    private static string Change(string? before, string? after) => before is null ? "added" : after is null ? "removed" : "changed";

    private static string? Text(string file) => File.Exists(file) ? File.ReadAllText(file) : null;

    private static List<ItemDifference> Items(string before, string after, string locale)
    {
        var (oldKeys, youngKeys) = (Blocks(before, "items.yaml"), Blocks(after, "items.yaml"));
        var (oldTexts, youngTexts) = (Blocks(before, $"items.{locale}.yaml"), Blocks(after, $"items.{locale}.yaml"));
        return
        [
            .. from id in oldKeys.Keys.Union(youngKeys.Keys)
               let key = Pair(oldKeys, youngKeys, id)
               let texts = Pair(oldTexts, youngTexts, id)
               where key.Before != key.After || texts.Before != texts.After
               select new ItemDifference(
                   id,
                   Change(key.Before, key.After),
                   TextDifference.Between(key.Before ?? "", key.After ?? ""),
                   TextDifference.Between(texts.Before ?? "", texts.After ?? "")),
        ];

        static (string? Before, string? After) Pair(Dictionary<string, string> old, Dictionary<string, string> young, string id) =>
            (old.GetValueOrDefault(id), young.GetValueOrDefault(id));
    }

    // The entries of a list of questions as they stand in the file, by id.
    private static Dictionary<string, string> Blocks(string folder, string file) =>
        Entry().Matches((Text(Path.Combine(folder, file)) ?? "").ReplaceLineEndings("\n"))
            .GroupBy(m => m.Groups["id"].Value)
            .ToDictionary(g => g.Key, g => g.First().Value.TrimEnd());

    [GeneratedRegex(@"^- id: *[""']?(?<id>[^\s""']+).*?(?=^- |\z)", RegexOptions.Multiline | RegexOptions.Singleline)]
    private static partial Regex Entry();
}
