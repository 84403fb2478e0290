namespace VisionZero.Web.Tests.Learning;

/// <summary>
/// Tests that keep apart by learner and share a platform: to start one takes longer than most of them. What counts over all
/// learners has its own.
/// </summary>
[CollectionDefinition(nameof(OneSchool))]
public sealed class OneSchool : ICollectionFixture<LearningPlatform>;
