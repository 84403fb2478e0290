using Marten;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.OutputCaching;
using VisionZero.Domain.Companies;
using VisionZero.Web.Content;
using VisionZero.Web.Features.Directory;
using VisionZero.Web.Pages;

namespace VisionZero.Web.Features.Companies;

/// <summary>Supporters of one kind, under the name that staff confirmed.</summary>
public sealed record SupporterGroup(SupporterKind Kind, IReadOnlyList<Company> Rows);

/// <summary>Who supports: companies, partners and trainers, counted apart; named where they agreed.</summary>
[OutputCache(PolicyName = Setup.PublicPages)]
public sealed class SupportersPage : VzPage
{
    private const int PerPage = 60;

    /// <summary>The three counts.</summary>
    public SupporterCounts Counts { get; private set; } = new(0, 0, 0);

    /// <summary>Named supporters by kind, newest first.</summary>
    public IReadOnlyList<SupporterGroup> Groups { get; private set; } = [];

    /// <summary>Page shown, from 1: the same of both kinds.</summary>
    public int Current { get; private set; } = 1;

    /// <summary>Number of pages of the longer list.</summary>
    public int Pages { get; private set; } = 1;

    /// <summary>The page.</summary>
    public async Task OnGetAsync([FromQuery(Name = "page")] int page = 1)
    {
        var ct = HttpContext.RequestAborted;
        Counts = await SupporterCounts.ReadAsync(Query, Service<Scheme>().Policy, Now, ct);
        var groups = new List<SupporterGroup>();
        var kinds = Enum.GetValues<SupporterKind>();
        var longest = 0;
        foreach (var kind in kinds)
        {
            longest = Math.Max(longest, await Named(kind).CountAsync(ct));
        }

        Pages = Math.Max(1, (longest + PerPage - 1) / PerPage);
        Current = Math.Clamp(page, 1, Pages);
        foreach (var kind in kinds)
        {
            var companies = await Named(kind).OrderByDescending(c => c.ConfirmedAt).Skip((Current - 1) * PerPage).Take(PerPage).ToListAsync(ct);
            groups.Add(new SupporterGroup(kind, companies));
        }

        Groups = groups;
    }

    private IQueryable<Company> Named(SupporterKind kind) =>
        Query.Query<Company>().Where(c => c.State == PledgeState.Active && c.Publish && c.Kind == kind);
}
