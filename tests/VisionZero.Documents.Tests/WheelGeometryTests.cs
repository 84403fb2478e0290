namespace VisionZero.Documents.Tests;

public sealed class WheelGeometryTests
{
    [Fact]
    public void Rule_1_begins_at_twelve_oclock_and_the_wheel_goes_clockwise()
    {
        var wheel = new WheelGeometry(100, 40, 0);

        wheel.Segments.Select(segment => segment.Rule).ShouldBe([1, 2, 3, 4, 5, 6, 7]);
        wheel.Segments[0].Track.ShouldStartWith("M0 -100A100 100 0 0 1 ");
        wheel.Segments[0].LabelX.ShouldBePositive();
        wheel.Segments[0].LabelY.ShouldBeNegative();
        wheel.Segments[6].LabelX.ShouldBeNegative();
        wheel.Segments[3].LabelX.ShouldBe(0, 0.001);
        wheel.Segments[3].LabelY.ShouldBe(70, 0.001);
    }

    [Fact]
    public void A_fill_grows_from_the_hub()
    {
        var wheel = new WheelGeometry(100, 40, 0, [0, 0.5, 1, 2, -1, 0, 0]);

        wheel.Segments[0].Fill.ShouldBeEmpty();
        wheel.Segments[1].Fill.ShouldContain("A70 70 ");
        wheel.Segments[2].Fill.ShouldBe(wheel.Segments[2].Track);
        wheel.Segments[3].Fill.ShouldBe(wheel.Segments[3].Track);
        wheel.Segments[4].Fill.ShouldBeEmpty();
    }

    [Fact]
    public void The_gap_is_as_wide_at_the_hub_as_at_the_rim()
    {
        var wheel = new WheelGeometry(100, 40, 6);

        var numbers = wheel.Segments[0].Track.Split('M', 'A', 'L', 'Z', ' ').Where(part => part.Length > 0).Select(part => double.Parse(part, System.Globalization.CultureInfo.InvariantCulture)).ToArray();
        numbers[0].ShouldBe(3, 0.001);
        numbers[^2].ShouldBe(3, 0.001);
    }

    [Fact]
    public void Nonsense_is_refused()
    {
        Should.Throw<ArgumentOutOfRangeException>(() => new WheelGeometry(0, 0, 0));
        Should.Throw<ArgumentOutOfRangeException>(() => new WheelGeometry(10, 10, 0));
        Should.Throw<ArgumentException>(() => new WheelGeometry(10, 4, 0, [1, 1]));
    }
}
