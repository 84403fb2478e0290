using System.Globalization;
using System.Text;

namespace VisionZero.Domain.Common;

/// <summary>Rules for text that people type about themselves.</summary>
public static class Text
{
    /// <summary>Longest name accepted, in user-perceived characters (text elements).</summary>
    public const int LongestName = 100;

    /// <summary>Trims, composes (NFC) and folds runs of white space into one space.</summary>
    public static string Tidy(string? value) =>
        value is null
            ? string.Empty
            : string.Join(' ', value.Normalize(NormalizationForm.FormC).Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));

    /// <summary>
    /// Whether this can be printed as a person's or organisation's name: at least one letter of any script, no control
    /// or private-use characters, no direction overrides, no markup brackets, at most <see cref="LongestName"/> characters.
    /// Mononyms, long names and apostrophes are fine.
    /// </summary>
    public static bool IsName(string value) =>
        new StringInfo(value).LengthInTextElements is > 0 and <= LongestName
        && value.EnumerateRunes().Any(Rune.IsLetter)
        && value.EnumerateRunes().All(IsNameRune);

    private static bool IsNameRune(Rune rune) =>
        Rune.GetUnicodeCategory(rune) switch
        {
            UnicodeCategory.Control or UnicodeCategory.PrivateUse or UnicodeCategory.Surrogate
                or UnicodeCategory.OtherNotAssigned or UnicodeCategory.LineSeparator
                or UnicodeCategory.ParagraphSeparator => false,
            // Joiners shape Arabic, Persian and Indic names; every other format character can hide or reorder text.
            UnicodeCategory.Format => rune.Value is 0x200C or 0x200D,
            _ => rune.Value is not ('<' or '>'),
        };

    /// <summary>Whether the Latin spelling uses Latin letters, marks, spaces and name punctuation only.</summary>
    public static bool IsLatin(string value) =>
        IsName(value) && value.EnumerateRunes().All(r => !Rune.IsLetter(r) || r.Value < 0x250 || r.Value is >= 0x1E00 and <= 0x1EFF);

    /// <summary>
    /// A key for finding: case, accents, width and punctuation do not count (Müller, muller, ＭＵＬＬＥＲ are one).
    /// Shaped for comparison only, never shown.
    /// </summary>
    public static string SearchKey(string value)
    {
        var key = new StringBuilder(value.Length);
        var gap = false;
        foreach (var rune in value.Normalize(NormalizationForm.FormKD).EnumerateRunes())
        {
            if (Rune.IsLetterOrDigit(rune))
            {
                if (gap && key.Length > 0)
                {
                    key.Append(' ');
                }

                gap = false;
                Fold(key, Rune.ToLowerInvariant(rune));
            }
            else if (Rune.GetUnicodeCategory(rune) == UnicodeCategory.SpacingCombiningMark)
            {
                // Vowel signs of Indic scripts carry meaning; accents of Latin, Greek, Hebrew and Arabic do not.
                key.Append(rune.ToString());
            }
            else if (!IsMark(rune) && rune.Value is not ('\'' or '’' or 'ʼ'))
            {
                gap = true;
            }
        }

        return key.ToString();
    }

    private static bool IsMark(Rune rune) =>
        Rune.GetUnicodeCategory(rune) is UnicodeCategory.NonSpacingMark or UnicodeCategory.EnclosingMark or UnicodeCategory.Format;

    private static void Fold(StringBuilder key, Rune rune)
    {
        // Letters that do not decompose but that people type without the stroke.
        switch (rune.Value)
        {
            case 'ł': key.Append('l'); break;
            case 'ø': key.Append('o'); break;
            case 'đ' or 'ð': key.Append('d'); break;
            case 'ħ': key.Append('h'); break;
            case 'ı': key.Append('i'); break;
            case 'ß': key.Append("ss"); break;
            case 'æ': key.Append("ae"); break;
            case 'œ': key.Append("oe"); break;
            case 'þ': key.Append("th"); break;
            case 'ς': key.Append('σ'); break;
            default: key.Append(rune.ToString()); break;
        }
    }
}
