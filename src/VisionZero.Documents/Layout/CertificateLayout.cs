namespace VisionZero.Documents;

/// <summary>
/// Places a certificate's texts and shapes on the page. Both renderers draw the plan it makes. What is longer than usual is set
/// smaller, zone by zone, so that no text ever meets another.
/// </summary>
internal sealed class CertificateLayout(FontCatalogue fonts)
{
    private readonly TextSetter setter = new(fonts);
    private readonly Ornament ornament = new(fonts);

    public PagePlan Plan(CertificateDocument document)
    {
        var sheet = new Sheet(setter, document.Language);
        var wheel = (X: sheet.Mirror(CertificateStyle.SideX + CertificateStyle.WheelRadius), Y: CertificateStyle.Top + CertificateStyle.WheelRadius);
        sheet.Draw(Ornament.Hairlines(wheel.X, wheel.Y));
        sheet.Draw(Ornament.Frame(document.Kind));
        sheet.Draw(ornament.Wheel(document.Kind, wheel.X, wheel.Y));

        // Without signatories the facts take their place, or the lower left would be empty.
        var factsBelow = document.Signatories.Count == 0;
        Certified(sheet, document, factsBelow);
        Rules(sheet, document);
        Band(sheet, document, factsBelow);
        return sheet.Plan();
    }

    /// <summary>Heading to statement (and facts), spread over the space above the band.</summary>
    private static void Certified(Sheet sheet, CertificateDocument document, bool factsBelow)
    {
        const double room = CertificateStyle.BandY - CertificateStyle.Top - 14;
        const double least = 34;
        var (_, (texts, facts)) = Fitting(room - least, scale => (Above(sheet, document, scale), factsBelow ? [] : sheet.Facts(document.Facts, scale)), set => set.Item1.Sum(text => text.Height) + Sheet.Height(set.Item2));

        var spare = room - texts.Sum(text => text.Height) - Sheet.Height(facts);
        var gap = Math.Min(spare / (factsBelow ? 2.6 : 3.2), factsBelow ? 62 : 44);
        var y = CertificateStyle.Top;
        foreach (var text in texts)
        {
            y += text.Field switch
            {
                nameof(CertificateDocument.Opening) => gap,
                nameof(CertificateDocument.Name) => gap * 0.25,
                nameof(CertificateDocument.Statement) => gap * 0.6,
                _ => 0,
            };
            y = sheet.Put(text, y);
        }

        sheet.PutFacts(facts, CertificateStyle.BandY - 16 - Sheet.Height(facts));
    }

    private static List<PlacedText> Above(Sheet sheet, CertificateDocument document, double scale)
    {
        var accent = document.Kind == CertificateKind.Support ? Palette.Support : Palette.Muted;
        List<PlacedText> texts =
        [
            sheet.Text(nameof(document.Heading), document.Heading, CertificateStyle.HeadingSize * scale, FaceStyle.Bold, accent),
            sheet.Text(nameof(document.Opening), document.Opening, CertificateStyle.OpeningSize * scale, FaceStyle.Regular, Palette.Ink),
            Name(sheet, document, scale),
        ];
        if (!string.IsNullOrWhiteSpace(document.LatinName))
        {
            texts.Add(sheet.Text(nameof(document.LatinName), document.LatinName, CertificateStyle.LatinNameSize * scale, FaceStyle.Regular, Palette.Muted, own: true));
        }

        var statement = document.Statement.Select(run => new Span(run.Text, run.Bold ? FaceStyle.Bold : FaceStyle.Regular, Palette.Ink));
        texts.Add(sheet.Balanced(nameof(document.Statement), [.. statement], CertificateStyle.StatementSize * scale));
        return texts;
    }

    /// <summary>One line as large as fits; a long name becomes two lines, smaller if it must.</summary>
    private static PlacedText Name(Sheet sheet, CertificateDocument document, double scale)
    {
        var language = document.NameLanguage ?? NameLanguage.Guess(document.Name, document.Language);
        PlacedText Set(double size) => sheet.Text(nameof(document.Name), document.Name, size * scale, FaceStyle.Bold, Palette.Ink, own: true, CertificateStyle.NameLeading, language);

        for (var size = CertificateStyle.NameSize; size >= CertificateStyle.NameOneLineMinimum; size--)
        {
            if (Set(size) is { Lines.Count: 1 } fits) return fits;
        }

        for (var size = CertificateStyle.NameSize - 8; size > CertificateStyle.NameMinimum; size--)
        {
            if (Set(size) is { Lines.Count: <= 2 } fits) return fits;
        }

        return Set(CertificateStyle.NameMinimum);
    }

    private static void Rules(Sheet sheet, CertificateDocument document)
    {
        const double top = CertificateStyle.Top + (2 * CertificateStyle.WheelRadius) + 20;
        const double room = CertificateStyle.BandY - 10 - top;
        var (scale, titles) = Fitting(room, scale => document.RuleTitles
            .Select(title => sheet.Text(nameof(document.RuleTitles), title, CertificateStyle.RuleSize * scale, FaceStyle.Regular, Palette.Ink, width: CertificateStyle.SideWidth - CertificateStyle.RuleIndent, leading: 1.3))
            .ToArray(), set => set.Sum(title => title.Height + CertificateStyle.RuleGap));
        var y = top;
        for (var index = 0; index < titles.Length; index++)
        {
            var number = sheet.Text(nameof(document.RuleTitles), RuleNumbers.Print(index + 1), CertificateStyle.RuleSize * scale, FaceStyle.Bold, Palette.OfRule((index % WheelGeometry.Count) + 1), width: CertificateStyle.RuleIndent);
            sheet.Put(number with { LineHeight = titles[index].LineHeight }, y, CertificateStyle.SideX);
            y = sheet.Put(titles[index], y, CertificateStyle.SideX + CertificateStyle.RuleIndent) + CertificateStyle.RuleGap;
        }
    }

