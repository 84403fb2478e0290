using System.Globalization;
using System.Text.RegularExpressions;
using VisionZero.Web.Content;

namespace VisionZero.Web.Features.Trainers.Kit;

/// <summary>What the files of a language are composed from.</summary>
internal sealed partial record KitSource(Course Course, Glossary Glossary, Texts.Texts Words, string Locale, IReadOnlyDictionary<int, string> Icons, DateTimeOffset At)
{
    private const int Article = 3;
    private const char FirstIdeograph = '\u2E80';

    /// <summary>Language of the texts, BCP 47.</summary>
    public string Language => Words.Culture.Name;

    /// <summary>"Golden rule 1".</summary>
    public string RuleLabel(int rule) => Words["kit.rule", ("rule", rule)];

    /// <summary>The line at the foot of every page.</summary>
    public string Footer => Words["kit.footer", ("product", Words["general.product"]), ("course", Course.In(Locale).Title)];

    /// <summary>A published work as a line.</summary>
    public string Line(SourceWork work) => Words["kit.source", ("author", work.Author), ("year", work.Year.ToString(CultureInfo.InvariantCulture)), ("title", work.Title)];

    /// <summary>The heading of a part: its kind and its title, or the title alone if it says the kind already ("The card: …: the card").</summary>
    public string Titled(LessonKind kind, string title)
    {
        var key = $"kit.part.{kind.ToString().ToLowerInvariant()}";
        return SaysKind(title, Words[key, ("title", "")]) ? title : Words[key, ("title", title)];
    }

    /// <summary>A part of a chapter: its title, its summary, its text one level further down.</summary>
    public static string Part(string title, LessonText text, int rule) =>
        $"## {Plain(title)}\n\n> {Plain(text.Summary)}\n\n{Lower(OfRule(text, rule))}\n\n";

    /// <summary>Headings one level further down.</summary>
    public static string Lower(string markdown) => Heading().Replace(markdown, "#$0");

    /// <summary>Several rules stand in one book: their drawings may have one name.</summary>
    public static string OfRule(LessonText text, int rule) =>
        text.Pictures.Keys.Aggregate(text.Markdown, (markdown, name) => markdown.Replace($"]({name} ", $"]({PictureName(rule, name)} ", StringComparison.Ordinal));

    /// <summary>The name of a drawing in a book.</summary>
    public static string PictureName(int rule, string name) => FormattableString.Invariant($"rule-{rule}/{name}");

    /// <summary>Words that are no Markdown.</summary>
    public static string Plain(string text) => Beginning().Replace(Special().Replace(text, @"\$0"), @"$1\$2").ReplaceLineEndings(" ");

    // What stands before the first colon or after the last one says the kind if its words are words of the kind's name.
    private static bool SaysKind(string title, string name)
    {
        var kind = LongWords(name);
        var parts = title.Split(':', '：');
        return kind.Count > 0 && (kind.SetEquals(LongWords(title)) || (parts.Length > 1 && new[] { parts[0], parts[^1] }.Select(LongWords).Any(words => words.Count > 0 && words.IsSubsetOf(kind))));
    }

    private static HashSet<string> LongWords(string text) =>
        Word().Matches(text).Select(word => word.Value).Where(word => word.Length > Article || word[0] >= FirstIdeograph).ToHashSet(StringComparer.OrdinalIgnoreCase);

    [GeneratedRegex(@"\w+")]
    private static partial Regex Word();

    [GeneratedRegex("^#+ ", RegexOptions.Multiline)]
    private static partial Regex Heading();

    // At the beginning of a line these make a list.
    [GeneratedRegex(@"^(\d*)([-+.)])(?=\s)")]
    private static partial Regex Beginning();

    [GeneratedRegex(@"[\\*_\[\]<>`#|]")]
    private static partial Regex Special();
}
