using System.Globalization;
using System.Text;

namespace VisionZero.Web.Content.Reports;

/// <summary>What each rule of a course has, by part, dimension, outcome, difficulty and language, as a table.</summary>
public static class CoverageMatrix
{
    private static readonly string[] Columns = ["rule", "lessons", "min", "check", "skip", "bank", "safe", "health", "wellb", "recog", "expl", "apply", "judge", "easy", "med", "hard", "kinds"];

    /// <summary>Both tables: a line a rule and one for all, then rule by dimension by outcome, and by language.</summary>
    public static string Of(Course course)
    {
        ArgumentNullException.ThrowIfNull(course);
        return $"{Rules(course)}{Environment.NewLine}{Cells(course)}";
    }

    /// <summary>Each rule's cells of dimension and outcome that no item is in.</summary>
    public static IEnumerable<(int Rule, string Dimension, string Outcome)> Holes(Course course)
    {
        ArgumentNullException.ThrowIfNull(course);
        return from rule in course.Rules
               let items = Items(rule).ToList()
               from dimension in ItemTags.Dimensions
               from outcome in ItemTags.Outcomes
               where !items.Any(i => i.Dimension == dimension && i.Outcome == outcome)
               select (rule.Rule, dimension, outcome);
    }

    private static string Cells(Course course)
    {
        var text = new StringBuilder();
        text.AppendLine(string.Concat([" rule", "dimension".PadLeft(11), .. ItemTags.Outcomes.Select(o => o.PadLeft(11)), "  |", .. course.Locales.Select(l => l.PadLeft(5))]));
        foreach (var rule in course.Rules)
        {
            foreach (var dimension in ItemTags.Dimensions)
            {
                List<Item> items = [.. Items(rule).Where(i => i.Dimension == dimension)];
                text.AppendLine(string.Concat(
                [
                    rule.Rule.ToString(CultureInfo.InvariantCulture).PadLeft(5),
                    dimension.PadLeft(11),
                    .. ItemTags.Outcomes.Select(o => items.Count(i => i.Outcome == o).ToString(CultureInfo.InvariantCulture).PadLeft(11)),
                    "  |",
                    .. course.Locales.Select(l => items.Count(i => i.LocaleFor(l) == l).ToString(CultureInfo.InvariantCulture).PadLeft(5)),
                ]));
            }
        }

        return text.ToString();
    }

    private static string Rules(Course course)
    {
        var lines = course.Rules.Select(Line).ToList();
        lines.Add(["all", .. Enumerable.Range(1, Columns.Length - 2).Select(c => lines.Sum(l => int.Parse(l[c], CultureInfo.InvariantCulture)).ToString(CultureInfo.InvariantCulture)), Kinds(course.Rules.SelectMany(Items))]);
        var text = new StringBuilder();
        text.AppendLine(CultureInfo.InvariantCulture, $"{course.Id} v{course.Version}, {course.Outline.Level}, {course.Hours} hours; complete in {string.Join(", ", course.Locales)}");
        foreach (var line in lines.Prepend([.. Columns]))
        {
            text.AppendLine(string.Concat(line.Select((cell, i) => cell.PadLeft(Math.Max(Columns[i].Length, 4) + 1))));
        }

        return text.ToString();
    }

    private static IEnumerable<Item> Items(CourseRule rule) => [.. rule.Check, .. rule.Skip, .. rule.Bank];

    private static List<string> Line(CourseRule rule)
    {
        Item[] items = [.. Items(rule)];
        int[] figures =
        [
            rule.Rule,
            rule.Lessons.Count(l => l.Kind == LessonKind.Lesson),
            rule.Lessons.Sum(l => l.In("en").Minutes),
            rule.Check.Count,
            rule.Skip.Count,
            rule.Bank.Count,
            .. ItemTags.Dimensions.Select(d => items.Count(i => i.Dimension == d)),
            .. ItemTags.Outcomes.Select(o => items.Count(i => i.Outcome == o)),
            .. ItemTags.Difficulties.Select(d => items.Count(i => i.Key.Difficulty == d)),
        ];
        return [.. figures.Select(f => f.ToString(CultureInfo.InvariantCulture)), Kinds(items)];
    }

    private static string Kinds(IEnumerable<Item> items) => items.Select(i => i.Key.Kind).Distinct().Count().ToString(CultureInfo.InvariantCulture);
}
