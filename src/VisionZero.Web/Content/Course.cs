using VisionZero.Domain.Courses;

namespace VisionZero.Web.Content;

/// <summary>A version of a course with everything a learner reads.</summary>
/// <param name="Hours">Learning hours, as the course is announced with.</param>
/// <param name="Texts">By locale.</param>
/// <param name="Rules">Seven, in order.</param>
/// <param name="Outline">The same course as the rules of learning see it.</param>
public sealed record Course(
    string Id,
    int Version,
    int Hours,
    IReadOnlyDictionary<string, CourseText> Texts,
    IReadOnlyList<CourseRule> Rules,
    CourseOutline Outline)
{
    /// <summary>One rule.</summary>
    public CourseRule Rule(int rule) => Rules[rule - 1];

    /// <summary>Texts in a locale, English if there are none.</summary>
    public CourseText In(string locale) => Texts.GetValueOrDefault(locale) ?? Texts["en"];

    /// <summary>An item by its id, of check or bank.</summary>
    public Item? Item(string id) => Rules.SelectMany(r => r.Check.Concat(r.Bank)).FirstOrDefault(i => i.Key.Id == id);
}

/// <summary>What a course is called, and what it is for.</summary>
public sealed record CourseText(string Title, string Summary, string LeadsTo);

/// <summary>One golden rule of a course.</summary>
public sealed record CourseRule(int Rule, IReadOnlyList<Lesson> Lessons, IReadOnlyList<Item> Check, IReadOnlyList<Item> Bank);

/// <summary>A lesson; its key is its file name without locale.</summary>
public sealed record Lesson(string Key, IReadOnlyDictionary<string, LessonText> Texts)
{
    /// <summary>Text in a locale, English if there is none.</summary>
    public LessonText In(string locale) => Texts.GetValueOrDefault(locale) ?? Texts["en"];
}

/// <summary>A lesson in one language, ready to be shown.</summary>
public sealed record LessonText(string Title, string Summary, int Minutes, string Html);

/// <summary>A question.</summary>
public sealed record Item(ItemKey Key, int Rule, string Dimension, string Outcome, IReadOnlyDictionary<string, ItemText> Texts)
{
    /// <summary>Text in a locale, English if there is none.</summary>
    public ItemText In(string locale) => Texts.GetValueOrDefault(locale) ?? Texts["en"];
}

/// <summary>A question in one language.</summary>
public sealed record ItemText(string? Scenario, string Stem, IReadOnlyDictionary<string, OptionText> Options);

/// <summary>An option and why it is right or wrong.</summary>
public sealed record OptionText(string Text, string Why);
