namespace VisionZero.Documents;

/// <summary>Sizes and places of a handout, in points on A4 portrait. The only place that knows them.</summary>
internal static class HandoutStyle
{
    public const double PageWidth = 595.28;
    public const double PageHeight = 841.89;
    public const double Margin = 68;
    public const double Top = 60;
    public const double Bottom = 76;
    public const double FooterY = PageHeight - 48;

    // The last page of a chapter may be one line longer, which saves a page for that line.
    public const double Overrun = TextSize * Leading;

    // Less than this alone on a last page looks forgotten.
    public const double FewLines = 80;
    public const double Width = PageWidth - (2 * Margin);

    public const double TitleSize = 25;
    public const double KickerSize = 10.5;
    public const double CoverTitleSize = 40;
    public const double CoverSummarySize = 15;
    public const double PictureWidth = 400;
    public const double PictureHeight = 270;
    public const double EmptyRow = 17;
    public const double SummarySize = 12.5;
    public const double TextSize = 10.8;
    public const double FooterSize = 8.2;
    public const double TableSize = 9.6;
    public const double Leading = 1.5;
    public const double HeadingLeading = 1.28;
    public const double ParagraphGap = 7;
    public const double ItemGap = 3.5;
    public const double Indent = 16;
    public const double CellPadding = 5;
    public const double BulletRadius = 1.7;

    public const double WheelRadius = 33;
    public const double WheelHub = 13;
    public const double WheelGap = 1.6;

    public static double HeadingSize(int level) => level switch { 1 => 18, 2 => 15, 3 => 12.5, _ => TextSize };

    public static double HeadingGap(int level) => level switch { 1 => 20, 2 => 18, 3 => 13, _ => 10 };

    /// <summary>Colour of headings and marks: the rule's own.</summary>
    public static string Accent(int? rule) => rule is >= 1 and <= WheelGeometry.Count ? Palette.OfRule(rule.Value) : Palette.Ink;

    /// <summary>The wheel about a point, all of it or with one segment standing out.</summary>
    public static IEnumerable<PlacedPath> Wheel(double x, double y, double scale, int? rule) =>
        new WheelGeometry(WheelRadius * scale, WheelHub * scale, WheelGap * scale).Segments
            .Select(segment => new PlacedPath(segment.Track, x, y, rule is null || rule == segment.Rule ? Palette.OfRule(segment.Rule) : Palette.Line));
}
