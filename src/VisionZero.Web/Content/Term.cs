using System.Globalization;
using System.Text;

namespace VisionZero.Web.Content;

/// <summary>Words as they are compared: two people who mean the same term type it in different ways.</summary>
public static class Term
{
    /// <summary>Letters and digits only, in lower case, without accents.</summary>
    public static string Fold(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        var folded = new StringBuilder(text.Length);
        foreach (var rune in Domain.Common.Text.Whole(text).Normalize(NormalizationForm.FormKD).ToLowerInvariant().EnumerateRunes())
        {
            if (Rune.IsLetterOrDigit(rune))
            {
                folded.Append(rune);
            }
        }

        return folded.ToString().Normalize(NormalizationForm.FormC);
    }

    /// <summary>A number as it is typed in any of the languages: a comma or a point before the decimals, blanks between thousands; null if it is none.</summary>
    public static decimal? Number(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        var plain = new StringBuilder(text.Length);
        foreach (var letter in Domain.Common.Text.Whole(text).Normalize(NormalizationForm.FormKC).Where(c => !char.IsWhiteSpace(c)))
        {
            // Digits of other scripts count as what they stand for.
            var digit = CharUnicodeInfo.GetDecimalDigitValue(letter);
            plain.Append(digit >= 0 ? (char)('0' + digit) : letter is ',' or '٫' or '、' ? '.' : letter is '−' or '–' ? '-' : letter);
        }

        return Domain.Courses.ItemKey.Parse(plain.ToString().TrimEnd('%'));
    }
}
