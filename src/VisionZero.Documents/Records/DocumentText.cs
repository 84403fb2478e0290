using System.Globalization;

namespace VisionZero.Documents;

/// <summary>A text of a document and the field of the record it comes from.</summary>
public sealed record DocumentText(string Field, string Text);

internal static class CodeGroups
{
    private const int Size = 4;

    public static string Print(string code) =>
        code.Length <= Size || !code.All(char.IsAsciiLetterOrDigit)
            ? code
            : string.Join('-', code.Chunk(Size).Select(group => new string(group)));
}

internal static class RuleNumbers
{
    public static string Print(int rule) => rule.ToString(CultureInfo.InvariantCulture);
}
