namespace VisionZero.Documents;

/// <summary>
/// A font that covers every character alone has no glyph for them together. The text layer would not show it, only the paper
/// would: a box. So nothing is drawn.
/// </summary>
internal sealed class MissingGlyphException(string text) : Exception("A font has no glyph for a text that its characters promise.")
{
    public IReadOnlyList<int> CodePoints { get; } = [.. text.EnumerateRunes().Select(rune => rune.Value).Distinct()];
}
