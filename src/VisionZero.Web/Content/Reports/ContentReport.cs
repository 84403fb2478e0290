using System.Globalization;
using System.Text.RegularExpressions;
using VisionZero.Domain.Common;
using VisionZero.Domain.Courses;

namespace VisionZero.Web.Content.Reports;

/// <summary>
/// What a course claims against what it has: parts of each rule, length and reading level of each lesson in each language,
/// number, kinds and keys of its questions. The bounds are the platform's own promises to learners.
/// </summary>
public static partial class ContentReport
{
    private const int FewestLessons = 3;
    private const int MostLessons = 5;
    private const int FewestOfDimension = 3;

    // Words of a lesson; Chinese is counted in characters.
    private static readonly (int Least, int Most) Words = (500, 1200);
    private static readonly (int Least, int Most) Characters = (750, 2400);

    // Words of a sentence on average: above it, plain language has been left.
    private const int MostWordsASentence = 20;
    private const int MostCharactersASentence = 42;

    /// <summary>Items each rule of a course has at least.</summary>
    public static int FewestItems(Level level) => level == Level.Foundation ? 25 : 20;

    /// <summary>Everything to look at.</summary>
    public static IEnumerable<ContentNote> Notes(Course course)
    {
        ArgumentNullException.ThrowIfNull(course);
        return course.Rules.SelectMany(r => Parts(r).Concat(Lessons(course, r)).Concat(Items(course, r)).Concat(KitReport.Of(course, r)))
            .Select(n => new ContentNote($"{course.Id} v{course.Version.ToString(CultureInfo.InvariantCulture)}", n.Place, n.What));
    }

    private static IEnumerable<(string Place, ContentFinding What)> Parts(CourseRule rule)
    {
        var place = $"rule {rule.Rule}";
        var lessons = rule.Lessons.Count(l => l.Kind == LessonKind.Lesson);
        if (lessons is < FewestLessons or > MostLessons)
        {
            yield return (place, ContentFinding.Of("lessons", ("found", lessons), ("least", FewestLessons), ("most", MostLessons)));
        }

        foreach (var kind in new[] { LessonKind.Case, LessonKind.Activity }.Where(k => rule.Lessons.All(l => l.Kind != k)))
        {
            yield return (place, ContentFinding.Of("no-sheet", ("sheet", kind.ToString().ToLowerInvariant())));
        }

        if (rule.Card is null)
        {
            yield return (place, ContentFinding.Of("no-card"));
        }

        if (rule.Sources.Count == 0)
        {
            yield return (place, ContentFinding.Of("no-sources"));
        }

        if (rule.Skip.Count == 0)
        {
            yield return (place, ContentFinding.Of("no-skip"));
        }
    }

    private static IEnumerable<(string Place, ContentFinding What)> Lessons(Course course, CourseRule rule) =>
        from lesson in rule.Lessons.Where(l => l.Kind == LessonKind.Lesson)
        from locale in course.Locales
        let plain = Tag().Replace(lesson.In(locale).Html, " ")
        from what in Measure(plain, locale)
        select ($"rule {rule.Rule}, {lesson.Key}.{locale}.md", what);

    private static IEnumerable<ContentFinding> Measure(string plain, string locale)
    {
        var chinese = locale == "zh";
        var length = chinese ? plain.Count(c => c is >= '\u4e00' and <= '\u9fff') : Word().Count(plain);
        var (least, most) = chinese ? Characters : Words;
        var unit = chinese ? "characters" : "words";
        if (length < least || length > most)
        {
            yield return ContentFinding.Of("lesson-" + unit, ("found", length), ("least", least), ("most", most));
        }

        var sentence = length / (double)Math.Max(1, End().Count(plain));
        var longest = chinese ? MostCharactersASentence : MostWordsASentence;
        if (sentence > longest)
        {
            // One decimal, also where it is nought.
            yield return ContentFinding.Of("sentence-" + unit, ("found", decimal.Round((decimal)sentence, 1) + 0.0m), ("most", longest));
        }
    }

    private static IEnumerable<(string Place, ContentFinding What)> Items(Course course, CourseRule rule)
    {
        var place = $"rule {rule.Rule}, items.yaml";
        Item[] items = [.. rule.Check, .. rule.Skip, .. rule.Bank];
        var fewest = FewestItems(course.Outline.Level);
        if (items.Length < fewest)
        {
            yield return (place, ContentFinding.Of("items", ("found", items.Length), ("fewest", fewest)));
        }

        foreach (var dimension in ItemTags.Dimensions.Where(d => items.Count(i => i.Dimension == d) < FewestOfDimension))
        {
            yield return (place, ContentFinding.Of("dimension", ("fewest", FewestOfDimension), ("dimension", dimension)));
        }

        foreach (var (_, dimension, outcome) in CoverageMatrix.Holes(course).Where(h => h.Rule == rule.Rule))
        {
            yield return (place, ContentFinding.Of("outcome", ("dimension", dimension), ("outcome", outcome)));
        }

        foreach (var difficulty in ItemTags.Difficulties.Where(d => rule.Bank.All(i => i.Key.Difficulty != d)))
        {
            yield return (place, ContentFinding.Of("difficulty", ("difficulty", difficulty)));
        }

        Item[] single = [.. items.Where(i => i.Key.Kind == ItemKind.Single)];
        if (single.Length >= 6 && single.CountBy(i => i.Key.Correct[0]).MaxBy(l => l.Value) is { } most && most.Value * 2 > single.Length)
        {
            yield return (place, ContentFinding.Of("guessable", ("found", most.Value), ("all", single.Length), ("letter", most.Key)));
        }

        foreach (var locale in course.Locales)
        {
            var longest = single.Count(i => IsLongest(i, locale));
            if (single.Length >= 6 && longest * 2 > single.Length)
            {
                yield return ($"rule {rule.Rule}, items.{locale}.yaml", ContentFinding.Of("longest", ("found", longest), ("all", single.Length)));
            }
        }
    }

    private static bool IsLongest(Item item, string locale)
    {
        var options = item.In(locale).Options;
        var right = options[item.Key.Correct[0]].Text.Length;
        return options.Where(o => o.Key != item.Key.Correct[0]).All(o => o.Value.Text.Length < right);
    }

    [GeneratedRegex("<svg.*?</svg>|<[^>]+>", RegexOptions.Singleline)]
    private static partial Regex Tag();

    [GeneratedRegex(@"[\p{L}\p{N}][\p{L}\p{N}'’-]*")]
    private static partial Regex Word();

    // A heading, a cell or an entry of a list ends a sentence too; Html has put them on lines of their own.
    [GeneratedRegex(@"[.!?:;。！？：；]|\n\s*(?=\S)")]
    private static partial Regex End();
}
