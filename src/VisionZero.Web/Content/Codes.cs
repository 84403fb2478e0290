using System.Globalization;
using Microsoft.AspNetCore.Mvc.Rendering;

namespace VisionZero.Web.Content;

/// <summary>Closed lists of codes; their names are in <c>content/locales</c>.</summary>
public static class Codes
{
    /// <summary>Countries and territories, ISO 3166-1 alpha-2 (and XK, which is in general use).</summary>
    public static IReadOnlyList<string> Countries { get; } =
        "AD AE AF AG AI AL AM AO AR AS AT AU AW AX AZ BA BB BD BE BF BG BH BI BJ BL BM BN BO BQ BR BS BT BW BY BZ CA CC CD CF CG CH CI CK CL CM CN CO CR CU CV CW CX CY CZ DE DJ DK DM DO DZ EC EE EG ER ES ET FI FJ FK FM FO FR GA GB GD GE GF GG GH GI GL GM GN GP GQ GR GT GU GW GY HK HN HR HT HU ID IE IL IM IN IO IQ IR IS IT JE JM JO JP KE KG KH KI KM KN KP KR KW KY KZ LA LB LC LI LK LR LS LT LU LV LY MA MC MD ME MF MG MH MK ML MM MN MO MP MQ MR MS MT MU MV MW MX MY MZ NA NC NE NF NG NI NL NO NP NR NU NZ OM PA PE PF PG PH PK PL PM PN PR PS PT PW PY QA RE RO RS RU RW SA SB SC SD SE SG SH SI SK SL SM SN SO SR SS ST SV SX SY SZ TC TD TG TH TJ TL TM TN TO TR TT TV TW TZ UA UG US UY UZ VA VC VE VG VI VN VU WF WS XK YE YT ZA ZM ZW".Split(' ');

    /// <summary>Languages of delivery, BCP 47.</summary>
    public static IReadOnlyList<string> Languages { get; } =
        "am ar az be bg bn bs ca cs da de el en es et fa fi fil fr ha he hi hr hu hy id ig is it ja ka kk km ko ky lo lt lv mg mk mn ms my ne nl no pa pl ps pt ro ru rw si sk sl so sq sr sv sw ta te tg th tk tr uk ur uz vi wo xh yo zh zu".Split(' ');

    /// <summary>Sectors of work.</summary>
    public static IReadOnlyList<string> Sectors { get; } =
    [
        "agriculture", "mining", "food", "textiles", "wood-paper", "chemicals", "metal", "electronics", "energy", "waste", "construction",
        "trade", "transport", "maritime", "hospitality", "information", "finance", "public", "education", "health", "culture", "services",
    ];

    /// <summary>Countries for a list, sorted as the reader's language sorts.</summary>
    public static IReadOnlyList<SelectListItem> CountryItems(Texts.Texts texts) => Items(texts, Countries, texts.Country);

    /// <summary>Languages for a list, sorted as the reader's language sorts.</summary>
    public static IReadOnlyList<SelectListItem> LanguageItems(Texts.Texts texts) => Items(texts, Languages, texts.Language);

    /// <summary>Sectors for a list, in their own order.</summary>
    public static IReadOnlyList<SelectListItem> SectorItems(Texts.Texts texts) => [.. Sectors.Select(s => new SelectListItem(texts.Sector(s), s))];

    private static SelectListItem[] Items(Texts.Texts texts, IEnumerable<string> codes, Func<string, string> name)
    {
        var order = StringComparer.Create(texts.Culture, CompareOptions.IgnoreCase);
        return [.. codes.Select(c => new SelectListItem(name(c), c)).OrderBy(i => i.Text, order)];
    }
}
