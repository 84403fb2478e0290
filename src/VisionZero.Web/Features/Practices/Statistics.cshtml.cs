using Marten;
using Microsoft.AspNetCore.Authorization;
using VisionZero.Domain.Practices;
using VisionZero.Domain.Scheme;
using VisionZero.Web.Content;
using VisionZero.Web.Features.Accounts;
using VisionZero.Web.Pages;
using VisionZero.Web.Security;

namespace VisionZero.Web.Features.Practices;

/// <summary>How far assessors agree, for those who answer for the scheme.</summary>
[Authorize(Policy = Policies.Oversight)]
public sealed class StatisticsPage : VzPage
{
    private StaffNames? _names;

    /// <summary>The figures; null where the scheme asks for no practice.</summary>
    public MarkingStatistics? Figures { get; private set; }

    /// <summary>What the scheme asks for.</summary>
    public PracticePolicy? Policy { get; private set; }

    /// <summary>The rubric they are about.</summary>
    public RubricText Rubric => Service<RubricLibrary>().Newest;

    /// <summary>Name of an assessor.</summary>
    public string NameOf(Guid account) => _names?.Of(account) ?? T["certification.review.former"];

    /// <summary>A share as percent.</summary>
    public string Share(double share) => T.Percent((int)Math.Round(share * 100));

    /// <summary>A kappa with two decimals, or that there is no spread.</summary>
    public string Kappa(double? kappa) => kappa?.ToString("0.00", T.Culture) ?? T["practice.statistics.no-spread"];

    /// <summary>A difference in points of percent, with its sign.</summary>
    public string Difference(double difference) => difference.ToString("+0.0;−0.0;0.0", T.Culture);

    /// <summary>The figures.</summary>
    public async Task OnGetAsync()
    {
        var ct = HttpContext.RequestAborted;
        Policy = Service<Scheme>().Policy.Practice;
        _names = await StaffNames.LoadAsync(Query, ct);
        if (Policy is not null)
        {
            var concluded = await Query.Query<Practice>().Where(p => p.State == PracticeState.Passed || p.State == PracticeState.NotPassed).ToListAsync(ct);
            Figures = MarkingStatistics.Of(concluded, Rubric.Outline, Policy.StatisticsLeast);
        }
    }
}
