using VisionZero.Tests;

[assembly: TestCollectionOrderer(typeof(VisionZero.Browser.Tests.TestOrder))]

namespace VisionZero.Browser.Tests;

/// <summary>The order of the classes.</summary>
public sealed class TestOrder() : LongestFirst(typeof(CertificationJourneyTests), typeof(NewcomerJourneyTests), typeof(KeyboardVisitorTests));
