namespace VisionZero.Tests;

/// <summary>
/// How much of what differs only by language, colour or chance is looked at: each in turn, so that every page and every
/// language is seen and nobody waits for it; with VZ_THOROUGH set, before a release, all of it.
/// </summary>
internal static class Thoroughness
{
    /// <summary>Whether everything is looked at.</summary>
    public static bool IsFull { get; } = Environment.GetEnvironmentVariable("VZ_THOROUGH") is { Length: > 0 };

    /// <summary>Whether it is this one's turn among so many.</summary>
    public static bool IsTurn(int number, int turn, int turns) => IsFull || number % turns == turn;
}
