using System.Text.RegularExpressions;
using VisionZero.Web.Content;

namespace VisionZero.Web.Features.Trainers.Kit;

/// <summary>What the files of a language are composed from.</summary>
internal sealed partial record KitSource(Course Course, Glossary Glossary, Texts.Texts Words, string Locale, IReadOnlyDictionary<int, string> Icons, DateTimeOffset At)
{
    /// <summary>Language of the texts, BCP 47.</summary>
    public string Language => Words.Culture.Name;

    /// <summary>"Golden rule 1".</summary>
    public string RuleLabel(int rule) => Words["kit.rule", ("rule", rule)];

    /// <summary>The line at the foot of every page.</summary>
    public string Footer => Words["kit.footer", ("product", Words["general.product"]), ("course", Course.In(Locale).Title)];

    /// <summary>A published work as a line.</summary>
    public static string Line(SourceWork work) => FormattableString.Invariant($"{work.Author} ({work.Year}): {work.Title}");

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
    public static string Plain(string text) => Special().Replace(text, @"\$0").ReplaceLineEndings(" ");

    [GeneratedRegex("^#+ ", RegexOptions.Multiline)]
    private static partial Regex Heading();

    [GeneratedRegex(@"[\\*_\[\]<>`#|]")]
    private static partial Regex Special();
}
