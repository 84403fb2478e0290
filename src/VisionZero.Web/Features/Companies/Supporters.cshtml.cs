using Marten;
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
    private const int MostShown = 200;

    /// <summary>The three counts.</summary>
    public SupporterCounts Counts { get; private set; } = new(0, 0, 0);

    /// <summary>Named supporters by kind, newest first.</summary>
    public IReadOnlyList<SupporterGroup> Groups { get; private set; } = [];

    /// <summary>The page.</summary>
    public async Task OnGetAsync()
    {
        var ct = HttpContext.RequestAborted;
        Counts = await SupporterCounts.ReadAsync(Query, Service<Scheme>().Policy, Now, ct);
        var groups = new List<SupporterGroup>();
        foreach (var kind in Enum.GetValues<SupporterKind>())
        {
            var companies = await Query.Query<Company>()
                .Where(c => c.State == PledgeState.Active && c.Publish && c.Kind == kind)
                .OrderByDescending(c => c.ConfirmedAt)
                .Take(MostShown)
                .ToListAsync(ct);
            groups.Add(new SupporterGroup(kind, companies));
        }

        Groups = groups;
    }
}
