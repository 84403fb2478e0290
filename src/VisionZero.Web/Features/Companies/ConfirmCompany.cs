using Marten;
using MediatR;
using VisionZero.Domain.Certificates;
using VisionZero.Domain.Common;
using VisionZero.Domain.Companies;
using VisionZero.Web.Features.Accounts;
using VisionZero.Web.Pipeline;
using VisionZero.Web.Storage;

namespace VisionZero.Web.Features.Companies;

/// <summary>Staff confirm that the organisation exists and the signatory may sign; the support certificate follows by job.</summary>
[Allow(Role.Reviewer, Role.Approver)]
public sealed record ConfirmCompany(Guid CompanyId, int Version) : ICommand;

/// <summary>Staff could not confirm.</summary>
[Allow(Role.Reviewer, Role.Approver)]
public sealed record RejectCompany(Guid CompanyId, int Version, string Reason) : ICommand;

internal sealed class ConfirmCompanyHandlers(IDocumentSession session, ActorContext actor, NumberSequence numbers, TimeProvider clock) :
    IRequestHandler<ConfirmCompany, Outcome>,
    IRequestHandler<RejectCompany, Outcome>
{
    public async Task<Outcome> Handle(ConfirmCompany command, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        var profile = await session.LoadAsync<CompanyProfile>(command.CompanyId, cancellationToken);
        if (profile is null)
        {
            return Outcome.NotFound;
        }

        var login = await session.LoadAsync<Login>(profile.AccountId, cancellationToken);
        var marks = new CertificateMarks(CertificateNumber.Compose('S', now.UtcDateTime.Year, await numbers.NextAsync(cancellationToken)), VerificationCode.Create());
        return await session.DecideAsync<Company, CompanyEvent>(
            command.CompanyId,
            command.Version,
            c => CompanyDecisions.Confirm(c, actor.Current.Person, marks, profile.Name, login?.Locale ?? "en", now),
            cancellationToken);
    }

    public Task<Outcome> Handle(RejectCompany command, CancellationToken cancellationToken) =>
        session.DecideAsync<Company, CompanyEvent>(
            command.CompanyId,
            command.Version,
            c => CompanyDecisions.Reject(c, actor.Current.Person, command.Reason, clock.GetUtcNow()),
            cancellationToken);
}
