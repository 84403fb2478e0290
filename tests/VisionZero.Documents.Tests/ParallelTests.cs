using System.Collections.Concurrent;

namespace VisionZero.Documents.Tests;

public sealed class ParallelTests(Rendering rendering)
{
    [Fact]
    public void Hundreds_of_certificates_at_once_read_back_as_written()
    {
        var results = new ConcurrentBag<(int Number, PrintResult Result)>();

        Parallel.For(0, 300, new ParallelOptions { MaxDegreeOfParallelism = 8, CancellationToken = TestContext.Current.CancellationToken }, number =>
        {
            var script = SupportedScript.All[number % SupportedScript.All.Count];
            var name = $"{script.Sample} {number}";
            var document = (number % 3) switch { 0 => Papers.English(name), 1 => Papers.Chinese(name), _ => Papers.Arabic(name) };
            results.Add((number, rendering.Press.Print(document)));
        });

        results.Count.ShouldBe(300);
        results.ShouldAllBe(result => result.Result is PrintResult.Printed);
    }
}
