namespace VisionZero.Web.Tests.Practices;

/// <summary>Tests that keep apart by candidate and share a platform, which takes its time to start.</summary>
[CollectionDefinition(nameof(OnePanel))]
public sealed class OnePanel : ICollectionFixture<PracticePlatform>;
