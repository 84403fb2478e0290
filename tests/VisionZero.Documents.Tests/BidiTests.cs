namespace VisionZero.Documents.Tests;

public sealed class BidiTests
{
    /// <summary>Levels as the reference implementation gives them; R stands for a Hebrew letter, A for an Arabic one.</summary>
    [Theory]
    [InlineData("abc", 0, "000")]
    [InlineData("RRR", 0, "111")]
    [InlineData("ab RR cd", 0, "00011000")]
    [InlineData("RR ab RR", 1, "11122111")]
    [InlineData("RR 12 RR", 1, "11122111")]
    [InlineData("RR 12 RR", 0, "11122111")]
    [InlineData("AA 1,2 A", 1, "11122211")]
    [InlineData("a-12", 1, "2222")]
    [InlineData("RR (ab) RR", 1, "1111221111")]
    [InlineData("ab (RR) cd", 0, "0000110000")]
    [InlineData("RR 5%", 1, "11122")]
    [InlineData("AA 5%", 1, "11121")]
    [InlineData("ab RR", 0, "00011")]
    [InlineData("RR ", 0, "110")]
    public void Levels_follow_the_standard(string pattern, int baseLevel, string levels)
    {
        var text = pattern.Replace('R', 'ש').Replace('A', 'م');

        string.Concat(Bidi.Levels(text, baseLevel)).ShouldBe(levels);
    }

    [Theory]
    [InlineData("123 ש a", 1)]
    [InlineData("a ש", 0)]
    [InlineData("(محمد)", 1)]
    public void The_first_strong_letter_decides(string text, int level) => Bidi.BaseLevel(text, 0).ShouldBe(level);
}