    /// <summary>Signatories (or the facts), how to verify, small print.</summary>
    private static void Band(Sheet sheet, CertificateDocument document, bool factsBelow)
    {
        const double room = CertificateStyle.SmallPrintY - 6 - CertificateStyle.BandTop;
        sheet.Rule(CertificateStyle.Margin, CertificateStyle.BandY, CertificateStyle.PageWidth - (2 * CertificateStyle.Margin));
        if (factsBelow)
        {
            var (_, facts) = Fitting(room, scale => sheet.Facts(document.Facts, scale * 1.1), Sheet.Height);
            sheet.PutFacts(facts, CertificateStyle.BandTop);
        }
        else
        {
            Signatories(sheet, document);
        }

        Verify(sheet, document, room);
        if (string.IsNullOrWhiteSpace(document.SmallPrint)) return;
        var (_, small) = Fitting(CertificateStyle.SmallPrintBottom - CertificateStyle.SmallPrintY, scale =>
            sheet.Text(nameof(document.SmallPrint), document.SmallPrint, CertificateStyle.SmallPrintSize * scale, FaceStyle.Regular, Palette.Muted, width: CertificateStyle.PageWidth - (2 * CertificateStyle.Margin), leading: 1.3), text => text.Height);
        sheet.Put(small, CertificateStyle.SmallPrintY);
    }

    private static void Signatories(Sheet sheet, CertificateDocument document)
    {
        const double line = CertificateStyle.BandTop + 40;
        const double room = CertificateStyle.SmallPrintY - 6 - line - 6;
        var count = document.Signatories.Count;
        var width = Math.Min((CertificateStyle.TextWidth - ((count - 1) * CertificateStyle.SignatoryGap)) / count, 190);
        for (var index = 0; index < count; index++)
        {
            var signatory = document.Signatories[index];
            var x = CertificateStyle.Margin + (index * (width + CertificateStyle.SignatoryGap));
            var (_, (name, role)) = Fitting(room, scale => (
                sheet.Text(nameof(document.Signatories), signatory.Name, CertificateStyle.SignatorySize * scale, FaceStyle.Bold, Palette.Ink, own: true, width: width),
                sheet.Text(nameof(document.Signatories), signatory.Role, CertificateStyle.RoleSize * scale, FaceStyle.Regular, Palette.Muted, width: width)), set => set.Item1.Height + set.Item2.Height);
            sheet.Rule(x, line, width, Palette.Ink, 0.6);
            sheet.Put(role, sheet.Put(name, line + 6, x), x);
        }
    }

    private static void Verify(Sheet sheet, CertificateDocument document, double room)
    {
        sheet.Code(document.VerifyUrl);
        const double x = CertificateStyle.SideX + CertificateStyle.QrSide + CertificateStyle.QrTextGap;
        const double width = CertificateStyle.PageWidth - CertificateStyle.Margin - x;
        const double gap = 6;
        var (_, texts) = Fitting(room - gap, scale =>
        {
            List<PlacedText> set =
            [
                sheet.Text(nameof(document.VerifySentence), document.VerifySentence, CertificateStyle.VerifySize * scale, FaceStyle.Regular, Palette.Muted, width: width, leading: 1.3),
                OneLine(sheet, nameof(document.OfficialAddress), document.OfficialAddress, CertificateStyle.AddressSize * scale, CertificateStyle.AddressMinimum, width),
            ];
            if (!string.IsNullOrWhiteSpace(document.CodeLabel)) set.Add(sheet.Text(nameof(document.CodeLabel), document.CodeLabel, CertificateStyle.VerifySize * scale, FaceStyle.Regular, Palette.Muted, width: width, leading: 1.3));
            set.Add(OneLine(sheet, nameof(document.Code), document.PrintedCode, CertificateStyle.CodeSize * scale, CertificateStyle.AddressMinimum, width));
            return set;
        }, set => set.Sum(text => text.Height));

        var y = CertificateStyle.BandTop - 3;
        foreach (var text in texts) y = sheet.Put(text, y, x) + (text.Field == nameof(document.OfficialAddress) ? gap : 0);
    }

    /// <summary>One line if a smaller size makes it so.</summary>
    private static PlacedText OneLine(Sheet sheet, string field, string text, double size, double minimum, double width)
    {
        PlacedText Set(double at) => sheet.Text(field, text, at, FaceStyle.Bold, Palette.Ink, own: true, width: width, leading: 1.3);
        for (var at = size; at >= minimum; at -= 0.25)
        {
            if (Set(at) is { Lines.Count: 1 } fits) return fits;
        }

        return Set(minimum);
    }

    /// <summary>The largest scale at which a zone's texts fit its room.</summary>
    private static (double Scale, T Set) Fitting<T>(double room, Func<double, T> set, Func<T, double> height)
    {
        for (var scale = 1.0; scale > CertificateStyle.MinimumScale; scale -= 0.04)
        {
            if (set(scale) is var fits && height(fits) <= room) return (scale, fits);
        }

        return (CertificateStyle.MinimumScale, set(CertificateStyle.MinimumScale));
    }
}
