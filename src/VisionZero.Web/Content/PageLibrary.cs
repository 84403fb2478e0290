using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using VisionZero.Domain.Common;
using VisionZero.Web.Texts;

namespace VisionZero.Web.Content;

/// <summary>
/// The texts of the site that are pages of their own: <c>content/{rules,pages,pledge,conduct}/&lt;name&gt;.&lt;locale&gt;.md</c>,
/// front matter and Markdown. All are read and checked at start.
/// </summary>
public sealed class PageLibrary
{
    private static readonly string[] Folders = ["rules", "pages", "pledge", "conduct"];

    private readonly Dictionary<(string Folder, string Name, string Locale), ContentPage> _pages;

    private PageLibrary(Dictionary<(string Folder, string Name, string Locale), ContentPage> pages) => _pages = pages;

    /// <summary>All pages.</summary>
    public IEnumerable<ContentPage> All => _pages.Values;

    /// <summary>A page in this language, in English if it has none; null if there is no such page.</summary>
    public ContentPage? Find(string folder, string name, string locale) =>
        _pages.GetValueOrDefault((folder, name, locale)) ?? _pages.GetValueOrDefault((folder, name, "en"));

    /// <summary>The page of a golden rule.</summary>
    public ContentPage Rule(int rule, string locale) => Find("rules", string.Create(CultureInfo.InvariantCulture, $"rule-{rule}"), locale)
        ?? throw new KeyNotFoundException($"There is no content/rules/rule-{rule}.{locale}.md.");

    /// <summary>The pledge in this version.</summary>
    public ContentPage Pledge(int version, string locale) => Versioned("pledge", version, locale);

    /// <summary>The code of conduct in this version.</summary>
    public ContentPage Conduct(int version, string locale) => Versioned("conduct", version, locale);

    /// <summary>Reads and checks all pages.</summary>
    /// <exception cref="ContentException">Names file and line of each mistake.</exception>
    public static PageLibrary Load(string contentDirectory)
    {
        var problems = new List<string>();
        var pages = new Dictionary<(string Folder, string Name, string Locale), ContentPage>();
        foreach (var folder in Folders)
        {
            var path = Path.Combine(contentDirectory, folder);
            var files = Directory.Exists(path) ? ContentFiles.In(path, "*.md").ToArray() : [];
            foreach (var file in files)
            {
                if (ContentPage.Read(folder, file, problems) is { } page)
                {
                    pages[(folder, page.Name, page.Locale)] = page;
                }
            }
        }

        problems.AddRange(Missing(pages));
        return problems.Count == 0 ? new PageLibrary(pages) : throw new ContentException(problems);
    }

    private ContentPage Versioned(string folder, int version, string locale) =>
        Find(folder, string.Create(CultureInfo.InvariantCulture, $"v{version}"), locale)
        ?? throw new KeyNotFoundException($"There is no content/{folder}/v{version}.{locale}.md.");

    private static IEnumerable<string> Missing(Dictionary<(string Folder, string Name, string Locale), ContentPage> pages)
    {
        var names = pages.Keys.Select(k => (k.Folder, k.Name)).ToHashSet();
        names.UnionWith([("pages", "about"), ("pages", "privacy"), ("pledge", "v1"), ("conduct", "v1")]);
        names.UnionWith(GoldenRules.All.Select(r => ("rules", string.Create(CultureInfo.InvariantCulture, $"rule-{r}"))));
        return
            from name in names
            from locale in TextCatalogue.Written
            where !pages.ContainsKey((name.Folder, name.Name, locale))
            select $"{name.Folder}/{name.Name}.{locale}.md: this page is missing.";
    }
}

/// <summary>A heading of a page, for its table of contents.</summary>
public sealed record ContentHeading(string Id, string Text);

/// <summary>A page of content in one language.</summary>
/// <param name="Folder">Folder under <c>content</c>.</param>
/// <param name="Name">File name without language, e.g. <c>rule-1</c> or <c>v1</c>.</param>
/// <param name="Locale">Language.</param>
/// <param name="Title">Title.</param>
/// <param name="Subtitle">Second line, if any.</param>
/// <param name="Summary">One or two sentences, if any.</param>
/// <param name="Version">Version, 1 if the file names none.</param>
/// <param name="Date">Date of this version, if the file names one.</param>
/// <param name="Html">The body, ready to show.</param>
/// <param name="Headings">Its sections.</param>
/// <param name="Sha256">Hash of the text as shown (Markdown, LF), lower-case hex; signatures refer to it.</param>
public sealed record ContentPage(
    string Folder,
    string Name,
    string Locale,
    string Title,
    string? Subtitle,
    string? Summary,
    int Version,
    DateOnly? Date,
    string Html,
    IReadOnlyList<ContentHeading> Headings,
    string Sha256)
{
    /// <summary>Reads a file; mistakes are added to the problems.</summary>
    public static ContentPage? Read(string folder, string file, List<string> problems)
    {
        ArgumentNullException.ThrowIfNull(problems);
        var parts = Path.GetFileNameWithoutExtension(file).Split('.');
        if (parts is not [var name, var locale])
        {
            problems.Add($"{file}: the name must be <name>.<locale>.md.");
            return null;
        }

        var before = problems.Count;
        var source = FrontMatter.Read(file, problems);
        if (source is null)
        {
            return null;
        }

        var body = MarkdownText.Render(source.Body, file, source.BodyLine, locale, problems);
        var version = source.Whole("version", 1, problems);
        var date = source.Date("date", problems);
        return problems.Count > before
            ? null
            : new ContentPage(folder, name, locale, source["title"]!, source["subtitle"], source["summary"], version, date, body.Html, body.Headings, Hash(source.Body));
    }

    private static string Hash(string text) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)));
}
