using System.Globalization;
using VisionZero.Domain.Common;
using VisionZero.Domain.Courses;
using VisionZero.Domain.Scheme;
using VisionZero.Web.Texts;

namespace VisionZero.Web.Content;

/// <summary>
/// Every version of every course, read from <c>content/courses</c>, checked, and kept: a learner stays on the version
/// of the enrolment, so old versions stay readable. What a version says to learners is what was published: where its files
/// say otherwise, <see cref="Serve"/> puts the published state in their place.
/// </summary>
public sealed class CourseLibrary
{
    private readonly Func<string, Course> _read;
    private volatile Shelf _served;

    private CourseLibrary(IEnumerable<Course> courses, Func<string, Course> read)
    {
        _read = read;
        Written = [.. courses.OrderBy(c => c.Outline.Level).ThenBy(c => c.Id, StringComparer.Ordinal).ThenBy(c => c.Version)];
        _served = new Shelf(Written);
    }

    /// <summary>Every version as its files are, whether or not that was published, in the order of <see cref="All"/>.</summary>
    public IReadOnlyList<Course> Written { get; }

    /// <summary>The newest version of each course that is written, published or not, in the order of the levels.</summary>
    public IReadOnlyList<Course> Newest => _served.Newest;

    /// <summary>
    /// Every version of every course, in the order of the levels, oldest first. It is another list when another state of a
    /// version is served.
    /// </summary>
    public IReadOnlyList<Course> All => _served.All;

    /// <summary>The newest version of a course that is written, published or not, or null.</summary>
    public Course? Find(string? course) => Newest.FirstOrDefault(c => c.Id == course);

    /// <summary>A version of a course, or null.</summary>
    public Course? Find(string course, int version) => _served.ByVersion.GetValueOrDefault((course, version));

    /// <summary>A version as its files are, or null.</summary>
    public Course? FindWritten(string course, int version) => Written.FirstOrDefault(c => c.Id == course && c.Version == version);

    /// <summary>The course that leads to a level.</summary>
    public Course For(Level level) => Newest.First(c => c.Outline.Level == level);

    /// <summary>Puts these states of versions in the place of what the files say; every version not named is served as written.</summary>
    public void Serve(IReadOnlyCollection<Course> published)
    {
        var named = published.ToDictionary(c => (c.Id, c.Version));
        Course[] shelf = [.. Written.Select(c => named.GetValueOrDefault((c.Id, c.Version)) ?? c)];
        if (!shelf.SequenceEqual(_served.All, ReferenceEqualityComparer.Instance))
        {
            _served = new Shelf(shelf);
        }
    }

    /// <summary>Reads a version from another folder, which is called as the version is.</summary>
    /// <exception cref="ContentException">There are mistakes; each names file and line.</exception>
    public Course Read(string folder) => _read(folder);

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
        var headings = SheetHeadings.Read(Path.Combine(root, "headings.yaml"), problems);
        foreach (var folder in Folders(root))
        {
            foreach (var version in Folders(folder))
            {
                if (new CourseReader(version, headings, problems, policy, allowIncomplete).Read() is { } course)
                {
                    courses.Add(course);
                }
            }
        }

        foreach (var level in Enum.GetValues<Level>().Where(level => problems.Found.Count == 0 && courses.All(c => c.Outline.Level != level)))
        {
            problems.Add(root, 1, $"there is no course that leads to {level}; add a folder with v1/course.yaml.");
        }

        return problems.Found.Count == 0 ? new CourseLibrary(courses, ReadOne) : throw new ContentException(problems.Found);

        Course ReadOne(string version)
        {
            var own = new ContentProblems(version);
            return new CourseReader(version, headings, own, policy, allowIncomplete).Read() is { } course && own.Found.Count == 0 ? course : throw new ContentException(own.Found);
        }
    }

    private static IEnumerable<string> Folders(string folder) =>
        Directory.Exists(folder) ? ContentFiles.Folders(folder) : [];

    // What is on the shelf at one moment; a request that began with it may finish with it.
    private sealed class Shelf(IReadOnlyList<Course> courses)
    {
        public IReadOnlyList<Course> All { get; } = courses;

        public Dictionary<(string Course, int Version), Course> ByVersion { get; } = courses.ToDictionary(c => (c.Id, c.Version));

        public IReadOnlyList<Course> Newest { get; } = [.. courses.GroupBy(c => c.Id).Select(g => g.MaxBy(c => c.Version)!).OrderBy(c => c.Outline.Level)];
    }
}

/// <summary>Reads one version of a course.</summary>
internal sealed class CourseReader(string folder, SheetHeadings headings, ContentProblems problems, SchemePolicy policy, bool allowIncomplete)
{
    private readonly HashSet<string> _ids = new(StringComparer.Ordinal);

