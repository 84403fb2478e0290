using Xunit.Sdk;
using Xunit.v3;

namespace VisionZero.Tests;

/// <summary>
/// What takes minutes begins first, so that no core waits at the end for a test that began last; the rest goes by name, so
/// that two runs have the same order.
/// </summary>
/// <param name="longest">Classes, or collections, whose tests take longest, the longest first.</param>
public abstract class LongestFirst(params Type[] longest) : ITestCollectionOrderer
{
    /// <inheritdoc/>
    public IReadOnlyCollection<TTestCollection> OrderTestCollections<TTestCollection>(IReadOnlyCollection<TTestCollection> testCollections)
        where TTestCollection : ITestCollection =>
        [.. testCollections.OrderBy(c => Rank(c.TestCollectionDisplayName)).ThenBy(c => c.TestCollectionDisplayName, StringComparer.Ordinal)];

    // A collection is named after its class, or after the definition that several classes share.
    private int Rank(string collection) =>
        Array.FindIndex(longest, type => collection == type.Name || collection.Contains(type.FullName + " ", StringComparison.Ordinal)) is var rank and >= 0 ? rank : longest.Length;
}
