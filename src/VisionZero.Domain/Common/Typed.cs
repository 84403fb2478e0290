using System.Globalization;
using System.Text;

namespace VisionZero.Domain.Common;

/// <summary>Numbers and codes as people type or paste them from paper.</summary>
internal static class Typed
{
    private const int Longest = 64;

    /// <summary>
    /// Upper-case ASCII letters and digits without separators, or null if the text holds anything else. Full-width
    /// characters, as Chinese and Japanese keyboards type them, count as their plain ones.
    /// </summary>
    public static string? Bare(string? typed)
    {
        if (typed is null || typed.Length > Longest)
        {
            return null;
        }

        var bare = new StringBuilder(typed.Length);
        foreach (var rune in typed.EnumerateRunes())
        {
            var plain = rune.Value is >= 0xFF01 and <= 0xFF5E ? rune.Value - 0xFEE0 : rune.Value;
            if (plain < 0x80 && char.IsAsciiLetterOrDigit((char)plain))
            {
                bare.Append(char.ToUpperInvariant((char)plain));
            }
            else if (!IsSeparator(rune))
            {
                return null;
            }
        }

        return bare.ToString();
    }

    /// <summary>Digits, with the letters that are taken for digits put right, or null if another letter is left.</summary>
    public static string? Digits(string bare) =>
        Confusable(bare) is var digits && digits.All(char.IsAsciiDigit) ? digits : null;

    /// <summary>O stands for 0, I and L for 1.</summary>
    public static string Confusable(string bare) => bare.Replace('O', '0').Replace('I', '1').Replace('L', '1');

    private static bool IsSeparator(Rune rune) =>
        Rune.IsWhiteSpace(rune)
        || rune.Value is '.' or '/' or '_' or '−' or '－'
        || Rune.GetUnicodeCategory(rune) is UnicodeCategory.DashPunctuation or UnicodeCategory.Format;
}
