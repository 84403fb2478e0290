using System.Globalization;
using System.Text.RegularExpressions;

namespace VisionZero.Web.Content.Reports;

/// <summary>What a trainer's kit claims against what it has: the three sheets of each rule in each language, and slides that can be shown.</summary>
internal static partial class KitReport
{
    private const int MostPoints = 6;
    private const int LongestPoint = 90;
    private const int FewestSlides = 8;
    private const int MostSlides = 14;

    private static readonly (LessonKind Kind, int Minutes)[] Sheets = [(LessonKind.Talk, 10), (LessonKind.Session, 60), (LessonKind.Slides, 45)];

    /// <summary>Everything to look at in the kit of a rule; nothing if the course has none.</summary>
    public static IEnumerable<(string Place, string What)> Of(Course course, CourseRule rule) =>
        course.HasKit ? course.Locales.SelectMany(l => Sheets.SelectMany(s => Sheet(rule, s.Kind, s.Minutes, l))) : [];

    private static IEnumerable<(string Place, string What)> Sheet(CourseRule rule, LessonKind kind, int minutes, string locale)
    {
        var name = $"{kind.ToString().ToLowerInvariant()}.{locale}.md";
        if (rule.KitSheet(kind, locale) is not { } sheet)
        {
            yield return ($"rule {rule.Rule}", $"no {name}: the course has a kit, so each rule has it in each language. Write it.");
            yield break;
        }

        if (sheet.Minutes != minutes)
        {
            yield return ($"rule {rule.Rule}, {name}", string.Create(CultureInfo.InvariantCulture, $"{sheet.Minutes} minutes; this sheet is made for {minutes}."));
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

    private static IEnumerable<string> Plan(LessonText sheet)
    {
        var steps = Step().Count(sheet.Markdown);
        if (steps < 3 || Numbered().Count(sheet.Markdown) != steps)
        {
            yield return "the plan is a numbered list, each step beginning with its minutes in bold: '1. **0–10 min · Open.** …'.";
        }
    }

    private static IEnumerable<string> Slides(LessonText sheet)
    {
        if (sheet.Slides.Count is < FewestSlides or > MostSlides)
        {
            yield return $"{sheet.Slides.Count} slides; there are {FewestSlides} to {MostSlides}.";
        }

        foreach (var slide in sheet.Slides)
        {
            if (slide.Points.Count > MostPoints)
            {
                yield return $"'{slide.Title}' has {slide.Points.Count} points; a slide has {MostPoints} at most.";
            }

            foreach (var point in slide.Points.Where(p => p.Length > LongestPoint))
            {
                yield return $"'{slide.Title}': '{point}' has {point.Length} characters; a point has {LongestPoint} at most.";
            }

            if (slide.Notes.Length == 0)
            {
                yield return $"'{slide.Title}' has no notes; say what the trainer does, as '> …'.";
            }

            if (slide.Body.Length == 0 && slide.Picture is null)
            {
                yield return $"'{slide.Title}' shows nothing; write points, a short paragraph or a picture.";
            }
        }
    }

    [GeneratedRegex(@"^\d+\. ", RegexOptions.Multiline)]
    private static partial Regex Numbered();

    // The unit of minutes is a word of the language; the figures are what a plan cannot do without.
    [GeneratedRegex(@"^\d+\. \*\*\d+\s*[–-]\s*\d+[^*\n]*\*\*", RegexOptions.Multiline)]
    private static partial Regex Step();
}
