using System.Numerics;
using FsCheck;
using FsCheck.Fluent;
using VisionZero.Domain.Certificates;
using VisionZero.Domain.Tests.Support;

namespace VisionZero.Domain.Tests.Certificates;

public sealed class NumberTests
{
    private const string Characters = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ";

    private static readonly Gen<string> Numbers =
        from kind in Gen.Elements('F', 'P', 'S')
        from year in Gen.Choose(2022, 2099)
        from sequence in Gen.OneOf(Gen.Choose(1, 999_999), Gen.Choose(1_000_000, int.MaxValue))
        select CertificateNumber.Compose(kind, year, sequence);

    [Theory]
    [InlineData('P', 2026, 4217, "VZ-P-2026-004217-92")]
    [InlineData('S', 2026, 87, "VZ-S-2026-000087-13")]
    [InlineData('F', 2026, 999999, "VZ-F-2026-999999-70")]
    public void A_number_is_composed_of_kind_year_sequence_and_check(char kind, int year, long sequence, string number) =>
        CertificateNumber.Compose(kind, year, sequence).ShouldBe(number);

    [Theory]
    [InlineData("WEST12345698765432GB82")]
    [InlineData("529900T8BM49AURSDO55")]
    public void The_reference_below_agrees_with_numbers_known_to_follow_iso_7064_mod_97_10(string known) =>
        Remainder(known).ShouldBe(1);

    [Fact]
    public void Every_number_follows_iso_7064_mod_97_10() =>
        Always.Holds(Numbers, number => Remainder(number.Replace("-", "", StringComparison.Ordinal)).ShouldBe(1));

    [Fact]
    public void Every_number_is_read_back_as_itself() =>
        Always.Holds(Numbers, number => CertificateNumber.Parse(number).ShouldBe(number));

    [Fact]
    public void Every_single_wrong_character_is_found() => Always.Holds(Numbers, number =>
    {
        foreach (var at in Enumerable.Range(0, number.Length).Where(i => number[i] != '-'))
        {
            foreach (var wrong in Characters.Where(c => c != Plain(number[at], c)))
            {
                CertificateNumber.Parse(number[..at] + wrong + number[(at + 1)..]).ShouldBeNull($"{number}, {wrong} at {at}");
            }
        }
    }, times: 100);

    [Fact]
    public void Every_swap_of_neighbours_is_found() => Always.Holds(Numbers, number =>
    {
        var bare = number.Replace("-", "", StringComparison.Ordinal);
        foreach (var at in Enumerable.Range(0, bare.Length - 1).Where(i => bare[i] != bare[i + 1]))
        {
            CertificateNumber.Parse(bare[..at] + bare[at + 1] + bare[at] + bare[(at + 2)..]).ShouldBeNull($"{number}, swapped at {at}");
        }
    });

    [Theory]
    [InlineData("vz-p-2026-004217-92")]
    [InlineData(" VZ P 2026 004217 92 ")]
    [InlineData("VZP202600421792")]
    [InlineData("VZ–P–2026–004217–92")]
    [InlineData("VZ-P-2O26-OO42I7-92")]
    [InlineData("vz-p-2026-0042l7-92")]
    [InlineData("ＶＺ－Ｐ－２０２６－００４２１７－９２")]
    [InlineData("VZ-P-2026\u00AD-004217-92\u200B")]
    [InlineData("VZ/P/2026/004217/92")]
    public void What_a_person_types_from_paper_is_understood(string typed) =>
        CertificateNumber.Parse(typed).ShouldBe("VZ-P-2026-004217-92");

    [Fact]
    public void Letters_typed_for_digits_never_make_the_number_of_another_certificate() => Always.Holds(Numbers, number =>
    {
        var typed = number[..5] + number[5..].Replace('0', 'O').Replace('1', 'I');

        CertificateNumber.Parse(typed).ShouldBe(number);
        CertificateNumber.Parse(typed.Replace('I', 'L')).ShouldBe(number);
    });

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("VZ")]
    [InlineData("VZ-X-2026-004217-92")]
    [InlineData("VZ-P-2026-004217-93")]
    [InlineData("VZ-P-2026-004217")]
    [InlineData("VZ-P-2026-004217-9")]
    [InlineData("VZ-P-2026-004217-K")]
    [InlineData("VZ-P-2026-0O4é217-92")]
    [InlineData("VZ-P-2026-004217-92é")]
    [InlineData("VZ-P-2026-004217-92; drop table")]
    [InlineData("VZ-P-٢٠٢٦-004217-92")]
    public void What_cannot_be_a_number_is_none(string? typed) => CertificateNumber.Parse(typed).ShouldBeNull();

    [Fact]
    public void A_number_is_never_written_in_two_ways()
    {
        // A zero before seven digits or more, and the sequence 0, are never composed, though a check could fit them.
        foreach (var body in new[] { "VZ-P-2026-0004217", "VZ-P-2026-000000", "VZ-P-0026-004217" })
        {
            Enumerable.Range(0, 100).Select(check => CertificateNumber.Parse($"{body}-{check:D2}")).ShouldAllBe(n => n == null);
        }

        Enumerable.Range(0, 100).Count(check => CertificateNumber.Parse($"VZ-P-2026-004217-{check:D2}") is not null).ShouldBe(1);
    }

    [Fact]
    public void Any_typed_text_is_a_number_or_none_and_never_an_error() =>
        Always.HoldsForSequences(Gen.OneOf(Gen.Choose(0, 0xFFFF), Gen.Choose(0x20, 0x7E)).Select(c => (char)c), longest: 80, typed =>
        {
            Should.NotThrow(() => CertificateNumber.Parse(new string(typed)));
            Should.NotThrow(() => VerificationCode.Parse(new string(typed)));
        });

    [Theory]
    [InlineData('X', 2026, 1)]
    [InlineData('F', 26, 1)]
    [InlineData('F', 2026, 0)]
    [InlineData('F', 2026, -1)]
    public void A_number_that_could_not_be_read_back_is_never_composed(char kind, int year, long sequence) =>
        Should.Throw<ArgumentOutOfRangeException>(() => CertificateNumber.Compose(kind, year, sequence));

    [Fact]
    public void The_largest_number_is_read_back()
    {
        var number = CertificateNumber.Compose('F', 9999, long.MaxValue);

        CertificateNumber.Parse(number).ShouldBe(number);
    }

    private static char Plain(char right, char typed) => (right, typed) is ('0', 'O') or ('1', 'I') or ('1', 'L') ? typed : right;

    // Written another way than the product: the whole number at once, letters as two digits.
    private static int Remainder(string text) =>
        (int)(BigInteger.Parse(string.Concat(text.Select(c => Characters.IndexOf(c, StringComparison.Ordinal))), System.Globalization.CultureInfo.InvariantCulture) % 97);
}
