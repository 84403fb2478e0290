using System.Globalization;
using SkiaSharp;

namespace VisionZero.Documents;

/// <summary>Places the words and drawings of slides. A body that does not fit is set smaller; the same sizes go into the presentation.</summary>
internal sealed class DeckLayout(FontCatalogue fonts)
{
    private readonly TextSetter setter = new(fonts);

    public IReadOnlyList<PagePlan> Plan(DeckDocument document)
    {
        var lettering = new Lettering(setter, document.Language);
        return
        [
            Cover(document, lettering),
            .. document.Slides.Select((slide, index) => Slide(document, slide, index + 2, lettering)),
            Slide(document, document.Closing, document.Slides.Count + 2, lettering),
            Sources(document, lettering),
        ];
    }

    /// <summary>The title as the title slide has it.</summary>
    public static string CoverTitle(DeckDocument document) =>
        DeckWords.Parted(document.Title, document.Language, DeckStyle.CoverTitle.Width / DeckStyle.CoverTitleSize);

    /// <summary>The line below a drawing stands near it, however high it is.</summary>
    public static DeckBox Caption(DeckBox drawing) => DeckStyle.Caption with { Y = drawing.Y + drawing.Height + DeckStyle.CaptionGap };

    /// <summary>The size at which a body fits its box, and the space below each line.</summary>
    public (double Size, double Gap) BodySize(DeckDocument document, IReadOnlyList<DeckLine> lines, DeckBox box)
    {
        var lettering = new Lettering(setter, document.Language);
        var size = DeckStyle.BodySize;
        while (size > DeckStyle.LeastBodySize && Height(size) > box.Height) size -= 0.5;
        var rest = (box.Height - Height(size)) / Math.Max(lines.Count, 1);
        return (size, Math.Clamp((size * DeckStyle.LineGap) + rest, size * DeckStyle.LineGap, size * DeckStyle.MostLineGap));

        double Height(double at) => DeckLayout.Height(Body(lines, box, at, at * DeckStyle.LineGap, lettering));
    }

    /// <summary>The size at which the title of a slide fits its box.</summary>
    public double TitleSize(DeckDocument document, string title, DeckBox box, double largest) =>
        new Lettering(setter, document.Language).Fit("", DeckWords.Bound(title), FaceStyle.Bold, Palette.Ink, largest, box.X, box.Y, box.Width, box.Height).Size;

    /// <summary>A drawing at the top of its box, without its own ground: on a white slide that shows as specks at the corners.</summary>
    public (IReadOnlyList<PlacedPath> Paths, DeckBox Place) Picture(DeckPicture picture)
    {
        var box = DeckStyle.Picture;
        var drawing = SvgDrawing.Of(picture.Svg, fonts);
        var scale = Math.Min(box.Width / drawing.Width, box.Height / drawing.Height);
        var (width, height) = (drawing.Width * scale, drawing.Height * scale);
        var place = new DeckBox(box.X + ((box.Width - width) / 2), box.Y, width, height);
        var paths = drawing.Place(place.X, place.Y, scale).ToList();
        return (paths.Count > 0 && IsGround(paths[0], place) ? paths[1..] : paths, place);
    }

    private static bool IsGround(PlacedPath path, DeckBox place)
    {
        if (path.Fill is null || !path.Fill.TrimStart('#').All(digit => digit is 'F' or 'f')) return false;
        using var outline = SKPath.ParseSvgPathData(path.Data);
        return outline.TightBounds.Width >= place.Width - 1 && outline.TightBounds.Height >= place.Height - 1;
    }

