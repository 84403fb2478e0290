namespace VisionZero.Web.Features.Directory;

/// <summary>The directory for machines; docs/api.md describes it.</summary>
internal static class DirectoryApi
{
    public static IResult Search(DirectoryIndex index, string? q, string? country, string? language, string? sector, int page = 1)
    {
        var answer = index.Search(new DirectoryQuestion(q, country?.ToUpperInvariant(), language, sector, page));
        return Results.Json(new
        {
            total = answer.Total,
            page = answer.Page,
            pages = answer.Pages,
            perPage = DirectoryQuestion.PerPage,
            publishedAt = answer.PublishedAt,
            trainers = answer.Rows.Select(Shape),
        });
    }

    public static IResult One(DirectoryIndex index, Guid id) =>
        index.Find(id) is { } listing ? Results.Json(Shape(listing)) : Results.NotFound();

    private static object Shape(DirectoryListing listing) => new
    {
        id = listing.Id,
        name = listing.Name,
        latinName = listing.LatinName,
        city = listing.City,
        country = listing.Country,
        languages = listing.Languages,
        sectors = listing.Sectors,
        organisation = listing.Organisation,
        certificate = listing.Number,
        level = "professional",
        validFrom = listing.ValidFrom,
        validThrough = listing.ValidThrough,
    };
}
