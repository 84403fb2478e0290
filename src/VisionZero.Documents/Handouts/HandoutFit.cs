namespace VisionZero.Documents;

/// <summary>How close running text is set: its size, its leading, and the share of the gaps between blocks.</summary>
internal sealed record HandoutFit(double TextSize, double Leading, double Gaps)
{
    /// <summary>As every handout is set.</summary>
    public static HandoutFit Open { get; } = new(HandoutStyle.TextSize, HandoutStyle.Leading, 1);

    /// <summary>Step by step, down to what is still read at arm's length: for a paper that is meant for one sheet.</summary>
    public static IReadOnlyList<HandoutFit> Closer { get; } =
    [
        new(HandoutStyle.TextSize, 1.42, 0.85),
        new(10.4, 1.4, 0.8),
        new(10, 1.38, 0.75),
        new(9.7, 1.36, 0.7),
        new(9.5, 1.34, 0.6),
        new(9.5, 1.3, 0.5),
        new(9.5, 1.27, 0.4),
    ];

    /// <summary>Size of a heading: one of the text's own size stays so.</summary>
    public double HeadingSize(int level) => level > 3 ? TextSize : HandoutStyle.HeadingSize(level);

    /// <summary>Gap over a heading.</summary>
    public double HeadingGap(int level) => HandoutStyle.HeadingGap(level) * Gaps;
}
