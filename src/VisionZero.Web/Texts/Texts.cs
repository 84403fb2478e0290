using System.Globalization;
using System.Text.RegularExpressions;
using VisionZero.Domain.Common;

namespace VisionZero.Web.Texts;

/// <summary>
/// Texts in the reader's language. Placeholders are <c>{name}</c>; dates and numbers are written as the reader's locale
/// writes them. A key that does not exist throws: tests walk every page.
/// </summary>
public sealed partial class Texts(TextCatalogue catalogue, string locale)
{
    /// <summary>The locale, e.g. <c>en</c> or <c>zh</c>.</summary>
    public string Locale { get; } = locale;

    /// <summary>Its culture.</summary>
    public CultureInfo Culture { get; } = CultureInfo.GetCultureInfo(locale switch
    {
        "zh" => "zh-Hans",
        "en" => "en-GB",
        // Gregorian days and the digits that certificates are numbered with.
        "ar" => "ar-AE",
        _ => locale,
    });

    /// <summary>The language as a page names it (BCP 47).</summary>
    public string Tag => Locale is "zh" or "en" ? Culture.Name : Locale;

    /// <summary>The language of a text that is in another than the page, for its <c>lang</c>; null if it is the same.</summary>
    public string? Foreign(string other) => other == Locale ? null : other;

    /// <summary>The direction of a text that is in another language than the page, for its <c>dir</c>; null if it is the same.</summary>
    public string? ForeignDirection(string other) =>
        other == Locale || CultureInfo.GetCultureInfo(other).TextInfo.IsRightToLeft == Culture.TextInfo.IsRightToLeft ? null : Direction == "rtl" ? "ltr" : "rtl";

    /// <summary><c>ltr</c> or <c>rtl</c>.</summary>
    public string Direction => Culture.TextInfo.IsRightToLeft ? "rtl" : "ltr";

    /// <summary>The text under a key.</summary>
    public string this[string key] => Find(key) ?? throw new KeyNotFoundException($"No text '{key}' in locale '{Locale}'.");

    /// <summary>The text under a key, its placeholders filled.</summary>
    public string this[string key, params ReadOnlySpan<(string Name, object Value)> arguments] => Fill(this[key], arguments);

    /// <summary>The text under a key, or null.</summary>
    public string? Find(string key) => catalogue.Find(Locale, key) ?? catalogue.Find("en", key);

    /// <summary>The plural form that fits the count, with <c>{count}</c> filled: <c>key.one</c>, <c>key.other</c>, and what else the language has.</summary>
    public string Count(string key, long count, params ReadOnlySpan<(string Name, object Value)> arguments)
    {
        var form = catalogue.Find(Locale, $"{key}.{Plural.Form(Locale, count)}");
        return Fill(Fill(form ?? this[key + ".other"], [("count", count)]), arguments);
    }

    /// <summary>A refusal as a sentence.</summary>
    public string Sentence(Refusal refusal)
    {
        var text = Find("refusals." + refusal.Code) ?? throw new KeyNotFoundException($"No sentence for the refusal '{refusal.Code}'.");
        return Fill(text, [.. refusal.Arguments.Select(a => (a.Key, a.Value))]);
    }

    /// <summary>A date, long: 31 May 2029.</summary>
    public string Date(DateOnly date) => date.ToString(this["general.date"], Culture);

    /// <summary>The UTC day of an instant, long.</summary>
    public string Date(DateTimeOffset at) => Date(DateOnly.FromDateTime(at.UtcDateTime));

    /// <summary>Day and time in UTC.</summary>
    public string Time(DateTimeOffset at) => this["general.moment", ("date", Date(at)), ("time", at.UtcDateTime.ToString("HH:mm", CultureInfo.InvariantCulture))];

    /// <summary>Name of a day of the week.</summary>
    public string Weekday(DayOfWeek day) => Culture.DateTimeFormat.GetDayName(day);

    /// <summary>A whole number with the locale's separators.</summary>
    public string Number(long number) => number.ToString("N0", Culture);

    /// <summary>A number with the decimals it has.</summary>
    public string Decimal(decimal number) => number.ToString("#,0.######", Culture);

    /// <summary>A share as whole percent.</summary>
    public string Percent(int percent) => Fill(this["general.percent"], [("percent", percent)]);

    /// <summary>Name of a country by its ISO 3166-1 alpha-2 code.</summary>
    public string Country(string code) => this["countries." + code];

    /// <summary>Name of a language by its BCP 47 tag.</summary>
    public string Language(string tag) => this["languages." + tag];

    /// <summary>Name of a sector by its code.</summary>
    public string Sector(string code) => this["sectors." + code];

    /// <summary>Title of a golden rule.</summary>
    public string Rule(int rule) => this[string.Create(CultureInfo.InvariantCulture, $"rules.{rule}.title")];

    private string Fill(string text, ReadOnlySpan<(string Name, object Value)> arguments)
    {
        foreach (var (name, value) in arguments)
        {
            text = text.Replace("{" + name + "}", Write(value), StringComparison.Ordinal);
        }

        return text;
    }

    private string Write(object value) => value switch
    {
        string s => s,
        DateOnly d => Date(d),
        DateTimeOffset t => Date(t),
        int i => Number(i),
        long l => Number(l),
        Enum e => Find($"enums.{e.GetType().Name}.{e}") ?? e.ToString(),
        IFormattable f => f.ToString(null, Culture),
        _ => value.ToString() ?? string.Empty,
    };

    /// <summary>The placeholders of a text.</summary>
    [GeneratedRegex(@"\{([a-z][A-Za-z]*)\}")]
    public static partial Regex Placeholder();
}

/// <summary>Makes <see cref="Texts"/> for a locale: the request's, a message's, a certificate's.</summary>
public sealed class TextSource(TextCatalogue catalogue)
{
    private readonly Dictionary<string, Texts> _byLocale = catalogue.Locales.ToDictionary(l => l, l => new Texts(catalogue, l), StringComparer.Ordinal);

    /// <summary>The texts of a locale, English if it has none.</summary>
    public Texts For(string locale) => _byLocale.GetValueOrDefault(locale) ?? _byLocale["en"];

    /// <summary>The texts of the current request.</summary>
    public Texts Current => For(CultureInfo.CurrentUICulture.TwoLetterISOLanguageName);
}
