using VisionZero.Domain.Courses;

namespace VisionZero.Web.Content;

/// <summary>A version of a course with everything a learner reads.</summary>
/// <param name="Hours">Learning hours, as the course is announced with.</param>
/// <param name="Locales">Languages it is complete in, English first.</param>
/// <param name="Texts">By locale.</param>
/// <param name="Rules">Seven, in order.</param>
/// <param name="Outline">The same course as the rules of learning see it.</param>
public sealed record Course(
    string Id,
    int Version,
    int Hours,
    IReadOnlyList<string> Locales,
    IReadOnlyDictionary<string, CourseText> Texts,
    IReadOnlyList<CourseRule> Rules,
    CourseOutline Outline)
{
    /// <summary>Every file of it with its hash.</summary>
    public CourseManifest Manifest { get; init; } = CourseManifest.Empty;

    /// <summary>The folder it was read from: that of an author, or one with the files as they were published.</summary>
    public string Folder { get; init; } = "";

    /// <summary>Whether it has a kit for trainers: talk, session plan and slides of each rule.</summary>
    public bool HasKit { get; init; }

    /// <summary>One rule.</summary>
    public CourseRule Rule(int rule) => Rules[rule - 1];

    /// <summary>Texts in a locale, English if there are none.</summary>
    public CourseText In(string locale) => Texts.GetValueOrDefault(locale) ?? Texts["en"];

    /// <summary>The language a reader of a locale gets the course in.</summary>
    public string LocaleFor(string locale) => Locales.Contains(locale) ? locale : "en";

    /// <summary>An item by its id, of check, bank or skip test.</summary>
    public Item? Item(string id) => Rules.SelectMany(r => r.Check.Concat(r.Bank).Concat(r.Skip)).FirstOrDefault(i => i.Key.Id == id);
}

/// <summary>What a course is called, and what it is for.</summary>
public sealed record CourseText(string Title, string Summary, string LeadsTo);

/// <summary>One golden rule of a course.</summary>
/// <param name="Rule">1 to 7.</param>
/// <param name="Lessons">The opening case, the lessons and the practice activity, in the order they are taken.</param>
/// <param name="Check">Practice after the lessons.</param>
/// <param name="Bank">What papers are drawn from.</param>
/// <param name="Skip">The test with which the rule can be skipped.</param>
/// <param name="Card">The summary card; null while it is not written.</param>
/// <param name="Sources">What the lessons rest on.</param>
public sealed record CourseRule(
    int Rule,
    IReadOnlyList<Lesson> Lessons,
    IReadOnlyList<Item> Check,
    IReadOnlyList<Item> Bank,
    IReadOnlyList<Item> Skip,
    Lesson? Card,
    IReadOnlyList<SourceWork> Sources)
{
    /// <summary>Talk, session plan and slides, as far as they are written.</summary>
    public IReadOnlyList<Lesson> Kit { get; init; } = [];

    /// <summary>A sheet of the kit in a language; null while it is not written in it.</summary>
    public LessonText? KitSheet(LessonKind kind, string locale) => Kit.FirstOrDefault(k => k.Kind == kind)?.Texts.GetValueOrDefault(locale);
}

/// <summary>What a sheet of a rule is.</summary>
public enum LessonKind
{
    /// <summary>The opening case.</summary>
    Case = 1,

    /// <summary>A lesson.</summary>
    Lesson = 2,

    /// <summary>Practice at the learner's own workplace.</summary>
    Activity = 3,

    /// <summary>The summary card.</summary>
    Card = 4,

    /// <summary>A talk of ten minutes where the work is done.</summary>
    Talk = 5,

    /// <summary>The plan of a session of an hour.</summary>
    Session = 6,

    /// <summary>Slides with what a trainer says to them.</summary>
    Slides = 7,
}

/// <summary>A sheet that is read; its key is its file name without locale.</summary>
public sealed record Lesson(string Key, LessonKind Kind, IReadOnlyDictionary<string, LessonText> Texts)
{
    /// <summary>Text in a locale, English if there is none.</summary>
    public LessonText In(string locale) => Texts.GetValueOrDefault(locale) ?? Texts["en"];
}

