using System.Globalization;
using Markdig;
using Markdig.Extensions.Tables;
using Markdig.Syntax;
using Markdig.Syntax.Inlines;
using VisionZero.Web.Texts;

namespace VisionZero.Web.Content;

/// <summary>Reads the lessons of a rule: front matter and Markdown, a file a locale.</summary>
internal sealed class LessonReader(string folder, ContentProblems problems)
{
    /// <summary>The parts every lesson has, in their order.</summary>
    public static readonly IReadOnlyDictionary<string, IReadOnlyList<string>> Headings = new Dictionary<string, IReadOnlyList<string>>
    {
        ["en"] = ["The situation", "The idea", "How to do it", "What goes wrong", "On Monday"],
        ["zh"] = ["情境", "要点", "怎么做", "常见误区", "周一就做"],
    };

    private const int Fewest = 2;

    // HTML in a lesson is shown as text, never passed on.
    private static readonly MarkdownPipeline Markdown = new MarkdownPipelineBuilder().UsePipeTables().UseCjkFriendlyEmphasis().DisableHtml().Build();

    public IReadOnlyList<Lesson> Read()
    {
        var keys = new SortedDictionary<int, string>();
        foreach (var file in Directory.EnumerateFiles(folder).Order(StringComparer.Ordinal))
        {
            var parts = Path.GetFileName(file).Split('.');
            if (parts is [var key, var locale, "md"] && TextCatalogue.Offered.Contains(locale)
                && key.StartsWith("lesson-", StringComparison.Ordinal)
                && int.TryParse(key["lesson-".Length..], NumberStyles.None, CultureInfo.InvariantCulture, out var number))
            {
                keys[number] = key;
            }
            else if (parts is not ["items", "yaml"] and not ["items", _, "yaml"])
            {
                problems.Add(file, 1, $"this file is not known here; a rule has items.yaml, items.<locale>.yaml and lesson-<n>.<locale>.md for {string.Join(", ", TextCatalogue.Offered)}.");
            }
        }

        if (keys.Count < Fewest)
        {
            problems.Add(Path.Combine(folder, "lesson-1.en.md"), 1, $"a rule has at least {Fewest} lessons; write lesson-1 and lesson-2 in every locale.");
        }

        return [.. keys.Values.Select(key => new Lesson(key, TextCatalogue.Offered.ToDictionary(l => l, l => ReadText(Path.Combine(folder, $"{key}.{l}.md"), l))))];
    }

    private LessonText ReadText(string file, string locale)
    {
        if (!File.Exists(file))
        {
            problems.Add(file, 1, "this file is missing: a lesson exists in every locale. Write it.");
            return new LessonText("", "", 1, "");
        }

        var text = File.ReadAllText(file).ReplaceLineEndings("\n");
        var end = text.StartsWith("---\n", StringComparison.Ordinal) ? text.IndexOf("\n---\n", 3, StringComparison.Ordinal) : -1;
        if (end < 0)
        {
            problems.Add(file, 1, "a lesson begins with front matter: '---', title, summary, minutes, '---'.");
            return new LessonText("", "", 1, "");
        }

        var front = ContentNode.Parse(file, text[4..(end + 1)], problems, 1);
        front?.Only("title", "summary", "minutes");
        var body = text[(end + 5)..];
        var before = text.AsSpan(0, end + 5).Count('\n');
        var document = Markdig.Markdown.Parse(body, Markdown);
        Check(file, before, document, locale);
        return new LessonText(
            front?.Text("title") ?? "",
            front?.Text("summary") ?? "",
            front?.Whole("minutes", 1, 240) ?? 1,
            document.ToHtml(Markdown));
    }

    private void Check(string file, int before, MarkdownDocument document, string locale)
    {
        var expected = Headings[locale];
        var headings = document.Descendants<HeadingBlock>().Where(h => h.Level <= 2).ToList();
        for (var i = 0; i < Math.Max(expected.Count, headings.Count); i++)
        {
            var found = i < headings.Count ? Plain(headings[i]) : null;
            if (i >= expected.Count || found != expected[i] || headings[i].Level != 2)
            {
                var line = i < headings.Count ? headings[i].Line : document.LastChild?.Line ?? 0;
                problems.Add(file, line + before + 1, i < expected.Count
                    ? $"'## {expected[i]}' is expected here, not {(found is null ? "the end" : $"'{found}'")}; a lesson has exactly the headings {string.Join(", ", expected)}, in this order."
                    : $"'{found}' is one heading too many; use '###' below {expected[^1]}.");
                break;
            }
        }

        foreach (var link in document.Descendants<LinkInline>().Where(l => l.IsImage || l.Url?.StartsWith("https://", StringComparison.Ordinal) != true))
        {
            problems.Add(file, link.Line + before + 1, "a lesson has no images, and links only to a source at https://.");
        }

        foreach (var table in document.Descendants<Table>().Where(t => !t.IsValid()))
        {
            problems.Add(file, table.Line + before + 1, "the rows of this table differ in their number of columns.");
        }
    }

    private static string Plain(HeadingBlock heading) =>
        string.Concat(heading.Inline?.Descendants<LiteralInline>().Select(l => l.Content.ToString()) ?? []).Trim();
}
