using FsCheck.Fluent;
using VisionZero.Domain.Common;
using VisionZero.Domain.Tests.Support;

namespace VisionZero.Domain.Tests.Common;

public sealed class SearchKeyTests
{
    [Theory]
    [InlineData("Müller", "MULLER")]
    [InlineData("Müller", "Mu\u0308ller")]
    [InlineData("Müller", "ＭＵＬＬＥＲ")]
    [InlineData("O'Brien", "O’Brien")]
    [InlineData("O'Brien", "OʼBrien")]
    [InlineData("O'Brien", "O‘Brien")]
    [InlineData("O'Brien", "O´Brien")]
    [InlineData("O'Brien", "obrien")]
    [InlineData("Kaʻiulani", "Kaiulani")]
    [InlineData("Jean-Pierre", "jean  pierre")]
    [InlineData("Łukasz Øst Đặng", "lukasz ost dang")]
    [InlineData("Weiß", "WEISS")]
    [InlineData("Æthelþryð", "aethelthryd")]
    [InlineData("İstanbul ılık", "istanbul ilik")]
    [InlineData("Nguyễn", "nguyen")]
    [InlineData("Ёлкина", "елкина")]
    [InlineData("Παπαδόπουλος", "ΠΑΠΑΔΟΠΟΥΛΟΣ")]
    [InlineData("יִצְחָק", "יצחק")]
    [InlineData("مُحَمَّد", "محمد")]
    [InlineData("محـــمد", "محمد")]
    [InlineData("أحمد", "احمد")]
    [InlineData("علی", "علي")]
    [InlineData("کریم", "كريم")]
    [InlineData("علی\u200Cرضا", "علیرضا")]
    [InlineData("Anna\u200B\u202EMeier", "annameier")]
    [InlineData("क़ादिर", "कादिर")]
    [InlineData("ﾀﾅｶ", "タナカ")]
    [InlineData("葛\U000E0100城", "葛城")]
    [InlineData("김민준", "김민준")]
    [InlineData("Ⅷ ﬁn", "viii fin")]
    public void These_are_found_by_each_other(string one, string other) => Text.SearchKey(one).ShouldBe(Text.SearchKey(other));

    [Theory]
    [InlineData("राम", "रामु")]
    [InlineData("गीता", "गता")]
    [InlineData("กิน", "กน")]
    [InlineData("かとう", "がとう")]
    [InlineData("王", "玉")]
    [InlineData("Anna Meier", "Annameier")]
    public void These_are_different_names(string one, string other) => Text.SearchKey(one).ShouldNotBe(Text.SearchKey(other));

    [Theory]
    [InlineData("")]
    [InlineData("  --- ")]
    [InlineData("\u200B\u202E")]
    public void Nothing_to_find_gives_an_empty_key(string value) => Text.SearchKey(value).ShouldBe("");

    [Theory]
    [InlineData(0xFFFE)]
    [InlineData(0xFFFF)]
    [InlineData(0x1FFFE)]
    [InlineData(0xFDD0)]
    public void A_noncharacter_in_a_search_is_passed_over(int codePoint) =>
        Text.SearchKey("Zoë " + char.ConvertFromUtf32(codePoint) + " Müller").ShouldBe("zoe muller");

    [Fact]
    public void Any_text_has_a_key_without_space_at_its_ends_and_its_key_is_its_own_key()
    {
        var character = Gen.OneOf(Gen.Choose(0x20, 0x2FFF), Gen.Choose(0x3000, 0xFFFF), Gen.Choose(0x20, 0x7E)).Select(c => (char)c);

        Always.HoldsForSequences(character, longest: 30, characters =>
        {
            var key = Text.SearchKey(new string(characters));

            key.Trim().ShouldBe(key);
            Text.SearchKey(key).ShouldBe(key);
        });
    }

    [Fact]
    public void Any_text_can_be_tidied_and_tidying_twice_changes_nothing() =>
        Always.HoldsForSequences(Gen.Choose(0, 0xFFFF).Select(c => (char)c), longest: 30, characters =>
        {
            var tidy = Text.Tidy(new string(characters));

            Text.Tidy(tidy).ShouldBe(tidy);
            Should.NotThrow(() => Text.IsName(tidy));
        });
}
