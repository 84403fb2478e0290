namespace VisionZero.Documents.Tests;

public sealed class LayoutTests(Rendering rendering)
{
    private const string LongName = "Maria Magdalena Theresia Philomena von Hohenstein-Waldburg zu Wolfegg und Waldsee de la Cruz y Fernández de Córdoba";

    private static IEnumerable<CertificateDocument> Ordinary() => [Papers.English(), Papers.Chinese(), Papers.Arabic(), Papers.Support(), Papers.English("한글", "Hangeul")];

    private static IEnumerable<CertificateDocument> Extreme() =>
        Ordinary().SelectMany(document => new[]
        {
            document with { Name = LongName, LatinName = LongName },
            document with { Name = new string('W', 160) },
            document with { Facts = [.. document.Facts, .. document.Facts], LatinName = LongName },
            document with { Facts = [new(LongName, LongName + LongName)], Signatories = [] },
            document with { Signatories = [.. Enumerable.Repeat(new Signatory(LongName, LongName), 3)] },
            document with { Statement = [new(string.Join(' ', Enumerable.Repeat("may deliver certified training", 12)))] },
            document with { RuleTitles = [.. Enumerable.Repeat("Arbeitsschutzmanagementsysteme wirksam, sicher und gesund organisieren – gut organisiert sein", 7)] },
            document with { VerifySentence = LongName, OfficialAddress = "register.of.a.very.long.authority.example.org/certificates/verify", CodeLabel = LongName },
            document with { SmallPrint = string.Join(' ', Enumerable.Repeat(LongName, 8)) },
            document with { Signatories = [], Facts = [.. document.Facts, .. document.Facts], LatinName = LongName, Name = LongName },
        });

    [Fact]
    public void No_text_meets_another_or_the_frame_however_long_it_is()
    {
        foreach (var document in Ordinary().Concat(Extreme()))
        {
            var plan = new CertificateLayout(rendering.Fonts).Plan(document);
            var boxes = plan.Texts.SelectMany(Lines).ToArray();

            foreach (var box in boxes)
            {
                box.Left.ShouldBeGreaterThan(plan.Frame, box.ToString());
                box.Right.ShouldBeLessThan(plan.Width - plan.Frame, box.ToString());
                box.Top.ShouldBeGreaterThan(plan.Frame, box.ToString());
                box.Bottom.ShouldBeLessThan(plan.Height - plan.Frame, box.ToString());
            }

            for (var one = 0; one < boxes.Length; one++)
            {
                for (var other = one + 1; other < boxes.Length; other++)
                {
                    boxes[one].Meets(boxes[other]).ShouldBeFalse($"{document.Language}: {boxes[one]} meets {boxes[other]}");
                }
            }
        }
    }

    [Fact]
    public void A_name_takes_two_lines_at_most_and_ordinary_names_one()
    {
        foreach (var document in Extreme())
        {
            Name(document).Lines.Count.ShouldBeLessThanOrEqualTo(2, document.Name);
        }

        Name(Papers.English()).Lines.Count.ShouldBe(1);
        Name(Papers.English()).Size.ShouldBe(CertificateStyle.NameSize);
    }

    [Fact]
    public void A_right_to_left_language_mirrors_the_page_but_not_the_wheel()
    {
        var left = new CertificateLayout(rendering.Fonts).Plan(Papers.English());
        var right = new CertificateLayout(rendering.Fonts).Plan(Papers.Arabic());

        left.Texts[0].X.ShouldBe(CertificateStyle.Margin);
        right.Texts[0].Align.ShouldBe(Align.Right);
        (right.Texts[0].X + right.Texts[0].Width).ShouldBe(CertificateStyle.PageWidth - CertificateStyle.Margin, 0.01);
        var (one, other) = (left.Paths.First(path => path.Figure == Figure.Wheel), right.Paths.First(path => path.Figure == Figure.Wheel));
        other.Data.ShouldBe(one.Data);
        other.X.ShouldBe(CertificateStyle.PageWidth - one.X, 0.01);
    }

    [Fact]
    public void The_code_is_at_least_25_millimetres_wide_with_white_around_it()
    {
        var millimetres = CertificateStyle.QrSide / 72 * 25.4;
        millimetres.ShouldBeGreaterThan(25);

        // Four modules of the coarsest code a verification address makes (version 5: 37 modules).
        CertificateStyle.QrQuiet.ShouldBeGreaterThan(4 * CertificateStyle.QrSide / 37);
    }

    private PlacedText Name(CertificateDocument document) =>
        new CertificateLayout(rendering.Fonts).Plan(document).Texts.Single(text => text.Field == nameof(document.Name));

    private static IEnumerable<Box> Lines(PlacedText text) =>
        Enumerable.Range(0, text.Lines.Count).Select(line => new Box(
            text.Field,
            text.Start(line),
            text.Start(line) + (text.Lines[line].Width * text.Size),
            text.Baseline(line) - (text.Size * 0.72),
            text.Baseline(line) + (text.Size * 0.1)));

    private sealed record Box(string Field, double Left, double Right, double Top, double Bottom)
    {
        public bool Meets(Box other) => Left < other.Right && other.Left < Right && Top < other.Bottom && other.Top < Bottom;
    }
}
