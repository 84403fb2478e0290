using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.AspNetCore.OutputCaching;
using VisionZero.Web.Content;
using VisionZero.Web.Pages;

namespace VisionZero.Web.Features.Directory;

/// <summary>Finds a certified trainer by name in any script, place, language and sector.</summary>
[OutputCache(PolicyName = Setup.PublicPages)]
public sealed class FindPage : VzPage
{
    /// <summary>What was searched for.</summary>
    public DirectoryQuestion Question { get; private set; } = new(null, null, null, null, 1);

    /// <summary>What was found.</summary>
    public DirectoryAnswer Answer { get; private set; } = new(0, 1, 1, [], new Dictionary<string, int>(), null);

    /// <summary>Whether nobody is listed at all, whatever is asked.</summary>
    public bool IsEmpty { get; private set; }

    /// <summary>Countries with trainers.</summary>
    public IEnumerable<SelectListItem> Countries { get; private set; } = [];

    /// <summary>Languages trainers train in.</summary>
    public IEnumerable<SelectListItem> Languages { get; private set; } = [];

    /// <summary>Sectors trainers know.</summary>
    public IEnumerable<SelectListItem> Sectors { get; private set; } = [];

    /// <summary>Matches by country, by name.</summary>
    public IEnumerable<(string Name, string Code, int Count)> ByCountry =>
        Answer.Countries.Select(c => (T.Country(c.Key), c.Key, c.Value)).OrderBy(c => c.Item1, StringComparer.Create(T.Culture, ignoreCase: true));

    /// <summary>The same search for machines.</summary>
    public string Json => "/api/trainers" + QueryString.Create(Setup.QueryOf(HttpContext));

    /// <summary>Searches.</summary>
    public void OnGet(string? q, string? country, string? language, string? sector, [FromQuery(Name = "page")] int page = 1)
    {
        var index = Service<DirectoryIndex>();
        Question = new DirectoryQuestion(q?.Trim() is { Length: > 0 and <= 200 } words ? words : null, country, language, sector, page);
        Answer = index.Search(Question);
        IsEmpty = Answer.Total == 0 && index.Count == 0;
        var facets = index.Facets();
        Countries = Codes.CountryItems(T).Where(i => facets.Countries.Contains(i.Value));
        Languages = Codes.LanguageItems(T).Where(i => facets.Languages.Contains(i.Value));
        Sectors = Codes.SectorItems(T).Where(i => facets.Sectors.Contains(i.Value));
    }
}
