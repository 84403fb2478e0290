using FsCheck;
using FsCheck.Fluent;

namespace VisionZero.Domain.Tests.Support;

/// <summary>FsCheck with our defaults: a failure throws, with the shrunk case and the seed that replays it.</summary>
internal static class Always
{
    public static void Holds<T>(Gen<T> cases, Action<T> check, int times = 300) =>
        Prop.ForAll(cases.ToArbitrary(), check).Check(Config.QuickThrowOnFailure.WithMaxTest(times));

    /// <summary>Sequences of commands, up to a length; a failing one is shrunk by leaving commands out.</summary>
    public static void HoldsForSequences<T>(Gen<T> command, int longest, Action<T[]> check, int times = 300)
    {
        var sequences = Gen.Choose(0, longest).SelectMany(command.ArrayOf);
        Prop.ForAll(Arb.From(sequences, Shorter), check).Check(Config.QuickThrowOnFailure.WithMaxTest(times));
    }

    private static IEnumerable<T[]> Shorter<T>(T[] sequence)
    {
        for (var size = sequence.Length / 2; size > 0; size /= 2)
        {
            for (var from = 0; from + size <= sequence.Length; from += size)
            {
                yield return [.. sequence[..from], .. sequence[(from + size)..]];
            }
        }
    }
}
