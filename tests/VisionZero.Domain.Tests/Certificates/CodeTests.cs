using VisionZero.Domain.Certificates;

namespace VisionZero.Domain.Tests.Certificates;

public sealed class CodeTests
{
    [Fact]
    public void A_new_code_is_read_back_as_itself_and_drawn_anew_each_time()
    {
        var codes = Enumerable.Range(0, 1000).Select(_ => VerificationCode.Create()).ToList();

        codes.ShouldAllBe(c => VerificationCode.Parse(c) == c && c.Length == 9 && c[4] == '-');
        codes.Distinct().Count().ShouldBe(codes.Count);
        codes.SelectMany(c => c).Distinct().ShouldNotContain(c => "ILOU".Contains(c));
    }

    [Theory]
    [InlineData("K7QF-2M9T", "K7QF-2M9T")]
    [InlineData("k7qf2m9t", "K7QF-2M9T")]
    [InlineData(" k7qf – 2m9t ", "K7QF-2M9T")]
    [InlineData("Ｋ７ＱＦ２Ｍ９Ｔ", "K7QF-2M9T")]
    [InlineData("KOIL-0000", "K011-0000")]
    public void What_a_person_types_from_paper_is_understood(string typed, string code) => VerificationCode.Parse(typed).ShouldBe(code);

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("K7QF-2M9")]
    [InlineData("K7QF-2M9TT")]
    [InlineData("K7QF-2M9U")]
    [InlineData("K7QF-2M9Té")]
    [InlineData("K7QF-2M9T%")]
    public void What_cannot_be_a_code_is_none(string? typed) => VerificationCode.Parse(typed).ShouldBeNull();
}
