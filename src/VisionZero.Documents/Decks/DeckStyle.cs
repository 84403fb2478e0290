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
    public const double BodySize = 27;

    /// <summary>A few words may be read from the last row.</summary>
    public const double LargeBodySize = 33;

    /// <summary>How many lines are a few.</summary>
    public const int FewLines = 4;
    public const double LeastBodySize = 14;
    public const double CaptionSize = 12;
    public const double FootSize = 11;
    public const double SourceSize = 10.5;
    public const double BulletIndent = 24;
    public const double BodyLeading = 1.28;
    public const double LineGap = 0.5;

    public const double CoverLabelSize = 20;
    public const double CoverTitleSize = 44;
    public const double CoverSummarySize = 18;
    public const double CoverNoticeSize = 12;

    public static readonly DeckBox Title = new(56, 26, 848, 80);
    public static readonly DeckBox Body = new(56, 130, 848, 346);
    public static readonly DeckBox NarrowBody = new(56, 130, 408, 346);
    public static readonly DeckBox Picture = new(488, 124, 416, 318);
    public static readonly DeckBox Caption = new(488, 446, 416, 40);
    public static readonly DeckBox Foot = new(56, 502, 700, 18);
    public static readonly DeckBox Number = new(820, 502, 50, 18);
    public static readonly DeckBox Wheel = new(880, 496, 28, 28);

    public static readonly DeckBox CoverIcon = new(56, 74, 76, 76);
    public static readonly DeckBox CoverLabel = new(56, 176, 500, 30);
    public static readonly DeckBox CoverTitle = new(56, 208, 500, 170);
    public static readonly DeckBox CoverSummary = new(56, 388, 500, 60);
    public static readonly DeckBox CoverNotice = new(56, 462, 820, 52);
    public static readonly DeckBox CoverWheel = new(596, 62, 340, 340);

    public static readonly DeckBox Remember = new(56, 130, 470, 346);
    public static readonly DeckBox SourcesTitle = new(566, 132, 338, 22);
    public static readonly DeckBox Sources = new(566, 156, 338, 220);
    public static readonly DeckBox Licence = new(566, 386, 338, 90);
}
