using System.Globalization;
using System.Text;

namespace VisionZero.Domain.Common;

/// <summary>
/// A key for finding: case, accents, width and punctuation do not count (Müller, muller, ＭＵＬＬＥＲ are one).
/// Shaped for comparison only, never shown.
/// </summary>
internal static class SearchKey
{
    /// <summary>The key of a text.</summary>
    public static string Of(string value)
    {
        var key = new StringBuilder(value.Length);
        var gap = false;
        foreach (var rune in Text.Whole(value).Replace('´', '\'').Normalize(NormalizationForm.FormKD).EnumerateRunes())
        {
            if (IsDropped(rune))
            {
                continue;
            }

            if (!Rune.IsLetterOrDigit(rune) && !IsMark(rune))
            {
                gap = true;
                continue;
            }

            if (gap && key.Length > 0)
            {
                key.Append(' ');
            }

            gap = false;
            key.Append(Fold(Rune.ToLowerInvariant(rune)));
        }

        return key.ToString();
    }

    private static bool IsMark(Rune rune) =>
        Rune.GetUnicodeCategory(rune) is UnicodeCategory.NonSpacingMark or UnicodeCategory.SpacingCombiningMark or UnicodeCategory.EnclosingMark;

    private static bool IsDropped(Rune rune) =>
        Rune.GetUnicodeCategory(rune) == UnicodeCategory.Format
        || IsApostrophe(rune)
        || rune.Value == 0x0640 // the Arabic stretching stroke
        || (IsMark(rune) && IsAccent(rune));

    private static bool IsApostrophe(Rune rune) => rune.Value is '\'' or '`' or '‘' or '’' or 'ʹ' or 'ʻ' or 'ʼ' or 'ʽ' or 'ʾ' or 'ʿ';

    // Accents and points of Latin, Greek, Cyrillic, Hebrew, Arabic and Syriac are often left out, and so is the nukta.
    // Vowel signs of Indic and Thai script and the voicing marks of kana make another word, whatever their category.
    private static bool IsAccent(Rune rune) => rune.Value is < 0x0900
        or 0x093C or 0x09BC or 0x0A3C or 0x0ABC or 0x0B3C or 0x0CBC
        or (>= 0x1AB0 and <= 0x1AFF) or (>= 0x1DC0 and <= 0x1DFF) or (>= 0x20D0 and <= 0x20FF)
        or (>= 0xFE00 and <= 0xFE2F) or (>= 0xE0100 and <= 0xE01EF);

    // Letters that do not decompose but that people type without the stroke, or with another keyboard.
    private static string Fold(Rune rune) => rune.Value switch
    {
        'ł' => "l",
        'ø' => "o",
        'đ' or 'ð' => "d",
        'ħ' => "h",
        'ı' => "i",
        'ß' => "ss",
        'æ' => "ae",
        'œ' => "oe",
        'þ' => "th",
        'ς' => "σ",
        0x06CC or 0x0649 => "ي",
        0x06A9 => "ك",
        _ => rune.ToString(),
    };
}