    public Course? Read()
    {
        var file = Path.Combine(folder, "course.yaml");
        if (ContentNode.Read(file, problems) is not { } node)
        {
            return null;
        }

        node.Only("id", "version", "level", "hours", "locales", "title", "summary", "leads-to", "rules", "kit");
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

        var locales = ReadLocales(node);
        var texts = locales.ToDictionary(l => l, l => new CourseText(Localised(node, "title", l, locales), Localised(node, "summary", l, locales), Localised(node, "leads-to", l, locales)));
        CourseRule[] rules = [.. GoldenRules.All.Select(rule => ReadRule(rule, level, locales))];
        var manifest = CourseManifest.Of(folder);
        var outline = new CourseOutline(id, version, level, [.. rules.Select(r =>
            new RuleOutline(r.Rule, [.. r.Lessons.Select(l => l.Key)], [.. r.Check.Select(i => i.Key)], [.. r.Bank.Select(i => i.Key)], [.. r.Skip.Select(i => i.Key)]))])
        {
            ContentSha256 = manifest.Sha256,
        };
        return new Course(id, version, hours, locales, texts, rules, outline)
        {
            Manifest = manifest,
            Folder = folder,
            HasKit = node.Child("kit") is not null && node.Word("kit", "true", "false") == "true",
        };
    }

    // The languages the course is complete in. The interface falls back to English, so English is always one.
    private IReadOnlyList<string> ReadLocales(ContentNode node)
    {
        List<string> locales = [.. node.Child("locales")?.Items().Select(l => l.Value ?? "") ?? []];
        if (locales is ["en", ..] && locales.Distinct().Count() == locales.Count && locales.All(headings.Locales.Contains))
        {
            return locales;
        }

        (node.Child("locales") ?? node).Problem($"'locales' must list the languages the course is complete in, 'en' first, each with its headings in headings.yaml ({string.Join(", ", headings.Locales)}).");
        return TextCatalogue.Written;
    }

    private static string Localised(ContentNode node, string key, string locale, IReadOnlyList<string> locales)
    {
        if (node.Child(key) is not { } texts)
        {
            node.Problem($"'{key}' is missing; write it for {string.Join(", ", locales)}.");
            return "";
        }

        texts.Only([.. locales]);
        return texts.Text(locale);
    }

    private CourseRule ReadRule(int rule, Level level, IReadOnlyList<string> locales)
    {
        var place = Path.Combine(folder, $"rule-{rule.ToString(CultureInfo.InvariantCulture)}");
        if (!Directory.Exists(place))
        {
            if (!allowIncomplete)
            {
                problems.Add(place, 1, "this folder is missing: a course has all seven golden rules. Write it, or set VisionZero:AllowIncompleteContent while it is being written.");
            }

            return new CourseRule(rule, [], [], [], [], null, []);
        }

        var sheets = new LessonReader(place, locales, headings, problems).Read();
        var items = new ItemReader(place, rule, level, locales, _ids, problems).Read();
        Item[] check = [.. items.Where(i => i.Use == ItemReader.Check).Select(i => i.Item)];
        Item[] bank = [.. items.Where(i => i.Use == ItemReader.Assessment).Select(i => i.Item)];
        Item[] skip = [.. items.Where(i => i.Use == ItemReader.Skip).Select(i => i.Item)];
        var file = Path.Combine(place, "items.yaml");
        foreach (var (quota, difficulty) in policy.For(level).Blueprint.Select((quota, i) => (quota, i + 1)))
        {
            var enough = bank.Count(i => i.Key.Difficulty == difficulty);
            if (File.Exists(file) && enough < quota)
            {
                problems.Add(file, 1, string.Create(CultureInfo.InvariantCulture, $"the bank has {enough} items with 'use: assessment' and 'difficulty: {difficulty}', the scheme draws {quota}; write more."));
            }
        }

        if (File.Exists(file) && check.Length == 0)
        {
            problems.Add(file, 1, "no item has 'use: check'; the check after the lessons needs at least one.");
        }

        if (skip.FirstOrDefault(i => i.Key.Kind == ItemKind.Branch) is { } told)
        {
            problems.Add(file, 1, $"the item '{told.Key.Id}' is a story: it is told step by step, and the test to skip a rule is answered in one go. Use it elsewhere.");
        }

        return new CourseRule(rule, [.. sheets.Where(s => s.Kind < LessonKind.Card)], check, bank, skip, sheets.FirstOrDefault(s => s.Kind == LessonKind.Card), ReadSources(Path.Combine(place, "sources.yaml")))
        {
            Kit = [.. sheets.Where(s => s.Kind > LessonKind.Card)],
        };
    }

    private List<SourceWork> ReadSources(string file)
    {
        if (!File.Exists(file) || ContentNode.Read(file, problems) is not { } node)
        {
            return [];
        }

        List<SourceWork> works = [];
        foreach (var entry in node.Items())
        {
            entry.Only("id", "author", "title", "year", "url");
            var address = entry.Child("url")?.Value;
            if (address is not null && !(Uri.TryCreate(address, UriKind.Absolute, out var parsed) && parsed.Scheme == Uri.UriSchemeHttps))
            {
                entry.Problem($"'{address}' is no address at https://.");
                address = null;
            }

            works.Add(new SourceWork(entry.Text("id"), entry.Text("author"), entry.Text("title"), entry.Whole("year", 1900, 2100), address is null ? null : new Uri(address)));
        }

        return works;
    }
}
