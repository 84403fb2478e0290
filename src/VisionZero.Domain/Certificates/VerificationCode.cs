using System.Security.Cryptography;
using VisionZero.Domain.Common;

namespace VisionZero.Domain.Certificates;

/// <summary>
/// The code typed from the paper, such as <c>K7QF-2M9T</c>: 40 random bits in Crockford's Base32, which has no I, L, O
/// or U. Together with the number it shows what the paper must say, and it cannot be guessed from the number.
/// </summary>
public static class VerificationCode
{
    private const string Alphabet = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";

    /// <summary>A new code from the system's random source; call at the edge, never in a decider.</summary>
    public static string Create() => Format(RandomNumberGenerator.GetString(Alphabet, 8));

    /// <summary>
    /// Brings what a person typed into the form of a code (case, width, spaces and dashes do not count; O stands for 0,
    /// I and L for 1), or null if it cannot be one.
    /// </summary>
    public static string? Parse(string? typed) =>
        Typed.Bare(typed) is { Length: 8 } bare && Typed.Confusable(bare) is var code && code.All(Alphabet.Contains)
            ? Format(code)
            : null;

    private static string Format(string bare) => $"{bare[..4]}-{bare[4..]}";
}
