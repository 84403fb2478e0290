namespace VisionZero.Web.Content;

/// <summary>What a question is tagged with.</summary>
public static class ItemTags
{
    /// <summary>The three dimensions of Vision Zero.</summary>
    public static readonly IReadOnlyList<string> Dimensions = ["safety", "health", "wellbeing"];

    /// <summary>What the learner is asked to do.</summary>
    public static readonly IReadOnlyList<string> Outcomes = ["recognise", "explain", "apply", "judge"];

    /// <summary>Easy, medium, hard.</summary>
    public static readonly IReadOnlyList<int> Difficulties = [1, 2, 3];
}
