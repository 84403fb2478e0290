using Marten;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Rendering;
using VisionZero.Domain.Companies;
using VisionZero.Web.Content;
using VisionZero.Web.Pages;
using VisionZero.Web.Pages.Tags;
using VisionZero.Web.Security;

namespace VisionZero.Web.Features.Companies;

/// <summary>A supporter's home: register, sign, wait, download, withdraw.</summary>
[Authorize(Policy = Policies.Company)]
public sealed class CompanyPage : VzPage
{
    /// <summary>The supporter, or null before it is registered.</summary>
    public Company? Item { get; private set; }

    /// <summary>Who it is.</summary>
    public CompanyProfile Profile { get; private set; } = new();

    /// <summary>The pledge to sign.</summary>
    public ContentPage Pledge => Service<PageLibrary>().Pledge(Service<Scheme>().Policy.PledgeVersion, T.Locale);

    /// <summary>Whether the form is shown for a registered supporter.</summary>
    public bool Editing { get; private set; }

    /// <summary>The fields.</summary>
    [BindProperty]
    public CompanyForm Form { get; set; } = new();

    /// <summary>Whether the pledge is agreed to.</summary>
    [BindProperty]
    public bool Agreed { get; set; }

    /// <summary>Consent to the public entry.</summary>
    [BindProperty]
    public bool Publish { get; set; }

    /// <summary>What is stored now where it differs from what was typed, after somebody else was faster.</summary>
    public IReadOnlyList<(string Label, string Value)> Changed { get; private set; } = [];

    /// <summary>The two kinds.</summary>
    public IEnumerable<SelectListItem> Kinds => Enum.GetValues<SupporterKind>().Select(k => new SelectListItem(T[$"companies.kinds.{k}"], k.ToString()));

    /// <summary>Size bands.</summary>
    public IEnumerable<SelectListItem> Sizes => CompanyDecisions.Sizes.Select(s => new SelectListItem(T["companies.workers", ("band", s)], s));

    /// <summary>The path: registered, signed, confirmed.</summary>
    public IEnumerable<Step> Steps
    {
        get
        {
            var reached = Item!.State switch { PledgeState.Signed => 2, PledgeState.Active => 3, _ => 1 };
            (string Code, string Note)[] steps =
            [
                ("registered", T.Date(Item.RegisteredAt)),
                ("signed", Item.State is PledgeState.Signed or PledgeState.Active ? T.Date(Item.SignedAt!.Value) : ""),
                ("confirmed", Item.State == PledgeState.Active ? T.Date(Item.ConfirmedAt!.Value) : ""),
            ];
            return steps.Select((s, i) => new Step(T[$"companies.steps.{s.Code}"], i < reached ? StepState.Done : i == reached ? StepState.Current : StepState.Ahead, s.Note));
        }
    }

    /// <summary>The page.</summary>
    public async Task OnGetAsync(bool edit)
    {
        await LoadAsync();
        Editing = edit;
        if (Item is not null)
        {
            Form = CompanyForm.Of(Item, Profile);
        }
    }

    /// <summary>Registers or changes.</summary>
    public async Task<IActionResult> OnPostAsync(int? version)
    {
        ModelState.Remove(nameof(Agreed));
        var outcome = await SendAsync(new RegisterCompany(Form.Input(), version), nameof(Form));
        if (outcome.Ok)
        {
            Flash("companies.saved");
            return RedirectToPage(new { edit = (bool?)null });
        }

        await LoadAsync();
        Editing = Item is not null;
        Changed = outcome.IsConflict && Item is not null ? Differences(CompanyForm.Of(Item, Profile)) : [];
        return Page();
    }

    /// <summary>Signs the pledge.</summary>
    public async Task<IActionResult> OnPostSignAsync(int pledgeVersion, string? textSha256)
    {
        DropForm();
        var outcome = await SendAsync(new SignPledge(pledgeVersion, textSha256 ?? "", Agreed, Publish, T.Locale));
        return await FinishAsync(outcome, "companies.signed");
    }

