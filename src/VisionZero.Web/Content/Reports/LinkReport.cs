using System.Globalization;
using System.Net;
using System.Reflection;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Razor.Hosting;
using Microsoft.AspNetCore.Routing.Template;
using VisionZero.Domain.Common;
using VisionZero.Web.Texts;

namespace VisionZero.Web.Content.Reports;

/// <summary>
/// Links within the site that lead nowhere: to a page, lesson, term or heading that does not exist. The pages are those of
/// the program itself, so a link cannot outlive what it leads to. Lessons have no such links; they name sources at https.
/// </summary>
public sealed partial class LinkReport(CourseLibrary courses, Glossary glossary)
{
    private static readonly TemplateMatcher[] Pages =
    [
        .. typeof(LinkReport).Assembly.GetCustomAttributes<RazorCompiledItemAttribute>()
            .SelectMany(p => p.Type.GetCustomAttributes<RazorCompiledItemMetadataAttribute>())
            .Where(m => m.Key == "RouteTemplate")
            .Select(m => new TemplateMatcher(TemplateParser.Parse(m.Value.TrimStart('/')), [])),
    ];

    /// <summary>Everything that leads nowhere in the texts of the site.</summary>
    public IEnumerable<string> Of(PageLibrary pages, MaterialLibrary materials)
    {
        ArgumentNullException.ThrowIfNull(pages);
        ArgumentNullException.ThrowIfNull(materials);
        return pages.All.SelectMany(p => In($"{p.Folder}/{p.Name}.{p.Locale}.md", p.Html)).Concat(
            from rule in GoldenRules.All
            from locale in TextCatalogue.Written
            where materials.Find(rule, locale) is not null
            from note in In(string.Create(CultureInfo.InvariantCulture, $"materials, rule-{rule}.{locale}.md"), materials.Find(rule, locale)!.Html)
            select note);
    }

    /// <summary>What leads nowhere in one text.</summary>
    /// <param name="place">Where it stands, for what is said about it.</param>
    /// <param name="html">The text as it is shown.</param>
    public IEnumerable<string> In(string place, string html)
    {
        ArgumentNullException.ThrowIfNull(html);
        return Link().Matches(html).Select(m => WebUtility.HtmlDecode(m.Groups[1].Value)).Distinct()
            .Where(address => address is ['#' or '/', ..] && !Leads(address, html))
            .Select(address => $"{place}: '{address}' leads nowhere; name a page, lesson, term or heading that exists, or take the link away.");
    }

    private bool Leads(string address, string html)
    {
        var (path, anchor) = address.Split('#', 2) is [var before, var after] ? (before, after) : (address, "");
        path = path.Split('?')[0];
        return path.Length == 0 ? html.Contains($"id=\"{WebUtility.HtmlEncode(anchor)}\"", StringComparison.Ordinal)
            : Plain(path) is var plain && Pages.Any(page => IsPage(page, plain)) && (anchor.Length == 0 || plain != "/glossary" || glossary.In("en").Any(t => t.Id == anchor));
    }

    // Every page stands below its language, which the text does not name.
    private static string Plain(string path)
    {
        var locale = TextCatalogue.Offered.FirstOrDefault(l => path == $"/{l}" || path.StartsWith($"/{l}/", StringComparison.Ordinal));
        return locale is null ? path : path.Length == locale.Length + 1 ? "/" : path[(locale.Length + 1)..];
    }

    private bool IsPage(TemplateMatcher page, string path)
    {
        var values = new RouteValueDictionary();
        if (!page.TryMatch(path, values))
        {
            return false;
        }

        var course = values.TryGetValue("course", out var name) ? courses.Find(name as string) : null;
        var rule = int.TryParse((values["rule"] ?? values["n"]) as string, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : 0;
        return (name is null || course is not null)
            && (GoldenRules.Exists(rule) || !(values.ContainsKey("rule") || values.ContainsKey("n")))
            && (values["lesson"] is not string lesson || (course is not null && course.Rule(rule).Lessons.Any(l => l.Key == lesson)));
    }

    [GeneratedRegex("<a [^>]*?href=\"([^\"]*)\"")]
    private static partial Regex Link();
}
