using System.Globalization;

namespace VisionZero.Documents;

/// <summary>One segment of the wheel.</summary>
/// <param name="Rule">1 to 7.</param>
/// <param name="Track">SVG path data of the whole segment.</param>
/// <param name="Fill">SVG path data of its filled part, from the hub outwards; empty when nothing is filled.</param>
/// <param name="LabelX">Centre of the label.</param>
/// <param name="LabelY">Centre of the label.</param>
public sealed record WheelSegment(int Rule, string Track, string Fill, double LabelX, double LabelY);

/// <summary>
/// The wheel of the seven golden rules as geometry: seven equal segments from twelve o'clock clockwise, rule 1 first, each
/// filled from the hub outwards. The centre is the origin, y points down, as in SVG. Pages and papers draw the same one.
/// </summary>
public sealed class WheelGeometry
{
    /// <summary>Number of segments.</summary>
    public const int Count = 7;

    private const double Sector = 2 * Math.PI / Count;

    /// <summary>Computes the wheel.</summary>
    /// <param name="radius">Outer radius.</param>
    /// <param name="innerRadius">Radius of the hub, smaller than the outer one.</param>
    /// <param name="gap">Width of the gap between two segments, the same along the whole gap.</param>
    /// <param name="fills">Seven degrees from 0 to 1; null fills all.</param>
    public WheelGeometry(double radius, double innerRadius, double gap, IReadOnlyList<double>? fills = null)
    {
        ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(radius, 0);
        ArgumentOutOfRangeException.ThrowIfNegative(innerRadius);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(innerRadius, radius);
        ArgumentOutOfRangeException.ThrowIfNegative(gap);
        if (fills is not null && fills.Count != Count) throw new ArgumentException("A wheel has seven fills.", nameof(fills));

        Radius = radius;
        InnerRadius = innerRadius;
        Segments = [.. Enumerable.Range(0, Count).Select(index => Segment(index, gap, Math.Clamp(fills?[index] ?? 1, 0, 1)))];
    }

    /// <summary>Outer radius.</summary>
    public double Radius { get; }

    /// <summary>Radius of the hub.</summary>
    public double InnerRadius { get; }

    /// <summary>Rules 1 to 7 in order.</summary>
    public IReadOnlyList<WheelSegment> Segments { get; }

    /// <summary>A view box that shows the whole wheel.</summary>
    public string ViewBox => FormattableString.Invariant($"{-Radius:0.##} {-Radius:0.##} {2 * Radius:0.##} {2 * Radius:0.##}");

    private WheelSegment Segment(int index, double gap, double fill)
    {
        var middle = (index + 0.5) * Sector;
        var label = (Radius + InnerRadius) / 2;
        return new WheelSegment(
            index + 1,
            Path(index, gap, Radius),
            fill <= 0 ? "" : Path(index, gap, InnerRadius + ((Radius - InnerRadius) * fill)),
            Math.Round(label * Math.Sin(middle), 3),
            Math.Round(-label * Math.Cos(middle), 3));
    }

    private string Path(int index, double gap, double outer)
    {
        var (outerFrom, outerTo) = Edges(index, gap, outer);
        var (innerFrom, innerTo) = Edges(index, gap, InnerRadius);
        return $"M{Point(outer, outerFrom)}A{Number(outer)} {Number(outer)} 0 0 1 {Point(outer, outerTo)}"
            + $"L{Point(InnerRadius, innerTo)}A{Number(InnerRadius)} {Number(InnerRadius)} 0 0 0 {Point(InnerRadius, innerFrom)}Z";
    }

    /// <summary>Parallel gaps: the angle they take grows towards the hub, up to the whole sector.</summary>
    private static (double From, double To) Edges(int index, double gap, double radius)
    {
        var inset = radius <= gap / 2 ? Sector / 2 : Math.Min(Math.Asin(gap / 2 / radius), Sector / 2);
        return ((index * Sector) + inset, ((index + 1) * Sector) - inset);
    }

    private static string Point(double radius, double angle) => $"{Number(radius * Math.Sin(angle))} {Number(-radius * Math.Cos(angle))}";

    private static string Number(double value) => Math.Round(value, 3).ToString("0.###", CultureInfo.InvariantCulture);
}
