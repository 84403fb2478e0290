using System.Globalization;
using VisionZero.Domain.Common;
using VisionZero.Domain.Courses;
using VisionZero.Domain.Scheme;
using VisionZero.Web.Texts;

namespace VisionZero.Web.Content;

/// <summary>
/// Every version of every course, read from <c>content/courses</c>, checked, and kept: a learner stays on the version
/// of the enrolment, so old versions stay readable.
/// </summary>
public sealed class CourseLibrary
{
    private readonly Dictionary<(string Course, int Version), Course> _courses;

    private CourseLibrary(IEnumerable<Course> courses)
    {
        _courses = courses.ToDictionary(c => (c.Id, c.Version));
        Newest = [.. _courses.Values.GroupBy(c => c.Id).Select(g => g.MaxBy(c => c.Version)!).OrderBy(c => c.Outline.Level)];
    }

    /// <summary>The newest version of each course, in the order of the levels.</summary>
    public IReadOnlyList<Course> Newest { get; }

    /// <summary>The newest version of a course, or null.</summary>
    public Course? Find(string? course) => Newest.FirstOrDefault(c => c.Id == course);

    /// <summary>A version of a course, or null.</summary>
    public Course? Find(string course, int version) => _courses.GetValueOrDefault((course, version));

    /// <summary>The course that leads to a level.</summary>
    public Course For(Level level) => Newest.First(c => c.Outline.Level == level);

    /// <summary>Reads and checks all courses.</summary>
    /// <param name="contentDirectory">The folder that holds <c>courses</c>.</param>
    /// <param name="policy">The scheme: each rule must have as many items as a paper draws.</param>
    /// <param name="allowIncomplete">Whether a rule may have no folder yet.</param>
    /// <exception cref="ContentException">There are mistakes; each names file and line.</exception>
    public static CourseLibrary Load(string contentDirectory, SchemePolicy policy, bool allowIncomplete)
    {
        var problems = new ContentProblems(contentDirectory);
        var courses = new List<Course>();
        var root = Path.Combine(contentDirectory, "courses");
        foreach (var folder in Folders(root))
        {
            foreach (var version in Folders(folder))
            {
                if (new CourseReader(version, problems, policy, allowIncomplete).Read() is { } course)
                {
                    courses.Add(course);
                }
            }
        }

        foreach (var level in Enum.GetValues<Level>().Where(level => problems.Found.Count == 0 && courses.All(c => c.Outline.Level != level)))
        {
            problems.Add(root, 1, $"there is no course that leads to {level}; add a folder with v1/course.yaml.");
        }

        return problems.Found.Count == 0 ? new CourseLibrary(courses) : throw new ContentException(problems.Found);
    }

    private static IEnumerable<string> Folders(string folder) =>
        Directory.Exists(folder) ? Directory.EnumerateDirectories(folder).Order(StringComparer.Ordinal) : [];
}

/// <summary>Reads one version of a course.</summary>
internal sealed class CourseReader(string folder, ContentProblems problems, SchemePolicy policy, bool allowIncomplete)
{
    private readonly HashSet<string> _ids = new(StringComparer.Ordinal);

    public Course? Read()
    {
        var file = Path.Combine(folder, "course.yaml");
        if (ContentNode.Read(file, problems) is not { } node)
        {
            return null;
        }

        node.Only("id", "version", "level", "hours", "title", "summary", "leads-to", "rules");
        var id = node.Text("id");
        var version = node.Whole("version", 1, 1000);
        var level = Enum.Parse<Level>(node.Word("level", nameof(Level.Foundation), nameof(Level.Professional)));
        var hours = node.Whole("hours", 1, 200);
        if (id != Path.GetFileName(Path.GetDirectoryName(folder)) || $"v{version.ToString(CultureInfo.InvariantCulture)}" != Path.GetFileName(folder))
        {
            node.Problem("'id' and 'version' must be those of the folder (courses/<id>/v<version>).");
        }

        if (node.Child("rules") is not { } listed || !listed.Items().Select(r => r.Value).SequenceEqual(GoldenRules.All.Select(r => r.ToString(CultureInfo.InvariantCulture))))
        {
            (node.Child("rules") ?? node).Problem("'rules' must be [1, 2, 3, 4, 5, 6, 7]: the seven golden rules in their order.");
        }

        var texts = TextCatalogue.Offered.ToDictionary(l => l, l => new CourseText(Localised(node, "title", l), Localised(node, "summary", l), Localised(node, "leads-to", l)));
        CourseRule[] rules = [.. GoldenRules.All.Select(rule => ReadRule(rule, level))];
        var outline = new CourseOutline(id, version, level, [.. rules.Select(r =>
            new RuleOutline(r.Rule, [.. r.Lessons.Select(l => l.Key)], [.. r.Check.Select(i => i.Key)], [.. r.Bank.Select(i => i.Key)]))]);
        return new Course(id, version, hours, texts, rules, outline);
    }

    private static string Localised(ContentNode node, string key, string locale)
    {
        if (node.Child(key) is not { } texts)
        {
            node.Problem($"'{key}' is missing; write it for {string.Join(", ", TextCatalogue.Offered)}.");
            return "";
        }

        texts.Only([.. TextCatalogue.Offered]);
        return texts.Text(locale);
    }

    private CourseRule ReadRule(int rule, Level level)
    {
        var place = Path.Combine(folder, $"rule-{rule.ToString(CultureInfo.InvariantCulture)}");
        if (!Directory.Exists(place))
        {
            if (!allowIncomplete)
            {
                problems.Add(place, 1, "this folder is missing: a course has all seven golden rules. Write it, or set VisionZero:AllowIncompleteContent while it is being written.");
            }

            return new CourseRule(rule, [], [], []);
        }

        var lessons = new LessonReader(place, problems).Read();
        var items = new ItemReader(place, rule, level, _ids, problems).Read();
        Item[] check = [.. items.Where(i => i.Use == "check").Select(i => i.Item)];
        Item[] bank = [.. items.Where(i => i.Use == "assessment").Select(i => i.Item)];
        var quota = policy.For(level).ItemsPerRule;
        var file = Path.Combine(place, "items.yaml");
        if (File.Exists(file) && bank.Length < quota)
        {
            problems.Add(file, 1, string.Create(CultureInfo.InvariantCulture, $"the bank has {bank.Length} items with 'use: assessment', the scheme draws {quota}; write more."));
        }

        if (File.Exists(file) && check.Length == 0)
        {
            problems.Add(file, 1, "no item has 'use: check'; the check after the lessons needs at least one.");
        }

        return new CourseRule(rule, lessons, check, bank);
    }
}