    private PagePlan Cover(DeckDocument document, Lettering lettering)
    {
        var icon = DeckStyle.CoverIcon;
        PlacedPath[] paths =
        [
            RuleSigns.Box(0, 0, DeckStyle.Width, DeckStyle.Height, Palette.OfRule(document.Rule)),
            .. RuleSigns.Icon(document.Icon, fonts, icon.X, icon.Y, icon.Width, Palette.White),
            .. DeckWheel.Cover(fonts, DeckStyle.CoverWheel, document.Rule),
        ];
        List<PlacedText> texts =
        [
            White(nameof(document.RuleLabel), document.RuleLabel, FaceStyle.Bold, DeckStyle.CoverLabelSize, DeckStyle.CoverLabel),
            White(nameof(document.Title), CoverTitle(document), FaceStyle.Bold, DeckStyle.CoverTitleSize, DeckStyle.CoverTitle),
            White(nameof(document.Summary), document.Summary, FaceStyle.Regular, DeckStyle.CoverSummarySize, DeckStyle.CoverSummary),
        ];
        if (!string.IsNullOrWhiteSpace(document.Notice)) texts.Add(White(nameof(document.Notice), document.Notice, FaceStyle.Regular, DeckStyle.CoverNoticeSize, DeckStyle.CoverNotice));
        return Page(paths, texts, document.Title);

        PlacedText White(string field, string text, FaceStyle style, double size, DeckBox box) =>
            lettering.Fit(field, DeckWords.Bound(text), style, Palette.White, size, box.X, box.Y, box.Width, box.Height);
    }

    private PagePlan Slide(DeckDocument document, DeckSlide slide, int number, Lettering lettering)
    {
        var box = slide.Picture is null ? DeckStyle.Body : DeckStyle.NarrowBody;
        var lines = DeckText.Of(slide.Body);
        List<PlacedPath> paths = [.. Ground(document)];
        List<PlacedText> texts = [Title(nameof(document.Slides), slide.Title, lettering)];
        var (size, gap) = BodySize(document, lines, box);
        Add(Body(lines, box, size, gap, lettering), lines, document, lettering, paths, texts);
        if (slide.Picture is { } picture)
        {
            var (drawn, place) = Picture(picture);
            paths.AddRange(drawn);
            if (!string.IsNullOrWhiteSpace(picture.Caption))
            {
                var caption = Caption(place);
                texts.Add(lettering.Fit(nameof(document.Slides), DeckWords.Bound(picture.Caption), FaceStyle.Regular, Palette.Muted, DeckStyle.CaptionSize, caption.X, caption.Y, caption.Width, caption.Height));
            }
        }

        return Page(paths, [.. texts, .. Foot(document, number, lettering)], slide.Title);
    }

    private PagePlan Sources(DeckDocument document, Lettering lettering)
    {
        var licence = DeckStyle.Licence;
        PlacedText[] texts =
        [
            Title(nameof(document.SourcesTitle), document.SourcesTitle, lettering),
            .. Sources(document, SourceSize(document), lettering),
            lettering.Fit(nameof(document.Licence), DeckWords.Bound(document.Licence), FaceStyle.Regular, Palette.Muted, DeckStyle.LicenceSize, licence.X, licence.Y, licence.Width, licence.Height),
            .. Foot(document, document.Slides.Count + 3, lettering),
        ];
        return Page([.. Ground(document)], texts, document.SourcesTitle);
    }

    /// <summary>The size at which the sources fit their box.</summary>
    public double SourceSize(DeckDocument document)
    {
        var lettering = new Lettering(setter, document.Language);
        var size = DeckStyle.SourceSize;
        while (size > DeckStyle.LeastSourceSize && Height(Sources(document, size, lettering)) > DeckStyle.Sources.Height) size -= 0.25;
        return size;
    }

    private static List<PlacedText> Sources(DeckDocument document, double size, Lettering lettering)
    {
        var list = new List<PlacedText>();
        var y = DeckStyle.Sources.Y;
        foreach (var source in document.Sources)
        {
            list.Add(lettering.Text(nameof(document.Sources), DeckWords.Bound(source), FaceStyle.Regular, Palette.Ink, size, DeckStyle.Sources.X, y, DeckStyle.Sources.Width));
            y += list[^1].Height + (size * DeckStyle.LineGap);
        }

        return list;
    }

