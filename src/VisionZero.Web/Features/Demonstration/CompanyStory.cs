using VisionZero.Domain.Common;
using VisionZero.Domain.Companies;
using VisionZero.Web.Content;
using VisionZero.Web.Features.Companies;
using VisionZero.Web.Pipeline;

namespace VisionZero.Web.Features.Demonstration;

/// <summary>An organisation's way to the supporters' list.</summary>
public sealed class CompanyStory : Story
{
    private readonly Land _land;
    private readonly string _name;
    private readonly string _sector;
    private readonly SupporterKind _kind;
    private readonly PersonName _signatory;
    private readonly string _email;
    private Actor _actor = Actor.Anonymous;
    private Guid _company;

    /// <summary>Writes the story; the number decides how it ends. The name carries the sector behind a bar.</summary>
    public CompanyStory(int number, Land land, string name, SupporterKind kind, PersonName signatory, string email, DateTimeOffset now)
        : base(new Random(5000 + number), now)
    {
        ArgumentNullException.ThrowIfNull(name);
        (_land, _kind, _signatory, _email) = (land, kind, signatory, email);
        (_name, _sector) = name.Split('|') is [var called, var sector] ? (called, sector) : throw new FormatException($"'{name}' must be a name and a sector with | between.");
        Then(0, 0, async stage => _actor = await stage.OpenAccountAsync(_email, Role.CompanyRepresentative, _land.Locale));
        Then(0, 0.1, stage => stage.ConfirmAsync(_actor));
        Then(0, 1, RegisterAsync);
        var ending = number % 20;
        Kind = ending is 7 or 11 or 13 or 14 ? $"company-{ending}" : $"supporter-{_kind}";
        if (ending == 7)
        {
            EndsAgo(1, 30);
            return;
        }

        Then(0, 6, SignAsync);
        switch (ending)
        {
            case 11:
                EndsAgo(0, 6);
                break;
            case 13:
                Then(1, 5, stage => DecideAsync(stage, confirm: false));
                EndsAgo(10, 90);
                break;
            case 14:
                Then(1, 5, stage => DecideAsync(stage, confirm: true));
                Then(40, 200, stage => stage.SendAsync(_actor, new WithdrawPledge()));
                EndsAgo(10, 300);
                break;
            default:
                Then(1, 5, stage => DecideAsync(stage, confirm: true));
                EndsAgo(7, 1700);
                break;
        }
    }

    /// <inheritdoc/>
    public override string Kind { get; }

    /// <inheritdoc/>
    public override string Locale => _land.Locale;

    private async Task RegisterAsync(Stage stage)
    {
        var input = new CompanyInput(
            _kind,
            _name,
            _land.Country,
            Pick(_land.Cities),
            _sector,
            Pick(CompanyDecisions.Sizes),
            Website: null,
            _signatory.Native,
            stage.World.In(_land.Locale).SignatoryRole);
        _company = await stage.SendAsync(_actor, new RegisterCompany(input, null));
    }

    private Task SignAsync(Stage stage)
    {
        var version = stage.Service<Scheme>().Policy.PledgeVersion;
        var text = stage.Service<PageLibrary>().Pledge(version, _land.Locale);
        return stage.SendAsync(_actor, new SignPledge(version, text.Sha256, Agreed: true, Publish: Random.Next(12) > 0, _land.Locale));
    }

    private async Task DecideAsync(Stage stage, bool confirm)
    {
        var company = await stage.LoadAsync<Company>(_company);
        await stage.SendAsync(Pick(stage.Cast.Reviewers), confirm ? new ConfirmCompany(_company, company.Version) : new RejectCompany(_company, company.Version, "not-found"));
    }
}