/// <summary>A lesson in one language, ready to be shown.</summary>
public sealed record LessonText(string Title, string Summary, int Minutes, string Html)
{
    /// <summary>The same as written, for the printer.</summary>
    public string Markdown { get; init; } = "";

    /// <summary>Its drawings as SVG, by the name they have in the Markdown.</summary>
    public IReadOnlyDictionary<string, string> Pictures { get; init; } = new Dictionary<string, string>();

    /// <summary>Its slides; only of <see cref="LessonKind.Slides"/>.</summary>
    public IReadOnlyList<SlideText> Slides { get; init; } = [];
}

/// <summary>A slide in one language.</summary>
/// <param name="Title">Its title.</param>
/// <param name="Body">Points or a short paragraph, in Markdown.</param>
/// <param name="Notes">What the trainer says and does, in Markdown.</param>
/// <param name="Points">The points as plain text.</param>
/// <param name="Picture">What stands beside the points.</param>
public sealed record SlideText(string Title, string Body, string Notes, IReadOnlyList<string> Points, SlidePicture? Picture);

/// <summary>A picture of a slide.</summary>
/// <param name="Name">Its file.</param>
/// <param name="Alt">All it tells, in words.</param>
/// <param name="Caption">The line below it.</param>
public sealed record SlidePicture(string Name, string Alt, string Caption);

/// <summary>A published work a rule rests on, as a bibliography names it: in its own language.</summary>
public sealed record SourceWork(string Id, string Author, string Title, int Year, Uri? Address);

/// <summary>A question.</summary>
/// <param name="Picture">The scene, as SVG that may stand in a page; only of <see cref="ItemKind.Scene"/>.</param>
public sealed record Item(ItemKey Key, int Rule, string Dimension, string Outcome, string? Picture, IReadOnlyDictionary<string, ItemText> Texts)
{
    /// <summary>File name of the picture; only of <see cref="ItemKind.Scene"/>.</summary>
    public string? PictureFile { get; init; }

    /// <summary>Text in a locale, English if there is none.</summary>
    public ItemText In(string locale) => Texts.GetValueOrDefault(locale) ?? Texts["en"];

    /// <summary>The language a reader of a locale gets it in.</summary>
    public string LocaleFor(string locale) => Texts.ContainsKey(locale) ? locale : "en";

    /// <summary>Whether a typed term counts: in any language of the course, without regard to case, accents or dashes.</summary>
    public bool Accepts(string typed)
    {
        var term = Term.Fold(typed);
        return Texts.Values.Any(t => t.Accepted.Any(a => Term.Fold(a) == term));
    }
}

/// <summary>A question in one language.</summary>
public sealed record ItemText(string? Scenario, string Stem, IReadOnlyDictionary<string, OptionText> Options)
{
    /// <summary>What options are matched with, by number.</summary>
    public IReadOnlyDictionary<string, string> Targets { get; init; } = new Dictionary<string, string>();

    /// <summary>What the number asked for counts.</summary>
    public string? Unit { get; init; }

    /// <summary>Why the answer as a whole is right, where it has no options that say so.</summary>
    public string? Why { get; init; }

    /// <summary>Spellings of a term that count.</summary>
    public IReadOnlyList<string> Accepted { get; init; } = [];

    /// <summary>The scene in words.</summary>
    public string? Twin { get; init; }

    /// <summary>The story, by node.</summary>
    public IReadOnlyDictionary<string, StoryText> Nodes { get; init; } = new Dictionary<string, StoryText>();

    /// <summary>How the story ends, by end.</summary>
    public IReadOnlyDictionary<string, string> Ends { get; init; } = new Dictionary<string, string>();
}

/// <summary>An option and why it is right or wrong; of a story, a choice and what happens next.</summary>
public sealed record OptionText(string Text, string Why);

/// <summary>A point of a story at which one chooses.</summary>
public sealed record StoryText(string Text, IReadOnlyDictionary<string, OptionText> Choices);
