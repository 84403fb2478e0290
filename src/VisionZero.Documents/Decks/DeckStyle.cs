namespace VisionZero.Documents;

/// <summary>A box on a slide, in points.</summary>
internal readonly record struct DeckBox(double X, double Y, double Width, double Height);

/// <summary>Sizes and places of a slide of 16 to 9, in points. The only place that knows them: PDF and presentation are drawn alike.</summary>
internal static class DeckStyle
{
    public const double Width = 960;
    public const double Height = 540;
    public const double Edge = 14;
    public const double TitleSize = 32;
    /// <summary>Words of slides are read from the last row, and never larger than the title above them.</summary>
    public const double BodySize = 28;
    public const double LeastBodySize = 14;
    public const double CaptionSize = 14;
    public const double FootSize = 11;
    public const double SourceSize = 16;
    public const double LeastSourceSize = 12;
    public const double LicenceSize = 12;
    public const double BulletIndent = 28;
    public const double BodyLeading = 1.28;
    public const double LineGap = 0.5;

    /// <summary>Few points stand further apart, so that they fill their slide.</summary>
    public const double MostLineGap = 1.2;

    /// <summary>Between a drawing and the line below it.</summary>
    public const double CaptionGap = 10;

    public const double CoverLabelSize = 20;
    public const double CoverTitleSize = 44;
    public const double CoverSummarySize = 18;
    public const double CoverNoticeSize = 12;

    public static readonly DeckBox Title = new(56, 26, 848, 80);
    public static readonly DeckBox Body = new(56, 130, 848, 346);
    public static readonly DeckBox NarrowBody = new(56, 130, 392, 346);
    public static readonly DeckBox Picture = new(472, 130, 432, 291);
    public static readonly DeckBox Caption = new(472, 431, 432, 54);
    public static readonly DeckBox Foot = new(56, 502, 700, 18);
    public static readonly DeckBox Number = new(812, 502, 50, 18);
    public static readonly DeckBox Wheel = new(870, 490, 34, 34);

    public static readonly DeckBox CoverIcon = new(56, 74, 76, 76);
    public static readonly DeckBox CoverLabel = new(56, 176, 500, 30);
    public static readonly DeckBox CoverTitle = new(56, 208, 500, 170);
    public static readonly DeckBox CoverSummary = new(56, 388, 500, 60);
    public static readonly DeckBox CoverNotice = new(56, 462, 820, 52);
    public static readonly DeckBox CoverWheel = new(596, 62, 340, 340);

    public static readonly DeckBox Sources = new(56, 130, 848, 266);
    public static readonly DeckBox Licence = new(56, 416, 848, 66);
}
