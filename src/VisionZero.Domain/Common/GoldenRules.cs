namespace VisionZero.Domain.Common;

/// <summary>The seven golden rules of Vision Zero, in their fixed order. Titles are content, not code.</summary>
public static class GoldenRules
{
    /// <summary>Number of rules.</summary>
    public const int Count = 7;

    /// <summary>The numbers 1 to 7.</summary>
    public static IReadOnlyList<int> All { get; } = [1, 2, 3, 4, 5, 6, 7];

    /// <summary>Whether the number names a rule.</summary>
    public static bool Exists(int rule) => rule is >= 1 and <= Count;
}
