using System.Globalization;
using Markdig;
using Markdig.Extensions.Tables;
using Markdig.Syntax;
using Markdig.Syntax.Inlines;

namespace VisionZero.Web.Content;

/// <summary>
/// Reads what is read of a rule: case, lessons, activity and card, and what trainers get besides: talk, session plan and slides;
/// front matter and Markdown, a file a locale.
/// </summary>
internal sealed class LessonReader(string folder, IReadOnlyList<string> locales, SheetHeadings headings, ContentProblems problems)
{
    private const int Fewest = 2;

    // HTML in a lesson is shown as text, never passed on.
    private static readonly MarkdownPipeline Markdown = new MarkdownPipelineBuilder().UsePipeTables().UseCjkFriendlyEmphasis().DisableHtml().Build();

    /// <summary>Sheets in the order they are taken; the card is last, if there is one.</summary>
    public IReadOnlyList<Lesson> Read()
    {
        var keys = new SortedDictionary<(LessonKind Kind, int Number), string>();
        foreach (var file in ContentFiles.In(folder))
        {
            var parts = Path.GetFileName(file).Split('.');
            if (parts is [var key, var locale, "md"] && locales.Contains(locale) && KindOf(key) is { } place)
            {
                keys[place] = key;
            }
            else if (parts is not ["items", "yaml"] and not ["items", _, "yaml"] and not ["sources", "yaml"] and not [_, "svg"])
            {
                problems.Add(file, 1, $"this file is not known here; a rule has items.yaml, items.<locale>.yaml, sources.yaml, pictures (.svg) and case, lesson-<n>, activity, card, talk, session and slides as <name>.<locale>.md for {string.Join(", ", locales)}.");
            }
        }

        if (keys.Keys.Count(k => k.Kind == LessonKind.Lesson) < Fewest)
        {
            problems.Add(Path.Combine(folder, "lesson-1.en.md"), 1, $"a rule has at least {Fewest} lessons; write lesson-1 and lesson-2 in every locale.");
        }

        return [.. keys.Select(k => new Lesson(k.Value, k.Key.Kind, Languages(k.Key.Kind, k.Value).ToDictionary(l => l, l => ReadText(Path.Combine(folder, $"{k.Value}.{l}.md"), k.Key.Kind, l))))];
    }

    // What a learner reads exists in every language of the course; what a trainer gets besides may still be missing in one, which the report says.
    private IEnumerable<string> Languages(LessonKind kind, string key) =>
        kind <= LessonKind.Card ? locales : locales.Where(l => File.Exists(Path.Combine(folder, $"{key}.{l}.md")));

    private static (LessonKind Kind, int Number)? KindOf(string key) => key switch
    {
        "case" => (LessonKind.Case, 0),
        "activity" => (LessonKind.Activity, 0),
        "card" => (LessonKind.Card, 0),
        "talk" => (LessonKind.Talk, 0),
        "session" => (LessonKind.Session, 0),
        "slides" => (LessonKind.Slides, 0),
        _ when key.StartsWith("lesson-", StringComparison.Ordinal)
            && int.TryParse(key["lesson-".Length..], NumberStyles.None, CultureInfo.InvariantCulture, out var number) => (LessonKind.Lesson, number),
        _ => null,
    };

