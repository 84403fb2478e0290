using VisionZero.Domain.Courses;

namespace VisionZero.Web.Content.Exchange;

/// <summary>A drawing that goes with a question.</summary>
/// <param name="Name">Its file name.</param>
/// <param name="Svg">The drawing.</param>
public sealed record ExchangePicture(string Name, string Svg);

/// <summary>A question in one language, on its way between this platform and another system.</summary>
/// <param name="Category">Where it belongs, e.g. <c>foundation/rule-1</c>.</param>
/// <param name="Use"><c>check</c>, <c>skip</c> or <c>assessment</c>.</param>
/// <param name="Key">Its key; parts that the other system could not carry are missing.</param>
/// <param name="Dimension">Its dimension.</param>
/// <param name="Outcome">What it asks for.</param>
/// <param name="Text">Its words.</param>
/// <param name="Picture">The picture of a scene.</param>
public sealed record ExchangeItem(string Category, string Use, ItemKey Key, string Dimension, string Outcome, ItemText Text, ExchangePicture? Picture);

/// <summary>Something that did not come along.</summary>
/// <param name="Item">The question, or <c>*</c> for all of them.</param>
/// <param name="What">What was lost, or what the author has to add.</param>
public sealed record ExchangeLoss(string Item, string What)
{
    /// <inheritdoc/>
    public override string ToString() => $"{Item}: {What}";
}

/// <summary>What was read from a file.</summary>
public sealed record ExchangeReading(IReadOnlyList<ExchangeItem> Items, IReadOnlyList<ExchangeLoss> Losses);

/// <summary>What was written to a file.</summary>
public sealed record ExchangeWriting(byte[] Bytes, IReadOnlyList<ExchangeLoss> Losses);

/// <summary>Words and letters that both formats share.</summary>
internal static class ExchangeText
{
    /// <summary>The letter of the n-th option, from 0.</summary>
    public static string Letter(int index) => ((char)('a' + index)).ToString();

    /// <summary>A text as both formats keep it: one kind of line end, no blanks around it, nothing XML cannot hold.</summary>
    public static string Normal(string? text) =>
        string.Concat((text ?? "").ReplaceLineEndings("\n").EnumerateRunes().Where(IsText).Select(r => r.ToString())).Trim();

    /// <summary>Situation and question as one text: two paragraphs.</summary>
    public static string Stem(ItemText text) =>
        Normal(text.Scenario) is { Length: > 0 } scenario ? $"{scenario}\n\n{Normal(text.Stem)}" : Normal(text.Stem);

    /// <summary>The reverse: what stands above the last paragraph is the situation.</summary>
    public static (string? Scenario, string Stem) Split(string stem) =>
        stem.LastIndexOf("\n\n", StringComparison.Ordinal) is >= 0 and var at ? (Normal(stem[..at]), Normal(stem[(at + 2)..])) : (null, stem);

    /// <summary>Whether an identifier may stand in our files as it is.</summary>
    public static bool IsId(string id) => id.Length is > 0 and <= 60 && id.All(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_' or '.');

    private static bool IsText(System.Text.Rune rune) =>
        rune.Value is '\n' or '\t' || (rune.Value >= 0x20 && rune.Value is not (0xFFFE or 0xFFFF or 0xFFFD or 0xFEFF) && (rune.Value & 0xFFFE) != 0xFFFE);
}
