using Marten;
using MediatR;
using VisionZero.Domain.Common;
using VisionZero.Domain.Companies;
using VisionZero.Web.Content;
using VisionZero.Web.Pipeline;

namespace VisionZero.Web.Features.Companies;

/// <summary>What a representative says about the organisation.</summary>
public sealed record CompanyInput(
    SupporterKind Kind,
    string? Name,
    string? Country,
    string? City,
    string? Sector,
    string? Size,
    string? Website,
    string? SignatoryName,
    string? SignatoryRole)
{
    /// <summary>What can be said against it without looking anything up.</summary>
    public IEnumerable<Refusal> Check()
    {
        if (!Enum.IsDefined(Kind))
        {
            yield return Refusal.At(nameof(Kind), "company.kind");
        }

        if (!Text.IsName(Text.Tidy(Name)))
        {
            yield return Refusal.At(nameof(Name), "company.name");
        }

        if (!Codes.Countries.Contains(Country ?? ""))
        {
            yield return Refusal.At(nameof(Country), "trainer.country");
        }

        if (!Text.IsName(Text.Tidy(City)))
        {
            yield return Refusal.At(nameof(City), "trainer.city");
        }

        if (!Codes.Sectors.Contains(Sector ?? ""))
        {
            yield return Refusal.At(nameof(Sector), "company.sector");
        }

        if (!CompanyDecisions.Sizes.Contains(Size ?? ""))
        {
            yield return Refusal.At(nameof(Size), "company.size");
        }

        if (!string.IsNullOrWhiteSpace(Website) && (Website.Length > 200 || !Uri.TryCreate(Website.Trim(), UriKind.Absolute, out var uri) || uri.Scheme != Uri.UriSchemeHttps))
        {
            yield return Refusal.At(nameof(Website), "company.website");
        }

        if (!Text.IsName(Text.Tidy(SignatoryName)))
        {
            yield return Refusal.At(nameof(SignatoryName), "company.signatory");
        }

        if (!Text.IsName(Text.Tidy(SignatoryRole)))
        {
            yield return Refusal.At(nameof(SignatoryRole), "company.signatory-role");
        }
    }

    /// <summary>The document beside the stream.</summary>
    public CompanyProfile Profile(Guid id, Guid accountId) => new()
    {
        Id = id,
        AccountId = accountId,
        Name = Text.Tidy(Name),
        City = Text.Tidy(City),
        Website = string.IsNullOrWhiteSpace(Website) ? null : Website.Trim(),
        SignatoryName = Text.Tidy(SignatoryName),
        SignatoryRole = Text.Tidy(SignatoryRole),
    };
}

/// <summary>Registers the organisation of the signed-in representative, or changes what was registered.</summary>
[Allow(Role.CompanyRepresentative)]
public sealed record RegisterCompany(CompanyInput Company, int? Version) : ICommand
{
    /// <inheritdoc/>
    public IEnumerable<Refusal> Check() => Company.Check();
}

internal sealed class RegisterCompanyHandler(IDocumentSession session, ActorContext actor, TimeProvider clock) : IRequestHandler<RegisterCompany, Outcome>
{
    public async Task<Outcome> Handle(RegisterCompany command, CancellationToken cancellationToken)
    {
        var account = actor.Current.Person;
        var input = command.Company;
        var known = await session.Query<Company>().FirstOrDefaultAsync(c => c.AccountId == account, cancellationToken);
        if (known is null)
        {
            var id = DeterministicId.Of($"company/{account:N}");
            var started = session.Start<Company, CompanyEvent>(id, CompanyDecisions.Register(account, input.Kind, input.Country!, input.Sector!, input.Size!, clock.GetUtcNow()));
            if (started.Ok)
            {
                session.Insert(input.Profile(id, account));
            }

            return started;
        }

        if (command.Version is null)
        {
            return Outcome.Made(known.Id);
        }

        var before = await session.LoadAsync<CompanyProfile>(known.Id, cancellationToken);
        var after = input.Profile(known.Id, account);
        var outcome = await session.DecideAsync<Company, CompanyEvent>(
            known.Id,
            command.Version,
            c => CompanyDecisions.ChangeProfile(c, input.Kind, input.Country!, input.Sector!, input.Size!, after.Name, before != after),
            cancellationToken);
        if (outcome.Ok)
        {
            session.Store(after);
        }

        return outcome;
    }
}