    private LessonText ReadText(string file, LessonKind kind, string locale)
    {
        if (!File.Exists(file))
        {
            problems.Add(file, 1, "this file is missing: a lesson exists in every locale of its course. Write it.");
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
        var slides = kind == LessonKind.Slides ? new SlideReader(file, before, body, problems).Read(document) : [];
        if (kind != LessonKind.Slides)
        {
            CheckHeadings(file, before, document, headings.For(kind, locale));
            CheckLevels(file, before, document, kind == LessonKind.Case ? 2 : 1);
        }

        CheckParts(file, before, document);
        var pictures = Draw(file, before, document);
        return new LessonText(
            front?.Text("title") ?? "",
            front?.Text("summary") ?? "",
            front?.Whole("minutes", 1, 240) ?? 1,
            document.ToHtml(Markdown))
        {
            Markdown = body,
            Pictures = pictures,
            Slides = slides,
        };
    }

    private void CheckHeadings(string file, int before, MarkdownDocument document, IReadOnlyList<string> expected)
    {
        var found = document.Descendants<HeadingBlock>().Where(h => h.Level <= 2).ToList();
        for (var i = 0; i < Math.Max(expected.Count, found.Count); i++)
        {
            var title = i < found.Count ? Plain(found[i].Inline) : null;
            if (i >= expected.Count || title != expected[i] || found[i].Level != 2)
            {
                var line = i < found.Count ? found[i].Line : document.LastChild?.Line ?? 0;
                problems.Add(file, line + before + 1, (i < expected.Count, expected.Count) switch
                {
                    (true, _) => $"'## {expected[i]}' is expected here, not {(title is null ? "the end" : $"'{title}'")}; this sheet has exactly the headings {string.Join(", ", expected)}, in this order.",
                    (false, 0) => $"'{title}' is one heading too many; a case has none but '###'.",
                    _ => $"'{title}' is one heading too many; use '###' below {expected[^1]}.",
                });
                break;
            }
        }
    }

    // Whoever hears the page goes from heading to heading: a level that is left out sounds like a part that is missing.
    private void CheckLevels(string file, int before, MarkdownDocument document, int above)
    {
        foreach (var heading in document.Descendants<HeadingBlock>())
        {
            if (heading.Level > above + 1)
            {
                problems.Add(file, heading.Line + before + 1, $"'{Plain(heading.Inline)}' goes down more than one level at once; write '{new string('#', above + 1)}'.");
            }

            above = heading.Level;
        }
    }

    private void CheckParts(string file, int before, MarkdownDocument document)
    {
        // An address in angle brackets is printed as a link too.
        IEnumerable<(string? Url, int Line)> links =
        [
            .. document.Descendants<LinkInline>().Where(l => !l.IsImage).Select(l => (l.Url, l.Line)),
            .. document.Descendants<AutolinkInline>().Select(l => ((string?)l.Url, l.Line)),
        ];
        foreach (var (address, line) in links.Where(l => !ContentLinks.IsWeb(l.Url)))
        {
            problems.Add(file, line + before + 1, $"'{address}' leads nowhere: a lesson links only to a source at https://<host>/.");
        }

        foreach (var table in document.Descendants<Table>().Where(t => !t.IsValid()))
        {
            problems.Add(file, table.Line + before + 1, "the rows of this table differ in their number of columns.");
        }
    }

    // A picture stands alone in its paragraph; its words are for those who do not see it, its title for all.
    private Dictionary<string, string> Draw(string file, int before, MarkdownDocument document)
    {
        var drawn = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var image in document.Descendants<LinkInline>().Where(l => l.IsImage).ToList())
        {
            var line = image.Line + before + 1;
            var twin = Plain(image);
            if (twin.Length < 20 || string.IsNullOrWhiteSpace(image.Title))
            {
                problems.Add(file, line, "a picture is written as ![everything it tells, in words](diagram-<name>.svg \"its caption\").");
            }
            else if (image.Parent?.ParentBlock is not ParagraphBlock paragraph || image.PreviousSibling is not null || image.NextSibling is not null)
            {
                problems.Add(file, line, "a picture stands in a paragraph of its own.");
            }
            else if (PictureReader.Read(Path.Combine(folder, Path.GetFileName(image.Url ?? "")), Path.GetFileNameWithoutExtension(image.Url ?? ""), problems) is { } picture)
            {
                var figure = new ContainerInline();
                figure.AppendChild(new HtmlInline(SheetHtml.Figure(picture.Svg, twin, image.Title)));
                paragraph.Inline = figure;
                drawn[image.Url!] = picture.Svg;
            }
        }

        return drawn;
    }

    internal static string Plain(ContainerInline? inline) =>
        string.Concat(inline?.Descendants<LiteralInline>().Select(l => l.Content.ToString()) ?? []).Trim();
}
