using System.Text.RegularExpressions;

namespace VisionZero.Web.Content.Reports;

/// <summary>What a trainer's kit claims against what it has: the three sheets of each rule in each language, and slides that can be shown.</summary>
internal static partial class KitReport
{
    private const string PlanExample = "1. **0–10 min · …** …";
    private const int MostPoints = 6;
    private const int LongestPoint = 90;
    private const int FewestSlides = 8;
    private const int MostSlides = 14;

    private static readonly (LessonKind Kind, int Minutes)[] Sheets = [(LessonKind.Talk, 10), (LessonKind.Session, 60), (LessonKind.Slides, 45)];

    /// <summary>Everything to look at in the kit of a rule; nothing if the course has none.</summary>
    public static IEnumerable<(string Place, ContentFinding What)> Of(Course course, CourseRule rule) =>
        course.HasKit ? course.Locales.SelectMany(l => Sheets.SelectMany(s => Sheet(rule, s.Kind, s.Minutes, l))) : [];

    private static IEnumerable<(string Place, ContentFinding What)> Sheet(CourseRule rule, LessonKind kind, int minutes, string locale)
    {
        var name = $"{kind.ToString().ToLowerInvariant()}.{locale}.md";
        if (rule.KitSheet(kind, locale) is not { } sheet)
        {
            yield return ($"rule {rule.Rule}", ContentFinding.Of("kit-missing", ("file", name)));
            yield break;
        }

        if (sheet.Minutes != minutes)
        {
            yield return ($"rule {rule.Rule}, {name}", ContentFinding.Of("kit-minutes", ("found", sheet.Minutes), ("minutes", minutes)));
        }

        var found = kind switch
        {
            LessonKind.Session => Plan(sheet),
            LessonKind.Slides => Slides(sheet),
            _ => [],
        };
        foreach (var what in found)
        {
            yield return ($"rule {rule.Rule}, {name}", what);
        }
    }

    private static IEnumerable<ContentFinding> Plan(LessonText sheet)
    {
        var steps = Step().Count(sheet.Markdown);
        if (steps < 3 || Numbered().Count(sheet.Markdown) != steps)
        {
            yield return ContentFinding.Of("kit-plan", ("example", PlanExample));
        }
    }

    private static IEnumerable<ContentFinding> Slides(LessonText sheet)
    {
        if (sheet.Slides.Count is < FewestSlides or > MostSlides)
        {
            yield return ContentFinding.Of("kit-slides", ("found", sheet.Slides.Count), ("least", FewestSlides), ("most", MostSlides));
        }

        foreach (var slide in sheet.Slides)
        {
            if (slide.Points.Count > MostPoints)
            {
                yield return ContentFinding.Of("kit-points", ("title", slide.Title), ("found", slide.Points.Count), ("most", MostPoints));
            }

            foreach (var point in slide.Points.Where(p => p.Length > LongestPoint))
            {
                yield return ContentFinding.Of("kit-point", ("title", slide.Title), ("point", point), ("found", point.Length), ("most", LongestPoint));
            }

            if (slide.Notes.Length == 0)
            {
                yield return ContentFinding.Of("kit-notes", ("title", slide.Title));
            }

            if (slide.Body.Length == 0 && slide.Picture is null)
            {
                yield return ContentFinding.Of("kit-nothing", ("title", slide.Title));
            }
        }
    }

    [GeneratedRegex(@"^\d+\. ", RegexOptions.Multiline)]
    private static partial Regex Numbered();

    // The unit of minutes is a word of the language; the figures are what a plan cannot do without.
    [GeneratedRegex(@"^\d+\. \*\*\d+\s*[–-]\s*\d+[^*\n]*\*\*", RegexOptions.Multiline)]
    private static partial Regex Step();
}
