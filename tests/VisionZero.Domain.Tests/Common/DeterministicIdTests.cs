using FsCheck.Fluent;
using VisionZero.Domain.Common;
using VisionZero.Domain.Tests.Support;

namespace VisionZero.Domain.Tests.Common;

/// <summary>Golden values from an independent implementation (Python's uuid.uuid5) in the platform's namespace.</summary>
public sealed class DeterministicIdTests
{
    private static readonly Guid Id = new("0190a0b0-c0d0-7000-8000-000000000001");

    [Theory]
    [InlineData("", "bbfdf64c-5029-5a00-8163-5553868126be")]
    [InlineData("Łódź 北京", "1018c4e0-65b3-553a-911d-006736a17515")]
    public void A_name_gives_the_identity_of_rfc_9562_version_5(string name, string expected) =>
        DeterministicId.Of(name).ShouldBe(new Guid(expected));

    [Fact]
    public void Identities_in_use_never_change()
    {
        DeterministicId.Enrolment(Id, "foundation", 1, 1).ShouldBe(new Guid("f9dc2768-b6eb-50fe-bed9-3716e1455bbe"));
        DeterministicId.Application(Id, Level.Professional, 2).ShouldBe(new Guid("3f1c552f-dfeb-5497-b24c-cf2392a3b049"));
        DeterministicId.Certificate(Id).ShouldBe(new Guid("51aa995a-d62a-55f6-8a0b-eba7e78ea8fb"));
        DeterministicId.Successor(Id).ShouldBe(new Guid("35b76096-5374-5635-888d-bf121b21db7f"));
        DeterministicId.Mail(Id, "issued").ShouldBe(new Guid("d2829bf5-cb85-57e9-af1c-c61ae768fa77"));
        DeterministicId.Reminder(Id, "certificate-30").ShouldBe(new Guid("ea5c8c09-cd83-5e29-8bb8-c510d5c4c099"));
    }

    [Fact]
    public void Every_identity_says_version_5_and_the_variant_of_the_standard() =>
        Always.Holds(Gen.Choose(0, int.MaxValue), number =>
        {
            var id = DeterministicId.Of($"name/{number}");

            id.Version.ShouldBe(5);
            (id.Variant & 0b1100).ShouldBe(0b1000);
        });

    [Fact]
    public void Different_facts_give_different_identities()
    {
        var facts = from cycle in Enumerable.Range(1, 50)
                    from trainer in Enumerable.Range(1, 20)
                    from level in new[] { Level.Foundation, Level.Professional }
                    select DeterministicId.Application(Facts.Person(trainer), level, cycle);

        facts.Distinct().Count().ShouldBe(50 * 20 * 2);
    }
}
