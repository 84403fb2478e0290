using Microsoft.AspNetCore.Mvc;
using VisionZero.Domain.Common;

namespace VisionZero.Web.Features.Trainers.Kit;

/// <summary>All files of the kit for one golden rule, in the language chosen.</summary>
public sealed class RulePage : KitPage
{
    /// <summary>Golden rule.</summary>
    public int Rule { get; private set; }

    /// <summary>Language of the files.</summary>
    public string FileLocale { get; private set; } = "en";

    /// <summary>Languages they are there in.</summary>
    public IReadOnlyList<string> Locales { get; private set; } = [];

    /// <summary>The files.</summary>
    public IReadOnlyList<OfferedFile> Files { get; private set; } = [];

    /// <summary>Kinds that are not written in this language yet.</summary>
    public IReadOnlyList<KitKind> Missing { get; private set; } = [];

    /// <summary>The page.</summary>
    public async Task<IActionResult> OnGetAsync(int rule, string? language)
    {
        if (!await IsRegisteredAsync())
        {
            return Redirect("~/trainer/register");
        }

        if (!GoldenRules.All.Contains(rule) || await KitAsync() is not { } kit)
        {
            return NotFound();
        }

        (Rule, Locales) = (rule, kit.Locales);
        FileLocale = kit.LocaleFor(Locales.FirstOrDefault(l => l == language) ?? T.Locale);
        Files = await OfferAsync(kit, kit.OfRule(rule, FileLocale));
        Missing = [.. KitFile.OfRule.Except(Files.Select(f => f.File.Kind))];
        return Page();
    }
}
