using Marten;
using VisionZero.Domain.Certificates;
using VisionZero.Domain.Common;
using VisionZero.Domain.Companies;
using VisionZero.Domain.Scheme;

namespace VisionZero.Web.Features.Directory;

/// <summary>Who supports Vision Zero in this register, counted apart and never added up.</summary>
/// <param name="Trainers">People who hold a certificate that is in force now; one who holds both levels counts once.</param>
/// <param name="Companies">Companies whose pledge staff confirmed.</param>
/// <param name="Partners">Partners whose pledge staff confirmed.</param>
public sealed record SupporterCounts(int Trainers, int Companies, int Partners)
{
    /// <summary>Counts.</summary>
    public static async Task<SupporterCounts> ReadAsync(IQuerySession session, SchemePolicy policy, DateTimeOffset at, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(session);
        ArgumentNullException.ThrowIfNull(policy);
        var today = DateOnly.FromDateTime(at.UtcDateTime);
        var foundation = today.AddDays(-policy.Foundation.GraceDays);
        var professional = today.AddDays(-policy.Professional.GraceDays);

        var batch = session.CreateBatchQuery();
        // The same conditions as Standing.Of, which stays the judge of a single certificate.
        var holders = batch.Query<Certificate>()
            .Where(c => c.RevokedAt == null && c.SupersededAt == null && c.SuspendedAt == null && c.ValidFrom <= today)
            .Where(c => (c.Level == Level.Foundation && c.ValidThrough >= foundation) || (c.Level == Level.Professional && c.ValidThrough >= professional))
            .Select(c => c.TrainerId)
            .ToList();
        var companies = batch.Query<Company>().Where(c => c.State == PledgeState.Active && c.Kind == SupporterKind.Company).Count();
        var partners = batch.Query<Company>().Where(c => c.State == PledgeState.Active && c.Kind == SupporterKind.Partner).Count();
        await batch.Execute(ct);
        return new SupporterCounts((await holders).Distinct().Count(), (int)await companies, (int)await partners);
    }
}
