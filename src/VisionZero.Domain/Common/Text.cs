using System.Globalization;
using System.Text;

namespace VisionZero.Domain.Common;

/// <summary>Rules for text that people type about themselves.</summary>
public static class Text
{
    /// <summary>Longest name accepted, in user-perceived characters (text elements).</summary>
    public const int LongestName = 100;

    // Vietnamese needs two marks on a letter, pointed Hebrew and Indic scripts up to four; more only hides other text.
    private const int MostMarks = 5;

    /// <summary>Trims, composes (NFC) and folds runs of white space into one space.</summary>
    public static string Tidy(string? value) =>
        value is null
            ? string.Empty
            : string.Join(' ', Whole(value).Normalize(NormalizationForm.FormC).Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));

    /// <summary>
    /// Whether this can be printed as a person's or organisation's name: at least one letter of any script, no control
    /// or private-use characters, nothing invisible, no direction overrides, no heaps of marks, no markup brackets, at most
    /// <see cref="LongestName"/> characters. Mononyms, long names and apostrophes are fine.
    /// </summary>
    public static bool IsName(string value) =>
        new StringInfo(value).LengthInTextElements is > 0 and <= LongestName
        && value.EnumerateRunes().Any(Rune.IsLetter)
        && value.EnumerateRunes().All(IsNameRune)
        && LongestRunOfMarks(value) <= MostMarks;

    /// <summary>Whether the Latin spelling uses Latin letters, marks, digits, spaces and name punctuation only.</summary>
    public static bool IsLatin(string value) => IsName(value) && value.EnumerateRunes().All(IsLatinRune);

    /// <summary>Whether this has the form of an ISO 3166-1 alpha-2 code; the list itself is content.</summary>
    internal static bool IsCountryCode(string value) => value is [>= 'A' and <= 'Z', >= 'A' and <= 'Z'];

    /// <summary>A key for finding, see <see cref="Common.SearchKey"/>.</summary>
    public static string SearchKey(string value) => Common.SearchKey.Of(value);

    /// <summary>
    /// The text with every half of a broken surrogate pair and every noncharacter (U+FFFE and its like) replaced: with
    /// them in it a text cannot be normalised, and they mean nothing.
    /// </summary>
    public static string Whole(string value)
    {
        var whole = new StringBuilder(value.Length);
        foreach (var rune in value.EnumerateRunes())
        {
            whole.Append((IsNoncharacter(rune) ? Rune.ReplacementChar : rune).ToString());
        }

        return whole.ToString();
    }

    private static bool IsNoncharacter(Rune rune) => (rune.Value & 0xFFFE) == 0xFFFE || rune.Value is >= 0xFDD0 and <= 0xFDEF;

    private static bool IsNameRune(Rune rune) =>
        Rune.GetUnicodeCategory(rune) switch
        {
            UnicodeCategory.Control or UnicodeCategory.PrivateUse or UnicodeCategory.Surrogate
                or UnicodeCategory.OtherNotAssigned or UnicodeCategory.LineSeparator
                or UnicodeCategory.ParagraphSeparator => false,
            // Joiners shape Arabic, Persian and Indic names; every other format character can hide or reorder text.
            UnicodeCategory.Format => rune.Value is 0x200C or 0x200D,
            _ => !IsBlank(rune) && rune != Rune.ReplacementChar && rune.Value is not ('<' or '>'),
        };

    // Letters and marks by category that print as nothing: Hangul fillers, Khmer inherent vowels, blank Braille.
    private static bool IsBlank(Rune rune) =>
        rune.Value is 0x034F or 0x115F or 0x1160 or 0x17B4 or 0x17B5 or 0x2800 or 0x3164 or 0xFFA0;

    private static int LongestRunOfMarks(string value)
    {
        var (longest, run) = (0, 0);
        foreach (var rune in value.EnumerateRunes())
        {
            run = Rune.GetUnicodeCategory(rune) is UnicodeCategory.NonSpacingMark or UnicodeCategory.EnclosingMark ? run + 1 : 0;
            longest = Math.Max(longest, run);
        }

        return longest;
    }

    private static bool IsLatinRune(Rune rune) =>
        Rune.IsLetter(rune)
            // With the African letters of the phonetic block, and the ʻokina and its like.
            ? rune.Value is < 0x2B0 or (>= 0x2B9 and <= 0x2BC) or (>= 0x1E00 and <= 0x1EFF)
            : rune.Value is ' ' or '\'' or '-' or '.' or ',' or '&' or '(' or ')' or '/' or '·' or '’' or '‘' or '‐' or '‑' or '–'
                or (>= 0x0300 and <= 0x036F)
                || Rune.IsDigit(rune) && rune.IsAscii;
}
