using System.Globalization;
using VisionZero.Domain.Common;
using VisionZero.Web.Texts;

namespace VisionZero.Web.Content;

/// <summary>The free material of one golden rule in one language: to read on screen, and to print as handout.</summary>
/// <param name="Rule">Golden rule.</param>
/// <param name="Version">Version of the materials.</param>
/// <param name="Locale">Language it is written in.</param>
/// <param name="Title">Title.</param>
/// <param name="Summary">A sentence or two.</param>
/// <param name="Minutes">Time to read it.</param>
/// <param name="Date">Date of this version, if the file names one.</param>
/// <param name="Html">The body, ready to show.</param>
/// <param name="Headings">Its sections.</param>
/// <param name="Markdown">The body as written, for the printer.</param>
public sealed record Material(
    int Rule,
    int Version,
    string Locale,
    string Title,
    string? Summary,
    int Minutes,
    DateOnly? Date,
    string Html,
    IReadOnlyList<ContentHeading> Headings,
    string Markdown);

/// <summary>
/// The free materials, <c>content/materials/v&lt;N&gt;/rule-&lt;rule&gt;.&lt;locale&gt;.md</c>: the newest version, read and checked at start.
/// </summary>
public sealed class MaterialLibrary
{
    private readonly Dictionary<(int Rule, string Locale), Material> _materials;

    private MaterialLibrary(Dictionary<(int Rule, string Locale), Material> materials) => _materials = materials;

    /// <summary>The material of a rule in this language, in English if it has none; null if there is none at all.</summary>
    public Material? Find(int rule, string locale) =>
        _materials.GetValueOrDefault((rule, locale)) ?? _materials.GetValueOrDefault((rule, "en"));

    /// <summary>Reads and checks the materials.</summary>
    /// <exception cref="ContentException">Names file and line of each mistake.</exception>
    public static MaterialLibrary Load(string contentDirectory)
    {
        var problems = new List<string>();
        var materials = new Dictionary<(int Rule, string Locale), Material>();
        var (version, folder) = Newest(Path.Combine(contentDirectory, "materials"), problems);
        string[] files = folder is null ? [] : [.. ContentFiles.In(folder, "*.md")];
        foreach (var file in files)
        {
            if (Read(file, version, problems) is { } material)
            {
                materials[(material.Rule, material.Locale)] = material;
            }
        }

        // A rule may have no material yet; one that has, has it in every language the site is written in.
        problems.AddRange(
            from rule in materials.Keys.Select(k => k.Rule).Distinct()
            from locale in TextCatalogue.Written
            where !materials.ContainsKey((rule, locale))
            select string.Create(CultureInfo.InvariantCulture, $"{folder}/rule-{rule}.{locale}.md: this material is missing."));
        return problems.Count == 0 ? new MaterialLibrary(materials) : throw new ContentException(problems);
    }

    private static (int Version, string? Folder) Newest(string root, List<string> problems)
    {
        (int Version, string? Folder) newest = (0, null);
        foreach (var folder in Directory.Exists(root) ? ContentFiles.Folders(root) : [])
        {
            if (!int.TryParse(Path.GetFileName(folder).TrimStart('v'), NumberStyles.None, CultureInfo.InvariantCulture, out var version))
            {
                problems.Add($"{folder}: the folder must be named v<number>.");
            }
            else if (version > newest.Version)
            {
                newest = (version, folder);
            }
        }

        return newest;
    }

    private static Material? Read(string file, int version, List<string> problems)
    {
        var rule = Path.GetFileNameWithoutExtension(file).Split('.') is [['r', 'u', 'l', 'e', '-', .. var digits], { Length: > 0 }]
            && int.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && GoldenRules.All.Contains(number)
            ? number
            : 0;
        if (rule == 0)
        {
            problems.Add($"{file}: the name must be rule-<1 to 7>.<locale>.md.");
            return null;
        }

        var before = problems.Count;
        if (FrontMatter.Read(file, problems) is not { } source)
        {
            return null;
        }

        var locale = Path.GetFileNameWithoutExtension(file).Split('.')[1];
        var body = MarkdownText.Render(source.Body, file, source.BodyLine, locale, problems);
        var minutes = source.Whole("minutes", 10, problems);
        var date = source.Date("date", problems);
        return problems.Count > before
            ? null
            : new Material(rule, version, locale, source["title"]!, source["summary"], minutes, date, body.Html, body.Headings, source.Body);
    }
}
