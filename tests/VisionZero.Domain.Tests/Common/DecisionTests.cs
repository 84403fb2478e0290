using VisionZero.Domain.Common;

namespace VisionZero.Domain.Tests.Common;

public sealed class DecisionTests
{
    [Fact]
    public void An_event_is_an_acceptance()
    {
        Decision<string> decision = "happened";

        decision.Accepted.ShouldBeTrue();
        decision.Events.ShouldBe(["happened"]);
        decision.Refusals.ShouldBeEmpty();
    }

    [Fact]
    public void A_refusal_carries_its_field_and_its_figures()
    {
        Decision<string> decision = Refusal.At("File", "evidence.too-large", ("megabytes", 10));

        decision.Accepted.ShouldBeFalse();
        decision.Events.ShouldBeEmpty();
        var refusal = decision.Refusals.ShouldHaveSingleItem();
        refusal.Field.ShouldBe("File");
        refusal.Arguments["megabytes"].ShouldBe(10);
    }

    [Fact]
    public void Already_so_is_accepted_and_writes_nothing()
    {
        Decision<string>.AlreadySo.Accepted.ShouldBeTrue();
        Decision<string>.AlreadySo.Events.ShouldBeEmpty();
    }

    [Fact]
    public void A_refusal_without_a_reason_is_a_mistake_in_the_program() =>
        Should.Throw<ArgumentException>(() => Decision<string>.Refuse());

    [Theory]
    [InlineData(0, false)]
    [InlineData(1, true)]
    [InlineData(7, true)]
    [InlineData(8, false)]
    public void There_are_seven_golden_rules(int rule, bool exists)
    {
        GoldenRules.Exists(rule).ShouldBe(exists);
        GoldenRules.All.Contains(rule).ShouldBe(exists);
        GoldenRules.All.Count.ShouldBe(GoldenRules.Count);
    }
}
