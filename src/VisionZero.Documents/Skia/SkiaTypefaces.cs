namespace VisionZero.Documents;

/// <summary>The cut faces of one document.</summary>
internal sealed class SkiaTypefaces : IDisposable
{
    private readonly Dictionary<FontFace, FontSubset> subsets;

    public SkiaTypefaces(IReadOnlyList<PagePlan> pages) =>
        subsets = pages
            .SelectMany(page => page.Texts)
            .SelectMany(text => text.Lines)
            .SelectMany(line => line.Runs)
            .GroupBy(run => run.Face)
            .ToDictionary(group => group.Key, group => FontSubset.Of(group.Key, group));

    public FontSubset this[FontFace face] => subsets[face];

    public void Dispose()
    {
        foreach (var subset in subsets.Values) subset.Dispose();
    }
}
