using System.Globalization;
using System.Text;
using VisionZero.Tests;

namespace VisionZero.Web.Tests.Content;

/// <summary>
/// A content folder with the product's own texts and two small, whole courses: two lessons, two check questions and
/// four of the bank a rule; rule 7 has a skip test with a question of each other kind, and a story to practise. Single questions are right with a, multiple ones with b and c.
/// </summary>
internal static class FixtureCourses
{
    // What no test changes is not copied: it is most of the files.
    private static readonly string[] Linked = ["locales", "materials", "rules"];

    private static readonly string Product = Path.Combine(AppContext.BaseDirectory, "content");

    private static readonly Lazy<string> Common = new(Write);

    /// <summary>A folder that all who only read it share.</summary>
    public static string Shared => Common.Value;

    /// <summary>Writes the folder and answers its path; it goes when the tests end.</summary>
    public static string Write()
    {
        var folder = TemporaryFolder.Make("vz-content-");
        foreach (var part in System.IO.Directory.EnumerateFileSystemEntries(Product).Select(e => Path.GetFileName(e)).Where(p => p != "courses"))
        {
            if (Linked.Contains(part))
            {
                System.IO.Directory.CreateSymbolicLink(Path.Combine(folder, part), Path.Combine(Product, part));
            }
            else
            {
                TemporaryFolder.Copy(Path.Combine(Product, part), Path.Combine(folder, part));
            }
        }

        System.IO.Directory.CreateDirectory(Path.Combine(folder, "courses"));
        File.Copy(Path.Combine(Product, "courses/headings.yaml"), Path.Combine(folder, "courses/headings.yaml"));
        WriteCourse(folder, "foundation", "Foundation", 'f');
        WriteCourse(folder, "professional", "Professional", 'p');
        return folder;
    }

    /// <summary>Changes a file of the folder.</summary>
    public static void Change(string folder, string file, string from, string to)
    {
        var path = Path.Combine(folder, "courses", file);
        var text = File.ReadAllText(path);
        text.ShouldContain(from);
        var at = text.IndexOf(from, StringComparison.Ordinal);
        File.WriteAllText(path, text[..at] + to + text[(at + from.Length)..]);
    }

    private static void WriteCourse(string folder, string id, string level, char prefix)
    {
        var place = Path.Combine(folder, "courses", id, "v1");
        System.IO.Directory.CreateDirectory(place);
        File.WriteAllText(Path.Combine(place, "course.yaml"), $$"""
            id: {{id}}
            version: 1
            level: {{level}}
            hours: 2
            locales: [en, zh]
            title: { en: "{{level}} course", zh: "课程" }
            summary: { en: "What it is.", zh: "简介" }
            leads-to: { en: "A certificate.", zh: "证书" }
            rules: [1, 2, 3, 4, 5, 6, 7]

            """);
        for (var rule = 1; rule <= 7; rule++)
        {
            WriteRule(Path.Combine(place, string.Create(CultureInfo.InvariantCulture, $"rule-{rule}")), prefix, rule);
        }
    }

    private static void WriteRule(string place, char prefix, int rule)
    {
        System.IO.Directory.CreateDirectory(place);
        foreach (var lesson in new[] { 1, 2 })
        {
            WriteLesson(place, rule, lesson, "en", ["The situation", "The idea", "How to do it", "What goes wrong", "On Monday"]);
            WriteLesson(place, rule, lesson, "zh", ["情境", "要点", "怎么做", "常见误区", "周一就做"]);
        }

        var items = new StringBuilder();
        var texts = new StringBuilder();
        for (var i = 1; i <= 6; i++)
        {
            var id = string.Create(CultureInfo.InvariantCulture, $"{prefix}{rule}-{i:00}");
            var multiple = i is 2 or 6;
            items.Append(CultureInfo.InvariantCulture, $"- id: {id}\n  use: {(i <= 2 ? "check" : "assessment")}\n  kind: {(multiple ? "multiple" : "single")}\n  correct: [{(multiple ? "b, c" : "a")}]\n  dimension: safety\n  difficulty: {(i == 3 ? 1 : i == 6 ? 3 : 2)}\n  outcome: apply\n");
            texts.Append(CultureInfo.InvariantCulture, $"- id: {id}\n  scenario: \"Something happens.\"\n  stem: \"Question {id}?\"\n  options:\n");
            foreach (var letter in "abcd")
            {
                texts.Append(CultureInfo.InvariantCulture, $"    {letter}: {{ text: \"Option {letter} of {id}\", why: \"Because of {letter}.\" }}\n");
            }
        }

        if (rule == 7)
        {
            items.Append(EveryKind.Items.Replace("x7", $"{prefix}7", StringComparison.Ordinal));
            texts.Append(EveryKind.Texts.Replace("x7", $"{prefix}7", StringComparison.Ordinal));
            File.WriteAllText(Path.Combine(place, "scene-yard.svg"), EveryKind.Picture);
        }

        File.WriteAllText(Path.Combine(place, "items.yaml"), items.ToString());
        File.WriteAllText(Path.Combine(place, "items.en.yaml"), texts.ToString());
        File.WriteAllText(Path.Combine(place, "items.zh.yaml"), texts.ToString());
    }

    private static void WriteLesson(string place, int rule, int lesson, string locale, string[] headings)
    {
        var text = new StringBuilder().Append(CultureInfo.InvariantCulture, $"---\ntitle: \"Lesson {rule}.{lesson} {locale}\"\nsummary: \"You can do it.\"\nminutes: 10\n---\n");
        foreach (var heading in headings)
        {
            text.Append(CultureInfo.InvariantCulture, $"## {heading}\nA paragraph with **weight** & an <b>angle</b>.\n\n");
        }

        File.WriteAllText(Path.Combine(place, string.Create(CultureInfo.InvariantCulture, $"lesson-{lesson}.{locale}.md")), text.ToString());
    }
}
