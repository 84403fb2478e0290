using System.Globalization;
using System.Text;

namespace VisionZero.Web.Content.Reports;

/// <summary>What each rule of a course has, by part, dimension, outcome, difficulty and language, as a table.</summary>
public static class CoverageMatrix
{
    private static readonly string[] Columns = ["rule", "lessons", "min", "check", "skip", "bank", "safe", "health", "wellb", "recog", "expl", "apply", "judge", "easy", "med", "hard", "kinds"];

    /// <summary>The table, a line a rule and one for all.</summary>
    public static string Of(Course course)
    {
        ArgumentNullException.ThrowIfNull(course);
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
