namespace VisionZero.Documents;

/// <summary>Sizes and places of the certificate, in points on A4 landscape. The only place that knows them.</summary>
internal static class CertificateStyle
{
    public const double PageWidth = 841.89;
    public const double PageHeight = 595.28;
    public const double FrameInset = 24;
    public const double FrameWidth = 2.4;
    public const double Margin = 62;

    /// <summary>The text column, from the margin.</summary>
    public const double TextWidth = 452;

    /// <summary>The column of wheel, rules and QR code, up to the other margin.</summary>
    public const double SideX = 560;
    public const double SideWidth = PageWidth - Margin - SideX;

    public const double Top = 64;

    /// <summary>Hairline between what is certified and how to verify it.</summary>
    public const double BandY = 424;
    public const double BandTop = BandY + 18;

    public const double HeadingSize = 21;
    public const double OpeningSize = 13;
    public const double NameSize = 46;
    public const double NameOneLineMinimum = 32;
    public const double NameMinimum = 4;
    public const double LatinNameSize = 14;
    public const double StatementSize = 16;
    public const double FactSize = 11;
    public const double FactGap = 18;
    public const double RuleSize = 8.6;
    public const double RuleGap = 3.4;
    public const double RuleIndent = 15;
    public const double SignatorySize = 10.5;
    public const double RoleSize = 8.6;
    public const double SignatoryGap = 26;
    public const double VerifySize = 8.4;
    public const double AddressSize = 9.4;
    public const double AddressMinimum = 6.4;
    public const double CodeSize = 15;
    public const double SmallPrintSize = 6.8;
    public const double SmallPrintY = 543;
    public const double SmallPrintBottom = PageHeight - FrameInset - 8;

    /// <summary>Texts longer than usual are set smaller, down to this part of their size.</summary>
    public const double MinimumScale = 0.5;

    public const double WheelRadius = 84;
    public const double WheelHub = 36;
    public const double WheelGap = 3.2;
    public const double WheelDigits = 15;

    /// <summary>31 mm; the standard for paper asks for 25.</summary>
    public const double QrSide = 88;
    public const double QrTextGap = 15;

    /// <summary>White around the code; four modules of the coarsest code an address can have.</summary>
    public const double QrQuiet = 14;

    /// <summary>Radii of the hairline wheels around the wheel.</summary>
    public static readonly IReadOnlyList<(double Outer, double Inner)> Ornament = [(168, 98), (264, 182), (376, 278), (500, 390)];

    /// <summary>Line height in parts of the size.</summary>
    public const double Leading = 1.42;
    public const double NameLeading = 1.3;
}
