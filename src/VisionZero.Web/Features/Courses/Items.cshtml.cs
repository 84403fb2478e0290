using System.Globalization;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using VisionZero.Domain.Common;
using VisionZero.Domain.Courses;
using VisionZero.Web.Content;
using VisionZero.Web.Pages;
using VisionZero.Web.Security;

namespace VisionZero.Web.Features.Courses;

/// <summary>How the questions of a bank do with real learners, what to look at first.</summary>
[Authorize(Policy = Policies.Staff)]
public sealed class ItemsPage : VzPage
{
    private const int PerPage = 50;
    private const int Beginning = 80;

    /// <summary>What can be looked for besides a flag: anything to look at, and what is withdrawn.</summary>
    public static readonly IReadOnlyList<string> Marks = ["any", "withdrawn", .. Enum.GetNames<ItemFlag>()];

    /// <summary>Orders in which they can be shown.</summary>
    public static readonly IReadOnlyList<string> Sorts = ["flags", "difficulty", "discrimination", "exposure", "id"];

    /// <summary>Versions that can be chosen: those in force first, then those that papers were drawn from.</summary>
    public IReadOnlyList<Course> Courses { get; private set; } = [];

    /// <summary>The course shown.</summary>
    public Course Course { get; private set; } = null!;

    /// <summary>What happened to its bank.</summary>
    public ItemBank Bank { get; private set; } = new();

    /// <summary>The questions of this page.</summary>
    public IReadOnlyList<ItemFigures> Rows { get; private set; } = [];

    /// <summary>What was counted.</summary>
    public CountedBank Counted { get; private set; } = null!;

    /// <summary>The golden rule shown alone; 0 for all.</summary>
    public int Rule { get; private set; }

    /// <summary>The kind shown alone; null for all.</summary>
    public ItemKind? Kind { get; private set; }

    /// <summary>What is looked for, one of <see cref="Marks"/>; null for all.</summary>
    public string? Mark { get; private set; }

    /// <summary>Words looked for in code and question.</summary>
    public string Words { get; private set; } = "";

    /// <summary>The order.</summary>
    public string Sort { get; private set; } = Sorts[0];

    /// <summary>How many questions fit.</summary>
    public int Total { get; private set; }

    /// <summary>Page shown, from 1.</summary>
    public int Current { get; private set; } = 1;

    /// <summary>Number of pages.</summary>
    public int Pages => Math.Max(1, (Total + PerPage - 1) / PerPage);

    /// <summary>Language the questions are read in.</summary>
    public string TextLocale => Course.LocaleFor(T.Locale);

    /// <summary>A version as the list of versions names it.</summary>
    public static string Name(Course course) => string.Create(CultureInfo.InvariantCulture, $"{course.Id}/{course.Version}");

    /// <summary>Name of what can be looked for.</summary>
    public string NameOf(string mark) => T[mark switch { "any" => "items.any-flag", "withdrawn" => "items.withdrawn", _ => "items.flags." + mark }];

    /// <summary>The words of a question, as far as they fit into a line.</summary>
    public string Question(string id)
    {
        var stem = Course.Item(id)!.In(TextLocale).Stem;
        // Not in the middle of a character that is written as two.
        var elements = StringInfo.ParseCombiningCharacters(stem);
        return elements.Length <= Beginning ? stem : string.Concat(stem.AsSpan(0, elements[Beginning]).TrimEnd(), "…");
    }

    /// <summary>The page. Links name course and version, the list of versions both in one.</summary>
    public async Task<IActionResult> OnGetAsync(string? course, int? version, string? bank, int rule, ItemKind? kind, string? mark, string? q, string? sort, int p = 1)
    {
        var ct = HttpContext.RequestAborted;
        var library = Service<CourseLibrary>();
        Courses = await PaperQueries.BanksAsync(Query, library, await Service<CoursesInForce>().AllAsync(Query, Now, ct), ct);
        if (Chosen(library, course, version, bank) is not { } found)
        {
            return NotFound();
        }

        if (!Courses.Contains(found))
        {
            Courses = [.. Courses, found];
        }

        Course = found;
        Rule = GoldenRules.Exists(rule) ? rule : 0;
        Sort = Sorts.FirstOrDefault(s => s == sort) ?? Sorts[0];
        Bank = await PaperQueries.BankAsync(Query, found, ct);
        Counted = await Service<BankFigures>().OfAsync(Query, found, Bank, Service<Scheme>().Policy.For(found.Outline.Level).PassMarkPercent, ct);
        Kind = kind is { } one && Enum.IsDefined(one) ? one : null;
        Mark = Marks.FirstOrDefault(m => m == mark);
        Words = q?.Trim() ?? "";
        List<ItemFigures> fitting = [.. Sorted(Counted.Items.Where(Fits))];
        Total = fitting.Count;
        Current = Math.Clamp(p, 1, Pages);
        Rows = [.. fitting.Skip((Current - 1) * PerPage).Take(PerPage)];
        return Page();
    }

    private Course? Chosen(CourseLibrary library, string? course, int? version, string? bank) => (course, version) switch
    {
        _ when bank is not null => library.All.FirstOrDefault(c => Name(c) == bank),
        (null, _) => Courses.Count == 0 ? null : Courses[0],
        (_, { } v) => library.Find(course, v),
        _ => Courses.FirstOrDefault(c => c.Id == course) ?? library.Find(course),
    };

    private bool Fits(ItemFigures figures)
    {
        var item = Course.Item(figures.ItemId)!;
        return (Rule == 0 || figures.Rule == Rule)
            && (Kind is null || item.Key.Kind == Kind)
            && Mark switch
            {
                null => true,
                "any" => figures.Flags.Count > 0,
                "withdrawn" => Bank.Of(figures.ItemId) is not null,
                var flag => figures.Flags.Any(f => f.ToString() == flag),
            }
            && Text.SearchKey($"{figures.ItemId} {item.In(TextLocale).Stem}") is var key
            && Text.SearchKey(Words).Split(' ', StringSplitOptions.RemoveEmptyEntries).All(word => key.Contains(word, StringComparison.Ordinal));
    }

    private IEnumerable<ItemFigures> Sorted(IEnumerable<ItemFigures> figures) => Sort switch
    {
        "difficulty" => figures.OrderBy(f => f.Difficulty ?? 2).ThenBy(f => f.ItemId, StringComparer.Ordinal),
        "discrimination" => figures.OrderBy(f => f.PointBiserial ?? 2).ThenBy(f => f.ItemId, StringComparer.Ordinal),
        "exposure" => figures.OrderByDescending(f => f.Drawn).ThenBy(f => f.ItemId, StringComparer.Ordinal),
        "id" => figures.OrderBy(f => f.ItemId, StringComparer.Ordinal),
        _ => figures.OrderBy(f => f.Flags.Count == 0 ? int.MaxValue : (int)f.Flags[0]).ThenByDescending(f => f.Flags.Count).ThenBy(f => f.ItemId, StringComparer.Ordinal),
    };
}
