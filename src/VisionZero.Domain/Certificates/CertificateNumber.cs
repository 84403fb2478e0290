using System.Globalization;
using VisionZero.Domain.Common;

namespace VisionZero.Domain.Certificates;

/// <summary>
/// Numbers such as <c>VZ-P-2026-004217-92</c>: kind (F, P, or S for support), year of award, running number, two check
/// digits by ISO 7064 MOD 97-10 (as in IBAN and LEI) over everything before them. They find every single wrong
/// character and every swap of neighbours; MOD 37,36, with its one character, misses some swaps.
/// </summary>
public static class CertificateNumber
{
    private const int ShortestSequence = 6;

    /// <summary>Composes the number.</summary>
    /// <param name="kind">F, P or S.</param>
    /// <param name="year">Year of the award, four digits.</param>
    /// <param name="sequence">Running number from the database, positive, never reused.</param>
    public static string Compose(char kind, int year, long sequence)
    {
        if (!IsKind(kind) || year is < 1000 or > 9999 || sequence <= 0)
        {
            throw new ArgumentOutOfRangeException(nameof(sequence), $"No number can be made of {kind}, {year}, {sequence}.");
        }

        var body = string.Create(CultureInfo.InvariantCulture, $"VZ-{kind}-{year:D4}-{sequence:D6}");
        return $"{body}-{CheckDigits(body)}";
    }

    /// <summary>
    /// Brings what a person typed into the form of a number (case, width, spaces and dashes do not count; O stands for 0,
    /// I and L for 1), or null if it cannot be one. A character that belongs to no number is an error, never skipped:
    /// what is left could be the number of another certificate.
    /// </summary>
    public static string? Parse(string? typed)
    {
        if (Typed.Bare(typed) is not { Length: >= 15 and <= 28 } bare
            || !bare.StartsWith("VZ", StringComparison.Ordinal)
            || !IsKind(bare[2])
            || Typed.Digits(bare[3..]) is not { } digits)
        {
            return null;
        }

        var (year, sequence, check) = (digits[..4], digits[4..^2], digits[^2..]);
        var written = sequence.Length == ShortestSequence ? sequence.Any(d => d != '0') : sequence[0] != '0';
        var body = $"VZ-{bare[2]}-{year}-{sequence}";
        return written && year[0] != '0' && CheckDigits(body) == check ? $"{body}-{check}" : null;
    }

    private static bool IsKind(char kind) => kind is 'F' or 'P' or 'S';

    private static string CheckDigits(string body)
    {
        // Letters count as two digits, A = 10 to Z = 35; the two zeros hold the place of the check digits.
        var remainder = 0;
        foreach (var character in body.Where(char.IsAsciiLetterOrDigit))
        {
            remainder = char.IsAsciiDigit(character)
                ? ((remainder * 10) + character - '0') % 97
                : ((remainder * 100) + character - 'A' + 10) % 97;
        }

        return (98 - (remainder * 100 % 97)).ToString("D2", CultureInfo.InvariantCulture);
    }
}
