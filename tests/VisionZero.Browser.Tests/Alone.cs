namespace VisionZero.Browser.Tests;

/// <summary>
/// Walks that keep every processor busy by themselves: beside other tests they would take longer than one after the other.
/// </summary>
[CollectionDefinition(nameof(Alone), DisableParallelization = true)]
public sealed class Alone;