    private static List<PlacedText> Body(IReadOnlyList<DeckLine> lines, DeckBox box, double size, double gap, Lettering lettering)
    {
        var list = new List<PlacedText>();
        var y = box.Y;
        foreach (var line in lines)
        {
            var indent = line.Bullet ? DeckStyle.BulletIndent : 0;
            var words = Lettering.Spans([.. line.Text.Select(part => part with { Text = DeckWords.Bound(part.Text) })], Palette.Ink);
            list.Add(Whole(width => lettering.Text(nameof(DeckDocument.Slides), words, size, box.X + indent, y, width, DeckStyle.BodyLeading), box.Width - indent));
            y += list[^1].Height + gap;
        }

        return list;
    }

    /// <summary>A text whose last line has more than an ideograph or a syllable, as long as that takes no further line.</summary>
    private static PlacedText Whole(Func<double, PlacedText> set, double measure)
    {
        const double least = 2.6;
        var whole = set(measure);
        for (var width = measure * 0.98; whole.Lines.Count > 1 && whole.Lines[^1].Width < least && width > measure * 0.8; width *= 0.98)
        {
            var narrower = set(width);
            if (narrower.Lines.Count > whole.Lines.Count) break;
            if (narrower.Lines[^1].Width >= least) return narrower;
        }

        return whole;
    }

    private static double Height(List<PlacedText> texts) => texts.Count == 0 ? 0 : texts[^1].Y + texts[^1].Height - texts[0].Y;

    /// <summary>Each point behind its number or its dot.</summary>
    private static void Add(List<PlacedText> body, IReadOnlyList<DeckLine> lines, DeckDocument document, Lettering lettering, List<PlacedPath> paths, List<PlacedText> texts)
    {
        foreach (var (text, line) in body.Zip(lines))
        {
            var (x, colour) = (text.X - DeckStyle.BulletIndent, Palette.OfRule(document.Rule));
            if (line.Number is { } number) texts.Add(lettering.Text(text.Field, number, FaceStyle.Bold, colour, text.Size, x, text.Y, DeckStyle.BulletIndent, DeckStyle.BodyLeading));
            else if (line.Bullet && text.Lines.Count > 0) paths.Add(RuleSigns.Dot(x + 6, text.Baseline(0) - (text.Size * 0.33), text.Size * 0.15, colour));
            texts.Add(text);
        }
    }

    /// <summary>A title stands on the lower edge of its box, near what it is about.</summary>
    private static PlacedText Title(string field, string title, Lettering lettering)
    {
        var box = DeckStyle.Title;
        var set = lettering.Fit(field, DeckWords.Bound(title), FaceStyle.Bold, Palette.Ink, DeckStyle.TitleSize, box.X, box.Y, box.Width, box.Height);
        return set with { Y = box.Y + box.Height - set.Height };
    }

    private static IEnumerable<PlacedText> Foot(DeckDocument document, int number, Lettering lettering)
    {
        var (foot, at) = (DeckStyle.Foot, DeckStyle.Number);
        yield return lettering.Text(nameof(document.Footer), document.Footer, FaceStyle.Regular, Palette.Muted, DeckStyle.FootSize, foot.X, foot.Y, foot.Width);
        yield return lettering.Text(nameof(document.Footer), number.ToString(CultureInfo.InvariantCulture), FaceStyle.Bold, Palette.Muted, DeckStyle.FootSize, at.X, at.Y, at.Width, align: Align.Right);
    }

    private IEnumerable<PlacedPath> Ground(DeckDocument document)
    {
        yield return RuleSigns.Box(0, 0, DeckStyle.Edge, DeckStyle.Height, Palette.OfRule(document.Rule));
        foreach (var path in DeckWheel.Small(fonts, DeckStyle.Wheel, document.Rule)) yield return path;
    }

    private static PagePlan Page(IReadOnlyList<PlacedPath> paths, IReadOnlyList<PlacedText> texts, string title) =>
        new(DeckStyle.Width, DeckStyle.Height, 0, paths, texts) { Bookmarks = [new Bookmark(1, title, 0)] };
}
