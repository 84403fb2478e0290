using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.OutputCaching;
using VisionZero.Domain.Common;
using VisionZero.Web.Content;
using VisionZero.Web.Pages;
using VisionZero.Web.Texts;

namespace VisionZero.Web.Features.Directory;

/// <summary>One golden rule: its text and its official titles.</summary>
[OutputCache(PolicyName = Setup.PublicPages)]
public sealed class RulePage : VzPage
{
    // Languages in which ISSA's wording is known, beside the interface's own.
    private static readonly string[] Wordings = ["en", "zh", "fr", "de", "es"];

    /// <summary>1 to 7.</summary>
    public int Rule { get; private set; }

    /// <summary>The text.</summary>
    public ContentPage Text { get; private set; } = null!;

    /// <summary>The official wording in other languages: locale, language name, title.</summary>
    public IReadOnlyList<(string Locale, string Language, string Title)> Titles { get; private set; } = [];

    /// <summary>Shows the rule.</summary>
    public IActionResult OnGet(int n)
    {
        if (!GoldenRules.Exists(n))
        {
            return NotFound();
        }

        Rule = n;
        Text = Service<PageLibrary>().Rule(n, T.Locale);
        Titles = [.. Wordings.Where(l => l != T.Locale).Select(l => (l, T.Language(l), Service<TextSource>().For(l).Rule(n)))];
        return Page();
    }
}
