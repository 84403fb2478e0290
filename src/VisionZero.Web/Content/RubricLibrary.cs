using System.Globalization;
using VisionZero.Domain.Practices;
using VisionZero.Web.Texts;

namespace VisionZero.Web.Content;

/// <summary>Words of a criterion in a language: its title, and what each level looks like, from the lowest.</summary>
public sealed record CriterionText(string Title, IReadOnlyList<string> Levels);

/// <summary>A version of the rubric: what is marked, and its words.</summary>
public sealed class RubricText(Rubric outline, IReadOnlyDictionary<string, IReadOnlyDictionary<string, CriterionText>> texts)
{
    /// <summary>The criteria and how many levels each has.</summary>
    public Rubric Outline { get; } = outline;

    /// <summary>The words of a criterion, in a reader's language if it has them.</summary>
    public CriterionText In(string locale, string criterion) => (texts.GetValueOrDefault(locale) ?? texts["en"])[criterion];
}

/// <summary>
/// The rubric of the assessed teaching practice: <c>content/rubric/v&lt;N&gt;/&lt;locale&gt;.yaml</c>. The English file decides
/// which criteria there are; every offered language says the same ones. Criteria and levels of a version in use are never edited.
/// </summary>
public sealed class RubricLibrary
{
    private readonly IReadOnlyList<RubricText> _versions;

    private RubricLibrary(IReadOnlyList<RubricText> versions) => _versions = versions;

    /// <summary>The version that new practices are begun with.</summary>
    public RubricText Newest => _versions[^1];

    /// <summary>The versions there are.</summary>
    public IEnumerable<int> Versions => _versions.Select(v => v.Outline.Version);

    /// <summary>A version. Every one that a practice was begun with is there: the start is refused otherwise.</summary>
    public RubricText Find(int version) => _versions.First(v => v.Outline.Version == version);

    /// <summary>Reads and checks all versions.</summary>
    /// <exception cref="ContentException">Names file and line of each mistake.</exception>
    public static RubricLibrary Load(string contentDirectory)
    {
        var problems = new ContentProblems(contentDirectory);
        var root = Path.Combine(contentDirectory, "rubric");
        string[] all = Directory.Exists(root) ? [.. ContentFiles.Folders(root, "*")] : [];
        foreach (var other in all.Where(f => VersionOf(f) is null))
        {
            problems.Add(other, 1, "folders of the rubric are called v1, v2 and so on.");
        }

        var folders = all.Where(f => VersionOf(f) is not null).OrderBy(VersionOf).ToList();
        if (folders.Count == 0)
        {
            throw new ContentException([$"{root}: there is no rubric (v1/en.yaml)."]);
        }

        List<RubricText> versions = [.. folders.Select(f => Read(f, problems))];
        return problems.Found.Count == 0 ? new RubricLibrary(versions) : throw new ContentException(problems.Found);
    }

    private static int? VersionOf(string folder) =>
        Path.GetFileName(folder) is ['v', .. var number] && int.TryParse(number, NumberStyles.None, CultureInfo.InvariantCulture, out var version) ? version : null;

    private static RubricText Read(string folder, ContentProblems problems)
    {
        var locales = TextCatalogue.Offered.Concat(ContentFiles.In(folder, "*.yaml").Select(f => Path.GetFileNameWithoutExtension(f)!)).Distinct();
        var texts = locales.ToDictionary(l => l, IReadOnlyDictionary<string, CriterionText> (l) => ReadFile(Path.Combine(folder, $"{l}.yaml"), problems));
        var english = texts["en"];
        var levels = english.Values.Select(c => c.Levels.Count).FirstOrDefault();
        foreach (var (locale, criteria) in texts)
        {
            if (!criteria.Keys.SequenceEqual(english.Keys) || criteria.Values.Any(c => c.Levels.Count != levels || levels < 2))
            {
                problems.Add(Path.Combine(folder, $"{locale}.yaml"), 1, "has other criteria, another order or another number of levels than en.yaml; make them the same, with two levels at least.");
            }
        }

        return new RubricText(new Rubric(VersionOf(folder)!.Value, [.. english.Keys], levels), texts);
    }

    private static Dictionary<string, CriterionText> ReadFile(string file, ContentProblems problems)
    {
        var criteria = new Dictionary<string, CriterionText>(StringComparer.Ordinal);
        foreach (var entry in ContentNode.Read(file, problems)?.Items() ?? [])
        {
            entry.Only("key", "title", "levels");
            var key = entry.Text("key");
            if (!criteria.TryAdd(key, new CriterionText(entry.Text("title"), [.. entry.Child("levels")?.Items().Select(l => l.Value ?? "") ?? []])))
            {
                entry.Problem($"the criterion '{key}' stands twice; name each once.");
            }
        }

        return criteria;
    }
}
