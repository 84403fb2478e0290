namespace VisionZero.Documents;

/// <summary>The colours of the platform on paper, as on its pages.</summary>
public static class Palette
{
    public const string Ink = "#10233B";
    public const string Muted = "#55617A";
    public const string Line = "#DAD7CE";
    public const string Hairline = "#EFEDE7";
    public const string Tint = "#F5F3EE";
    public const string White = "#FFFFFF";
    public const string Support = "#00696B";

    private static readonly string[] Rules = ["#B3261E", "#A84300", "#7A5B00", "#2E6B2E", "#00696B", "#1D5FA8", "#7B3FA0"];

    /// <summary>Colour of a golden rule, 1 to 7; at least 4.5:1 against white.</summary>
    public static string OfRule(int rule) => Rules[rule - 1];
}
