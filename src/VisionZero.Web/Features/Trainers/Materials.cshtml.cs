using Microsoft.AspNetCore.Mvc;
using VisionZero.Domain.Common;
using VisionZero.Web.Content;
using VisionZero.Web.Features.Trainers.Kit;

namespace VisionZero.Web.Features.Trainers;

/// <summary>The free materials of the seven rules; open to whoever registered as trainer, legacy registrations included.</summary>
public sealed class MaterialsPage : KitPage
{
    /// <summary>The rules in order, each with its material if there is one.</summary>
    public IReadOnlyList<(int Rule, Material? Material)> Rows { get; private set; } = [];

    /// <summary>The handbooks in the reader's language.</summary>
    public IReadOnlyList<OfferedFile> Handbooks { get; private set; } = [];

    /// <summary>Whether there is a kit for each rule.</summary>
    public bool HasKit { get; private set; }

    /// <summary>The language of the handbooks.</summary>
    public string HandbookLocale { get; private set; } = "en";

    /// <summary>Languages the handbooks are there in.</summary>
    public IReadOnlyList<string> HandbookLocales { get; private set; } = [];

    /// <summary>The list.</summary>
    public async Task<IActionResult> OnGetAsync(string? language)
    {
        if (!await IsRegisteredAsync())
        {
            return Redirect("~/trainer/register");
        }

        var library = Service<MaterialLibrary>();
        Rows = [.. GoldenRules.All.Select(rule => (rule, library.Find(rule, T.Locale)))];
        if (await KitAsync() is { } kit)
        {
            (HasKit, HandbookLocales) = (true, kit.Locales);
            HandbookLocale = kit.LocaleFor(kit.Locales.FirstOrDefault(l => l == language) ?? T.Locale);
            Handbooks = await OfferAsync(kit, kit.Handbooks(HandbookLocale));
        }

        return Page();
    }
}
