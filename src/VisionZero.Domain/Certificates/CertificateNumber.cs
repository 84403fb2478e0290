using System.Globalization;
using System.Security.Cryptography;

namespace VisionZero.Domain.Certificates;

/// <summary>
/// Numbers such as <c>VZ-P-2026-004217-K</c>: kind (F, P, or S for support), year of award, running number, check
/// character by ISO 7064 MOD 37,36 over everything before it, which finds every single wrong character and every swap of neighbours.
/// </summary>
public static class CertificateNumber
{
    private const string Alphabet = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ";

    /// <summary>Composes the number.</summary>
    /// <param name="kind">F, P or S.</param>
    /// <param name="year">Year of the award, four digits.</param>
    /// <param name="sequence">Running number from the database, positive, never reused.</param>
    public static string Compose(char kind, int year, long sequence)
    {
        var body = string.Create(CultureInfo.InvariantCulture, $"VZ-{kind}-{year:D4}-{sequence:D6}");
        return $"{body}-{CheckCharacter(body)}";
    }

    /// <summary>
    /// Brings what a person typed into the form of a number (case, spaces, dashes, O for 0 and I for 1 in the digits do
    /// not count), or null if it cannot be one.
    /// </summary>
    public static string? Parse(string? typed)
    {
        if (typed is null || typed.Length > 64)
        {
            return null;
        }

        var bare = new string([.. typed.ToUpperInvariant().Where(char.IsAsciiLetterOrDigit)]);
        if (bare.Length < 14 || !bare.StartsWith("VZ", StringComparison.Ordinal) || bare[2] is not ('F' or 'P' or 'S'))
        {
            return null;
        }

        var digits = bare[3..^1].Replace('O', '0').Replace('I', '1').Replace('L', '1');
        if (!digits.All(char.IsAsciiDigit) || digits.Length > 22)
        {
            return null;
        }

        var body = $"VZ-{bare[2]}-{digits[..4]}-{digits[4..]}";
        return CheckCharacter(body) == bare[^1] ? $"{body}-{bare[^1]}" : null;
    }

    private static char CheckCharacter(string body)
    {
        var product = 36;
        foreach (var character in body.Where(char.IsAsciiLetterOrDigit))
        {
            var sum = (product + Alphabet.IndexOf(character, StringComparison.Ordinal)) % 36;
            product = (sum == 0 ? 36 : sum) * 2 % 37;
        }

        return Alphabet[(37 - product) % 36];
    }
}

/// <summary>
/// The code typed from the paper, such as <c>K7QF-2M9T</c>: 40 random bits in Crockford's Base32, which has no I, L, O
/// or U. Together with the number it shows what the paper must say, and it cannot be guessed from the number.
/// </summary>
public static class VerificationCode
{
    private const string Alphabet = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";

    /// <summary>A new code from the system's random source; call at the edge, never in a decider.</summary>
    public static string Create() => Format(RandomNumberGenerator.GetString(Alphabet, 8));

    /// <summary>Brings what a person typed into the form of a code, or null if it cannot be one.</summary>
    public static string? Parse(string? typed)
    {
        if (typed is null || typed.Length > 32)
        {
            return null;
        }

        var bare = new string([.. typed.ToUpperInvariant().Where(char.IsAsciiLetterOrDigit)])
            .Replace('O', '0').Replace('I', '1').Replace('L', '1');
        return bare.Length == 8 && bare.All(Alphabet.Contains) ? Format(bare) : null;
    }

    private static string Format(string bare) => $"{bare[..4]}-{bare[4..]}";
}
