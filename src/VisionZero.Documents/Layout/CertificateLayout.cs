namespace VisionZero.Documents;

/// <summary>Places a certificate's texts and shapes on the page. Both renderers draw the plan it makes.</summary>
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

        var factsBelow = document.Signatories.Count == 0;
        Certified(sheet, document, factsBelow);
        Rules(sheet, document);
        Band(sheet, document, factsBelow);
        return sheet.Plan();
    }

    /// <summary>Heading to statement, spread over the space above the band.</summary>
    private static void Certified(Sheet sheet, CertificateDocument document, bool factsBelow)
    {
        var heading = sheet.Text(nameof(document.Heading), document.Heading, CertificateStyle.HeadingSize, FaceStyle.Bold, Accent(document));
        var opening = sheet.Text(nameof(document.Opening), document.Opening, CertificateStyle.OpeningSize, FaceStyle.Regular, Palette.Ink);
        var name = Name(sheet, document);
        var latin = string.IsNullOrWhiteSpace(document.LatinName) ? null
            : sheet.Text(nameof(document.LatinName), document.LatinName, CertificateStyle.LatinNameSize, FaceStyle.Regular, Palette.Muted, own: true);
        var statement = sheet.Text(nameof(document.Statement), [.. document.Statement.Select(run => new Span(run.Text, run.Bold ? FaceStyle.Bold : FaceStyle.Regular, Palette.Ink))], CertificateStyle.StatementSize);
        var facts = factsBelow ? 0 : Sheet.FactsHeight(document.Facts.Count);

        var height = heading.Height + opening.Height + name.Height + (latin?.Height ?? 0) + statement.Height + facts;
        var gaps = Math.Max(CertificateStyle.BandY - CertificateStyle.Top - height - 20, 24);
        var gap = Math.Min(gaps / (factsBelow ? 3.2 : 3.6), 40);

        var y = CertificateStyle.Top;
        y = sheet.Put(heading, y) + gap;
        y = sheet.Put(opening, y) + (gap * 0.3);
        y = sheet.Put(name, y);
        if (latin is not null) y = sheet.Put(latin, y);
        y = sheet.Put(statement, y + (gap * 0.6));
        if (!factsBelow) sheet.PutFacts(document.Facts, CertificateStyle.BandY - 22 - facts);
    }

    /// <summary>One line as large as fits; a long name becomes two lines, smaller if it must.</summary>
    private static PlacedText Name(Sheet sheet, CertificateDocument document)
    {
        var language = document.NameLanguage ?? NameLanguage.Guess(document.Name, document.Language);
        PlacedText Set(double size) => sheet.Text(nameof(document.Name), document.Name, size, FaceStyle.Bold, Palette.Ink, own: true, CertificateStyle.NameLeading, language);

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
        var y = CertificateStyle.Top + (2 * CertificateStyle.WheelRadius) + 22;
        for (var index = 0; index < document.RuleTitles.Count; index++)
        {
            var number = sheet.Text(nameof(document.RuleTitles), RuleNumbers.Print(index + 1), CertificateStyle.RuleSize, FaceStyle.Bold, Palette.OfRule(index + 1));
            var title = sheet.Text(nameof(document.RuleTitles), document.RuleTitles[index], CertificateStyle.RuleSize, FaceStyle.Regular, Palette.Ink, width: CertificateStyle.SideWidth - CertificateStyle.RuleIndent, leading: 1.3);
            sheet.Put(number with { LineHeight = title.LineHeight }, y, CertificateStyle.SideX);
            y = sheet.Put(title, y, CertificateStyle.SideX + CertificateStyle.RuleIndent) + CertificateStyle.RuleGap;
        }
    }

    /// <summary>Signatories (or the facts), how to verify, small print.</summary>
    private static void Band(Sheet sheet, CertificateDocument document, bool factsBelow)
    {
        sheet.Rule(CertificateStyle.Margin, CertificateStyle.BandY, CertificateStyle.PageWidth - (2 * CertificateStyle.Margin));
        if (factsBelow) sheet.PutFacts(document.Facts, CertificateStyle.BandTop);
        else Signatories(sheet, document);
        Verify(sheet, document);
        if (string.IsNullOrWhiteSpace(document.SmallPrint)) return;
        var small = sheet.Text(nameof(document.SmallPrint), document.SmallPrint, CertificateStyle.SmallPrintSize, FaceStyle.Regular, Palette.Muted, width: CertificateStyle.PageWidth - (2 * CertificateStyle.Margin), leading: 1.3);
        sheet.Put(small, CertificateStyle.SmallPrintY);
    }

    private static void Signatories(Sheet sheet, CertificateDocument document)
    {
        var count = document.Signatories.Count;
        var width = Math.Min((CertificateStyle.TextWidth - ((count - 1) * CertificateStyle.SignatoryGap)) / count, 190);
        for (var index = 0; index < count; index++)
        {
            var x = CertificateStyle.Margin + (index * (width + CertificateStyle.SignatoryGap));
            var name = sheet.Text(nameof(document.Signatories), document.Signatories[index].Name, CertificateStyle.SignatorySize, FaceStyle.Bold, Palette.Ink, own: true, width: width);
            var role = sheet.Text(nameof(document.Signatories), document.Signatories[index].Role, CertificateStyle.RoleSize, FaceStyle.Regular, Palette.Muted, width: width);
            var y = CertificateStyle.BandTop + 44;
            sheet.Rule(x, y, width, Palette.Ink, 0.6);
            sheet.Put(role, sheet.Put(name, y + 6, x), x);
        }
    }

    private static void Verify(Sheet sheet, CertificateDocument document)
    {
        sheet.Draw([new PlacedPath(QrPath.Of(document.VerifyUrl, CertificateStyle.QrSide), sheet.Mirror(CertificateStyle.SideX, CertificateStyle.QrSide), CertificateStyle.BandTop, Palette.Ink, Figure: Figure.QrCode)]);
        var x = CertificateStyle.SideX + CertificateStyle.QrSide + CertificateStyle.QrTextGap;
        var width = CertificateStyle.PageWidth - CertificateStyle.Margin - x;
        var sentence = sheet.Text(nameof(document.VerifySentence), document.VerifySentence, CertificateStyle.VerifySize, FaceStyle.Regular, Palette.Muted, width: width, leading: 1.3);
        var address = Address(sheet, document, width);
        var label = string.IsNullOrWhiteSpace(document.CodeLabel) ? null
            : sheet.Text(nameof(document.CodeLabel), document.CodeLabel, CertificateStyle.VerifySize, FaceStyle.Regular, Palette.Muted, width: width, leading: 1.3);
        var code = sheet.Text(nameof(document.Code), document.PrintedCode, CertificateStyle.CodeSize, FaceStyle.Bold, Palette.Ink, width: width, leading: 1.25);

        var y = sheet.Put(address, sheet.Put(sentence, CertificateStyle.BandTop - 3, x), x) + 6;
        if (label is not null) y = sheet.Put(label, y, x);
        sheet.Put(code, y, x);
    }

    private static PlacedText Address(Sheet sheet, CertificateDocument document, double width)
    {
        PlacedText Set(double size) => sheet.Text(nameof(document.OfficialAddress), document.OfficialAddress, size, FaceStyle.Bold, Palette.Ink, own: true, width: width, leading: 1.3);
        for (var size = CertificateStyle.AddressSize; size >= CertificateStyle.AddressMinimum; size -= 0.25)
        {
            if (Set(size) is { Lines.Count: 1 } fits) return fits;
        }

        return Set(CertificateStyle.AddressMinimum + 1);
    }

    private static string Accent(CertificateDocument document) => document.Kind == CertificateKind.Support ? Palette.Support : Palette.Muted;
}