    /// <summary>Changes consent to the public entry.</summary>
    public async Task<IActionResult> OnPostPublishingAsync(bool publish)
    {
        DropForm();
        return await FinishAsync(await SendAsync(new SetPublishing(publish)), "companies.saved");
    }

    /// <summary>Withdraws the pledge.</summary>
    public async Task<IActionResult> OnPostWithdrawAsync()
    {
        DropForm();
        return await FinishAsync(await SendAsync(new WithdrawPledge()), "companies.withdrawn");
    }

    private List<(string Label, string Value)> Differences(CompanyForm stored)
    {
        var all = new List<(string Label, string? Typed, string? Now)>
        {
            ("companies.kind", T[$"companies.kinds.{Form.Kind}"], T[$"companies.kinds.{stored.Kind}"]),
            ("companies.name", Form.Name, stored.Name),
            ("trainers.country", Form.Country, stored.Country),
            ("trainers.city", Form.City, stored.City),
            ("companies.sector", Form.Sector, stored.Sector),
            ("companies.size", Form.Size, stored.Size),
            ("companies.website", Form.Website, stored.Website),
            ("companies.signatory", Form.SignatoryName, stored.SignatoryName),
            ("companies.signatory-role", Form.SignatoryRole, stored.SignatoryRole),
        };
        return [.. all.Where(d => (d.Typed ?? "") != (d.Now ?? "")).Select(d => (d.Label, Shown(d.Label, d.Now ?? "")))];
    }

    private string Shown(string label, string value) => label switch
    {
        "trainers.country" => T.Country(value),
        "companies.sector" => T.Sector(value),
        "companies.size" => T["companies.workers", ("band", value)],
        _ => value,
    };

    // The other form's fields were not posted.
    private void DropForm()
    {
        foreach (var key in ModelState.Keys.Where(k => k.StartsWith(nameof(Form), StringComparison.Ordinal)).ToList())
        {
            ModelState.Remove(key);
        }
    }

    private async Task<IActionResult> FinishAsync(Pipeline.Outcome outcome, string done)
    {
        if (outcome.IsNotFound)
        {
            return NotFound();
        }

        if (outcome.Ok)
        {
            Flash(done);
            return RedirectToPage(new { handler = (string?)null });
        }

        await LoadAsync();
        return Page();
    }

    private async Task LoadAsync()
    {
        var ct = HttpContext.RequestAborted;
        Item = await Query.Query<Company>().FirstOrDefaultAsync(c => c.AccountId == Actor.Person, ct);
        Profile = Item is null ? Profile : await Query.LoadAsync<CompanyProfile>(Item.Id, ct) ?? Profile;
    }
}

/// <summary>The fields of a supporter as they are typed.</summary>
public sealed class CompanyForm
{
    /// <summary>Company or partner.</summary>
    public SupporterKind Kind { get; set; } = SupporterKind.Company;

    /// <summary>Legal name.</summary>
    public string? Name { get; set; }

    /// <summary>Country code.</summary>
    public string? Country { get; set; }

    /// <summary>City.</summary>
    public string? City { get; set; }

    /// <summary>Sector code.</summary>
    public string? Sector { get; set; }

    /// <summary>Size band.</summary>
    public string? Size { get; set; }

    /// <summary>Address of its site.</summary>
    public string? Website { get; set; }

    /// <summary>Who signs.</summary>
    public string? SignatoryName { get; set; }

    /// <summary>Their role.</summary>
    public string? SignatoryRole { get; set; }

    /// <summary>As the command takes it.</summary>
    public CompanyInput Input() => new(Kind, Name, Country, City, Sector, Size, Website, SignatoryName, SignatoryRole);

    /// <summary>What is stored now.</summary>
    public static CompanyForm Of(Company company, CompanyProfile profile) => new()
    {
        Kind = company.Kind,
        Name = profile.Name,
        Country = company.Country,
        City = profile.City,
        Sector = company.Sector,
        Size = company.Size,
        Website = profile.Website,
        SignatoryName = profile.SignatoryName,
        SignatoryRole = profile.SignatoryRole,
    };
}
