using System.Globalization;
using System.Text.RegularExpressions;

namespace VisionZero.Web.Content.Comparison;

/// <summary>How a translation stands to its English text.</summary>
public enum TranslationState
{
    /// <summary>Nobody has written it.</summary>
    Missing = 1,

    /// <summary>The English text has changed since it was compared with it, or it never was.</summary>
    Stale = 2,

    /// <summary>Somebody has said that it says what the English text says now.</summary>
    Current = 3,
}

/// <summary>A paragraph, or a sentence of a question, in both languages.</summary>
/// <param name="English">In English.</param>
/// <param name="Translation">In the other language; empty where there is none.</param>
/// <param name="IsMarkdown">Whether both are Markdown.</param>
public sealed record TranslatedText(string English, string Translation, bool IsMarkdown);

/// <summary>A sheet or a question in both languages.</summary>
/// <param name="Key">Its file without language, or the id of the question.</param>
/// <param name="File">The translation's file, below the folder of the course.</param>
/// <param name="Title">Its English title; none of a question.</param>
/// <param name="State">How the translation stands.</param>
/// <param name="Texts">From top to bottom.</param>
public sealed record TranslatedPart(string Key, string File, string? Title, TranslationState State, IReadOnlyList<TranslatedText> Texts);

/// <summary>A rule of a course in English beside another language: what its translators and reviewers read.</summary>
public static partial class TranslationReview
{
    /// <summary>Sheets and questions of a rule; what is missing or stale comes first.</summary>
    /// <param name="course">The version.</param>
    /// <param name="rule">1 to 7.</param>
    /// <param name="locale">The other language.</param>
    /// <param name="stale">Files that are older than their English text, below the folder of the course.</param>
    public static IReadOnlyList<TranslatedPart> Of(Course course, int rule, string locale, IReadOnlySet<string> stale)
    {
        ArgumentNullException.ThrowIfNull(course);
        ArgumentNullException.ThrowIfNull(stale);
        var all = course.Rule(rule);
        var items = string.Create(CultureInfo.InvariantCulture, $"rule-{rule}/items.{locale}.yaml");
        IEnumerable<Lesson> sheets = [.. all.Lessons, .. all.Card is { } card ? [card] : Array.Empty<Lesson>(), .. all.Kit];
        IEnumerable<Item> questions = [.. all.Check, .. all.Skip, .. all.Bank];
        return
        [
            .. sheets.Select(sheet => Sheet(sheet, string.Create(CultureInfo.InvariantCulture, $"rule-{rule}/{sheet.Key}.{locale}.md")))
                .Concat(questions.Select(Question))
                .OrderBy(part => part.State),
        ];

        TranslatedPart Sheet(Lesson sheet, string file)
        {
            var (english, translated) = (sheet.In("en"), sheet.Texts.GetValueOrDefault(locale));
            return new TranslatedPart(sheet.Key, file, english.Title, State(file, translated is not null), [.. Texts(english, translated)]);
        }

        TranslatedPart Question(Item item)
        {
            var translated = item.Texts.GetValueOrDefault(locale);
            var words = translated is null ? [] : Words(translated).ToDictionary(w => w.Place, w => w.Text);
            return new TranslatedPart(
                item.Key.Id,
                items,
                null,
                State(items, translated is not null),
                [.. Words(item.In("en")).Select(w => new TranslatedText(w.Text, words.GetValueOrDefault(w.Place, ""), false))]);
        }

        TranslationState State(string file, bool isWritten) =>
            !isWritten ? TranslationState.Missing : stale.Contains(file) ? TranslationState.Stale : TranslationState.Current;
    }

    private static IEnumerable<TranslatedText> Texts(LessonText english, LessonText? translated)
    {
        yield return new TranslatedText(english.Title, translated?.Title ?? "", false);
        yield return new TranslatedText(english.Summary, translated?.Summary ?? "", false);
        var (parts, others) = (Parts(english.Markdown), Parts(translated?.Markdown ?? ""));
        for (var i = 0; i < Math.Max(parts.Count, others.Count); i++)
        {
            foreach (var text in Beside(i < parts.Count ? parts[i] : [], i < others.Count ? others[i] : []))
            {
                yield return text;
            }
        }
    }

    // Paragraph beside paragraph; where a language has more or fewer of them, the part below a heading as a whole.
    private static IEnumerable<TranslatedText> Beside(IReadOnlyList<string> english, IReadOnlyList<string> translated) =>
        english.Count == translated.Count || translated.Count == 0
            ? english.Select((text, i) => Pair(text, i < translated.Count ? translated[i] : ""))
            : [Pair(string.Join("\n\n", english), string.Join("\n\n", translated))];

    private static TranslatedText Pair(string english, string translated) =>
        new(Picture().Replace(english, InWords), Picture().Replace(translated, InWords), true);

    // What is translated of a picture: what it tells, and the line below it.
    private static string InWords(Match picture) => $"{picture.Groups["words"].Value}\n\n*{picture.Groups["caption"].Value}*";

    private static List<IReadOnlyList<string>> Parts(string markdown) =>
        [.. Heading().Split(markdown).Select(part => part.Trim()).Where(part => part.Length > 0).Select(part => Blank().Split(part))];

    // Every text of a question with its place, which is the same in each language.
    private static IEnumerable<(string Place, string Text)> Words(ItemText item)
    {
        IEnumerable<(string Place, string? Text)> words =
        [
            ("scenario", item.Scenario),
            ("stem", item.Stem),
            ("twin", item.Twin),
            .. item.Options.SelectMany(o => Option("options", o)),
            .. item.Targets.Select(t => ($"targets {t.Key}", (string?)$"{t.Key} · {t.Value}")),
            .. item.Nodes.SelectMany(n => n.Value.Choices.SelectMany(c => Option($"nodes {n.Key}", c)).Prepend(($"nodes {n.Key}", n.Value.Text))),
            .. item.Ends.Select(e => ($"ends {e.Key}", (string?)e.Value)),
            ("unit", item.Unit),
            ("accepted", string.Join(" · ", item.Accepted)),
            ("why", item.Why),
        ];
        return words.Where(w => !string.IsNullOrEmpty(w.Text)).Select(w => (w.Place, w.Text!));

        static IEnumerable<(string Place, string? Text)> Option(string place, KeyValuePair<string, OptionText> option) =>
            [($"{place} {option.Key}", $"{option.Key} · {option.Value.Text}"), ($"{place} {option.Key} why", option.Value.Why)];
    }

    [GeneratedRegex("^(?=## )", RegexOptions.Multiline)]
    private static partial Regex Heading();

    [GeneratedRegex(@"\n\s*\n")]
    private static partial Regex Blank();

    [GeneratedRegex(@"^!\[(?<words>.*?)\]\(\S+ +""(?<caption>.*)""\)$", RegexOptions.Multiline)]
    private static partial Regex Picture();
}
