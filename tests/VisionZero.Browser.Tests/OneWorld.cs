namespace VisionZero.Browser.Tests;

/// <summary>What looks at the world of the demonstration, which takes its time to play; beside no other test, as <see cref="Alone"/>.</summary>
[CollectionDefinition(nameof(OneWorld), DisableParallelization = true)]
public sealed class OneWorld : ICollectionFixture<WorldPlatform>;
