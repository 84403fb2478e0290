using Marten;
using MediatR;
using VisionZero.Domain.Common;
using VisionZero.Domain.Companies;
using VisionZero.Web.Content;
using VisionZero.Web.Pipeline;

namespace VisionZero.Web.Features.Companies;

/// <summary>Signs the pledge in the version and words that were on the screen.</summary>
[Allow(Role.CompanyRepresentative)]
public sealed record SignPledge(int PledgeVersion, string TextSha256, bool Agreed, bool Publish, string Locale) : ICommand;

/// <summary>Gives or takes back consent to the public entry.</summary>
[Allow(Role.CompanyRepresentative)]
public sealed record SetPublishing(bool Publish) : ICommand;

/// <summary>Withdraws the pledge.</summary>
[Allow(Role.CompanyRepresentative)]
public sealed record WithdrawPledge : ICommand;

internal sealed class PledgeHandlers(IDocumentSession session, ActorContext actor, Scheme scheme, PageLibrary pages, TimeProvider clock) :
    IRequestHandler<SignPledge, Outcome>,
    IRequestHandler<SetPublishing, Outcome>,
    IRequestHandler<WithdrawPledge, Outcome>
{
    public async Task<Outcome> Handle(SignPledge command, CancellationToken cancellationToken)
    {
        var text = pages.Pledge(scheme.Policy.PledgeVersion, command.Locale);
        if (command.PledgeVersion != scheme.Policy.PledgeVersion || command.TextSha256 != text.Sha256)
        {
            return Outcome.Conflict;
        }

        return await MineAsync(c => CompanyDecisions.SignPledge(c, command.PledgeVersion, text.Sha256, command.Agreed, command.Publish, clock.GetUtcNow()), cancellationToken);
    }

    public Task<Outcome> Handle(SetPublishing command, CancellationToken cancellationToken) =>
        MineAsync(c => CompanyDecisions.SetPublishing(c, command.Publish, clock.GetUtcNow()), cancellationToken);

    public Task<Outcome> Handle(WithdrawPledge command, CancellationToken cancellationToken) =>
        MineAsync(c => CompanyDecisions.Withdraw(c, clock.GetUtcNow()), cancellationToken);

    private async Task<Outcome> MineAsync(Func<Company, Decision<CompanyEvent>> decide, CancellationToken ct)
    {
        var account = actor.Current.Person;
        var mine = await session.Query<Company>().FirstOrDefaultAsync(c => c.AccountId == account, ct);
        return mine is null ? Outcome.NotFound : await session.DecideAsync(mine.Id, null, decide, ct);
    }
}
