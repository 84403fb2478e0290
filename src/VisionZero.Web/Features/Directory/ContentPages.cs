using Microsoft.AspNetCore.OutputCaching;
using VisionZero.Web.Content;
using VisionZero.Web.Pages;

namespace VisionZero.Web.Features.Directory;

/// <summary>Who stands behind the platform.</summary>
[OutputCache(PolicyName = Setup.PublicPages)]
public sealed class AboutPage : VzPage
{
    /// <summary>The text.</summary>
    public ContentPage Text => Service<PageLibrary>().Find("pages", "about", T.Locale)!;
}

/// <summary>What is stored about people.</summary>
[OutputCache(PolicyName = Setup.PublicPages)]
public sealed class PrivacyPage : VzPage
{
    /// <summary>The text.</summary>
    public ContentPage Text => Service<PageLibrary>().Find("pages", "privacy", T.Locale)!;
}

/// <summary>The certification scheme: each value with its source.</summary>
[OutputCache(PolicyName = Setup.PublicPages)]
public sealed class SchemePage : VzPage
{
    /// <summary>The scheme in force.</summary>
    public Scheme Scheme => Service<Scheme>();

    /// <summary>The names of values that both levels have, in the file's order.</summary>
    public IEnumerable<string> LevelValues => Scheme.Facts
        .Where(f => f.Name.StartsWith("foundation.", StringComparison.Ordinal))
        .Select(f => f.Name["foundation.".Length..]);

    /// <summary>The values that hold for the whole scheme.</summary>
    public IEnumerable<SchemeFact> Common => Scheme.Facts.Where(f => !f.Name.Contains('.', StringComparison.Ordinal));

    /// <summary>The values of the assessed teaching practice; none if the scheme asks for no practice.</summary>
    public IEnumerable<SchemeFact> Practice => Scheme.Facts.Where(f => f.Name.StartsWith("practice.", StringComparison.Ordinal));

    /// <summary>A value of a level.</summary>
    public SchemeFact Of(string level, string name) => Scheme.Facts.Single(f => f.Name == $"{level}.{name}");

    /// <summary>Where a value comes from, and the language that is said in.</summary>
    public (string Text, string Locale) Source(string name) => Scheme.Source(name).For(T.Locale);

    /// <summary>A value with its unit.</summary>
    public string Say(SchemeFact fact)
    {
        ArgumentNullException.ThrowIfNull(fact);
        var name = fact.Name[(fact.Name.IndexOf('.', StringComparison.Ordinal) + 1)..];
        return T.Count($"scheme.values.{name}.value", fact.Value);
    }
}

/// <summary>The terms of the field.</summary>
[OutputCache(PolicyName = Setup.PublicPages)]
public sealed class GlossaryPage : VzPage
{
    /// <summary>The language it is shown in.</summary>
    public string Locale => Service<Glossary>().LocaleFor(T.Locale);

    /// <summary>The terms, in the order of the alphabet.</summary>
    public IReadOnlyList<GlossaryEntry> Entries => Service<Glossary>().In(T.Locale);
}
