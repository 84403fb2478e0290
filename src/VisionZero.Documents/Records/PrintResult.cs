namespace VisionZero.Documents;

/// <summary>What became of a document: exactly one of three.</summary>
public abstract record PrintResult
{
    private PrintResult()
    {
    }

    /// <summary>A file whose text layer equals the record.</summary>
    public sealed record Printed(byte[] Pdf, string Renderer) : PrintResult;

    /// <summary>Nothing was rendered: a text has characters no font covers.</summary>
    public sealed record NotCovered(IReadOnlyList<UncoveredText> Texts) : PrintResult;

    /// <summary>A file was rendered and thrown away: its text layer does not say what the record says.</summary>
    public sealed record TextDiffers(string Renderer, IReadOnlyList<TextDifference> Differences) : PrintResult;
}

/// <summary>A text with characters that no font of this machine covers.</summary>
/// <param name="Field">Field of the record.</param>
/// <param name="CodePoints">What cannot be printed.</param>
public sealed record UncoveredText(string Field, IReadOnlyList<int> CodePoints)
{
    /// <summary>For operators: <c>Name: U+13000 U+13001</c>. Names no person.</summary>
    public override string ToString() => $"{Field}: {string.Join(' ', CodePoints.Select(codePoint => $"U+{codePoint:X4}"))}";
}

/// <summary>A text that a file does not carry as the record says it.</summary>
/// <param name="Field">Field of the record; empty for text that no field accounts for.</param>
/// <param name="Expected">What the record says; empty for surplus text.</param>
/// <param name="Found">What was found instead, if anything. Both may hold a person's name: not for logs.</param>
public sealed record TextDifference(string Field, string Expected, string Found);
