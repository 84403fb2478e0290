using Marten;
using VisionZero.Domain.Companies;
using VisionZero.Web.Features.Accounts;
using VisionZero.Web.Features.Certificates;
using VisionZero.Web.Pipeline;

namespace VisionZero.Web.Features.Companies;

/// <summary>What is kept about the representative of a supporter: who signs, and for whom.</summary>
internal sealed class CompanyData : IPersonalData
{
    public async Task<PersonalExport> ExportAsync(IQuerySession session, Guid account, CancellationToken ct)
    {
        if (await session.Query<Company>().FirstOrDefaultAsync(c => c.AccountId == account, ct) is not { } company)
        {
            return PersonalExport.Empty;
        }

        return new PersonalExport(
            new Dictionary<string, object?>
            {
                ["company"] = company,
                ["companyProfile"] = await session.LoadAsync<CompanyProfile>(company.Id, ct),
            },
            company is { Sha256: { } sha256, Number: { } number } ? [($"certificates/{CertificatePaper.FileName(number)}", sha256)] : []);
    }

    public async Task EraseAsync(IDocumentSession session, Guid account, DateTimeOffset at, CancellationToken ct)
    {
        if (await session.Query<Company>().FirstOrDefaultAsync(c => c.AccountId == account, ct) is not { } company)
        {
            return;
        }

        // A pledge without anybody who stands for it ends; one that was never signed has nothing to end.
        await session.DecideAsync<Company, CompanyEvent>(company.Id, null, c => CompanyDecisions.Withdraw(c, at), ct);
        session.Delete<CompanyProfile>(company.Id);
    }
}
