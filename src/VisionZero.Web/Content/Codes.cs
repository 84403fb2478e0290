using System.Collections.Concurrent;
using System.Runtime.CompilerServices;
using Microsoft.AspNetCore.Mvc.Rendering;

namespace VisionZero.Web.Content;

/// <summary>
/// The codes that stand for countries, languages and sectors: stored and exchanged as they are, shown by the names of
/// the locale files (<c>countries</c>, <c>languages</c>, <c>sectors</c>), sorted as the reader's locale sorts.
/// </summary>
public static class Codes
{
    // By the texts they were worked out from: two platforms in one process may have other words for one locale.
    private static readonly ConditionalWeakTable<Texts.Texts, ConcurrentDictionary<string, IReadOnlyList<(string Code, string Name)>>> Named = [];

    /// <summary>ISO 3166-1 alpha-2, all of them (and XK, which is in general use).</summary>
    public static IReadOnlyList<string> Countries { get; } = Split(
        """
        AD AE AF AG AI AL AM AO AQ AR AS AT AU AW AX AZ BA BB BD BE BF BG BH BI BJ BL BM BN BO BQ BR BS BT
        BV BW BY BZ CA CC CD CF CG CH CI CK CL CM CN CO CR CU CV CW CX CY CZ DE DJ DK DM DO DZ EC EE EG EH
        ER ES ET FI FJ FK FM FO FR GA GB GD GE GF GG GH GI GL GM GN GP GQ GR GS GT GU GW GY HK HM HN HR HT
        HU ID IE IL IM IN IO IQ IR IS IT JE JM JO JP KE KG KH KI KM KN KP KR KW KY KZ LA LB LC LI LK LR LS
        LT LU LV LY MA MC MD ME MF MG MH MK ML MM MN MO MP MQ MR MS MT MU MV MW MX MY MZ NA NC NE NF NG NI
        NL NO NP NR NU NZ OM PA PE PF PG PH PK PL PM PN PR PS PT PW PY QA RE RO RS RU RW SA SB SC SD SE SG
        SH SI SJ SK SL SM SN SO SR SS ST SV SX SY SZ TC TD TF TG TH TJ TK TL TM TN TO TR TT TV TW TZ UA UG
        UM US UY UZ VA VC VE VG VI VN VU WF WS XK YE YT ZA ZM ZW
        """);

    /// <summary>Languages training is given in, BCP 47.</summary>
    public static IReadOnlyList<string> Languages { get; } = Split(
        """
        af am ar az be bg bn bs ca cs da de el en es et fa fi fil fr ga ha he hi hr hu hy id ig is it ja ka
        kk km ko ky lo lt lv mg mk mn ms mt my ne nl no pa pl ps pt ro ru rw si sk sl so sq sr sv sw ta te
        tg th ti tk tr uk ur uz vi wo xh yo yue zh zu
        """);

    /// <summary>Sectors of the economy.</summary>
    public static IReadOnlyList<string> Sectors { get; } = Split(
        """
        agriculture mining food textiles wood-paper chemicals metal electronics energy waste construction
        trade transport maritime hospitality information finance public education health culture services
        """);

    /// <summary>Countries to choose from.</summary>
    public static IReadOnlyList<SelectListItem> CountryItems(Texts.Texts texts, params IEnumerable<string> selected) =>
        Items("countries", Countries, texts, selected);

    /// <summary>Languages to choose from.</summary>
    public static IReadOnlyList<SelectListItem> LanguageItems(Texts.Texts texts, params IEnumerable<string> selected) =>
        Items("languages", Languages, texts, selected);

    /// <summary>Sectors to choose from; "other services" stand last.</summary>
    public static IReadOnlyList<SelectListItem> SectorItems(Texts.Texts texts, params IEnumerable<string> selected) =>
        Items("sectors", Sectors, texts, selected);

    /// <summary>Whether this is a country's code.</summary>
    public static bool IsCountry(string? code) => code is not null && Countries.Contains(code);

    /// <summary>Whether this is the tag of a language on offer.</summary>
    public static bool IsLanguage(string? tag) => tag is not null && Languages.Contains(tag);

    /// <summary>Whether this is a sector's code.</summary>
    public static bool IsSector(string? code) => code is not null && Sectors.Contains(code);

    // Items are made anew: pages may set them selected. Names and order are worked out once a locale.
    private static SelectListItem[] Items(string kind, IReadOnlyList<string> codes, Texts.Texts texts, IEnumerable<string> selected)
    {
        ArgumentNullException.ThrowIfNull(texts);
        var chosen = selected.ToHashSet(StringComparer.Ordinal);
        var named = Named.GetOrCreateValue(texts).GetOrAdd(kind, _ =>
        [
            .. codes.Select(c => (Code: c, Name: texts[$"{kind}.{c}"]))
                .OrderBy(c => c.Code == "services")
                .ThenBy(c => c.Name, StringComparer.Create(texts.Culture, ignoreCase: true)),
        ]);
        return [.. named.Select(c => new SelectListItem(c.Name, c.Code, chosen.Contains(c.Code)))];
    }

    private static string[] Split(string codes) => codes.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries);
}
