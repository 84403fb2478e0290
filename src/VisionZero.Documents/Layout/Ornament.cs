using System.Globalization;
using SkiaSharp;

namespace VisionZero.Documents;

/// <summary>What is drawn on a certificate: frame, wheel, hairlines.</summary>
internal sealed class Ornament(FontCatalogue fonts)
{
    /// <summary>The wheel unrolled: seven lengths of the frame, from the middle of the upper edge clockwise, one a rule.</summary>
    public static IEnumerable<PlacedPath> Frame(CertificateKind kind)
    {
        const double left = CertificateStyle.FrameInset;
        const double top = CertificateStyle.FrameInset;
        const double right = CertificateStyle.PageWidth - CertificateStyle.FrameInset;
        const double bottom = CertificateStyle.PageHeight - CertificateStyle.FrameInset;
        if (kind == CertificateKind.Support)
        {
            yield return new PlacedPath(Invariant($"M{left} {top}H{right}V{bottom}H{left}Z"), 0, 0, null, Palette.Support, CertificateStyle.FrameWidth / 2);
            yield break;
        }

        (double X, double Y)[] corners = [((left + right) / 2, top), (right, top), (right, bottom), (left, bottom), (left, top), ((left + right) / 2, top)];
        var length = 2 * (right - left + bottom - top) / WheelGeometry.Count;
        const double gap = 2.4;
        for (var rule = 1; rule <= WheelGeometry.Count; rule++)
        {
            var data = Stretch(corners, ((rule - 1) * length) + gap, (rule * length) - gap);
            yield return new PlacedPath(data, 0, 0, null, Palette.OfRule(rule), CertificateStyle.FrameWidth);
        }
    }

    /// <summary>The wheel with its numbers as outlines, so that the text layer holds only what the record says.</summary>
    public IEnumerable<PlacedPath> Wheel(CertificateKind kind, double x, double y)
    {
        var wheel = new WheelGeometry(CertificateStyle.WheelRadius, CertificateStyle.WheelHub, CertificateStyle.WheelGap);
        foreach (var segment in wheel.Segments)
        {
            var colour = Palette.OfRule(segment.Rule);
            yield return kind == CertificateKind.Trainer
                ? new PlacedPath(segment.Track, x, y, colour, Figure: Figure.Wheel)
                : new PlacedPath(segment.Track, x, y, null, colour, 1.4, Figure: Figure.Wheel);
            yield return new PlacedPath(Digit(segment.Rule), x + segment.LabelX, y + segment.LabelY, kind == CertificateKind.Trainer ? Palette.White : colour, Figure: Figure.Wheel);
        }
    }

    /// <summary>Hairline wheels that spread from the wheel over the page, cut at the frame.</summary>
    public static IEnumerable<PlacedPath> Hairlines(double x, double y) =>
        CertificateStyle.Ornament
            .SelectMany(ring => new WheelGeometry(ring.Outer, ring.Inner, 9).Segments)
            .Select(segment => new PlacedPath(segment.Track, x, y, null, Palette.Hairline, 0.9, Clipped: true));

    private string Digit(int rule)
    {
        using var font = new SKFont((fonts.Primary(FaceStyle.Bold) ?? throw new InvalidOperationException("Noto Sans is missing.")).Typeface, (float)CertificateStyle.WheelDigits);
        using var path = font.GetTextPath(RuleNumbers.Print(rule), new SKPoint(0, 0));
        var bounds = path.TightBounds;
        path.Transform(SKMatrix.CreateTranslation(-bounds.MidX, -bounds.MidY));
        return path.ToSvgPathData();
    }

    /// <summary>The part of a polyline between two distances from its start.</summary>
    private static string Stretch((double X, double Y)[] points, double from, double to)
    {
        var data = "";
        var passed = 0.0;
        for (var index = 1; index < points.Length && passed < to; index++)
        {
            var (a, b) = (points[index - 1], points[index]);
            var length = Math.Abs(b.X - a.X) + Math.Abs(b.Y - a.Y);
            var (begin, end) = (Math.Max(from - passed, 0), Math.Min(to - passed, length));
            if (begin < length && end > 0)
            {
                if (data.Length == 0) data = "M" + At(a, b, begin / length);
                data += "L" + At(a, b, end / length);
            }

            passed += length;
        }

        return data;
    }

    private static string At((double X, double Y) a, (double X, double Y) b, double part) =>
        Invariant($"{a.X + ((b.X - a.X) * part):0.###} {a.Y + ((b.Y - a.Y) * part):0.###}");

    private static string Invariant(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
